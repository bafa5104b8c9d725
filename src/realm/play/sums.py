"""What came together over the last months of a turn, in the first world."""

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.network import Network
from realm.play.match import Page


def added(network: Network, page: Page, name: str) -> Array:
    """Add up one quantity of the ledger; of the months before the first turn as many as a turn has.

    Args:
        network: topology.
        page: the turn.
        name: a field of `core.ledger.Month` whose worlds come last.
    """
    months = page.ledger.months[-network.months_per_turn :]
    return np.asarray(np.add.reduce(np.stack([getattr(one, name)[:, 0] for one in months]), axis=0))


def refused(network: Network, page: Page) -> Array:
    """Add up what was refused at borders on each link abroad, t."""
    return np.asarray(np.broadcast_to(added(network, page, "refused"), (len(network.lane_of),)))


def refusers(network: Network, page: Page, good: int, buyers: Mask) -> Array:
    """Add up how much of a good each country refused some nodes at its border, t, (country,).

    Args:
        network: topology.
        page: the turn.
        good: row of the commodity.
        buyers: nodes that ordered it, (node,).
    """
    buyer, seller = network.link_buyer[network.abroad], network.link_seller[network.abroad]
    here = buyers[buyer] & (network.offer_commodity[network.link_offer[network.abroad]] == good)
    country = network.node_country[seller[here]]
    each = np.bincount(country, refused(network, page)[here], minlength=len(network.countries))
    return each.astype(np.float64)
