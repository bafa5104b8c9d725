"""Place labels so that they do not cover one another, and bring what is off view to the edge."""

from dataclasses import dataclass

import numpy as np

from realm.view.map.projection import Plane
from realm.view.shape import Point, Rect

SPARED = 12.0
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


def place(
    labels: list[Label], *, bounds: Rect, taken: list[Rect], busy: Plane | None = None
) -> dict[str, Rect]:
    """Return where each label stands, in the order of their weight: the first choose first.

    A label takes the place around its point that covers least: other labels and what is `taken`
    weigh most, leaving the bounds next, the `busy` points under it (flows) least.
    """
    points = [label.at for label in labels if not label.centred]
    marks = [Rect(x - 5, y - 5, 10, 10) for x, y in points]
    blocked = [*taken, *marks]
    placed: dict[str, Rect] = {}
    for label in labels:
        choices = _choices(label)
        costs = [
            _cost(rect, i, blocked, bounds, busy) + _doubt(rect, label, points)
            for i, rect in enumerate(choices)
        ]
        best = choices[int(np.argmin(costs))]
        if label.spare and min(costs) > SPARED * label.width * label.height:
            continue
        placed[label.id] = best
        blocked.append(best.inset(-2))
    return placed


def _choices(label: Label) -> list[Rect]:
    """Return the places around a point, the best-looking first: near ones, then farther ones."""
    (x, y), w, h = label.at, label.width, label.height
    found = [Rect(x - w / 2, y - h / 2, w, h)] if label.centred else []
    for gap in (label.gap, label.gap * 2.2, label.gap * 3.6):
        slant = gap * 0.6
        found += [
            Rect(x - w / 2, y + gap, w, h),
            Rect(x - w / 2, y - gap - h, w, h),
            Rect(x + gap, y - h / 2, w, h),
            Rect(x - gap - w, y - h / 2, w, h),
            Rect(x + slant, y + slant, w, h),
            Rect(x - slant - w, y + slant, w, h),
            Rect(x + slant, y - slant - h, w, h),
            Rect(x - slant - w, y - slant - h, w, h),
        ]
    return found


def _doubt(rect: Rect, label: Label, points: list[Point]) -> float:
    """Return what it costs to stand as near to another's point as to one's own."""
    own = _away(rect, label.at)
    others = [_away(rect, point) for point in points if point != label.at]
    nearest = min(others, default=1e9)
    if label.centred:
        return 0.0
    close = 5.0 * max(0.0, 2.2 * label.gap - nearest) + 400.0 * (nearest <= own)
    return close + 3.0 * max(0.0, own - label.gap)


def _away(rect: Rect, point: Point) -> float:
    """Return how far a point lies from a rectangle."""
    x = max(rect.x - point[0], 0.0, point[0] - rect.right)
    y = max(rect.y - point[1], 0.0, point[1] - rect.bottom)
    return float((x * x + y * y) ** 0.5)


def _cost(rect: Rect, rank: int, blocked: list[Rect], bounds: Rect, busy: Plane | None) -> float:
    covered = sum(rect.common(other).width * rect.common(other).height for other in blocked)
    inside = rect.common(bounds)
    outside = rect.width * rect.height - inside.width * inside.height
    crossed = 0
    if busy is not None and len(busy):
        x, y = busy.T
        within = (x > rect.x) & (x < rect.right) & (y > rect.y) & (y < rect.bottom)
        crossed = int(np.count_nonzero(within))
    return 40.0 * covered + 60.0 * outside + 6.0 * crossed + 4.0 * rank


def dock(
    points: list[Point], frame: Rect, *, taken: list[Rect] | None = None, apart: float = 26.0
) -> list[tuple[Point, bool]]:
    """Return each point, or where it stands at the frame's edge when it lies outside.

    What is docked keeps `apart` from what is docked beside it and stands on nothing that is
    `taken`, as far as the edge is long enough.
    """
    found: list[tuple[Point, bool]] = []
    docked: list[Point] = []
    for x, y in points:
        if frame.has((x, y)):
            found.append(((x, y), False))
            continue
        at = max(frame.x, min(frame.right, x)), max(frame.y, min(frame.bottom, y))
        at = _apart(at, frame, docked, taken or [], apart)
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
        if alone and not any(rect.inset(-10).has((x, y)) for rect in taken):
            return x, y
    return at
