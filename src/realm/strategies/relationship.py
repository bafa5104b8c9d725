"""Deal with those one trusts."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.words import Share, Trust
from realm.strategies.actors import MARGIN, above, worst
from realm.strategies.answers import CONTEST, DELAY, answers
from realm.strategies.base import Decision, Strategy
from realm.strategies.invitations import of_sides, rested
from realm.strategies.legal import Legal
from realm.strategies.looks import once
from realm.strategies.observation import Observation
from realm.strategies.plans import Plans
from realm.strategies.situation import trusted
from realm.strategies.supply import Supply


class Relationship(Strategy):
    """Take up the sellers on request who are trusted, and keep every contract.

    A directive against one is contested, any other delayed, and partners are spared part of what
    costs rise: a customer of thirty years is worth a year's margin. Approved plants whose products
    a trusted firm could take up are started: an asset that serves one partner binds both.

    Trust in a seller is trust in its firm or in its country, whichever is known and stronger in
    feeling.
    """

    name = "relationship"
    plays = frozenset({"firm"})
    tactic = "tit_for_tat"
    source = (
        "Granovetter 1985, Economic Action and Social Structure, doi:10.1086/228311; Dyer and "
        "Singh 1998, The Relational View, doi:10.5465/amr.1998.1255632 (assets for one partner); "
        "long-term partners among trading houses"
    )

    @dataclass(frozen=True)
    class Params:
        """Whom it deals with."""

        warm: Trust = 0.35
        """Trust above which it takes up a seller."""
        absorb: Share = 0.5
        """Part of the changes of its costs that it does not pass on."""
        cash: Share = 0.1
        """Part of its cash that it puts into plants for partners a turn."""

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
        """Open links where it trusts who sells, build for whom it trusts; stand by others."""
        params, supply = self.params, Supply.of(observation, legal)
        trust = _trust_in_sellers(observation, supply)
        beyond = np.where(supply.choices, trust - params.warm, 0.0)
        spares = legal.absorb & (observation.absorb != params.absorb)
        plans = Plans.of(observation, legal)
        bound = plans.ready & above(_trust_in_buyers(observation, plans), params.warm)
        return Decision(
            {
                "link_open": supply.open(above(trust, params.warm)),
                "absorb": np.where(spares, params.absorb, np.nan),
                "directive_answer": answers(
                    observation, legal, about_contracts=CONTEST, others=DELAY
                ),
                "project_start": plans.start(bound, cash_share=params.cash),
            },
            drivers={
                "trusts a seller": worst(beyond, supply.buyer, len(observation.actors)),
                "a plant would serve a partner": worst(
                    np.where(bound, MARGIN, 0.0), plans.owner, len(observation.actors)
                ),
            },
        )


def _trust_in_sellers(observation: Observation, supply: Supply) -> Array:
    """Read how far the buyer of each link trusts its seller, (row, world)."""
    return _trust_in(observation, supply.buyer, observation.network.link_seller[supply.rows])


def _trust_in_buyers(observation: Observation, plans: Plans) -> Array:
    """Read how far each project's firm trusts who could buy from it most, (project row, world)."""
    plan, buyer = _buyers(observation.network)
    place = np.full(plans.count, -1, dtype=np.intp)
    place[plans.rows] = np.arange(len(plans.rows))
    mine = np.flatnonzero(place[plan] >= 0)
    row = place[plan[mine]]
    trust = _trust_in(observation, plans.owner[row], buyer[mine])
    return worst(trust, row, len(plans.rows))


def _trust_in(observation: Observation, who: Index, node: Index) -> Array:
    """Read how far actors trust the firm that runs a node, or its country, (row, world)."""
    network = observation.network
    countries = len(network.countries)
    others = countries + len(network.firms)
    table = np.zeros((len(observation.actors), others, observation.world_count))
    for position, actor in enumerate(observation.actors):
        pairs = np.flatnonzero(network.relation_of == actor)
        table[position, network.relation_towards[pairs]] = np.take(observation.trust, pairs, axis=0)
    firm = network.node_firm[node]
    towards_firm = table[who, np.where(firm >= 0, countries + firm, others - 1)]
    towards_country = table[who, network.node_country[node]]
    stronger = np.abs(towards_firm) > np.abs(towards_country)
    return np.where(stronger, towards_firm, towards_country)


@once
def _buyers(network: Network) -> tuple[Index, Index]:
    """Pair projects with the nodes of other firms that could buy what they make."""
    pairs = [
        (project, int(network.link_buyer[link]))
        for project, node in enumerate(network.project_node)
        for link in np.flatnonzero(network.link_seller == node)
        if network.node_firm[network.link_buyer[link]] not in (-1, network.node_firm[node])
    ]
    found = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return found[:, 0], found[:, 1]
