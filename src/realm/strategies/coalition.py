"""Buy together with others who depend on the same country."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.chance import Luck
from realm.core.words import Share
from realm.strategies.actors import above, below
from realm.strategies.base import Decision, Strategy
from realm.strategies.consents import approvals
from realm.strategies.invitations import buys, of_sides, rested
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation
from realm.strategies.supply import Supply


class Coalition(Strategy):
    """Join the buyers' coalition while one country abroad supplies most of a good; leave after.

    Members qualify sellers on request together, so it asks for those at home, and approves
    projects that make what it depends on.
    """

    name = "coalition"
    plays = frozenset({"country"})
    source = "Olson and Zeckhauser 1966, An Economic Theory of Alliances, doi:10.2307/1927082"

    @dataclass(frozen=True)
    class Params:
        """When it joins and leaves."""

        threshold: Share = 0.5
        """Share of one foreign country above which it joins."""
        relief: Share = 0.35
        """Share below which it leaves."""
        minor: Share = 0.25
        """Share up to which a country counts as another seller."""

    def invite(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - the protocol's
    ) -> Mask:
        """Ask those who could sell to it to talk while it depends on one."""
        narrow = above(_most(Supply.of(observation, legal)), self.params.threshold)
        return np.asarray(of_sides(observation, narrow) & buys(observation) & rested(observation))

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - the protocol's
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Join or leave, and open sellers on request."""
        params, supply = self.params, Supply.of(observation, legal)
        most = _most(supply)
        member = observation.coalition > 0.0
        joins = np.where(above(most, params.threshold), 1.0, np.nan)
        joins = np.where(below(most, params.relief), 0.0, joins)
        wanted = np.full(member.shape, np.nan)
        mine = np.flatnonzero(observation.actors < len(member))
        wanted[observation.actors[mine]] = joins[mine]
        changes = legal.coalition & (wanted != member)
        needed = above(supply.dependence, params.threshold)
        other = supply.by_row(needed) & below(supply.share, params.minor)
        return Decision(
            {
                "coalition": np.where(changes, wanted, np.nan),
                "link_open": supply.open(other),
                "project_approve": approvals(observation, legal, needed),
            },
            drivers={
                "one country abroad supplies most of a good": most - params.threshold,
                "it depends on nobody any more": params.relief - most,
            },
        )


def _most(supply: Supply) -> Array:
    """Read the largest share that a country abroad has in a good, (actor, world)."""
    return np.asarray(np.max(supply.dependence, axis=1))
