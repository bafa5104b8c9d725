"""Depend on nobody: qualify further sellers, support and build capacity of one's own."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Mask
from realm.core.chance import Luck
from realm.core.words import Share
from realm.strategies.actors import above, below
from realm.strategies.base import Decision, Strategy
from realm.strategies.consents import approvals, supports
from realm.strategies.invitations import buys, curbed, of_sides, rested
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation
from realm.strategies.plans import Plans
from realm.strategies.supply import Supply


class Diversify(Strategy):
    """Open every seller on request where one foreign country supplies most; support home makers.

    A government also puts its subsidies on such goods in force and approves projects that make
    them, a firm starts its approved ones. Only after such moves of its own it asks for talks.
    A country or firm that depends on nobody does nothing.
    """

    name = "diversify"
    tactic = "linear"
    source = (
        "Stirling 2007, A general framework for analysing diversity, doi:10.1098/rsif.2007.0213; "
        "Lax and Sebenius 1986, The Manager as Negotiator (moves away from the table come first); "
        "an importer's answer to 2010"
    )

    @dataclass(frozen=True)
    class Params:
        """What counts as depending."""

        threshold: Share = 0.45
        """Share of one foreign country above which it looks for others."""
        minor: Share = 0.25
        """Share up to which a country counts as another."""
        cash: Share = 0.5
        """Part of a firm's cash that its projects may cost a turn."""

    @dataclass(frozen=True)
    class Memory:
        """What it knew."""

        narrow: Any = 0.0
        """1 where it depended on one country in the turn before."""

    def invite(self, observation: Observation, legal: Legal, memory: Any) -> Mask:
        """Ask who else sells, where one country abroad still supplies most of some good."""
        most = np.max(Supply.of(observation, legal).dependence, axis=1)
        narrow = above(most, self.params.threshold) & (memory.narrow > 0.0)
        return np.asarray(
            of_sides(observation, narrow)
            & (buys(observation) | curbed(observation))
            & rested(observation)
        )

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - what was is of no matter where it decides alone
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Open links, subsidies and projects for the goods that come from one country."""
        params, supply = self.params, Supply.of(observation, legal)
        needed = above(supply.dependence, params.threshold)
        plans = Plans.of(observation, legal)
        other = supply.by_row(needed) & below(supply.share, params.minor)
        columns = {
            "link_open": supply.open(other),
            "measure_on": supports(observation, legal, needed),
            "project_start": plans.start(plans.makes(needed), cash_share=params.cash),
            "project_approve": approvals(observation, legal, needed),
        }
        most = np.max(supply.dependence, axis=1)
        beyond = most - params.threshold
        return Decision(
            columns,
            self.Memory(narrow=above(most, params.threshold) * 1.0),
            {"one country abroad supplies most of a good": beyond},
        )
