"""Climb the chain: make more of what one digs or makes oneself."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Mask
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.words import Share
from realm.strategies.actors import MARGIN, still, worst
from realm.strategies.answers import CONTEST, DELAY, answers
from realm.strategies.base import Decision, Strategy
from realm.strategies.invitations import makes, of_sides, rested, sells
from realm.strategies.legal import Legal
from realm.strategies.looks import once
from realm.strategies.observation import Observation
from realm.strategies.plans import Plans


class Downstream(Strategy):
    """Start the approved plants that its own products feed, out of a part of its cash.

    Mines and plants that others would have to feed wait. Who buys today pays for what is built:
    contracts are kept, directives against them contested and others delayed, and those who could
    bring works or volume are asked to the table.
    """

    name = "downstream"
    plays = frozenset({"firm"})
    tactic = "linear"
    source = (
        "Hirschman 1958, The Strategy of Economic Development (forward linkages); miners who build "
        "refineries and magnet plants beside their mines"
    )

    @dataclass(frozen=True)
    class Params:
        """How much it dares."""

        cash: Share = 0.25
        """Part of its cash that its projects may cost a turn."""

    def invite(
        self,
        observation: Observation,
        legal: Legal,  # noqa: ARG002 - the protocol's
        memory: Any,  # noqa: ARG002 - the protocol's
    ) -> Mask:
        """Ask those who would buy, or who would bring works."""
        everyone = np.ones((len(observation.actors), 1), dtype=np.bool_)
        wanted = sells(observation) | makes(observation)
        return np.asarray(of_sides(observation, everyone) & wanted & rested(observation))

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - the protocol's
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Start what its own products feed; point to the contracts that bind it."""
        plans = Plans.of(observation, legal)
        next_stage = plans.ready & _fed_by_its_own(observation.network)[plans.rows]
        waits = np.where(next_stage, MARGIN, 0.0)
        columns = {
            "project_start": plans.start(next_stage, cash_share=self.params.cash),
            "directive_answer": answers(observation, legal, about_contracts=CONTEST, others=DELAY),
        }
        drivers = {
            "a plant for its own products waits": worst(waits, plans.owner, len(observation.actors))
        }
        return Decision(columns, drivers=drivers)


@once
def _fed_by_its_own(network: Network) -> Mask:
    """Say which projects use a commodity that their own firm makes already, (project, 1)."""
    scenario = network.scenario
    made: dict[str, set[str]] = {}
    for facility in scenario.facilities.values():
        if facility.capacity_t_per_year > 0.0:
            made.setdefault(facility.firm, set()).update(scenario.recipes[facility.recipe].outputs)
    fed = []
    for project in scenario.projects.values():
        recipe = scenario.recipes[scenario.facilities[project.facility].recipe]
        fed.append(bool(made.get(project.firm, set()) & set(recipe.inputs)))
    return still(np.array(fed, dtype=np.bool_)[:, None])
