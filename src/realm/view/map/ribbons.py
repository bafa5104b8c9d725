"""Give flows their shape: a bent ribbon that grows towards its end, where a head points."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from realm.view.map.projection import Plane
from realm.view.shape import Point

POINTS = 96
"""Points along a curve."""
START_SHARE = 0.4
"""Width of a ribbon where it starts, as a share of that where it ends."""
SLENDER = 1.55
"""Length of a head over its width."""
DASH, GAP = 9.0, 6.5
"""Length of a dash and of what is left out after it, points."""


@dataclass(frozen=True)
class Ribbon:
    """The shape of one flow, in points of the window."""

    spine: Plane
    """Points along its middle, evenly apart."""
    width: float
    """Where it is widest."""
    length: float
    dashed: bool

    @property
    def head(self) -> Plane:
        """The triangle at its end."""
        tip, back = self.spine[-1], self.spine[max(0, self._head_start() - 1)]
        along = _unit(tip - back)
        across = np.array([-along[1], along[0]])
        half = self.head_length / (2.0 * SLENDER)
        base = tip - along * self.head_length
        return np.array([tip, base + across * half, base - across * half])

    @property
    def head_length(self) -> float:
        """How long the triangle is."""
        return min(8.0 + 1.75 * self.width, max(4.0, self.length * 0.45))

    def bodies(self, extra: float = 0.0) -> list[Plane]:
        """Return its body as polygons, each side wider by `extra`: one, or one a dash."""
        end = self._head_start() + 1
        spine = self.spine[:end]
        if len(spine) < 2:
            return []
        half = np.linspace(START_SHARE, 1.0, len(spine)) * self.width / 2.0 + extra
        side = self._across[:end] * half[:, None]
        left, right = spine + side, spine - side
        step = self.length / (POINTS - 1)
        each, gap = len(spine), 0
        if self.dashed:
            each, gap = (max(1, round(part / step)) for part in (DASH, GAP))
        ends = range(len(spine) - 1, 0, -each - gap)  # the head stands on a dash
        return [
            np.concatenate([left[max(0, i - each) : i + 1], right[max(0, i - each) : i + 1][::-1]])
            for i in reversed(ends)
        ]

    @cached_property
    def _across(self) -> Plane:
        """Unit vectors across the spine, at each of its points."""
        along = np.gradient(self.spine, axis=0)
        across = np.column_stack([-along[:, 1], along[:, 0]])
        unit: Plane = across / np.maximum(np.hypot(*across.T), 1e-9)[:, None]
        return unit

    def along(self, shares: NDArray[np.float64]) -> Plane:
        """Return points of its middle at shares of its length."""
        where = np.clip(shares, 0.0, 1.0) * (POINTS - 1)
        low = np.minimum(where.astype(int), POINTS - 2)
        part = (where - low)[:, None]
        points: Plane = self.spine[low] * (1.0 - part) + self.spine[low + 1] * part
        return points

    def moved(self, grown: float, by: Point) -> "Ribbon":
        """Return it so many times larger around the origin, then moved, its width as it is."""
        return Ribbon(
            self.spine * grown + np.array(by), self.width, self.length * grown, self.dashed
        )

    def distance(self, point: Point) -> float:
        """Return how far a point lies from its edge."""
        away = np.hypot(*(self.spine - np.array(point)).T)
        return float(away.min()) - self.width / 2.0

    def _head_start(self) -> int:
        return POINTS - 1 - round(self.head_length / max(self.length, 1e-9) * (POINTS - 1))


def ribbon(
    start: Point,
    end: Point,
    *,
    bend: float,
    width: float,
    dashed: bool = False,
    margins: tuple[float, float] = (8.0, 9.0),
) -> Ribbon:
    """Return the ribbon between two places; `bend` is its height over its length (see `bent`).

    The margins keep it off the marks at both ends, points.
    """
    a, b = np.array(start, dtype=float), np.array(end, dtype=float)
    curve = bent(a, b, bend, 4 * POINTS)
    steps = np.hypot(*np.diff(curve, axis=0).T)
    run = np.concatenate([[0.0], np.cumsum(steps)])
    total = float(run[-1])
    first, last = (min(margin, 0.3 * total) for margin in margins)
    wanted = np.linspace(first, total - last, POINTS)
    spine = np.column_stack([np.interp(wanted, run, curve[:, i]) for i in (0, 1)])
    return Ribbon(spine, width, total - first - last, dashed)


def bent(a: Plane, b: Plane, bend: float, count: int) -> Plane:
    """Return points of the curve from one point to another: a parabola, so high over its length.

    A positive bend is to the left of who travels along it, with y downwards.
    """
    along = b - a
    control = (a + b) / 2.0 + np.array([along[1], -along[0]]) * bend * 2.0
    t = np.linspace(0.0, 1.0, count)[:, None]
    curve: Plane = (1 - t) ** 2 * a + 2 * (1 - t) * t * control + t**2 * b
    return curve


def _unit(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    unit: NDArray[np.float64] = vector / max(float(np.hypot(*vector)), 1e-9)
    return unit
