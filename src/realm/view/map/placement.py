"""Place labels so that they do not cover one another, and bring what is off view to the edge."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from realm.view.map.projection import Plane
from realm.view.shape import Point, Rect

HEAD_COVERED = 12.0
"""Cost of a square point of a flow's head that a label covers."""
CROSSED = 5.0
"""Cost of a point of a flow that a label covers."""
DRIFT = 9.0
"""Cost of a point of distance by which a label stands farther than it wants."""
DOUBT = 60.0
"""Cost of a point by which another's mark is not clearly farther from a label than its own."""
ASTRAY = 12.0
"""The same of the middle of a label."""
MARGIN = 6.0
"""How much farther another's mark is clearly farther, points."""
SPARED = 0.5
"""Cost, for its area, at which a label that can be spared is left out."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text that wants to stand near a point."""

    id: str
    at: Point
    width: float
    height: float
    gap: float = 9.0
    """Distance from the point."""
    centred: bool = False
    """Whether it had better stand on the point itself."""
    spare: bool = False
    """Whether it is left out where there is no room for it."""
    also: tuple[Point, ...] = ()
    """Other points on which it may stand as well."""


def place(
    labels: list[Label],
    *,
    bounds: Rect,
    taken: list[Rect],
    busy: Plane | None = None,
    heads: list[Rect] | None = None,
    crossed: Plane | None = None,
) -> dict[str, Rect]:
    """Return where each label stands, in the order of their weight: the first choose first.

    A label takes the place around its point that covers least: other labels and what is `taken`
    weigh most, leaving the bounds next, then `heads` (of flows), the `busy` points under it (flows)
    least; points that are `crossed` weigh as much as what is taken.
    """
    points = np.array([label.at for label in labels if not label.centred]).reshape(-1, 2)
    blocked = np.array([*(_edges(rect) for rect in taken), *_boxes(points, 5.0)]).reshape(-1, 4)
    if crossed is not None:
        blocked = np.vstack([blocked, _boxes(crossed, 2.0)])
    under = np.empty((0, 2)) if busy is None else busy
    ends = np.array([_edges(rect) for rect in heads or []]).reshape(-1, 4)
    placed: dict[str, Rect] = {}
    for label in labels:
        choices = _choices(label)
        costs = _costs(choices, blocked, np.array(_edges(bounds)))
        costs += HEAD_COVERED * _covered(choices, ends)
        if not label.centred:
            costs += _doubts(choices, label, points)
        best, cost = _cheapest(choices, costs, under)
        if label.spare and cost > SPARED * label.width * label.height:
            continue
        x, y = choices[best][:2]
        placed[label.id] = rect = Rect(float(x), float(y), label.width, label.height)
        blocked = np.vstack([blocked, _edges(rect.inset(-2))])
    return placed


SLID = (0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9, 0.0, 1.0)
"""Shares of its width by which a label above or below its point may lie to the left of it."""
Boxes = NDArray[np.float64]
"""Left, top, right and bottom of rectangles; shape (rectangle, 4)."""


def _edges(rect: Rect) -> tuple[float, float, float, float]:
    return rect.x, rect.y, rect.right, rect.bottom


def _boxes(points: Plane, reach: float) -> Boxes:
    """Return a square around each point."""
    return np.hstack([points - reach, points + reach])


def _choices(label: Label) -> Boxes:
    """Return the places around a point, the best-looking first: near ones, then farther ones."""
    steps = _around(label.width, label.height, label.gap, label.centred)
    corners = steps + label.at
    if label.centred:
        on = np.array([label.at, *label.also]) - (label.width / 2, label.height / 2)
        corners = np.vstack([on, corners])
    return np.hstack([corners, corners + (label.width, label.height)])  # noqa: RUF005 (they add)


@lru_cache(maxsize=1000)
def _around(w: float, h: float, near: float, centred: bool) -> Plane:
    """Return where the corners of the places around a point lie, from it; shape (place, 2)."""
    found: list[Point] = []
    for gap in (near, near * 0.85, near * 1.4, near * 2.2, near * 3.6):
        slant = gap * 0.6
        found += [
            (-w / 2, gap),
            (-w / 2, -gap - h),
            (gap, -h / 2),
            (-gap - w, -h / 2),
            (slant, slant),
            (-slant - w, slant),
            (slant, -slant - h),
            (-slant - w, -slant - h),
        ]
        if not centred:
            found += [(-w * part, top) for part in SLID for top in (gap, -gap - h)]
            found += [(left, -h * part) for part in (0.2, 0.8) for left in (gap, -gap - w)]
    return np.array(found)


def _costs(choices: Boxes, blocked: Boxes, bounds: Boxes) -> NDArray[np.float64]:
    """Return what each place costs by the rectangles that it covers; shape (choice,)."""
    left, top, right, bottom = choices.T
    outside = (right - left) * (bottom - top) - _common(choices, bounds[None, :])[:, 0]
    costs: NDArray[np.float64] = 40.0 * _covered(choices, blocked) + 60.0 * outside
    return costs + np.arange(len(choices))


def _cheapest(choices: Boxes, costs: NDArray[np.float64], busy: Plane) -> tuple[int, float]:
    """Return which place costs least with the points that it covers, and what.

    These are counted, which takes the longest, only where a place may still be the cheapest.
    """
    first = int(np.argmin(costs))
    most = costs[first] + CROSSED * _counted(choices[first : first + 1], busy)[0]
    some = np.flatnonzero(costs <= most)
    whole = costs[some] + CROSSED * _counted(choices[some], busy)
    best = int(np.argmin(whole))
    return int(some[best]), float(whole[best])


