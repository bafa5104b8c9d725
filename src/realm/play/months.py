"""How a seat saw the months of the last turn, or those before the first, each as it stood then."""

from dataclasses import replace

import numpy as np

from realm.core.state import State
from realm.play.account import standing
from realm.play.kept import of_match
from realm.play.match import Match
from realm.play.numbers import early_months
from realm.play.sight import Sight
from realm.strategies.observation import Observation

CURBS = ("measure_on", "measure_known", "measure_size", "deal")
"""Fields of a state by which curbs are drawn; the rest of a map is of the end of its turn."""


def months_seen(match: Match, sight: Sight) -> tuple[Sight, ...]:
    """Return what a seat saw in each month of the last turn, or of those before the first.

    A curb can come and go within a turn: by a date, after its notice, when a quota's period ends.
    Months with the curbs of the turn's end are seen as that. What the seat may do is that of
    `sight`: nobody decided in those months.
    """
    if not match.turn:
        return tuple(_at(match, sight, state) for state in _early(match))
    found: list[tuple[State, Sight]] = [(match.pages[-1].after, sight)]
    for one in reversed(standing(match, match.turn)):
        last, seen = found[-1]
        found.append((one.state, seen if _alike(one.state, last) else _at(match, sight, one.state)))
    return tuple(seen for _, seen in reversed(found[1:]))


def _at(match: Match, sight: Sight, state: State) -> Sight:
    """Look at a state of the match with the eyes of a seat."""
    model, actors = match.model, sight.observation.actors
    seen = Observation(model.roster, model.params, state, actors=actors)
    return replace(sight, observation=seen)


def _alike(one: State, other: State) -> bool:
    """Tell whether curbs stand alike in two states."""
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in CURBS)


@of_match(1)
def _early(match: Match) -> tuple[State, ...]:
    return tuple(state for state, _ in early_months(match.model))
