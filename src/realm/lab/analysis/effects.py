"""Effects: what another level of a factor changes, in the same worlds.

A world has the same luck at every point, so an effect is a mean of differences within worlds, and
what luck does to both sides cancels out (common random numbers: Law 2015, Simulation Modeling and
Analysis, section 11.2).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import nan

import numpy as np

from realm.core.arrays import Array, Index
from realm.lab.analysis.interval import Estimate, difference, mean, share
from realm.lab.factors import Point, Value

PAIRED = "Student t over worlds, paired"
SMALL = 0.05
"""Part of the standard deviation over worlds below which an effect is called small.

Pairing finds effects of any size, so what matters must be told from what is merely sure. Cohen 1988
calls 0.2 small.
"""


@dataclass(frozen=True)
class Effect:
    """What one level of a factor changes against the yardstick, in one outcome."""

    factor: str
    level: Value
    yardstick: Value
    estimate: Estimate
    saved: float
    """Part of the variance that pairing took away, 0..1 (negative: added); NaN without any."""
    luck: float
    """Standard deviation of the outcome at the yardstick, over worlds (unpaired: over points)."""
    pairs: int
    """Pairs of points that differ in this factor alone, over which it is averaged; 0: unpaired."""
    higher: Estimate
    """Part of the worlds in which the outcome is higher; nothing known where nothing pairs."""
    lower: Estimate
    """Part in which it is lower; in the rest it is the same."""

    @property
    def small(self) -> bool:
        """Say whether it is shown, but next to nothing beside what luck does."""
        return self.estimate.apart and abs(self.estimate.value) < SMALL * self.luck

    @property
    def verdict(self) -> str:
        """Say which way, or that none is shown: `higher`, `lower`, `none shown`."""
        if not self.estimate.apart:
            return "none shown"
        return "higher" if self.estimate.value > 0 else "lower"


@dataclass(frozen=True)
class Interplay:
    """How the effect of one factor hangs on another: a difference of differences within worlds."""

    factor: str
    level: Value
    yardstick: Value
    other: str
    other_level: Value
    other_yardstick: Value
    there: float
    """Effect of the factor where the other has its level."""
    here: float
    """Effect where the other is at its yardstick."""
    estimate: Estimate
    """Of the difference of the two."""
    luck: float
    """Standard deviation of the outcome over worlds with both at the yardstick."""

    @property
    def small(self) -> bool:
        """Say whether it is shown, but next to nothing beside what luck does."""
        return self.estimate.apart and abs(self.estimate.value) < SMALL * self.luck


def effects(
    games: Array, points: Sequence[Point], factors: Sequence[str], levels: Sequence[Sequence[Value]]
) -> list[Effect]:
    """Compare every level of every factor with the first, everything else alike.

    Args:
        games: (point, world), a number a game; NaN where it failed.
        points: the value of every factor at each point.
        factors: names.
        levels: values of each factor, the yardstick first.
    """
    found = []
    for place, (factor, values) in enumerate(zip(factors, levels, strict=True)):
        for level in values[1:]:
            after, before = matched(points, place, level, values[0])
            if len(after):
                estimate, saved, luck = paired(games[after], games[before])
                ways = directions(games[after], games[before])
                pairs = len(after)
                found.append(Effect(factor, level, values[0], estimate, saved, luck, pairs, *ways))
    return found


def contrasts(
    games: Array, points: Sequence[Point], factors: Sequence[str], levels: Sequence[Sequence[Value]]
) -> list[Effect]:
    """Compare levels where points were drawn, so that nothing pairs: all else varies at random.

    Arguments as for `effects`; a point counts as its mean over worlds.
    """
    values = games.mean(axis=1)
    values_of = {
        (place, level): values[np.array([point[place] == level for point in points])]
        for place, row in enumerate(levels)
        for level in row
    }
    found = []
    for place, (factor, (yardstick, *others)) in enumerate(zip(factors, levels, strict=True)):
        before = values_of[place, yardstick]
        luck = mean(before).deviation
        for level in others:
            estimate = difference(values_of[place, level], before)
            unknown = share(0, 0)
            found.append(Effect(factor, level, yardstick, estimate, nan, luck, 0, unknown, unknown))
    return found


def interplays(
    games: Array, points: Sequence[Point], factors: Sequence[str], levels: Sequence[Sequence[Value]]
) -> list[Interplay]:
    """Compare the effects of factors between the levels of others; arguments as for `effects`."""
    number = {point: row for row, point in enumerate(points)}
    found = []
    for one, other in combinations(range(len(factors)), 2):
        for level, beside in product(levels[one][1:], levels[other][1:]):
            corners = [(level, beside), (levels[one][0], beside),
                       (level, levels[other][0]), (levels[one][0], levels[other][0])]  # fmt: skip
            rows = [
                [number.get(_with(point, {one: a, other: b}), -1) for a, b in corners]
                for point in points
                if (point[one], point[other]) == corners[0]
            ]
            table = np.array([row for row in rows if min(row) >= 0], dtype=np.intp).reshape(-1, 4)
            if len(table):
                values = games[table].mean(axis=0)
                values = values[:, ~np.isnan(values).any(axis=0)]
                there, here = values[0] - values[1], values[2] - values[3]
                found.append(
                    Interplay(
                        factor=factors[one],
                        level=level,
                        yardstick=levels[one][0],
                        other=factors[other],
                        other_level=beside,
                        other_yardstick=levels[other][0],
                        there=mean(there).value,
                        here=mean(here).value,
                        estimate=mean(there - here, PAIRED),
                        luck=mean(values[3]).deviation,
                    )
                )
    return found


def matched(
    points: Sequence[Point], place: int, level: Value, yardstick: Value
) -> tuple[Index, Index]:
    """Find the pairs of points that differ in one factor alone: with the level, with the yardstick.

    Args:
        points: the value of every factor at each point.
        place: which factor.
        level: its value at the first of a pair.
        yardstick: its value at the second.
    """
    with_yardstick = {
        _others(point, place): number
        for number, point in enumerate(points)
        if point[place] == yardstick
    }
    pairs = [
        (number, with_yardstick[_others(point, place)])
        for number, point in enumerate(points)
        if point[place] == level and _others(point, place) in with_yardstick
    ]
    table = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def paired(after: Array, before: Array) -> tuple[Estimate, float, float]:
    """Estimate a difference within worlds.

    Args:
        after: (pair, world).
        before: (pair, world), the other point of each pair in the same worlds.

    A world counts when all its games are sound. Unpaired, the variance of the difference would be
    the sum of both sides' variances.

    Returns:
        The difference, the part of its variance that pairing saved, and the standard deviation
        before.
    """
    sound = ~np.isnan(after).any(axis=0) & ~np.isnan(before).any(axis=0)
    one, other = after[:, sound].mean(axis=0), before[:, sound].mean(axis=0)
    estimate = mean((after[:, sound] - before[:, sound]).mean(axis=0), PAIRED)
    if len(one) < 2:
        return estimate, nan, nan
    apart = float(one.var(ddof=1) + other.var(ddof=1))
    saved = 1.0 - estimate.deviation**2 / apart if apart > 0.0 else nan
    return estimate, saved, float(other.std(ddof=1))


def directions(after: Array, before: Array) -> tuple[Estimate, Estimate]:
    """Estimate in what part of the worlds the mean over pairs is higher, and in what part lower.

    Arguments as for `paired`.
    """
    change = (after - before).mean(axis=0)
    change = change[~np.isnan(change)]
    ways = (np.count_nonzero(change > 0.0), np.count_nonzero(change < 0.0))
    return share(int(ways[0]), len(change)), share(int(ways[1]), len(change))


def _with(point: Point, values: Mapping[int, Value]) -> Point:
    return tuple(values.get(place, value) for place, value in enumerate(point))


def _others(point: Point, place: int) -> Point:
    return point[:place] + point[place + 1 :]
