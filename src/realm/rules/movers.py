"""Find who moved a price: the terms of its change, strand by strand, before they are added up.

A strand is what a mean price is made of: an offer, or a link that leaves the reference exporter.
Added up over the strands of a commodity the terms are those of `explain`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index, ratio
from realm.core.ledger import Month
from realm.core.network import Network
from realm.core.params import Params
from realm.rules import market
from realm.rules.explain import Quantity, explain_asks, log_mean

AT_BUYERS = frozenset({"duty", "rent"})
"""Terms that belong to where goods go, not to who sells them."""


@dataclass(frozen=True)
class Strands:
    """The terms of the prices of all commodities, strand by strand."""

    commodity: Index
    seller: Index
    """Node that sells, (strand,)."""
    buyer: Index
    """Node that buys, (strand,); -1 for an offer, which has many buyers."""
    terms: dict[str, Array]
    """By driver, parts of the change of the log price of the commodity, (strand, world)."""


def strands(
    network: Network, params: Params, months: Sequence[Month], quantity: Quantity
) -> Strands:
    """Lay out the terms of a price between the first and the last of some months."""
    if quantity == "inside":
        return _inside(network, params, months)
    return _outside(network, months)


def _inside(network: Network, params: Params, months: Sequence[Month]) -> Strands:
    offers = network.facility_offers
    home = network.countries.index(network.scenario.reference_exporter)
    rows = np.flatnonzero(network.node_country[network.offer_node[offers]] == home)
    commodity = np.asarray(network.offer_commodity[rows], dtype=np.intp)
    start, end = (market.inside(network, params, month) for month in (months[0], months[-1]))
    asks = [month.ask[offers][rows] for month in (months[0], months[-1])]
    weight = network.reference_offers @ params.base_sales
    share = params.base_sales[rows] * ratio(
        log_mean(asks[0], asks[1]), np.take(weight * log_mean(start, end), commodity, axis=0), 0.0
    )
    nobody = np.full(len(rows), -1, dtype=np.intp)
    terms = {name: share * moved[rows] for name, moved in _moved(months).items()}
    return Strands(commodity, network.offer_node[rows], nobody, terms)


def _outside(network: Network, months: Sequence[Month]) -> Strands:
    strand = market.strands(network)
    count, rows = len(network.commodities), strand.commodity
    old, new = (market.parts(network, strand, month) for month in (months[0], months[-1]))

    def along(values: Array) -> Array:
        return np.take(values, rows, axis=0)

    shares = [
        ratio(part.weight, along(market.gather(rows, count, part.weight)), np.nan)
        for part in (old, new)
    ]
    prices = [
        market.gather(rows, count, share * part.price)
        for share, part in zip(shares, (old, new), strict=True)
    ]
    whole = along(log_mean(prices[0], prices[1]))
    share = 0.5 * (shares[0] + shares[1])
    each = share * log_mean(old.ask, new.ask)
    terms = {
        name: each * np.take(moved, strand.offers, axis=0) / whole
        for name, moved in _moved(months).items()
    }
    middle = 0.5 * (old.price + new.price)
    level = 0.5 * along(prices[0] + prices[1])
    terms["duty"] = share * (new.duty - old.duty) / whole
    terms["rent"] = share * (new.rent - old.rent) / whole
    terms["sources"] = (shares[1] - shares[0]) * (middle - level) / whole
    buyer = np.full(len(rows), -1, dtype=np.intp)
    buyer[: strand.quoted] = network.link_buyer[network.abroad][strand.links]
    return Strands(rows, network.offer_node[strand.offers], buyer, terms)


def _moved(months: Sequence[Month]) -> dict[str, Array]:
    """Terms of the asks between the first and the last month, (facility offer, world) each."""
    return explain_asks(months[:-1])
