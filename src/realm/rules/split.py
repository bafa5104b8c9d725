"""Dividing what an intake wants over its links."""

import numpy as np

from realm.core.arrays import Array, ratio
from realm.core.network import Network


def split(network: Network, called: Array, share: Array, wanted: Array) -> Array:
    """Divide what each intake wants over its links: contracts first, the rest by share.

    Calls are scaled down together where an intake wants less than they come to.
    """
    whole = network.links_of_intake @ np.broadcast_to(called, share.shape)
    met = np.minimum(1.0, ratio(wanted, whole, 1.0))
    free = np.maximum(wanted - whole * met, 0.0)
    own = called * np.take(met, network.link_intake, axis=0)
    return own + share * np.take(free, network.link_intake, axis=0)
