"""How well the users and plants at home are supplied, as their own government or firm sees it."""

import numpy as np

from realm.core.arrays import Array, Index, ratio
from realm.core.incidence import Incidence
from realm.core.network import Network
from realm.strategies.actors import prices_at_start, seat_of_node, still, worst
from realm.strategies.looks import looked, of_actors, once
from realm.strategies.observation import Observation


@looked
def cover(observation: Observation) -> Array:
    """Read which part of the stock they aim at the actors' users or plants hold, by value.

    A government's users are the end users at home, a firm's its own plants; who has none of
    them counts as fully covered.

    Returns:
        (actor, world): 1 as at the quiet start, 0 with empty stores.
    """
    slots, _, owned = _held(observation)
    value, aim = (of_intake[slots] for of_intake in _aims(observation.network))
    have = owned @ (value * np.take(observation.stock_in, slots, axis=0))
    want = owned @ (value * aim * np.take(observation.expected_use, slots, axis=0))
    shape = (len(observation.actors), observation.world_count)
    return still(np.broadcast_to(ratio(have, want, 1.0), shape))


@looked
def risk(observation: Observation) -> Array:
    """Read the supply risk that the actors' users or plants perceive at its worst.

    Returns:
        (actor, world); 0 for who buys nothing.
    """
    slots, owner, _ = _held(observation)
    return still(worst(np.take(observation.risk, slots, axis=0), owner, len(observation.actors)))


@of_actors
def _held(observation: Observation) -> tuple[Index, Index, Incidence]:
    """Find the intakes of the actors' users and plants, whose each is, and who adds which."""
    network, actors = observation.network, len(observation.actors)
    slots = np.arange(network.facility_intakes.start, network.sector_intakes.stop)
    owner = seat_of_node(observation)[network.intake_node[slots]]
    slots, owner = slots[owner >= 0], owner[owner >= 0]
    return slots, owner, Incidence.of(owner, actors, np.arange(len(slots)), len(slots))


@once
def _aims(network: Network) -> tuple[Array, Array]:
    """Read what a tonne of each intake was worth, and the months of use it aims at, (intake, 1)."""
    scenario, stores = network.scenario, [0.0] * len(network.stockpiles)
    plants = [facility.cover_in_months for facility in scenario.facilities.values()]
    users = [sector.cover_months for sector in scenario.sectors.values()]
    aim = np.array([*plants, *users, *stores], dtype=np.float64)[network.intake_node][:, None]
    return still(prices_at_start(network)[network.intake_commodity]), still(aim)
