"""Answer curbs in kind, and let go when they end."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.chance import Luck
from realm.core.words import Share
from realm.strategies.actors import MARGIN, above
from realm.strategies.base import Decision, Strategy
from realm.strategies.borders import harm, offenders
from realm.strategies.curbs import Curbs
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation


class TitForTat(Strategy):
    """Do to each country what it does to me; begin, and end, with free trade.

    Against whoever holds my trade back at the end of a turn (export measures on what I buy,
    tariffs on what I sell), the narrowest of my export measures that bear upon it is set as
    tight as theirs, less what is forgiven. All others are lifted.
    """

    name = "tit_for_tat"
    plays = frozenset({"country"})
    tactic = "tit_for_tat"
    source = (
        "Axelrod 1984, The Evolution of Cooperation; forgiving a part ends feuds: "
        "Nowak and Sigmund 1992, https://doi.org/10.1038/355250a0"
    )

    @dataclass(frozen=True)
    class Params:
        """What it minds and how it answers."""

        threshold: Share = 0.2
        """Tightness (0..1) from which a curb or tariff counts as one."""
        forgiven: Share = 0.1
        """Part of it that goes unanswered."""
        most: Share = 0.95
        """Tightest answer."""

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - the protocol's
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Answer each row's worst offender in kind; lift the rest."""
        params, curbs = self.params, Curbs.of(observation, legal)
        done = harm(observation)
        suffered = curbs.against(done)
        answer = np.minimum(suffered * (1.0 - params.forgiven), params.most)
        columns = curbs.orders(np.where(above(suffered, params.threshold), answer, 0.0))
        drivers = offenders(observation, done, params.threshold)
        drivers["who is left alone leaves alone"] = np.full(
            (len(observation.actors), observation.world_count), MARGIN
        )
        return Decision(columns, drivers=drivers)
