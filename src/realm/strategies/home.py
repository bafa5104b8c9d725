"""How well the users and plants at home are supplied, as their own government or firm sees it."""

import numpy as np

from realm.core.arrays import Array, Index, ratio
from realm.core.incidence import Incidence
from realm.core.network import Network
from realm.strategies.actors import flows_at_start, prices_at_start, seat_of_node, still, worst
from realm.strategies.borders import touched
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


@looked
def warned(observation: Observation) -> Array:
    """Read how severe the curbs sound that are known to bear upon what the actors buy abroad.

    An announcement counts as much as a curb in force; what they perceive by themselves (`risk`)
    follows months later.

    Returns:
        (actor, world), 0 to 1.
    """
    measures, owner = _curbs_on_supply(observation)
    known = (observation.measure_known > 0.0) | (observation.measure_on > 0.0)
    severity = np.where(known, observation.measure_severity, 0.0)
    return still(worst(np.take(severity, measures, axis=0), owner, len(observation.actors)))


@looked
def dearness(observation: Observation) -> Array:
    """Read what the actors' users or plants pay over what it was at the start, by value then.

    Returns:
        (actor, world): 1 as at the quiet start, and for who buys nothing.
    """
    slots, _, owned = _held(observation)
    value, aim = (of_intake[slots] for of_intake in _aims(observation.network))
    tonnes = aim * np.take(observation.expected_use, slots, axis=0)
    pays = owned @ (tonnes * np.take(observation.price, slots, axis=0))
    shape = (len(observation.actors), observation.world_count)
    return still(np.broadcast_to(ratio(pays, owned @ (tonnes * value), 1.0), shape))


@of_actors
def _curbs_on_supply(observation: Observation) -> tuple[Index, Index]:
    """Pair measures that hold exports back with the actors to whom they send goods at the start."""
    network, abroad = observation.network, observation.network.abroad
    owner = seat_of_node(observation)[network.link_buyer[abroad]]
    bought = (owner >= 0) & (flows_at_start(network)[abroad, 0] > 0.0)
    held = touched(network, "restricts")[:, network.lane_of[bought]]
    found = np.zeros((len(network.measures), len(observation.actors)), dtype=np.bool_)
    rows, links = np.nonzero(held)
    found[rows, owner[bought][links]] = True
    measures, actors = np.nonzero(found)
    return measures, actors


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
