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
        params, network = self.params, observation.network
        aimed = np.logical_or.reduce(curbs.reach, axis=0)
        position = np.append(seat_of_country(observation), np.full(len(network.firms), -1))
        found: dict[str, Array] = {}
        for number, country in enumerate(network.scenario.countries.values()):
            pairs = np.flatnonzero(aimed[number] & (network.relation_towards == number))
            owners = position[network.relation_of[pairs]]
            pairs, owners = pairs[owners >= 0], owners[owners >= 0]
            if not len(pairs):
                continue
            trust = np.take(observation.trust, pairs, axis=0)
            actors = len(observation.actors)
            found[f"distrusts {country.name}"] = worst(params.cold - trust, owners, actors)
            found[f"trusts {country.name}"] = worst(trust - params.warm, owners, actors)
        return found


def _trust(observation: Observation, curbs: Curbs) -> Array:
    """Average the owner's trust in the countries that each row bears upon, (row, world)."""
    network, trust = observation.network, observation.trust
    found = np.zeros(curbs.tightness.shape)
    for row, (country, reached) in enumerate(zip(curbs.country, curbs.reach, strict=True)):
        theirs = np.append(reached, np.zeros(len(network.firms), dtype=np.bool_))
        pairs = np.flatnonzero((network.relation_of == country) & theirs[network.relation_towards])
        if len(pairs):
            found[row] = np.add.reduceat(np.take(trust, pairs, axis=0), [0], axis=0)[0] / len(pairs)
    return found
