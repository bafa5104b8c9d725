"""Step 4: orders that keep stocks at target, with precaution when supply looks risky."""

import numpy as np

from realm.core.arrays import DUST, Array, part, smooth
from realm.core.incidence import Incidence
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules import coalition
from realm.rules.results import Placed, Seen, Terms, Use, Working
from realm.rules.split import split

MOST_FROM_STORE = 0.9
"""Part of its orders that an intake may place with a stockpile that sells."""


def order(
    network: Network,
    params: Params,
    state: State,
    now: Working,
    terms: Terms,
    seen: Seen,
    use: Use,
) -> Placed:
    """Place base-stock orders (Sterman 1989, https://doi.org/10.1287/mnsc.35.3.321)."""
    rules = params.rules
    expected = smooth(state.expected_use, use.plan, rules.price_memory_months)
    fear = rules.precaution * (state.risk - params.base_risk)
    together = coalition.members(state)
    if together is not None:
        buys = together.take(network.node_country[network.intake_node], axis=0)
        fear = np.where(buys, fear * (1.0 - rules.coalition_calm), fear)
    precaution = np.exp((fear + rules.speculation_months * seen.trend).clip(-1.2, 1.5))
    under_way = network.links_of_intake @ _on_links(network, state)
    target = (now.cover_in * precaution + params.lead) * expected
    gap = (target - use.stock_in - under_way) / rules.stock_adjust_months
    wanted = np.maximum(expected + gap, 0.0)
    stores = network.stockpile_intakes
    if len(network.stockpiles):
        held = use.stock_in[stores] + use.stock_out[network.stockpile_offers]
        room = state.stock_target - held - under_way[stores]
        room = np.where(room > DUST * state.stock_target, room, 0.0)
        wanted[stores] = np.minimum(room, state.stock_purchase)
    if use.stock_out[network.stockpile_offers].any():
        orders = _with_stores(network, terms, seen, use, wanted, expected)
    else:
        orders = _plain(network, terms, seen, wanted)
    return Placed(expected_use=expected, wanted=wanted, orders=orders, under_way=under_way)


def _on_links(network: Network, state: State) -> Array:
    """Goods under way on each link, with what waits at the border."""
    later = state.pipeline[1:]
    moving: Array = later[0] if len(later) else np.zeros_like(state.shipped)
    if len(later) == 1 and not network.uses_lines:
        return moving
    moving = moving.copy()
    for lag in later[1:]:
        moving += lag
    if "queue" in network.uses:
        moving[network.abroad] += state.queue
    if "delay" in network.uses:
        for lag in state.waiting:
            moving[network.abroad] += lag
    return moving


def _plain(network: Network, terms: Terms, seen: Seen, wanted: Array) -> Array:
    """Orders by contract, then by share; nothing is called where a link is closed."""
    called = terms.called * seen.open[network.bound_links]
    return split(network, called, seen.share, wanted)


def _with_stores(
    network: Network, terms: Terms, seen: Seen, use: Use, wanted: Array, expected: Array
) -> Array:
    """Orders where a home stockpile sells: what it offers is spread by expected use first."""
    offered = use.stock_out[network.stockpile_offers]
    need = expected.take(network.release_intake, axis=0)
    by_store = Incidence.group(network.release_store, len(offered)) @ need
    covered = np.minimum(MOST_FROM_STORE, part(offered, by_store))
    from_store = covered.take(network.release_store, axis=0) * np.take(
        wanted, network.release_intake, axis=0
    )
    rest = wanted.copy()
    rest[network.release_intake] -= from_store
    orders = _plain(network, terms, seen, rest)
    orders[network.release] = from_store
    return orders
