"""Build what pays, buy where it is cheap, mothball what loses."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array, Index, Mask, part
from realm.core.chance import Luck
from realm.core.words import NotNegative, Share
from realm.strategies.actors import MARGIN, above, below, worst
from realm.strategies.answers import DELAY, answers
from realm.strategies.base import Decision, Strategy
from realm.strategies.invitations import buys, of_sides, rested, sells
from realm.strategies.legal import Legal
from realm.strategies.losses import plants
from realm.strategies.observation import Observation
from realm.strategies.plans import Plans
from realm.strategies.situation import situation
from realm.strategies.stakes import stakes
from realm.strategies.supply import Supply

MOST_LOSS = 0.99
"""Part of its cost that a plant can lose, for the logarithm."""


class Profit(Strategy):
    """Start approved projects that pay back soon; turn to sellers on request who are cheaper.

    Payback is at today's prices. A seller on request is taken when its ask, with permit and
    freight, is well below what the plant pays on average. Contracts are kept: calling less costs
    nothing in today's rules, and that is no reason. What its government tells it to do at the
    cost of sales it delays.

    A plant that has hardly run for some quarters and loses on every tonne is shut, and reopened
    only when prices are clearly above its cost: what waits can be used later, and every change
    costs. What a signed deal calls on is left running.
    """

    name = "profit"
    plays = frozenset({"firm"})
    tactic = "boulware"
    source = (
        "Graham and Harvey 2001, The theory and practice of corporate finance (payback, used by "
        "57 % of firms), doi:10.1016/S0304-405X(01)00044-7; Dixit and Pindyck 1994, "
        "Investment under Uncertainty, ch. 7 (mothballing)"
    )

    @dataclass(frozen=True)
    class Params:
        """What is worth its money."""

        payback_years: NotNegative = 6.0
        """Longest time in which a project must earn its cost."""
        cash: Share = 0.6
        """Part of its cash that it puts into projects a turn."""
        saving: Share = 0.05
        """Part below its mean price from which another seller is worth the trouble."""
        idle: Share = 0.25
        """Idle part of its plants from which it asks for buyers."""
        still_months: NotNegative = 9.0
        """Months for which a plant hardly runs before it is shut, if it loses. assumption"""
        loss: Share = 0.1
        """Part of its cost that a plant must lose to be shut. assumption"""
        return_margin: NotNegative = 0.1
        """Log of revenue over cost, at what others ask, from which it is reopened. assumption"""

    def invite(
        self,
        observation: Observation,
        legal: Legal,  # noqa: ARG002 - the protocol's
        memory: Any,  # noqa: ARG002 - the protocol's
    ) -> Mask:
        """Ask for buyers while plants stand idle, and for a seller who is cheaper."""
        seen = situation(observation)
        everyone = np.ones((len(observation.actors), 1), dtype=np.bool_)
        unsold = sells(observation) & above(seen.idle, self.params.idle)
        cheaper = buys(observation) & below(
            seen.inside, (1.0 - self.params.saving) * seen.elsewhere
        )
        return np.asarray(
            of_sides(observation, everyone) & (unsold | cheaper) & rested(observation)
        )

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - the protocol's
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Start what pays, open what is cheaper."""
        params = self.params
        plans, supply = Plans.of(observation, legal), Supply.of(observation, legal)
        intakes = observation.network.link_intake[supply.rows]
        dear = (1.0 - params.saving) * np.take(observation.price, intakes, axis=0)
        saved = dear - _delivered(observation, supply.rows)
        cheaper = supply.choices & above(saved, 0.0)
        works, deepest = plants(observation, legal), np.log1p(-min(params.loss, MOST_LOSS))
        stops = above(works.idle, params.still_months) & below(works.earns, deepest) & ~works.bound
        columns = {
            "project_start": plans.start(plans.pays(params.payback_years), cash_share=params.cash),
            "link_open": supply.open(cheaper),
            "directive_answer": answers(observation, legal, about_contracts=DELAY, others=DELAY),
            "shut": works.column(stops, above(works.could, params.return_margin)),
        }
        actors = len(observation.actors)
        sooner = 1.0 - plans.payback() / max(params.payback_years, MARGIN)
        drivers = {
            "a project pays back soon": worst(
                np.where(plans.ready, sooner, 0.0), plans.owner, actors
            ),
            "a plant hardly runs and loses": worst(
                np.where(stops & ~works.shut, deepest - works.earns, 0.0), works.owner, actors
            ),
            "a shut plant would pay again": worst(
                np.where(works.shut, works.could - params.return_margin, 0.0), works.owner, actors
            ),
            "another seller is cheaper": worst(
                np.where(cheaper, part(saved, dear), 0.0), supply.buyer, actors
            ),
        }
        return Decision(columns, drivers=drivers)


def _delivered(observation: Observation, rows: Index) -> Array:
    """Price what links would cost at the door: ask, permit, freight; $/kg, (row, world)."""
    network, held = observation.network, stakes(observation.network)
    found: Array = np.take(observation.ask, network.link_offer[rows], axis=0) + held.freight[rows]
    first, last = np.searchsorted(rows, (network.abroad.start, network.abroad.stop))
    lanes = network.lane_of[rows[first:last] - network.abroad.start]
    found[first:last] += np.take(observation.rent, lanes, axis=0)
    return found
