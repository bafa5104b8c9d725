"""Numbers between the arrays and the objects, by the names of both (one world)."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from math import isnan
from typing import Any

import numpy as np
from tests.oracle.world import World, lay_out

from realm.core.arrays import Array
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State

Holder = Any
"""Whatever bears the attribute of a field."""

ONLY_ABROAD = {"queue", "waiting"}
"""Attributes that links at home do not have in the arrays."""


def holders(world: World, network: Network) -> dict[str, Sequence[Holder]]:
    """List the objects along each axis in the order of the arrays."""
    plants = network.nodes[: network.facility_count]
    uses = network.nodes[network.facility_count :][: network.sector_count]
    parts = {(p.contract.name, p.link.name): p for c in world.contracts.values() for p in c.parts}
    pairs = zip(network.parts_of_contract, network.part_link, strict=True)
    return {
        "facility": [world.facilities[name] for name in plants],
        "sector": [world.sectors[name] for name in uses],
        "stockpile": [world.stores[name] for name in network.stockpiles],
        "intake": [world.intakes[name] for name in network.intakes],
        "facility intake": [world.intakes[n] for n in network.intakes[network.facility_intakes]],
        "offer": [world.offers[name] for name in network.offers],
        "facility offer": [world.offers[n] for n in network.offers[network.facility_offers]],
        "link": [world.links[name] for name in network.links],
        "abroad": [world.links[name] for name in network.links[network.abroad]],
        "lane": [world.lanes[name] for name in network.lanes],
        "pool": [world.pools[name] for name in network.pools],
        "measure": [world.measures[name] for name in network.measures],
        "contract": [world.contracts[name] for name in network.contracts],
        "contract part": [parts[network.contracts[c], network.links[k]] for c, k in pairs],
        "project": [world.projects[name] for name in network.projects],
        "country": [world.countries[name] for name in network.countries],
        "relation": [world.relations[name] for name in network.relations],
        "table": [world.tables[name] for name in network.tables],
        "account": [world.accounts[name] for name in network.accounts],
        "firm": [world.firms[name] for name in network.firms],
        "directive": [world.directives[name] for name in network.directives],
        "follower": [world.facilities[network.nodes[n]] for n in network.followers],
    }


def names(network: Network, axis: str) -> Sequence[str]:
    """Name the rows of an axis."""
    plants = network.facility_count
    return {
        "facility": network.nodes[:plants],
        "sector": network.nodes[plants : plants + network.sector_count],
        "stockpile": network.stockpiles,
        "intake": network.intakes,
        "facility intake": network.intakes[network.facility_intakes],
        "offer": network.offers,
        "facility offer": network.offers[network.facility_offers],
        "link": network.links,
        "abroad": network.links[network.abroad],
        "lane": network.lanes,
        "pool": network.pools,
        "measure": network.measures,
        "contract": network.contracts,
        "contract part": [
            f"{network.contracts[c]} on {network.links[k]}"
            for c, k in zip(network.parts_of_contract, network.part_link, strict=True)
        ],
        "follower": [network.nodes[n] for n in network.followers],
        "project": network.projects,
        "firm": network.firms,
        "directive": network.directives,
        "account": network.accounts,
        "relation": network.relations,
        "country": network.countries,
        "table": network.tables,
        "side": network.sides,
    }[axis]


def column(values: Array, world: int) -> Array:
    """Take one world; a last axis of 1 stands for every world."""
    return values[..., world if values.shape[-1] > 1 else 0]


def fields_of(noun: type[Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """List the array fields of State, Params or Month with their axes."""
    for f in dataclasses.fields(noun):
        if "axes" in f.metadata:
            yield f.name, f.metadata["axes"]


def build(
    network: Network, params: Params, state: State, *, seed: int = 0, index: int = 0, at: int = 0
) -> World:
    """Lay out a world and give it the numbers of column `at`; its luck is that of `index`."""
    world = lay_out(network.scenario, seed, index)
    _same_network(world, network)
    world.rules = _scalars(params.rules, at)
    world.chances = _scalars(params.luck, at)
    where = holders(world, network)
    events = column(params.event_on, at).tolist()
    world.events_on = dict(zip(network.events, events, strict=True))
    for source in (params, state):
        for name, axes in fields_of(type(source)):
            if not axes or axes[-1] not in where:
                continue
            values = column(getattr(source, name), at).T.tolist()
            for holder, value in zip(where[axes[-1]], values, strict=True):
                setattr(holder, name, value)
    world.month = state.month
    return world


def _scalars(noun: Any, at: int) -> Any:
    """Take one world of coefficients that may vary."""
    changes = {
        f.name: float(np.ravel(value)[at if np.size(value) > 1 else 0])
        for f in dataclasses.fields(noun)
        if isinstance(value := getattr(noun, f.name), np.ndarray)
    }
    return dataclasses.replace(noun, **changes)


def _same_network(world: World, network: Network) -> None:
    """Refuse a network that names other things than the oracle laid out."""
    both: dict[str, tuple[Iterable[str], Iterable[str]]] = {
        "nodes": (world.nodes, network.nodes),
        "intakes": (world.intakes, network.intakes),
        "offers": (world.offers, network.offers),
        "links": (world.links, network.links),
        "abroad": ([k.name for k in world.abroad], network.links[network.abroad]),
        "releases": (
            [k.name for k in world.links.values() if k.is_release],
            network.links[network.release],
        ),
        "lanes": (world.lanes, network.lanes),
        "pools": (world.pools, network.pools),
        "relations": (world.relations, network.relations),
        "accounts": (world.accounts, network.accounts),
        "parts": (
            [f"{c.name} {p.link.name}" for c in world.contracts.values() for p in c.parts],
            [
                f"{network.contracts[c]} {network.links[k]}"
                for c, k in zip(network.parts_of_contract, network.part_link, strict=True)
            ],
        ),
    }
    for what, (mine, theirs) in both.items():
        if sorted(mine) != sorted(theirs):
            odd = sorted(set(mine) ^ set(theirs))
            raise AssertionError(f"{what}: only one of oracle and network has {odd}")


def decided(network: Network, orders: Orders, at: int = 0) -> dict[str, dict[str, float]]:
    """Take the orders of one world: column -> row's name -> number, without NaN."""
    found: dict[str, dict[str, float]] = {}
    for name, axes in fields_of(Orders):
        values = column(getattr(orders, name), at).tolist()
        rows = zip(names(network, axes[-1]), values, strict=True)
        found[name] = {row: value for row, value in rows if not isnan(value)}
    return found
