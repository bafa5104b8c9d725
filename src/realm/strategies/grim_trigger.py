"""Cooperate until curbed once, then curb for good."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.chance import Luck
from realm.core.words import Share
from realm.strategies.actors import MARGIN, above
from realm.strategies.base import Decision, Strategy
from realm.strategies.borders import harm, offenders
from realm.strategies.curbs import Curbs
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation

BITS = 50
"""Countries told apart in one number of a memory, whose whole numbers are exact below 2**53."""


class GrimTrigger(Strategy):
    """Lift everything, until a country curbs me once; from then on punish that one for good.

    Deals with it are broken, whatever that costs.

    Countries beyond the fiftieth of a scenario share the fate of one of the first fifty. Later
    columns: never sign with a country that is not forgiven.
    """

    name = "grim_trigger"
    plays = frozenset({"country"})
    tactic = "boulware"
    source = "Friedman 1971, A Non-cooperative Equilibrium for Supergames, doi:10.2307/2296617"

    @dataclass(frozen=True)
    class Params:
        """What it never forgives and how it punishes."""

        threshold: Share = 0.2
        """Tightness (0..1) from which a curb or tariff is a betrayal."""
        punishment: Share = 0.8
        """Tightness of its measures against a traitor."""

    @dataclass(frozen=True)
    class Memory:
        """Who did it."""

        traitors: Any = 0.0
        """A bit for each country that ever curbed this one, as a whole number."""

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Add whoever curbs me now to the traitors, and punish every one of them."""
        params, curbs = self.params, Curbs.of(observation, legal)
        suffered = harm(observation)
        done = above(suffered, params.threshold)
        countries = len(observation.network.countries)
        mine = np.minimum(observation.actors, countries)
        nobody = np.zeros((countries, 1, observation.world_count), dtype=np.bool_)
        done = np.concatenate([done, nobody], axis=1)[:, mine]
        traitor = _read(memory.traitors, countries) | done
        wanted = np.zeros(curbs.tightness.shape)
        for row, aimed in enumerate(curbs.aim()):
            hit = np.logical_or.reduce(traitor[aimed, curbs.owner[row]], axis=0)
            wanted[row] = np.where(hit, params.punishment, 0.0)
        packed = _write(traitor)
        drivers = offenders(observation, suffered, params.threshold)
        drivers["it forgives nobody who curbed it once"] = np.where(packed > 0.0, MARGIN, 0.0)
        drivers["nobody ever curbed it"] = np.where(packed > 0.0, 0.0, MARGIN)
        columns = {**curbs.orders(wanted), "revoke": _breaks(observation, legal, traitor)}
        return Decision(columns, self.Memory(traitors=packed), drivers)


def _breaks(observation: Observation, legal: Legal, traitor: Mask) -> Array:
    """Break the deals that run with traitors; the column `revoke`.

    Args:
        observation: what the actors know.
        legal: what they may set.
        traitor: (country, actor, world).
    """
    sides = observation.network.bargains.sides
    column = np.full((2 * sides.shape[1], observation.world_count), np.nan)
    for side, table in np.ndindex(sides.shape):
        mine = np.flatnonzero(observation.actors == sides[side, table])
        other = sides[1 - side, table]
        if len(mine) and other < len(traitor):
            runs = legal.revoke[2 * table + side] & (observation.deal[table] >= 0.0)
            column[2 * table + side] = np.where(runs & traitor[other, mine[0]], 1.0, np.nan)
    return column


def _read(packed: Array, countries: int) -> Mask:
    """Unpack the bits, (country, actor, world)."""
    bit = (2.0 ** (np.arange(countries) % BITS))[:, None, None]
    return np.floor(packed / bit) % 2.0 > 0.5


def _write(traitor: Mask) -> Array:
    """Pack them."""
    packed = np.zeros(traitor.shape[1:])
    for bit in range(min(BITS, len(traitor))):
        packed += np.logical_or.reduce(traitor[bit::BITS], axis=0) * 2.0**bit
    return packed
