"""Choose to which side flows bend, so that they lie apart and keep off the marks of others."""

import math
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realm.view.map.outline import within
from realm.view.map.projection import Plane
from realm.view.map.ribbons import bent, directions
from realm.view.shape import Point, Rect

CHOICES = (0.12, -0.12, 0.18, -0.18, 0.06, -0.06, 0.24, -0.24, 0.0, 0.35, -0.35)
"""Heights over lengths that are tried, the best-looking first."""
WAYS, SWEEPS = 40, 6
"""From how many beginnings those choose that choose together, and how often again at most."""
NEAR = 0.05
"""What counts as near on the plane: 1 % of the width of the world."""
LEAST_SAMPLES, MOST_SAMPLES = 8, 28
"""Points of a curve that are looked at."""
GENTLE, STRONG, FLAT = 0.12, 110.0, 90.0
"""Bend at which a flow looks well, the cost of so much more, and of so much less on a long one."""
MARK = 14.0
"""Cost of running so far beside a mark of another as is near."""
BESIDE, CROSSING = 5.0, 1.6
"""The same beside another flow, in its direction and square to it."""
APART = math.radians(34.0)
"""Angle between two flows at one mark from which on their heads are told apart."""
FUSED = 80.0
"""Cost of two flows that leave or reach one mark at one angle."""
NORTH = 9.0
"""How much it weighs that a long flow bends to the south, away from the great circle."""
OVER = 7.0
"""Cost of running so far over the land of a third place as is near: it reads as its trade."""
SOME = 2
"""One of how many points is looked at where flows choose together, which takes the longest."""
LEAVING = 250.0
"""Cost of a flow that lies outside the room that flows have."""


@dataclass(frozen=True)
class _Tried:
    """A flow as it would lie with each of the bends; the first axis is the bend."""

    ends: tuple[str, str]
    points: Plane
    along: Plane
    """Unit vectors along it."""
    steps: Plane
    """Length that each point stands for."""
    free: dict[str, NDArray[np.bool_]]
    """Which points lie clear of each of its ends."""
    angles: dict[str, Plane]
    """Angle at each of its ends."""
    alone: Plane
    """What each bend costs for itself."""


class Choosing:
    """Flows that choose their bends: the first of them together, the others one by one after them.

    Args:
        ends: seller and buyer of each flow; those named first choose first.
        spots: where they stand on the plane.
        seen: places whose marks are to be kept clear; all if not given.
        lands: outlines of land that those that choose together had better not run over, where it is
            that of others.
        room: the part of the plane that flows had better not leave.
        together: how many of the first choose together.

    Attributes:
        found: the bend of each flow that has chosen.
        done: whether all have.
    """

    def __init__(
        self,
        ends: Mapping[str, tuple[str, str]],
        spots: Mapping[str, Point],
        *,
        seen: Collection[str] | None = None,
        lands: Mapping[str, Plane] | None = None,
        room: Rect | None = None,
        together: int = 0,
    ) -> None:
        """Know what there is to choose."""
        marks = {name: spot for name, spot in spots.items() if seen is None or name in seen}
        self._spots, self._marks, self._room, self._lands = spots, marks, room, lands or {}
        self.found: dict[str, float] = {}
        self.done = not ends
        self._steps = self._choose(list(ends.items()), together)

    def go_on(self) -> None:
        """Do a little of it: a flow is weighed, or compared with the others, or chooses."""
        self.done = next(self._steps, True)

    def _choose(self, ends: Sequence[tuple[str, tuple[str, str]]], together: int) -> Iterator[bool]:
        """Let all choose; yield after each step whether there is no more."""
        tried: list[_Tried] = []
        for _, pair in ends[:together]:
            tried.append(self._try(pair))
            _keep_off(tried[-1], self._lands)
            yield False
        chosen: list[int] = []
        if tried:
            beside = np.zeros((together, together, len(CHOICES), len(CHOICES)))
            for i in range(len(tried)):
                for j in range(i + 1, len(tried)):
                    beside[i, j] = _between(tried[i], tried[j])
                    beside[j, i] = beside[i, j].T
                    yield False
            chosen = yield from _choose_together(np.array([one.alone for one in tried]), beside)
            names = [name for name, _ in ends[:together]]
            self.found.update((n, CHOICES[bend]) for n, bend in zip(names, chosen, strict=True))
            yield len(ends) == together
        for number, (name, pair) in enumerate(ends[together:], together + 1):
            one = self._try(pair)
            costs = one.alone + _among(one, tried, chosen)
            tried.append(one)
            chosen.append(int(np.argmin(costs)))
            self.found[name] = CHOICES[chosen[-1]]
            yield number == len(ends)

    def _try(self, pair: tuple[str, str]) -> _Tried:
        return _try(pair, self._spots, self._marks, self._room)


