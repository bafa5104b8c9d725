"""Write on the map: names of places, words on flows, names of lands without a mark."""

from typing import TYPE_CHECKING

from realm.view.picture.world import World
from realm.view.screens import map_focus, map_spots
from realm.view.screens.map_names import Spots, name_all, name_rest, word_all
from realm.view.shape import Point, Rect
from realm.view.text import Texts

if TYPE_CHECKING:
    from realm.view.screens.map_panel import MapPanel


def name(panel: "MapPanel", world: World, texts: Texts, taken: list[Rect]) -> None:
    """Find where names of marks stand; `taken` lies over the map."""
    panel.labels = name_all(
        world, panel.spots, panel.ribbons, frame=panel.camera.frame, texts=texts, taken=taken,
        last=map_focus.quiet(panel),
    )  # fmt: skip


def word(panel: "MapPanel", world: World, texts: Texts, taken: list[Rect]) -> None:
    """Find where words on flows stand, and then names of lands without a mark."""
    frame, taken = panel.camera.frame, [*taken, *panel.labels.values()]
    panel.tags = word_all(
        world, panel.spots, panel.ribbons, frame=frame, texts=texts, taken=taken
    )  # fmt: skip
    rest = map_spots.rest(world, panel.spots, panel.atlas, panel.camera)
    known = [*taken, *panel.tags.values()]
    panel.names = name_rest(
        rest, panel.spots, panel.ribbons, frame=frame, texts=texts, taken=known
    )  # fmt: skip


def bring(panel: "MapPanel", old: Spots, grown: float, to: Point) -> None:
    """Bring all that is written along with the camera, names with their marks.

    Args:
        panel: the map, its marks where they stand now.
        old: where they stood.
        grown: how much larger the map is drawn.
        to: where the window's corner came to stand.
    """
    for title, rect in panel.labels.items():
        (now, _), (then, _) = panel.spots[title], old[title]
        panel.labels[title] = rect.moved(now[0] - then[0], now[1] - then[1])
    for signs in (panel.tags, panel.names):
        for title, rect in signs.items():
            then_x, then_y = rect.middle
            at = then_x * grown + to[0], then_y * grown + to[1]
            signs[title] = rect.moved(at[0] - then_x, at[1] - then_y)
