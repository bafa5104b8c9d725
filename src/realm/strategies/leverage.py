"""Make friends pay less: tighten on unfriendly buyers, ease for friendly ones."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.words import Share, Trust
from realm.strategies.actors import above, below, seat_of_country, worst
from realm.strategies.base import Decision, Drivers, Strategy
from realm.strategies.curbs import Curbs
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation


class Leverage(Strategy):
    """Set each export measure by how far its buyers are trusted.

    A step tighter a turn while the buyers it bears upon are trusted less than `cold` on average,
    a step easier while more than `warm`.
    """

    name = "leverage"
    plays = frozenset({"country"})
    tactic = "boulware"
    source = (
        "Hirschman 1945, National Power and the Structure of Foreign Trade; Farrell and Newman "
        "2019, Weaponized Interdependence, doi:10.1162/isec_a_00351"
    )

    @dataclass(frozen=True)
    class Params:
        """Whom it squeezes and how far."""

        cold: Trust = -0.15
        """Mean trust below which it tightens."""
        warm: Trust = 0.1
        """Mean trust above which it eases."""
        step: Share = 0.2
        """Change of tightness a turn."""
        most: Share = 0.7
        """Tightest it goes: a buyer who gets nothing builds elsewhere."""

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - the protocol's
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Move every measure by the trust in those it bears upon."""
        params, curbs = self.params, Curbs.of(observation, legal)
        mean = _trust(observation, curbs)
        now = curbs.tightness
        tighter = np.maximum(now, np.minimum(now + params.step, params.most))
        wanted = np.where(below(mean, params.cold), tighter, np.nan)
        easier = np.maximum(now - params.step, 0.0)
        columns = curbs.orders(np.where(above(mean, params.warm), easier, wanted))
        return Decision(columns, drivers=self._drivers(observation, curbs))

    def _drivers(self, observation: Observation, curbs: Curbs) -> Drivers:
        """Say how far the trust in each buyer country is from what leaves it alone."""
        params, network, actors = self.params, observation.network, len(observation.actors)
        countries = list(network.scenario.countries.values())
        aimed = np.append(np.logical_or.reduce(curbs.reach, axis=0), [False] * len(network.firms))
        position = np.append(seat_of_country(observation), np.full(len(network.firms), -1))
        ours = aimed[network.relation_towards] & (position[network.relation_of] >= 0)
        pairs = np.flatnonzero(ours)
        trust = np.take(observation.trust, pairs, axis=0)
        towards = network.relation_towards[pairs]
        cell = towards * actors + position[network.relation_of[pairs]]
        cold = worst(params.cold - trust, cell, actors * len(countries))
        warm = worst(trust - params.warm, cell, actors * len(countries))
        found: dict[str, Array] = {}
        for number in np.unique(towards):
            rows = slice(number * actors, (number + 1) * actors)
            found[f"distrusts {countries[number].name}"] = cold[rows]
            found[f"trusts {countries[number].name}"] = warm[rows]
        return found


def _trust(observation: Observation, curbs: Curbs) -> Array:
    """Average the owner's trust in the countries that each row bears upon, (row, world)."""
    network = observation.network
    found = np.zeros(curbs.tightness.shape)
    none = np.zeros((len(curbs.rows), len(network.firms)), dtype=np.bool_)
    theirs = np.append(curbs.reach, none, axis=1)[:, network.relation_towards]
    row, pairs = np.nonzero(theirs & np.equal.outer(curbs.country, network.relation_of))
    if len(pairs):
        rows, first, count = np.unique(row, return_index=True, return_counts=True)
        trust = np.take(observation.trust, pairs, axis=0)
        found[rows] = np.add.reduceat(trust, first, axis=0) / count[:, None]
    return found
