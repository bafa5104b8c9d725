"""A state firm: keep the contract as long as one can, give way to the ministry in the end."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.words import NotNegative, Share
from realm.strategies.actors import MARGIN, above, below, seat_of_firm, worst
from realm.strategies.base import Decision, Strategy
from realm.strategies.borders import touched
from realm.strategies.legal import Legal
from realm.strategies.looks import once
from realm.strategies.observation import Observation
from realm.strategies.plans import Plans

COMPLY, DELAY, CONTEST = 1.0, 2.0, 3.0
"""Answers to a directive."""


class StateMiner(Strategy):
    """Build what is approved whether it pays or not, and serve contracts until told otherwise.

    Being told is a directive, which it contests while it points to the contract, then delays, then
    complies with; or a curb that its government announced on what the buyers of a contract export.
    For some turns it points to the contract, then it delivers a step less each turn; once the
    curb is in force the border does the rest, and when it is withdrawn the contract is whole
    again. What it signs in talks is its own word, kept as far as the border lets it. Whether its
    managers dare to resist at all is luck, for as long as the game lasts.
    """

    name = "state_miner"
    plays = frozenset({"firm"})
    source = (
        "Aharoni 1986, The Evolution and Management of State-Owned Enterprises; a state miner "
        "that pointed to a bilateral pact, June 2025"
    )

    @dataclass(frozen=True)
    class Params:
        """How long it resists and how far it gives way."""

        resolve: Share = 0.8
        """Chance that its managers resist; without, they give way as soon as they are told.
        assumption: most do, as one was seen to."""
        patience: NotNegative = 2.0
        """Turns for which it points to the contract, where it resists."""
        step: Share = 0.25
        """Part of the volume it gives up a turn after that."""
        least: Share = 0.25
        """Part of the volume that it keeps on delivering."""
        cash: Share = 0.9
        """Part of its cash that projects may cost a turn."""

    @dataclass(frozen=True)
    class Memory:
        """What was asked of it, and what it gave."""

        asked: Any = 0.0
        """Turns since it was told."""
        kept: Any = 1.0
        """Part of the contract volumes that it still delivers."""

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,
        luck: Luck,
    ) -> Decision:
        """Count the turns of asking, and deliver as much as is left of its patience."""
        params = self.params
        dares = luck.uniform("resolve", 0, observation.names) < params.resolve
        patience = np.where(dares, params.patience, 0.0)
        exposed = _exposed(observation.network)
        threat = observation.measure_severity > 0.0
        on = observation.measure_on > 0.0
        known = (observation.measure_known > 0.0) & ~on
        announced = self._of_actor(observation, exposed, threat & known)
        binding = self._of_actor(observation, exposed, threat & on)
        asked = np.where(binding, memory.asked, 0.0)
        announced |= self._directed(observation)
        asked = np.where(announced, memory.asked + 1.0, asked)
        less = np.maximum(memory.kept - params.step, params.least)
        kept = np.where(above(asked, 0.0), memory.kept, 1.0)
        kept = np.where(announced & above(asked, patience), less, kept)
        seller = seat_of_firm(observation)[observation.network.contract_firm]
        delivered = np.take(kept, seller, axis=0)
        change = np.take(kept / memory.kept, seller, axis=0)
        moves = np.logical_or.reduce(exposed, axis=1)[:, None] & (seller >= 0)[:, None]
        moves = moves & (above(change, 1.0) | below(change, 1.0)) & legal.contract_deliver
        moves[len(observation.network.scenario.contracts) :] = False
        plans = Plans.of(observation, legal)
        waiting = worst(np.where(plans.ready, MARGIN, 0.0), plans.owner, len(observation.actors))
        return Decision(
            {
                "contract_deliver": np.where(moves, delivered, np.nan),
                "directive_answer": _answers(observation, legal, patience),
                "project_start": plans.start(plans.ready, cash_share=params.cash),
            },
            self.Memory(asked=asked, kept=kept),
            {
                "its government insists": asked - patience,
                "its government asks, its contract binds": np.where(asked > patience, 0.0, asked),
                "its government no longer asks": np.where(asked > 0.0, 0.0, kept - memory.kept),
                "an approved project waits": waiting,
            },
        )

    def _directed(self, observation: Observation) -> Mask:
        """Say which actors have a directive of their government before them, (actor, world)."""
        seat = seat_of_firm(observation)[observation.network.directive_firm]
        found = np.zeros((len(observation.actors), observation.world_count), dtype=np.bool_)
        for row in np.flatnonzero(seat >= 0):
            found[seat[row]] |= observation.directive[row] > 0.0
        return found

    def _of_actor(self, observation: Observation, exposed: Mask, measures: Mask) -> Mask:
        """Say which actors sell by a contract that is exposed to one of these measures."""
        seller = seat_of_firm(observation)[observation.network.contract_firm]
        found = np.zeros((len(observation.actors), observation.world_count), dtype=np.bool_)
        for contract in np.flatnonzero(seller >= 0):
            hit = np.logical_or.reduce(measures[exposed[contract]], axis=0)
            found[seller[contract]] |= hit
        return found


def _answers(observation: Observation, legal: Legal, patience: Array) -> Array:
    """Point to a contract, then delay, then comply; the column `directive_answer`.

    A contract can be pointed to for as long as the firm is patient, (actor, world), and then be
    delayed as long again; what it has no contract against it delays for as long.
    """
    network = observation.network
    turns = (observation.month - observation.directive_month) / network.months_per_turn
    about = (network.directive_contract >= 0)[:, None]
    resists = np.take(patience, seat_of_firm(observation)[network.directive_firm], axis=0)
    answer = np.where(about & below(turns, 2.0 * resists), DELAY, COMPLY)
    answer = np.where(below(turns, resists), np.where(about, CONTEST, DELAY), answer)
    asked = legal.directive_answer & (observation.directive > 0.0)
    return np.where(asked & (answer != observation.directive_answer), answer, np.nan)


@once
def _exposed(network: Network) -> Mask:
    """Say which curbs of the seller's own government bear upon what a contract is for.

    They touch the contract's own links, or what its buyers export.

    Returns:
        (contract, measure).
    """
    scenario = network.scenario
    touch = touched(network, "restricts")
    found = np.zeros((len(network.contracts), len(network.measures)), dtype=np.bool_)
    exporter, first = network.link_seller[network.abroad], network.abroad.start
    for contract, link in zip(network.parts_of_contract, network.part_link, strict=True):
        lanes = network.lane_of[exporter == network.link_buyer[link]]
        if first <= link < network.abroad.stop:
            lanes = np.append(lanes, network.lane_of[link - first])
        found[contract] |= np.logical_or.reduce(touch[:, lanes], axis=1)
    home = [scenario.firms[network.firms[firm]].country for firm in network.contract_firm]
    behind = [measure.country for measure in scenario.measures.values()]
    same = np.array([[one == other for other in behind] for one in home], dtype=np.bool_)
    return found & same.reshape(found.shape)
