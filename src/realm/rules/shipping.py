"""Step 6: sellers ration what they have; buyers send part of what is unfilled elsewhere."""

import numpy as np

from realm.core.arrays import Array, ratio
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.results import Border, Instruments, Placed, Seen, Shipped, Terms, Use

ROUNDS = 2
"""Times a buyer tries again elsewhere within a month."""
TRIED = 0.5
"""Part of its unfilled orders a buyer sends on each time."""



def ship(
    network: Network,
    params: Params,
    state: State,
    inst: Instruments,
    terms: Terms,
    seen: Seen,
    use: Use,
    placed: Placed,
    border: Border,
    pipeline: Array,
) -> Shipped:
    """Serve obliged home orders, contracts and partners, then the rest pro rata (model.md 6)."""
    offer = network.link_offer
    asked = placed.orders.copy()
    asked[network.abroad] = border.offered
    asked = np.where(seen.open, asked, 0.0)
    asked[network.release] = placed.orders[network.release]
    shipped, left = _first_home(network, inst, use, asked)
    priority = np.minimum(asked - shipped, params.partner_share * params.base_flow + terms.called)
    for part in (priority, None):
        wanted = asked - shipped if part is None else part
        share = np.minimum(1.0, ratio(left, network.links_of_offer @ wanted, 1.0))
        sent = wanted * np.take(share, offer, axis=0)
        shipped = shipped + sent
        left = np.maximum(left - network.links_of_offer @ sent, 0.0)
    pending = placed.wanted.copy()
    if "queue" in network.uses or "delay" in network.uses:
        coming = np.zeros_like(asked)
        coming[network.abroad] = border.pending
        pending = pending - network.links_of_intake @ coming
    barred = np.ones_like(asked)
    barred[network.abroad] = np.take(border.open, network.lane_of, axis=0)
    ways = seen.share * np.where(seen.open, barred, 0.0)
    rerouted = np.zeros_like(asked)
    for _ in range(ROUNDS):
        short = np.maximum(pending - network.links_of_intake @ shipped, 0.0)
        able = ways * np.take(left > 0.0, offer, axis=0)
        whole = network.links_of_intake @ able
        scale = ratio(TRIED * short, whole, 0.0)
        more = able * np.take(scale, network.link_intake, axis=0)
        share = np.minimum(1.0, ratio(left, network.links_of_offer @ more, 1.0))
        sent = more * np.take(share, offer, axis=0)
        shipped = shipped + sent
        rerouted = rerouted + more
        left = np.maximum(left - network.links_of_offer @ sent, 0.0)
    abroad = network.abroad
    part = ratio(border.offered, border.offered + rerouted[abroad], 1.0)
    again = 1.0 - part
    offered = asked + rerouted
    return Shipped(
        offered=offered,
        shipped=shipped,
        leaked=shipped[abroad] * part * border.leaking,
        charged=shipped[abroad] * (part * border.charged + again),
        filled=network.links_of_intake @ shipped,
        received=network.links_of_offer @ offered,
        stock_out=left,
        pipeline=pipeline + params.transit * shipped,
    )


def _first_home(
    network: Network, inst: Instruments, use: Use, asked: Array
) -> tuple[Array, Array]:
    """Serve home orders up to the obliged share of the output; returns shipped and stock left."""
    if "obliged" not in network.uses:
        return np.zeros_like(asked), use.stock_out
    at_home = network.home_of_offer @ asked
    reserved = np.zeros_like(use.stock_out)
    offers = network.facility_offers
    reserved[offers] = inst.obliged * use.produced
    reserved = np.minimum(np.minimum(reserved, at_home), use.stock_out)
    share = np.take(ratio(reserved, at_home, 0.0), network.link_offer, axis=0)
    shipped = np.zeros_like(asked)
    shipped[network.home] = asked[network.home] * share[network.home]
    return shipped, use.stock_out - reserved
