"""The inside price: what the reference exporter asks, to which indices are tied."""

from realm.core.arrays import Array, part
from realm.core.network import Network
from realm.core.params import Params

NOTHING = 1e-9
"""Tonnes that make a mean plain where nothing is sold."""


def inside_price(network: Network, params: Params, ask: Array) -> Array:
    """Mean ask of the reference exporter's offers weighted by base sales, (commodity, world).

    A plain mean where nothing is sold; everybody's offers where the exporter has none.
    """
    sales = params.base_sales + NOTHING
    mean = network.reference_offers @ (sales * ask[network.facility_offers])
    return part(mean, network.reference_offers @ sales)
