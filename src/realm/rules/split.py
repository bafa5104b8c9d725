"""Dividing what an intake wants over its links."""

import numpy as np

from realm.core.arrays import Array, part
from realm.core.network import Network
from realm.core.params import Params

LEAST_SPOT = 0.01
"""Part of its base flow that a link keeps in mind for spot orders whatever contracts call."""


def split(network: Network, called: Array, share: Array, wanted: Array) -> Array:
    """Divide what each intake wants over its links: contracts first, the rest by share.

    Calls are scaled down together where an intake wants less than they come to.

    Args:
        network: Topology.
        called: Tonnes under contract, (bound link, world).
        share: Shares of the rest, (link, world).
        wanted: Tonnes wanted, (intake, world).

    Returns:
        Tonnes, (link, world).
    """
    if not len(network.bound_links):
        return share * wanted.take(network.link_intake, axis=0)
    met, free = calls(network, called, wanted)
    tonnes = free.take(network.link_intake, axis=0)
    tonnes *= share
    bound = network.bound_links
    tonnes[bound] += called * met.take(network.link_intake[bound], axis=0)
    return tonnes


def calls(network: Network, called: Array, wanted: Array) -> tuple[Array, Array]:
    """Part of the calls that is wanted at all, and what is left to order freely, by intake.

    Where nothing is called, the part means nothing.
    """
    whole = network.bound_of_intake @ called
    met = np.minimum(1.0, part(wanted, whole))
    return met, np.maximum(wanted - whole, 0.0)


def spot_part(network: Network, params: Params, called: Array) -> Array:
    """Part of its base weight with which a bound link pulls uncontracted orders.

    The rest is what contracts call, (bound link, world).
    """
    base = params.base_weight[network.bound_links]
    return np.maximum(1.0 - part(called, base), LEAST_SPOT)
