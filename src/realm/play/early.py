"""How a seat saw the months before the first turn."""

from dataclasses import replace

from realm.core.state import State
from realm.play.kept import of_match
from realm.play.match import Match
from realm.play.numbers import early_months
from realm.play.sight import Sight
from realm.strategies.observation import Observation


def early_sights(match: Match, sight: Sight) -> tuple[Sight, ...]:
    """Return what a seat saw at the end of each month before the first turn.

    What it may do is that of `sight`: nobody decided in those months.
    """
    model, actors = match.model, sight.observation.actors
    return tuple(
        replace(sight, observation=Observation(model.roster, model.params, state, actors=actors))
        for state in _states(match)
    )


@of_match(1)
def _states(match: Match) -> tuple[State, ...]:
    return tuple(state for state, _ in early_months(match.model))
