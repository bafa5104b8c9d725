"""Try plans in imagined worlds and take the one that promises most."""

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from annotated_types import Ge, Le

from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.words import NotNegative
from realm.strategies import registry
from realm.strategies.actors import MARGIN
from realm.strategies.base import Decision, Nothing, Strategy
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation

GOVERNMENT = ("conserve", "leverage", "diversify", "stockpile", "tit_for_tat")
FIRM = ("profit", "relationship", "security_of_supply")
"""Plans tried besides doing nothing; they remember nothing, so each can begin in any turn."""


class LookAhead(Strategy):
    """Each turn, imagine what becomes of some plans, and begin the best.

    A plan is another strategy: what it would order now, and go on ordering. Futures are drawn from
    what the seat knows; nothing is changed unless a plan promises `gain` points more than doing
    nothing. In an imagined world, for actors that no score is laid out for, and where it is asked
    for many at once, it does nothing. It is slow: some hundred times as slow as others.
    """

    name = "look_ahead"
    source = (
        "Bertsekas, Tsitsiklis and Wu 1997, Rollout Algorithms for Combinatorial Optimization, "
        "doi:10.1023/A:1009635226865"
    )

    @dataclass(frozen=True)
    class Params:
        """How far and how well it looks."""

        turns: Annotated[float, Ge(1), Le(12)] = 4.0
        """Turns that it looks ahead."""
        copies: Annotated[float, Ge(1), Le(64)] = 4.0
        """Imagined copies of each world."""
        gain: NotNegative = 0.2
        """Points of score that a plan must promise more than doing nothing."""

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - the protocol's
        luck: Luck,
    ) -> Decision:
        """Play each plan in the same imagined worlds, and choose world by world."""
        if observation.imagine is None or len(observation.actors) != 1:
            return Decision()
        turns = int(self.params.turns)
        futures = observation.imagine(int(self.params.copies), self.name)
        nothing = futures.play(registry.find("status_quo"), turns)
        best, columns = nothing + self.params.gain, dict[str, Array]()
        drivers: dict[str, Array] = {}
        countries = len(observation.network.countries)
        for name in GOVERNMENT if observation.actors[0] < countries else FIRM:
            plan = registry.find(name)
            promised = futures.play(plan, turns)
            better = promised > best + MARGIN
            if not better.any():
                continue
            best = np.where(better, promised, best)
            asked = plan.decide(observation, legal, Nothing(), luck).columns
            for column in sorted({*columns, *asked}):
                before = columns.get(column, np.full((1, 1), np.nan))
                after = asked.get(column, np.full((1, 1), np.nan))
                columns[column] = np.where(better, after, before)
            drivers = {plan: np.where(better, 0.0, size) for plan, size in drivers.items()}
            drivers[f"as {name} would: promises more"] = np.where(better, promised - nothing, 0.0)
        return Decision(columns, drivers={n: size[None, :] for n, size in drivers.items()})
