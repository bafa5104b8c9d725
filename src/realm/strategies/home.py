"""How well the users and plants at home are supplied, as their own government or firm sees it."""

import numpy as np

from realm.core.arrays import Array, ratio
from realm.strategies.actors import added, prices_at_start, seat_of_node
from realm.strategies.observation import Observation


def cover(observation: Observation) -> Array:
    """Read which part of the stock they aim at the actors' users or plants hold, by value.

    A government's users are the end users at home, a firm's its own plants; who has none of
    them counts as fully covered.

    Returns:
        (actor, world): 1 as at the quiet start, 0 with empty stores.
    """
    network, scenario = observation.network, observation.network.scenario
    facilities, sectors = scenario.facilities.values(), scenario.sectors.values()
    node = np.array([f.cover_in_months for f in facilities] + [s.cover_months for s in sectors])
    slots = np.arange(network.facility_intakes.start, network.sector_intakes.stop)
    aim = node[network.intake_node[slots]][:, None]
    value = prices_at_start(network)[network.intake_commodity[slots]]
    mine = seat_of_node(observation)[network.intake_node[slots]]
    actors = len(observation.actors)
    have = added(value * observation.stock_in[slots], mine, actors)
    want = added(value * aim * observation.expected_use[slots], mine, actors)
    return np.broadcast_to(ratio(have, want, 1.0), (actors, observation.world_count))


def risk(observation: Observation) -> Array:
    """Read the supply risk that the actors' users or plants perceive at its worst.

    Returns:
        (actor, world); 0 for who buys nothing.
    """
    network = observation.network
    slots = np.arange(network.facility_intakes.start, network.sector_intakes.stop)
    mine = seat_of_node(observation)[network.intake_node[slots]]
    found = np.zeros((len(observation.actors), observation.world_count))
    kept = np.flatnonzero(mine >= 0)
    np.maximum.at(found, mine[kept], np.take(observation.risk, slots[kept], axis=0))
    return found