def _choose_together(alone: Plane, beside: Plane) -> Generator[bool, None, list[int]]:
    """Choose bends of which none can be changed alone for the better; the best of many ways.

    Yields after each step that there is more.

    Args:
        alone: what each bend of each flow costs; shape (flow, bend).
        beside: what it costs beside each of another; shape (flow, flow, bend, bend).
    """
    count, each = alone.shape
    every, luck = np.arange(count), np.random.default_rng(0)
    begun = [luck.integers(0, each, count) for _ in range(WAYS - 1)]
    chosen = np.array([np.zeros(count, dtype=int), *begun])  # a row for each way
    for _ in range(SWEEPS):
        before = chosen.copy()
        for i in range(count):
            costs = alone[i] + beside[i][every, :, chosen].sum(axis=1)
            chosen[:, i] = np.argmin(costs, axis=1)
            yield False
        if (chosen == before).all():
            break
    whole = alone[every, chosen].sum(axis=1)
    pairs = beside[every[:, None], every, chosen[:, :, None], chosen[:, None, :]]
    whole += pairs.sum(axis=(1, 2)) / 2.0
    return [int(bend) for bend in chosen[int(np.argmin(np.round(whole, 9)))]]


def _try(
    ends: tuple[str, str],
    spots: Mapping[str, Point],
    marks: Mapping[str, Point],
    room: Rect | None,
) -> _Tried:
    """Bend a flow in every way and weigh what that costs for itself."""
    a, b = (np.array(spots[end]) for end in ends)
    chord = float(np.hypot(*(b - a)))
    count = int(np.clip(math.ceil(chord / (0.7 * NEAR)), LEAST_SAMPLES, MOST_SAMPLES))
    points = np.array([bent(a, b, bend, count) for bend in CHOICES])
    ahead = np.gradient(points, axis=1)
    steps = np.hypot(ahead[..., 0], ahead[..., 1])
    free = {end: _away(points, spots[end]) > 2.0 * NEAR for end in ends}
    pointing = np.array([directions(a, b, bend) for bend in CHOICES]).T
    size = np.abs(np.array(CHOICES))
    alone = STRONG * np.maximum(0.0, size - GENTLE)
    alone += FLAT * chord * np.maximum(0.0, GENTLE - size) + 0.3 * np.arange(len(CHOICES))
    south = points[:, count // 2, 1] > (a[1] + b[1]) / 2.0 + 1e-9
    alone += NORTH * chord * south
    for name, spot in marks.items():
        if name not in ends:
            near = _away(points, spot) < NEAR
            alone += MARK * (steps * near).sum(axis=1) / NEAR
    if room is not None:
        x, y = points[..., 0], points[..., 1]
        inside = (x > room.x) & (x < room.right) & (y > room.y) & (y < room.bottom)
        alone += LEAVING * (1.0 - inside.mean(axis=1))
    return _Tried(
        ends, points, ahead / np.maximum(steps, 1e-9)[..., None], steps, free,
        dict(zip(ends, pointing, strict=True)), alone,
    )  # fmt: skip


def _keep_off(one: _Tried, lands: Mapping[str, Plane]) -> None:
    """Add what each bend of a flow costs for running over the land of others."""
    for name, outline in lands.items():
        if name not in one.ends:
            points, steps, _ = _some(one)
            over = within(points, outline).reshape(steps.shape)
            one.alone[:] += OVER * SOME * (steps * over).sum(axis=1) / NEAR


def _between(one: _Tried, other: _Tried) -> Plane:
    """Return what each bend of one flow costs beside each of another; shape (bend, bend)."""
    shared = [end for end in one.ends if end in other.ends]
    costs = np.zeros((len(CHOICES), len(CHOICES)))
    for end in shared:
        costs += _fused(one.angles[end][:, None] - other.angles[end])
    (mine, my_steps, my_way), (theirs, their_steps, their_way) = _some(one), _some(other)
    (i, s), (j, t) = my_steps.shape, their_steps.shape
    a, b = _close(mine, theirs), _close(theirs, mine)
    if not (len(a) and len(b)):
        return costs
    near = np.zeros((len(mine), len(theirs)))
    near[np.ix_(a, b)] = _weight(mine[a], theirs[b], my_way[a], their_way[b])
    weight = near.reshape(i, s, j, t)
    for end in shared:
        weight = weight * one.free[end][:, ::SOME, None, None]
        weight = weight * other.free[end][None, None, :, ::SOME]
    costs += SOME * np.einsum("isj,is->ij", weight.max(axis=3), my_steps) / NEAR
    costs += SOME * np.einsum("ijt,jt->ij", weight.max(axis=1), their_steps) / NEAR
    return costs


def _some(one: _Tried) -> tuple[Plane, Plane, Plane]:
    """Return some of the points of a flow, what they stand for, and its direction there."""
    points, along = (found[:, ::SOME].reshape(-1, 2) for found in (one.points, one.along))
    return points, one.steps[:, ::SOME], along


def _among(one: _Tried, others: Sequence[_Tried], bends: Sequence[int]) -> Plane:
    """Return what each bend of a flow costs beside others that have chosen theirs."""
    costs = np.zeros(len(CHOICES))
    if not others:
        return costs
    for end in one.ends:
        angles = [o.angles[end][b] for o, b in zip(others, bends, strict=True) if end in o.ends]
        costs += _fused(one.angles[end][:, None] - np.array(angles)).sum(axis=1)
    points = np.concatenate([o.points[b] for o, b in zip(others, bends, strict=True)])
    along = np.concatenate([o.along[b] for o, b in zip(others, bends, strict=True)])
    low, high = one.points.min(axis=(0, 1)) - NEAR, one.points.max(axis=(0, 1)) + NEAR
    inside = ((points > low) & (points < high)).all(axis=1)
    if inside.any():
        mine, ahead = one.points.reshape(-1, 2), one.along.reshape(-1, 2)
        weight = _weight(mine, points[inside], ahead, along[inside]).max(axis=1)
        free = np.logical_and(*one.free.values()) if len(one.free) > 1 else 1.0
        costs += 2.0 * (weight.reshape(one.steps.shape) * one.steps * free).sum(axis=1) / NEAR
    return costs


def _close(points: Plane, others: Plane) -> NDArray[np.intp]:
    """Find the points that lie within the rectangle of others, or near it."""
    low, high = others.min(axis=0) - NEAR, others.max(axis=0) + NEAR
    return np.flatnonzero(((points > low) & (points < high)).all(axis=1))


def _weight(a: Plane, b: Plane, along_a: Plane, along_b: Plane) -> Plane:
    """Weigh each pair of points of two sets: nothing where they are not near; (point, point)."""
    x, y = a[:, 0, None] - b[:, 0], a[:, 1, None] - b[:, 1]
    cosine = along_a @ along_b.T
    weight: Plane = (x * x + y * y < NEAR**2) * (CROSSING + (BESIDE - CROSSING) * cosine * cosine)
    return weight


def _fused(turned: Plane) -> Plane:
    """Weigh angles between flows at one mark."""
    between = np.abs((turned + np.pi) % (2.0 * np.pi) - np.pi)
    weighed: Plane = FUSED * np.maximum(0.0, 1.0 - between / APART)
    return weighed


def _away(points: Plane, spot: Point) -> Plane:
    """Return how far points are from a spot."""
    away: Plane = np.hypot(points[..., 0] - spot[0], points[..., 1] - spot[1])
    return away
