"""What a turn was worth to a seat, objective by objective, against the turn before."""

import math
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array
from realm.play.match import Match
from realm.play.past import yardstick_of

LEAST = 0.05
"""Points by which an objective must have moved to be told."""


@dataclass(frozen=True)
class Merit:
    """What one objective brings of the 100 points of a turn."""

    name: str
    points: float
    before: float
    """What it brought in the turn before."""

    @property
    def by(self) -> float:
        """Points gained."""
        return self.points - self.before


def merits(match: Match, turn: int, seat: str) -> tuple[Merit, ...]:
    """List the points of a turn, what moved most first; they add up to what the turn was worth.

    Empty for the months before the first turn, and for a seat without objectives.
    """
    if not turn:
        return ()
    now, before = (_points(match, one, seat) for one in (turn, turn - 1))
    found = [Merit(name, points, before.get(name, math.nan)) for name, points in now.items()]
    known = [one for one in found if math.isfinite(one.by)]
    return tuple(sorted(known, key=lambda one: -abs(one.by)))


def _points(match: Match, turn: int, seat: str) -> dict[str, float]:
    """Read how many points each objective brings in a turn, of what the seat has."""
    network, yardstick = match.model.network, yardstick_of(match)
    place = yardstick.seats.index(seat)
    row, numbers = yardstick.rows[place], match.pages[turn].numbers
    actors = len(network.countries) + len(network.firms)
    readings: dict[str, Array] = {}
    for name in yardstick.weights[place]:
        readings[name] = np.full((actors, 1), np.nan)
        readings[name][row] = numbers.get(f"{seat} {name}", math.nan)
    if not readings:
        return {}
    found = yardstick.points(place, readings, 1)
    return {name: float(one[0]) for name, one in found.items() if math.isfinite(one[0])}
