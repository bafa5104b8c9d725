"""Choose to which side flows bend, so that they lie apart and keep off the marks of others."""

import math
from collections.abc import Collection, Mapping

import numpy as np

from realm.view.map.projection import Plane
from realm.view.map.ribbons import bent, directions
from realm.view.shape import Point, Rect

CHOICES = (0.12, -0.12, 0.18, -0.18, 0.24, -0.24, 0.06, -0.06, 0.31, -0.31)
"""Heights over lengths that are tried, the best-looking first."""
LEAVING = 2.0
"""How much a point outside the room weighs that flows have."""
SAMPLES = 24
SWEEPS = 3
"""How often those choose that choose again."""
NEAR = 0.05
"""What counts as near on the plane: 1 % of the width of the world."""
MARK = 20.0
"""How much a mark of another weighs, against a point of another flow."""
APART = math.radians(34.0)
"""Angle between two flows at one mark from which on their heads are told apart."""
FUSED = 45.0
"""How much it weighs that two flows leave or reach one mark at one angle."""
NORTH = 9.0
"""How much it weighs that a long flow bends to the south, away from the great circle."""


def choose_bends(
    ends: Mapping[str, tuple[str, str]],
    spots: Mapping[str, Point],
    *,
    seen: Collection[str] | None = None,
    room: Rect | None = None,
    again: int = 0,
) -> dict[str, float]:
    """Return the bend of each flow; those named first choose first.

    Args:
        ends: seller and buyer of each flow.
        spots: where they stand on the plane.
        seen: places whose marks are to be kept clear; all if not given.
        room: the part of the plane that flows had better not leave.
        again: how many of the first choose more than once before the others do, since the first of
            all could not know what would be left to the next.
    """
    marks = {name: spot for name, spot in spots.items() if seen is None or name in seen}
    chosen: dict[str, float] = {}
    drawn: dict[str, Plane] = {}
    angles: dict[str, list[tuple[str, float]]] = {}
    names = list(ends)
    for name in [*names[:again] * SWEEPS, *names[again:]]:
        seller, buyer = ends[name]
        a, b = np.array(spots[seller]), np.array(spots[buyer])
        others = np.array([spot for place, spot in marks.items() if place not in (seller, buyer)])
        curves = np.array([bent(a, b, bend, SAMPLES)[2:-2] for bend in CHOICES])
        beside = [curve for other, curve in drawn.items() if other != name]
        costs = _costs(curves, beside, others.reshape(-1, 2))
        costs += [_beyond(curve, room) for curve in curves]
        pointing = np.array([directions(a, b, bend) for bend in CHOICES]).T
        for end, turned in zip((seller, buyer), pointing, strict=True):
            taken = [angle for other, angle in angles.get(end, []) if other != name]
            costs += _fused(turned, taken)
        best = int(np.argmin(costs))
        for end, turned in zip((seller, buyer), pointing, strict=True):
            kept = [one for one in angles.get(end, []) if one[0] != name]
            angles[end] = [*kept, (name, float(turned[best]))]
        chosen[name], drawn[name] = CHOICES[best], curves[best]
    return chosen


def _costs(curves: Plane, drawn: list[Plane], marks: Plane) -> Plane:
    """Weigh curves by what they come near to; shape (curve,)."""
    costs = 0.35 * np.arange(len(curves))
    for i, curve in enumerate(curves):
        chord = (curve[0] + curve[-1]) / 2.0
        if curve[len(curve) // 2][1] > chord[1]:
            costs[i] += NORTH * float(np.hypot(*(curve[-1] - curve[0])))
    if drawn:
        costs += _near(curves, np.concatenate(drawn))
    weighed: Plane = costs + MARK * _near(curves, marks)
    return weighed


def _fused(angles: Plane, taken: list[float]) -> Plane:
    """Weigh how near to others at a mark each of some angles is; shape (angle,)."""
    turned = angles[:, None] - np.array(taken)
    between = np.abs((turned + np.pi) % (2.0 * np.pi) - np.pi)
    found: Plane = FUSED * np.maximum(0.0, 1.0 - between / APART).sum(axis=1)
    return found


def _near(curves: Plane, points: Plane) -> Plane:
    """Count, for each curve, how often one of its points has one of others near it."""
    low, high = curves.min(axis=(0, 1)) - NEAR, curves.max(axis=(0, 1)) + NEAR
    x, y = points[((points >= low) & (points <= high)).all(axis=1)].T
    across, down = curves[..., 0, None] - x, curves[..., 1, None] - y
    near: Plane = (across * across + down * down < NEAR**2).sum(axis=(1, 2)).astype(float)
    return near


def _beyond(curve: Plane, room: Rect | None) -> float:
    """Weigh how much of a flow leaves the room it has."""
    if room is None:
        return 0.0
    (x, y), count = curve.T, len(curve)
    inside = (x > room.x) & (x < room.right) & (y > room.y) & (y < room.bottom)
    return LEAVING * float(count - np.count_nonzero(inside))
