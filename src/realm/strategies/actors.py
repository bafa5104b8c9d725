"""Whose a node, measure or stockpile is, among the actors that a strategy is asked for."""

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.network import Network
from realm.strategies.observation import Observation

MARGIN = 1e-6
"""Decisions compare with it, so that what is equal but for rounding never flips one."""


Table = TypeVar("Table")


def once(make: Callable[[Network], Table]) -> Callable[[Network], Table]:
    """Keep what a function made of the last network: topology does not change in a game."""
    kept: dict[int, tuple[weakref.ref[Network], Table]] = {}

    @wraps(make)
    def found(network: Network) -> Table:
        held = kept.get(id(network))
        if held is None or held[0]() is not network:
            kept.clear()
            held = kept[id(network)] = (weakref.ref(network), make(network))
        return held[1]

    return found


def still(values: Array) -> Array:
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


def seat_of_country(observation: Observation) -> Index:
    """Give each country its position among the actors, -1 where it is none of them."""
    return _positions(observation, len(observation.network.countries), first=0)


def seat_of_firm(observation: Observation) -> Index:
    """Give each firm its position among the actors, -1 where it is none of them."""
    network = observation.network
    return _positions(observation, len(network.firms), first=len(network.countries))


def seat_of_node(observation: Observation) -> Index:
    """Give each node the position of who runs it: a firm, or the country of users and stores."""
    network = observation.network
    by_country = np.take(seat_of_country(observation), network.node_country)
    firm = np.append(seat_of_firm(observation), -1)
    return np.where(network.node_firm >= 0, firm[network.node_firm], by_country)


def seat_within(observation: Observation) -> Index:
    """Give each node the position of who has a say there: its firm, else its government."""
    network = observation.network
    by_country = np.take(seat_of_country(observation), network.node_country)
    by_firm = seat_of_node(observation)
    return np.where(by_firm >= 0, by_firm, by_country)


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
    found = np.zeros((rows, values.shape[-1]))
    kept = np.flatnonzero(to >= 0)
    np.add.at(found, to[kept], np.take(values, kept, axis=0))
    return found


def worst(values: Array, owner: Index, actors: int) -> Array:
    """Read the greatest of each actor's rows, at least 0, (actor, world); -1 belongs nowhere."""
    found = np.zeros((actors, values.shape[-1]))
    kept = np.flatnonzero(owner >= 0)
    np.maximum.at(found, owner[kept], np.take(values, kept, axis=0))
    return found


def _positions(observation: Observation, count: int, *, first: int) -> Index:
    found = np.full(count, -1, dtype=np.intp)
    for position, actor in enumerate(observation.actors):
        if first <= actor < first + count:
            found[actor - first] = position
    return found
