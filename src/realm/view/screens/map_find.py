"""Find what of the map the mouse is on: a mark, a sign, or a flow."""

from collections.abc import Iterable, Mapping

from realm.view.map.ribbons import Ribbon
from realm.view.shape import Point, Rect

REACH = 5.0
"""How near the mouse must come to a flow, points."""
MARK = 9.0
"""The same for a mark, both ways."""


def find(
    at: Point,
    spots: Mapping[str, tuple[Point, bool]],
    signs: Iterable[tuple[str, Mapping[str, Rect]]],
    ribbons: Mapping[str, Ribbon],
) -> tuple[str, str] | None:
    """Return the kind and the id of what a point is on, or nothing where that is bare land or sea.

    Args:
        at: the point.
        spots: where marks of places stand.
        signs: names and words, each with the kind of what they stand for.
        ribbons: flows.
    """
    for name, ((x, y), _) in spots.items():
        if abs(at[0] - x) < MARK and abs(at[1] - y) < MARK:
            return "place", name
    for kind, rects in signs:
        for name, rect in rects.items():
            if rect.has(at):
                return kind, name
    near = {name: ribbon.distance(at) for name, ribbon in ribbons.items()}
    nearest = min(near, key=near.__getitem__, default="")
    return ("flow", nearest) if nearest and near[nearest] < REACH else None
