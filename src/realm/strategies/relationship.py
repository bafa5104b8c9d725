"""Deal with those one trusts."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.chance import Luck
from realm.core.words import Share, Trust
from realm.strategies.actors import above, worst
from realm.strategies.answers import CONTEST, DELAY, answers
from realm.strategies.base import Decision, Strategy
from realm.strategies.invitations import of_sides, rested
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation
from realm.strategies.situation import trusted
from realm.strategies.supply import Supply


class Relationship(Strategy):
    """Take up the sellers on request who are trusted, and keep every contract.

    A directive against one is contested, any other delayed, and partners are spared part of what
    costs rise: a customer of thirty years is worth a year's margin.

    Trust in a seller is trust in its firm or in its country, whichever is known and stronger in
    feeling.
    """

    name = "relationship"
    plays = frozenset({"firm"})
    tactic = "tit_for_tat"
    source = (
        "Granovetter 1985, Economic Action and Social Structure, doi:10.1086/228311; long-term "
        "partners among trading houses"
    )

    @dataclass(frozen=True)
    class Params:
        """Whom it deals with."""

        warm: Trust = 0.35
        """Trust above which it takes up a seller."""
        absorb: Share = 0.5
        """Part of the changes of its costs that it does not pass on."""

    def invite(
        self,
        observation: Observation,
        legal: Legal,  # noqa: ARG002 - the protocol's
        memory: Any,  # noqa: ARG002 - the protocol's
    ) -> Mask:
        """Ask those it trusts for a deal, whatever it is about."""
        everyone = np.ones((len(observation.actors), 1), dtype=np.bool_)
        warm = above(trusted(observation), self.params.warm)
        return np.asarray(of_sides(observation, everyone) & warm & rested(observation))

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - the protocol's
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Open the links that are its own to choose where it trusts who sells; stand by others."""
        params, supply = self.params, Supply.of(observation, legal)
        trust = _trust_in_sellers(observation, supply)
        beyond = np.where(supply.choices, trust - params.warm, 0.0)
        spares = legal.absorb & (observation.absorb != params.absorb)
        return Decision(
            {
                "link_open": supply.open(above(trust, params.warm)),
                "absorb": np.where(spares, params.absorb, np.nan),
                "directive_answer": answers(
                    observation, legal, about_contracts=CONTEST, others=DELAY
                ),
            },
            drivers={"trusts a seller": worst(beyond, supply.buyer, len(observation.actors))},
        )


def _trust_in_sellers(observation: Observation, supply: Supply) -> Array:
    """Read how far the buyer of each link trusts its seller, (row, world)."""
    network = observation.network
    countries = len(network.countries)
    others = countries + len(network.firms)
    table = np.zeros((len(observation.actors), others, observation.world_count))
    for position, actor in enumerate(observation.actors):
        pairs = np.flatnonzero(network.relation_of == actor)
        table[position, network.relation_towards[pairs]] = np.take(observation.trust, pairs, axis=0)
    seller = network.link_seller[supply.rows]
    firm = network.node_firm[seller]
    towards_firm = table[supply.buyer, np.where(firm >= 0, countries + firm, others - 1)]
    towards_country = table[supply.buyer, network.node_country[seller]]
    stronger = np.abs(towards_firm) > np.abs(towards_country)
    return np.where(stronger, towards_firm, towards_country)
