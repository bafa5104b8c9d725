"""Why a price moved: named terms that add up to the change of its logarithm.

The ledger keeps, for each ask and month, terms that add up to the change of the log ask. A mean
price moves with the asks behind it; the log-mean identity carries terms of logs over to
differences and back without a rest (LMDI: Ang 2005, https://doi.org/10.1016/j.enpol.2003.10.010).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from realm.core.arrays import Array, ratio
from realm.core.ledger import DRIVERS, Month
from realm.core.network import Network
from realm.core.params import Params
from realm.rules import market

Quantity = Literal["inside", "outside"]
"""Prices that can be explained."""

ABROAD = ("duty", "rent", "sources")
"""Further terms of a price abroad.

duty: duties, levies, minimum prices, and what contracts add to the ask; rent: the value of
scarce permits; sources: orders that moved to dearer or cheaper sellers.
"""

_SPAN_OF_ZERO = 1e-9


@dataclass(frozen=True)
class Why:
    """The change of the prices of all commodities between two months, and its terms."""

    start: Array
    """$/kg during the first month, (commodity, world)."""
    end: Array
    """$/kg during the last month, (commodity, world)."""
    terms: dict[str, Array]
    """Terms that add up to ln(end / start), (commodity, world) each."""

    @property
    def change(self) -> Array:
        """Change of the log price, (commodity, world)."""
        return np.log(self.end) - np.log(self.start)


def explain(
    network: Network,
    params: Params,
    months: Sequence[Month],
    quantity: Quantity = "inside",
) -> Why:
    """Explain the change of a price from the first of some months to the last.

    To explain a whole turn, hand in the last month before it, too. NaN marks what has no price.
    """
    if quantity == "inside":
        return _inside(network, params, months)
    return _outside(network, months)


def explain_asks(months: Sequence[Month]) -> dict[str, Array]:
    """Explain the change of each log ask over some months, the last included.

    Returns:
        Terms by driver, (facility offer, world) each; they add up to the log of `ask_after` of
        the last month over `ask` of the first.
    """
    if not months:
        return {}
    whole = np.zeros_like(months[0].drivers)
    for month in months:
        whole = whole + month.drivers
    return {name: whole[row] for row, name in enumerate(DRIVERS)}


def _inside(network: Network, params: Params, months: Sequence[Month]) -> Why:
    first, last = months[0], months[-1]
    start, end = (market.inside(network, params, month) for month in (first, last))
    offers = network.facility_offers
    each = log_mean(first.ask[offers], last.ask[offers])
    weight = network.reference_offers @ params.base_sales
    whole = log_mean(start, end)
    terms = {
        name: ratio(
            network.reference_offers @ (params.base_sales * each * moved), weight * whole, np.nan
        )
        for name, moved in _moved(months).items()
    }
    return Why(start, end, terms)


def _outside(network: Network, months: Sequence[Month]) -> Why:
    strand = market.strands(network)
    count = len(network.commodities)
    old, new = (market.parts(network, strand, month) for month in (months[0], months[-1]))

    def summed(values: Array) -> Array:
        return market.gather(strand.commodity, count, values)

    shares = [
        np.take(ratio(np.ones(1), summed(part.weight), np.nan), strand.commodity, axis=0)
        * part.weight
        for part in (old, new)
    ]
    start, end = (
        summed(share * part.price) for share, part in zip(shares, (old, new), strict=True)
    )
    whole = log_mean(start, end)
    share = 0.5 * (shares[0] + shares[1])
    each = share * log_mean(old.ask, new.ask)
    terms = {
        name: summed(each * np.take(moved, strand.offers, axis=0)) / whole
        for name, moved in _moved(months).items()
    }
    middle = 0.5 * (old.price + new.price)
    level = np.take(0.5 * (start + end), strand.commodity, axis=0)
    terms["duty"] = summed(share * (new.duty - old.duty)) / whole
    terms["rent"] = summed(share * (new.rent - old.rent)) / whole
    terms["sources"] = summed((shares[1] - shares[0]) * (middle - level)) / whole
    return Why(start, end, terms)


def _moved(months: Sequence[Month]) -> dict[str, Array]:
    """Terms of the asks between the first and the last month, (facility offer, world) each."""
    if len(months) > 1:
        return explain_asks(months[:-1])
    return {name: np.zeros_like(months[0].drivers[0]) for name in DRIVERS}


def log_mean(first: Array, second: Array) -> Array:
    """Logarithmic mean of two positive numbers: their difference over that of their logs."""
    span = np.log(second) - np.log(first)
    near = np.abs(span) < _SPAN_OF_ZERO
    safe = np.where(near, 1.0, span)
    return np.where(near, first * (1.0 + 0.5 * span), first * np.expm1(safe) / safe)
