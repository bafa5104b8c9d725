"""Whose a node, measure or stockpile is, among the actors that a strategy is asked for."""

from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from realm.core.arrays import Array, Index, Mask
from realm.core.incidence import Incidence
from realm.core.network import Network
from realm.strategies.looks import of_actors, once
from realm.strategies.observation import Observation

MARGIN = 1e-6
"""Decisions compare with it, so that what is equal but for rounding never flips one."""


Kind = TypeVar("Kind", bound=np.generic)


def still(values: NDArray[Kind]) -> NDArray[Kind]:
    """Let nobody write into what is kept."""
    values.flags.writeable = False
    return values


def above(values: Array, bound: Array | float) -> Mask:
    """Say where values are clearly above a bound."""
    return np.asarray(values > np.asarray(bound) + MARGIN)


def below(values: Array, bound: Array | float) -> Mask:
    """Say where values are clearly below a bound."""
    return np.asarray(values < np.asarray(bound) - MARGIN)


def countries_of(observation: Observation) -> Index:
    """Give the country of each actor: its own number, a firm's home."""
    return homes(observation.network)[observation.actors]


@once
def homes(network: Network) -> Index:
    """Give the home of each actor of a network: countries, firms, sectors."""
    count, firms = len(network.countries), list(network.scenario.firms.values())
    home = [network.countries.index(firm.country) for firm in firms]
    sectors = [network.countries.index(s.country) for s in network.scenario.sectors.values()]
    return np.array([*range(count), *home, *sectors], dtype=np.intp)


@of_actors
def seat_of_country(observation: Observation) -> Index:
    """Give each country its position among the actors, -1 where it is none of them."""
    return _positions(observation, len(observation.network.countries), first=0)


@of_actors
def seat_of_firm(observation: Observation) -> Index:
    """Give each firm its position among the actors, -1 where it is none of them."""
    network = observation.network
    return _positions(observation, len(network.firms), first=len(network.countries))


@of_actors
def seat_of_node(observation: Observation) -> Index:
    """Give each node the position of who runs it: a firm, or the country of users and stores."""
    network = observation.network
    by_country = np.take(seat_of_country(observation), network.node_country)
    firm = np.append(seat_of_firm(observation), -1)
    return still(np.where(network.node_firm >= 0, firm[network.node_firm], by_country))


@of_actors
def seat_within(observation: Observation) -> Index:
    """Give each node the position of who has a say there: its firm, else its government."""
    network = observation.network
    by_country = np.take(seat_of_country(observation), network.node_country)
    by_firm = seat_of_node(observation)
    return still(np.where(by_firm >= 0, by_firm, by_country))


@once
def prices_at_start(network: Network) -> Array:
    """Read the price of each commodity at the quiet start, $/kg, (commodity, 1); all know it."""
    goods = network.scenario.commodities
    return still(np.array([[goods[name].price_usd_per_kg] for name in network.commodities]))


@once
def flows_at_start(network: Network) -> Array:
    """Read the trade of each link at the quiet start, t/month, (link, 1); all know it."""
    links = network.scenario.links
    yearly = [links[n].base_flow_t_per_year if n in links else 0.0 for n in network.links]
    return still(np.array(yearly, dtype=np.float64)[:, None] / 12.0)


def added(values: Array, to: Index, rows: int) -> Array:
    """Add up rows by where they belong, in one order whatever the worlds; -1 belongs nowhere."""
    return _grouped(to.tobytes(), rows) @ values


def worst(values: Array, owner: Index, actors: int) -> Array:
    """Read the greatest of each actor's rows, at least 0, (actor, world); -1 belongs nowhere."""
    found = np.zeros((actors, values.shape[-1]))
    order, starts, present = _sorted(owner.tobytes())
    if len(order):
        most = np.maximum.reduceat(np.take(values, order, axis=0), starts, axis=0)
        found[present] = np.maximum(most, 0.0)
    return found


@lru_cache(maxsize=256)
def _grouped(to: bytes, rows: int) -> Incidence:
    """Make the matrix that adds rows up; there are few ways in a game, and many turns."""
    belongs = np.frombuffer(to, dtype=np.intp)
    return Incidence.of(belongs, rows, np.arange(len(belongs)), len(belongs))


@lru_cache(maxsize=256)
def _sorted(owner: bytes) -> tuple[Index, Index, Index]:
    """Sort rows by owner: the order, where each owner's begin, and who has any."""
    belongs = np.frombuffer(owner, dtype=np.intp)
    order = np.argsort(belongs, kind="stable")[np.count_nonzero(belongs < 0) :]
    present, starts = np.unique(belongs[order], return_index=True)
    return order, starts.astype(np.intp), present


def _positions(observation: Observation, count: int, *, first: int) -> Index:
    found = np.full(count, -1, dtype=np.intp)
    for position, actor in enumerate(observation.actors):
        if first <= actor < first + count:
            found[actor - first] = position
    return still(found)
