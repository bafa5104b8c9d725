"""Play a game for the command line, turn by turn, telling how far it is."""

import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

from realm.errors import RealmWarning

if TYPE_CHECKING:
    from realm.core.scenario import Scenario
    from realm.model.run import Played


def play(
    scenario: "Scenario",
    *,
    seed: int,
    world: int,
    turns: int | None,
    strategies: dict[str, str],
    told: Callable[[int, int], None],
) -> "Played":
    """Play one world to its end; `told` hears of turns done and turns in all.

    The tables tell in their own words that a world froze, so the model's warning is kept back.
    """
    from realm.model.model import RealmModel
    from realm.model.run import Played

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RealmWarning)
        model = RealmModel(
            scenario, seed=seed, first_world=world, turns=turns, strategies=dict(strategies)
        )
        return Played.of(model, told)
