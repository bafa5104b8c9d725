"""Fill the stores while curbs threaten, empty them while users run short."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.chance import Luck
from realm.core.words import NotNegative, Share
from realm.strategies.actors import above, below, countries_of
from realm.strategies.base import Decision, Strategy
from realm.strategies.borders import threat
from realm.strategies.home import cover
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation
from realm.strategies.stores import Stores


class Stockpile(Strategy):
    """Buy towards a larger reserve when a curb towards me is announced; release in shortage.

    Shortage is the part missing of the stocks that end users at home aim at. What is bought in
    fear is what makes the peak of others.
    """

    name = "stockpile"
    plays = frozenset({"country"})
    source = (
        "Wright and Williams 1982, The Roles of Public and Private Storage in Managing Oil "
        "Import Disruptions, doi:10.2307/3003460; reserves of importers after 2010"
    )

    @dataclass(frozen=True)
    class Params:
        """When it buys and sells, and how much."""

        severity: Share = 0.25
        """Announced severity (0..1) towards me above which it buys."""
        raised: NotNegative = 1.0
        """Part of the first size by which it raises the target."""
        pace: NotNegative = 0.08
        """Part of the first size bought a month."""
        shortage: Share = 0.3
        """Part missing of users' stocks above which it releases."""
        sold: Share = 0.1
        """Part of what is in store offered a month."""

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - the protocol's
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Release where home is short; else buy where a threat is in the air."""
        params, stores = self.params, Stores.of(observation, legal)
        missing = 1.0 - cover(observation)
        feared = threat(observation)[countries_of(observation)]
        short = above(missing, params.shortage)[stores.owner]
        room = below(stores.stock, stores.first * (1.0 + params.raised))
        buys = above(feared, params.severity)[stores.owner] & ~short & room
        columns = stores.orders(
            buy=np.where(buys, params.pace * stores.first, 0.0),
            release=np.where(short, params.sold * stores.stock, 0.0),
            target=stores.first * (1.0 + params.raised),
        )
        drivers = {
            "users at home run short": missing - params.shortage,
            "a curb towards it is announced": np.where(
                above(missing, params.shortage), 0.0, feared - params.severity
            ),
            "the threat is over": np.minimum(params.severity - feared, params.shortage - missing),
        }
        return Decision(columns, drivers=drivers)
