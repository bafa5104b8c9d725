"""Show maps on a page: one, or several that follow one another."""

from dataclasses import dataclass, replace

from realm.view.canvas import Canvas
from realm.view.map.baked import load_atlas
from realm.view.paint import flows
from realm.view.picture import page as p
from realm.view.picture.world import World
from realm.view.screens import map_focus, map_paint
from realm.view.screens.map_panel import MapPanel
from realm.view.screens.map_views import NEAR
from realm.view.screens.page_layout import Laid
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.theme import Theme

SLICE, BESIDE = 0.010, 0.002
"""Seconds of a frame in which a map is painted: usually, and where the page around it is drawn."""
SHOWN = 1.5
"""Seconds that each of several worlds is shown."""


@dataclass
class Film:
    """A map on the page: its panel, and which of its worlds is shown."""

    panel: MapPanel
    block: p.Ground
    rect: Rect
    clip: Rect
    shown: int = 0
    since: float | None = None
    laid: bool = False
    """Whether it was found where everything on it stands."""
    drawn: bool = False
    """Whether the page around it was drawn."""
    begun: bool = False
    """Whether painting it has begun."""

    @property
    def last(self) -> bool:
        """Whether the last world is shown."""
        return self.shown + 1 >= len(self.block.worlds)

    @property
    def ready(self) -> bool:
        """Whether it is laid out and painted as it shall be seen."""
        return self.begun and map_paint.ready(self.panel)

    @property
    def moves(self) -> bool:
        """Whether it is painted, or shows one month after the other, or dots run."""
        return not (self.ready and self.last) or bool(map_focus.moving(self.panel))

    @property
    def hurries(self) -> bool:
        """Whether it is still to be painted, and nobody moves it."""
        return not self.laid or map_paint.hurries(self.panel)

    def lay(self, texts: Texts) -> None:
        """Find where everything on the map stands."""
        self.panel.lay(self.rect, self.block.worlds[self.shown], texts, [])
        self.laid = True

    def goes_on(self, texts: Texts) -> bool:
        """Lay out what is left; tell whether there was anything.

        A map that is new is laid out only once the page around it was seen: both in one frame would
        hold the window up.
        """
        left = self.panel.rests if self.laid else self.drawn
        if left:
            self.lay(texts)
        return left

    def advance(self, canvas: Canvas, texts: Texts, now: float, *, beside: bool) -> None:
        """Paint for a while, and show the next world when its time has come.

        Args:
            canvas: where it is painted.
            texts: what names are measured with.
            now: seconds of the window's clock.
            beside: whether the page around it is drawn in the same frame.
        """
        if not self.laid:
            self.drawn = True
            return
        self.begun = True
        map_paint.want(self.panel, canvas)
        map_paint.work(self.panel, BESIDE if beside else SLICE)
        if self.since is None:
            self.since = now
        if not self.last and now - self.since > SHOWN:
            self.shown, self.since = self.shown + 1, now
            self.lay(texts)

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the world that is shown, and its name."""
        if not self.laid:
            return
        with canvas.clipped(self.rect.common(self.clip)):
            map_paint.draw_under(canvas, self.panel)
            flows.particles(canvas, map_focus.moving(self.panel), now)
            map_paint.draw_over(canvas, self.panel)
            if self.block.names:
                name = self.block.names[self.shown]
                wide = canvas.texts.width(name, "h2") + 24
                badge = Rect(self.rect.x + 12, self.rect.y + 12, wide, 28)
                canvas.box(badge, "panel", "line_strong", radius=7, opacity=0.92)
                canvas.write(badge.middle, name, "h2", align="middle")
        with canvas.clipped(self.clip):
            canvas.frame(self.rect, "line", outside="panel", radius=10)


def films(laid: tuple[Laid, ...], before: list[Film], theme: Theme, texts: Texts) -> list[Film]:
    """Lay out the maps of a page; one that showed the same worlds goes on from where it was."""
    found: list[Film] = []
    for one in laid:
        if not isinstance(one.block, p.Ground):
            continue
        old = before[len(found)] if len(found) < len(before) else None
        panel = old.panel if old else MapPanel(load_atlas(), theme, home=NEAR)
        film = Film(panel, one.block, one.rect, one.clip)
        if old is not None and old.block.worlds == one.block.worlds:
            film.shown, film.since = old.shown, old.since
        else:
            panel.among = _whole(one.block.worlds)
        if old is not None:
            film.drawn, film.begun = old.drawn, old.begun
        if old is not None and old.laid:
            film.lay(texts)
        found.append(film)
    return found


def _whole(worlds: tuple[World, ...]) -> World:
    """Return all flows of several worlds as one, so that all are seen from one spot."""
    flows = {flow.id: flow for world in worlds for flow in world.flows if flow.main}
    return replace(worlds[0], flows=tuple(flows.values()))
