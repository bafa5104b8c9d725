"""Place labels so that they do not cover one another, and bring what is off view to the edge."""

from dataclasses import dataclass

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
        costs = _costs(choices, blocked, np.array(_edges(bounds)), under)
        costs += HEAD_COVERED * _covered(choices, ends)
        if not label.centred:
            costs += _doubts(choices, label, points)
        best = int(np.argmin(costs))
        if label.spare and costs[best] > SPARED * label.width * label.height:
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
    (x, y), w, h = label.at, label.width, label.height
    found = [(px - w / 2, py - h / 2) for px, py in ((x, y), *label.also)] if label.centred else []
    for gap in (label.gap, label.gap * 0.85, label.gap * 1.4, label.gap * 2.2, label.gap * 3.6):
        slant = gap * 0.6
        found += [
            (x - w / 2, y + gap),
            (x - w / 2, y - gap - h),
            (x + gap, y - h / 2),
            (x - gap - w, y - h / 2),
            (x + slant, y + slant),
            (x - slant - w, y + slant),
            (x + slant, y - slant - h),
            (x - slant - w, y - slant - h),
        ]
        if not label.centred:
            found += [(x - w * part, top) for part in SLID for top in (y + gap, y - gap - h)]
            found += [
                (left, y - h * part) for part in (0.2, 0.8) for left in (x + gap, x - gap - w)
            ]
    corners = np.array(found)
    return np.hstack([corners, corners + [w, h]])  # noqa: RUF005 (arrays add, they do not join)


def _costs(choices: Boxes, blocked: Boxes, bounds: Boxes, busy: Plane) -> NDArray[np.float64]:
    """Return what each place costs by what it covers; shape (choice,)."""
    low, high = choices[:, :2].min(axis=0), choices[:, 2:].max(axis=0)
    covered = _covered(choices, blocked)
    area = (choices[:, 2] - choices[:, 0]) * (choices[:, 3] - choices[:, 1])
    outside = area - _common(choices, bounds[None, :])[:, 0]
    x, y = busy[((busy > low) & (busy < high)).all(axis=1)].T[:, None, :]
    left, top, right, bottom = choices.T[:, :, None]
    crossed = ((x > left) & (x < right) & (y > top) & (y < bottom)).sum(axis=1)
    costs: NDArray[np.float64] = 40.0 * covered + 60.0 * outside + CROSSED * crossed
    return costs + np.arange(len(choices))


def _covered(choices: Boxes, boxes: Boxes) -> NDArray[np.float64]:
    """Return the area of some rectangles that each place covers; shape (choice,)."""
    low, high = choices[:, :2].min(axis=0), choices[:, 2:].max(axis=0)
    near = boxes[((boxes[:, :2] < high) & (boxes[:, 2:] > low)).all(axis=1)]
    covered: NDArray[np.float64] = _common(choices, near).sum(axis=1)
    return covered


def _common(a: Boxes, b: Boxes) -> NDArray[np.float64]:
    """Return the area that each of some rectangles has in common with each of others."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    common: NDArray[np.float64] = np.maximum(high - low, 0.0).prod(axis=2)
    return common


def _doubts(choices: Boxes, label: Label, points: Plane) -> NDArray[np.float64]:
    """Return what it costs to stand as near to another's point as to one's own; per choice."""
    others = points[(points != np.array(label.at)).any(axis=1)]
    middles = (choices[:, :2] + choices[:, 2:]) / 2.0
    doubts: NDArray[np.float64] = np.zeros(len(choices))
    for boxes, weight in ((np.hstack([middles, middles]), ASTRAY), (choices, DOUBT)):
        own = _away(boxes, np.array([label.at]))[:, 0]
        nearest = _away(boxes, others).min(axis=1, initial=1e9)
        doubts += weight * np.maximum(0.0, own + MARGIN - nearest)
    doubts += DRIFT * np.maximum(0.0, own - label.gap)
    return doubts


def _away(boxes: Boxes, points: Plane) -> NDArray[np.float64]:
    """Return how far each point lies from each rectangle; shape (rectangle, point)."""
    low, high = boxes[:, None, :2], boxes[:, None, 2:]
    away = np.maximum(np.maximum(low - points, points - high), 0.0)
    distance: NDArray[np.float64] = np.hypot(away[..., 0], away[..., 1])
    return distance


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
