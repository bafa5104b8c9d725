"""Which tables the actors could open, and when it is too early to ask again."""

import numpy as np

from realm.core.arrays import Mask
from realm.strategies.borders import tightness
from realm.strategies.looks import public
from realm.strategies.observation import Observation
from realm.strategies.stakes import stakes

AGAIN = 9.0
"""Months after talks that came to nothing before a side asks again: positions move with years'
budgets rather than with weeks. assumption: three quarters."""


BITES = 0.1
"""Tightness of a curb from which it is worth asking to have it eased."""


def rested(observation: Observation) -> Mask:
    """Say where talks are due again, (table, world); nowhere for tables of others."""
    waited = observation.month - observation.talked
    return np.asarray(waited >= AGAIN)


def of_sides(observation: Observation, of_actor: Mask) -> Mask:
    """Spread what is said of each actor to the sides where it sits, (side, table, world).

    Args:
        observation: what the actors know.
        of_actor: (actor, world); sides of others get False.
    """
    sides = observation.network.bargains.sides
    place = np.searchsorted(observation.actors, sides)
    place = np.minimum(place, len(observation.actors) - 1)
    mine = observation.actors[place] == sides
    return np.asarray(np.take(of_actor, place, axis=0) & mine[:, :, None])


def buys(observation: Observation) -> Mask:
    """Say which sides would buy, (side, table, 1)."""
    return np.asarray(stakes(observation.network).sells < 0.0)[:, :, None]


def sells(observation: Observation) -> Mask:
    """Say which sides would sell, (side, table, 1)."""
    return np.asarray(stakes(observation.network).sells > 0.0)[:, :, None]


def makes(observation: Observation) -> Mask:
    """Say which sides would get products or technology made at home, (side, table, 1)."""
    held, bargains = stakes(observation.network), observation.network.bargains
    taught = (bargains.giver >= 0) & np.not_equal.outer(np.arange(2), bargains.giver)
    return np.asarray((held.tolling.user + held.plant.user > 0.0) | taught)[:, :, None]


@public
def curbed(observation: Observation) -> Mask:
    """Say which sides the other could ease curbs for that hold their trade back, by side."""
    held, tight = stakes(observation.network), tightness(observation)
    found = np.zeros((2 * held.count, observation.world_count), dtype=np.bool_)
    for row, (measures, touched) in enumerate(held.eased):
        if len(measures):
            bites = np.take(tight, measures, axis=0) * (touched > 0.0)[:, None]
            found[row] = np.max(bites, axis=0) > BITES
    return found.reshape(2, held.count, observation.world_count)[::-1]
