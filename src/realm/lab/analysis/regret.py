"""Regret: what a strategy gives away against the best one for the situation (Savage 1951)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array
from realm.lab.analysis.interval import Estimate, mean
from realm.lab.factors import Point, Value


@dataclass(frozen=True)
class Regret:
    """How one strategy of a seat does over all situations."""

    strategy: Value
    mean: Estimate
    """Regret averaged over situations; interval over worlds."""
    worst: float
    """Regret in the situation where it is greatest."""
    best_in: int
    """Situations in which no other strategy does better."""
    situations: int
    """Combinations of everything else that the design pairs it with."""


def regrets(
    games: Array, points: Sequence[Point], place: int, levels: Sequence[Value], *, sign: float
) -> list[Regret]:
    """Compare strategies where all else is alike; a situation is everything else.

    The best of a situation is the one with the best mean over worlds; regret is the difference to
    it in the same worlds. Worlds with a failed game are left out.

    Args:
        games: (point, world), what the seat cares for.
        points: the value of every factor at each point.
        place: the factor that says who plays the seat.
        levels: its strategies.
        sign: 1 where more is better, -1 where less is.
    """
    rows = _situations(points, place, levels)
    if not len(rows):
        return []
    values = sign * games[rows]
    values = values[:, :, ~np.isnan(values).any(axis=(0, 1))]
    if not values.shape[2]:
        return []
    means = values.mean(axis=2)
    best = means.argmax(axis=1)
    lost = np.take_along_axis(values, best[:, None, None], axis=1) - values
    by_situation = lost.mean(axis=2)
    return [
        Regret(
            strategy=level,
            mean=mean(lost[:, number].mean(axis=0)),
            worst=float(by_situation[:, number].max()),
            best_in=int((by_situation[:, number] <= 0.0).sum()),
            situations=len(rows),
        )
        for number, level in enumerate(levels)
    ]


def _situations(points: Sequence[Point], place: int, levels: Sequence[Value]) -> np.ndarray:
    """List the points of every situation that meets all strategies, (situation, strategy)."""
    table: dict[Point, dict[Value, int]] = {}
    for number, point in enumerate(points):
        others = point[:place] + point[place + 1 :]
        table.setdefault(others, {})[point[place]] = number
    whole = [[row[level] for level in levels] for row in table.values() if len(row) == len(levels)]
    return np.array(whole, dtype=np.intp).reshape(-1, len(levels))