def _counted(choices: Boxes, points: Plane) -> NDArray[np.float64]:
    """Return how many points lie in each place; shape (choice,)."""
    left, top, right, bottom = choices.T
    x, y = points.T
    near = (x > left.min()) & (x < right.max()) & (y > top.min()) & (y < bottom.max())
    x, y = points[near].T
    across = (x > left[:, None]) & (x < right[:, None])
    inside = across & (y > top[:, None]) & (y < bottom[:, None])
    counted: NDArray[np.float64] = inside.sum(axis=1).astype(np.float64)
    return counted


def _covered(choices: Boxes, boxes: Boxes) -> NDArray[np.float64]:
    """Return the area of some rectangles that each place covers; shape (choice,)."""
    near = _within(boxes, choices, 0.0)
    if not near.any():
        return np.zeros(len(choices))
    covered: NDArray[np.float64] = _common(choices, boxes[near]).sum(axis=1)
    return covered


def _within(boxes: Boxes, choices: Boxes, reach: float) -> NDArray[np.bool_]:
    """Tell which rectangles lie within reach of any of the places."""
    (left, top), (right, bottom) = choices[:, :2].min(axis=0), choices[:, 2:].max(axis=0)
    across = (boxes[:, 0] < right + reach) & (boxes[:, 2] > left - reach)
    found: NDArray[np.bool_] = across & (boxes[:, 1] < bottom + reach) & (boxes[:, 3] > top - reach)
    return found


def _common(a: Boxes, b: Boxes) -> NDArray[np.float64]:
    """Return the area that each of some rectangles has in common with each of others."""
    (left, top, right, bottom), others = a.T[:, :, None], b.T
    wide = np.minimum(right, others[2]) - np.maximum(left, others[0])
    high = np.minimum(bottom, others[3]) - np.maximum(top, others[1])
    common: NDArray[np.float64] = np.maximum(wide, 0.0) * np.maximum(high, 0.0)
    return common


def _doubts(choices: Boxes, label: Label, points: Plane) -> NDArray[np.float64]:
    """Return what it costs to stand as near to another's point as to one's own; per choice."""
    mine = np.array([label.at])
    middles = np.tile((choices[:, :2] + choices[:, 2:]) / 2.0, 2)
    own = _away(choices, mine)
    doubts: NDArray[np.float64] = DRIFT * np.maximum(0.0, own - label.gap)
    farthest = _away(middles, mine)
    others = points[(points[:, 0] != label.at[0]) | (points[:, 1] != label.at[1])]
    others = others[_within(np.tile(others, 2), choices, float(farthest.max()) + MARGIN)]
    if not len(others):
        return doubts
    for boxes, away, weight in ((middles, farthest, ASTRAY), (choices, own, DOUBT)):
        doubts += weight * np.maximum(0.0, away + MARGIN - _away(boxes, others))
    return doubts


def _away(boxes: Boxes, points: Plane) -> NDArray[np.float64]:
    """Return how far the nearest of some points lies from each rectangle; shape (rectangle,)."""
    (left, top, right, bottom), (x, y) = boxes.T[:, :, None], points.T
    across = np.maximum(np.maximum(left - x, x - right), 0.0)
    down = np.maximum(np.maximum(top - y, y - bottom), 0.0)
    nearest: NDArray[np.float64] = np.sqrt((across * across + down * down).min(axis=1))
    return nearest


KEPT = 10.0
"""How far what is docked stays off what is taken."""
SEEN = 12.0
"""How far beyond the edge at which others are docked a point may stand and still be seen."""


ASIDE = 0.2
"""In which share of the width at the left and the right a mark goes to the edge that is hidden."""


def dock(
    points: list[Point], frame: Rect, *, taken: list[Rect] | None = None, apart: float = 26.0
) -> list[tuple[Point, bool]]:
    """Return each point, or where it stands at the frame's edge when it lies beyond.

    So does what lies near the left or right edge under something that is `taken`. What is docked
    keeps `apart` from what is docked beside it and stands on nothing that is `taken`, as far as
    the edge is long enough.
    """
    found: list[tuple[Point, bool]] = []
    docked: list[Point] = []
    kept = [rect.inset(-KEPT) for rect in taken or []]
    seen = frame.inset(-SEEN)
    for x, y in points:
        hidden = any(rect.has((x, y)) for rect in taken or [])
        aside = hidden and min(x - frame.x, frame.right - x) < ASIDE * frame.width
        if seen.has((x, y)) and not aside:
            found.append(((x, y), False))
            continue
        side = (frame.x if x < frame.middle[0] else frame.right) if aside else x
        at = max(frame.x, min(frame.right, side)), max(frame.y, min(frame.bottom, y))
        at = _apart(at, frame, docked, kept, apart)
        docked.append(at)
        found.append((at, True))
    return found


def _apart(at: Point, frame: Rect, docked: list[Point], taken: list[Rect], apart: float) -> Point:
    """Move a docked point along its edge until it is alone."""
    upright = at[0] in (frame.x, frame.right)
    for step in range(60):
        shift = apart * ((step + 1) // 2) * (1 if step % 2 else -1)
        x, y = (at[0], at[1] + shift) if upright else (at[0] + shift, at[1])
        x = max(frame.x, min(frame.right, x))
        y = max(frame.y, min(frame.bottom, y))
        alone = all(abs(x - ox) + abs(y - oy) >= apart * 0.9 for ox, oy in docked)
        if alone and not any(rect.has((x, y)) for rect in taken):
            return x, y
    return at
