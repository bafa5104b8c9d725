"""Whose each row is, and how well others know it: not at all, or by the band that it lies in."""

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.network import Network

SMALL = 1e-3
"""Tonnes or k$ below which a rival's number is known to be about nothing."""


def bands(values: Array, factor: Array | float) -> tuple[Array, Array]:
    """Find the band that each number lies in: the same for all numbers that lie in it.

    Bounds are whole powers of the factor, of either sign; what is smaller than `SMALL` lies in a
    band around zero.

    Args:
        values: (row, world).
        factor: upper over lower bound, (world,) or one for all.

    Returns:
        Lower and upper bounds, shaped as the values.
    """
    size, width = np.abs(values), np.log(factor)
    step = np.floor(np.log(np.maximum(size, SMALL)) / width)
    near, far = np.exp(step * width), np.exp((step + 1.0) * width)
    nothing = size < SMALL
    low = np.where(nothing, -SMALL, np.where(values < 0.0, -far, near))
    high = np.where(nothing, SMALL, np.where(values < 0.0, -near, far))
    return low, high


def own_rows(network: Network, actor: str) -> dict[str, Mask]:
    """Mark the rows that belong to an actor, by axis; an axis that nobody owns is not there.

    A government's own: its end users, stockpiles, measures, treasury and whom it trusts. A firm's
    own: its plants, both ends of its links, its projects, contracts, account. A government does
    not see into firms, a state firm's books included.
    """
    scenario = network.scenario
    country = network.countries.index(actor) if actor in network.countries else -2
    firm = network.firms.index(actor) if actor in network.firms else -2
    who = country if country >= 0 else len(network.countries) + firm if firm >= 0 else -2
    public_hands = np.arange(len(network.nodes)) >= network.facility_count
    nodes = (network.node_firm == firm) | (public_hands & (network.node_country == country))
    links = nodes[network.link_seller] | nodes[network.link_buyer]
    held = {actor, *(name for name, mine in zip(network.nodes, nodes, strict=True) if mine)}
    buys = [not held.isdisjoint(c.buyers) for c in scenario.all_contracts.values()]
    sectors = network.facility_count + network.sector_count
    rows = {
        "facility": nodes[: network.facility_count],
        "sector": nodes[network.facility_count : sectors],
        "stockpile": nodes[sectors:],
        "intake": nodes[network.intake_node],
        "facility intake": nodes[network.intake_node[network.facility_intakes]],
        "offer": nodes[network.offer_node],
        "facility offer": nodes[network.offer_node[network.facility_offers]],
        "link": links,
        "abroad": links[network.abroad],
        "lane": network.lane_exporter == country,
        "pool": network.pool_country == country,
        "firm": np.arange(len(network.firms)) == firm,
        "country": np.arange(len(network.countries)) == country,
        "project": network.project_firm == firm,
        "directive": (network.directive_country == country) | (network.directive_firm == firm),
        "contract": (network.contract_firm == firm) | _flags(buys) | _deals(network, actor),
        "measure": _flags([m.country == actor for m in scenario.measures.values()]),
        "relation": network.relation_of == who,
        "table": (network.bargains.sides == who).any(axis=0),
        "side": np.ravel(network.bargains.sides.T) == who,
        "account": _flags([name == actor for name in network.accounts]),
    }
    return {axis: np.asarray(mask, dtype=np.bool_) for axis, mask in rows.items()}


def _deals(network: Network, actor: str) -> Mask:
    """Mark the contracts that a government's deals can fill: it signed them."""
    tables = network.scenario.tables
    mine = {name for name, table in tables.items() if actor in table.sides}
    return _flags([name.partition("#")[0] in mine and "#" in name for name in network.contracts])


def _flags(values: list[bool]) -> Mask:
    return np.array(values, dtype=np.bool_)
