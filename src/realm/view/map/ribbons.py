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
SLENDER = 1.5
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
        return _head_length(self.width, self.length)

    def bodies(self, extra: float = 0.0) -> list[Plane]:
        """Return its body as polygons: one, or one a dash; the track under them where `extra`.

        That is wider on each side by so much, and whole, so that dashes are seen to belong together
        on any ground.
        """
        end = self._head_start() + 1
        spine = self.spine[:end]
        if len(spine) < 2:
            return []
        half = np.linspace(START_SHARE, 1.0, len(spine)) * self.width / 2.0 + extra
        side = self._across[:end] * half[:, None]
        left, right = spine + side, spine - side
        step = self.length / (POINTS - 1)
        each, gap = len(spine), 0
        if self.dashed and not extra:
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

    The margins keep it off the marks at both ends, points. It runs straight where its head lies,
    which so continues the shaft without a kink and points at the middle of the mark.
    """
    a, b = np.array(start, dtype=float), np.array(end, dtype=float)
    control = _control(a, b, bend)
    chord = float(np.hypot(*(b - a)))
    last = min(margins[1], 0.3 * chord)
    ahead = b - control
    straight = last + _head_length(width, chord - last)
    base = b - ahead * min(0.8, straight / max(float(np.hypot(*ahead)), 1e-9))
    curve = np.vstack([_parabola(a, control, base, 4 * POINTS), b])
    steps = np.hypot(*np.diff(curve, axis=0).T)
    run = np.concatenate([[0.0], np.cumsum(steps)])
    total = float(run[-1])
    first = min(margins[0], 0.3 * total)
    wanted = np.linspace(first, total - last, POINTS)
    spine = np.column_stack([np.interp(wanted, run, curve[:, i]) for i in (0, 1)])
    return Ribbon(spine, width, total - first - last, dashed)


def bent(a: Plane, b: Plane, bend: float, count: int) -> Plane:
    """Return points of the curve from one point to another: a parabola, so high over its length.

    A positive bend is to the left of who travels along it, with y downwards.
    """
    return _parabola(a, _control(a, b, bend), b, count)


def directions(a: Plane, b: Plane, bend: float) -> tuple[float, float]:
    """Return the angles at which such a curve lies seen from its start and from its end."""
    control = _control(a, b, bend)
    (x, y), (u, v) = control - a, control - b
    return float(np.arctan2(y, x)), float(np.arctan2(v, u))


def _control(a: Plane, b: Plane, bend: float) -> Plane:
    """Return where the lines meet that touch the curve at both ends."""
    along = b - a
    control: Plane = (a + b) / 2.0 + np.array([along[1], -along[0]]) * bend * 2.0
    return control


def _parabola(a: Plane, control: Plane, b: Plane, count: int) -> Plane:
    t = np.linspace(0.0, 1.0, count)[:, None]
    curve: Plane = (1 - t) ** 2 * a + 2 * (1 - t) * t * control + t**2 * b
    return curve


def _head_length(width: float, length: float) -> float:
    return min(7.0 + 1.25 * width, max(4.0, length * 0.45))


def _unit(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    unit: NDArray[np.float64] = vector / max(float(np.hypot(*vector)), 1e-9)
    return unit
