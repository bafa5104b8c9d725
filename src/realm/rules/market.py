"""What one reads off a market: prices inside and outside, output, demand, by commodity.

Pure readers of a month's ledger. Inside is the scenario's reference exporter; outside is
everywhere else. Quoted and paid prices are kept apart: when permits are scarce, quotes abroad
rise far above what most goods change hands for.
"""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index, ratio
from realm.core.incidence import Incidence
from realm.core.ledger import Month
from realm.core.network import Network
from realm.core.params import Params


@dataclass(frozen=True)
class Strands:
    """What the outside price is a mean of: the reference exporter's links abroad, then offers.

    A strand is a link that leaves the reference exporter (its quote counts) or an offer of
    another country (its ask counts).
    """

    links: Index
    """Links of the first strands, as positions among those abroad."""
    offers: Index
    """Facility offer behind each strand."""
    commodity: Index
    quoted: int
    """How many strands are links."""


def strands(network: Network) -> Strands:
    """List what the outside price is a mean of."""
    home = network.countries.index(network.scenario.reference_exporter)
    country = network.node_country
    leaves = np.flatnonzero(country[network.link_seller[network.abroad]] == home)
    offers = np.arange(network.facility_offers.stop)
    elsewhere = offers[country[network.offer_node[network.facility_offers]] != home]
    behind = network.link_offer[network.abroad][leaves]
    rows = np.concatenate([behind, elsewhere]).astype(np.intp)
    return Strands(
        links=leaves.astype(np.intp),
        offers=rows,
        commodity=np.asarray(network.offer_commodity[rows], dtype=np.intp),
        quoted=len(leaves),
    )


@dataclass(frozen=True)
class Parts:
    """The outside price taken apart, (strand, world) each."""

    weight: Array
    """Orders, t."""
    ask: Array
    duty: Array
    """Duties, levies, minimum prices and what contracts add to the ask, $/kg."""
    rent: Array
    """Value of the permit, $/kg."""

    @property
    def price(self) -> Array:
        """Price of each strand, $/kg."""
        return self.ask + self.duty + self.rent


def parts(network: Network, strand: Strands, month: Month) -> Parts:
    """Read the strands of a month."""
    lane = network.lane_of[strand.links]
    ask = np.take(month.ask, strand.offers, axis=0)
    rent, duty = np.zeros_like(ask), np.zeros_like(ask)
    head = slice(0, strand.quoted)
    rent[head] = np.take(month.rent, lane, axis=0)
    duty[head] = np.take(month.quote, strand.links, axis=0) - rent[head] - ask[head]
    orders = month.orders
    weight = np.empty_like(ask)
    weight[head] = np.take(orders[network.abroad], strand.links, axis=0)
    at_offers = network.links_of_offer @ orders
    weight[strand.quoted :] = np.take(at_offers, strand.offers[strand.quoted :], axis=0)
    return Parts(weight=weight, ask=ask, duty=duty, rent=rent)


def gather(rows: Index, count: int, values: Array) -> Array:
    """Add values of rows that belong together: (row, world) -> (count, world)."""
    return Incidence.group(rows, count) @ values


def inside(network: Network, params: Params, month: Month) -> Array:
    """Mean ask of the reference exporter weighted by its sales at the start.

    $/kg, (commodity, world); NaN for what it does not sell.
    """
    weight = network.reference_offers @ params.base_sales
    asks = month.ask[network.facility_offers]
    return ratio(network.reference_offers @ (params.base_sales * asks), weight, np.nan)


def outside(network: Network, strand: Strands, month: Month) -> Array:
    """Mean quoted price abroad and ask of other sellers, weighted by orders.

    $/kg, (commodity, world); NaN where nobody orders.
    """
    found = parts(network, strand, month)
    count = len(network.commodities)
    whole = gather(strand.commodity, count, found.weight)
    return ratio(gather(strand.commodity, count, found.weight * found.price), whole, np.nan)


def paid_abroad(network: Network, month: Month) -> Array:
    """Mean price at the door of what users outside the reference exporter got.

    $/kg, weighted by shipments, (commodity, world); NaN where nothing moved.
    """
    home = network.countries.index(network.scenario.reference_exporter)
    away = (network.node_country[network.link_buyer] != home).reshape(-1, 1)
    commodity = np.asarray(network.offer_commodity[network.link_offer], dtype=np.intp)
    count = len(network.commodities)
    tonnes = month.shipped * away
    return ratio(
        gather(commodity, count, tonnes * month.delivered),
        gather(commodity, count, tonnes),
        np.nan,
    )


def output(network: Network, month: Month) -> Array:
    """World output of the month less what was thrown away, t, (commodity, world)."""
    commodity = network.offer_commodity[network.facility_offers]
    made = month.produced - month.wasted
    return gather(np.asarray(commodity, dtype=np.intp), len(network.commodities), made)


def wanted(network: Network, month: Month) -> tuple[Array, Array]:
    """Orders of everybody and the part that nobody shipped, t, (commodity, world) each.

    Orders refused at the border count as unmet unless another seller filled them in the month.
    """
    slots = network.links_of_intake @ np.broadcast_to(month.orders, month.shipped.shape)
    filled = network.links_of_intake @ month.shipped
    commodity = np.asarray(network.intake_commodity, dtype=np.intp)
    count = len(network.commodities)
    unmet = np.maximum(slots - filled, 0.0)
    return gather(commodity, count, slots), gather(commodity, count, unmet)
