"""Step 7: how sellers change what they ask, and why."""

import numpy as np

from realm.core.arrays import Array, Index, anywhere, part, smooth
from realm.core.ledger import DRIVERS
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.results import Asks, Placed, Seen, Shipped, Terms, Use, Working

TINY = 1e-12
LEAST_REVENUE = 0.8
"""Part of its cost below which a plant's revenue does not fall for long."""
LEAST_ASK = 0.2
"""Part of cost-plus below which no ask falls."""
MOST_FALL, MOST_RISE = 0.25, 0.45
"""Most a log ask moves in a month."""
IDLE = 1e-9
"""Part of its usual sales below which an offer is idle and its ask stays."""
NOTHING = 1e-9
"""Tonnes beside which fewer do not pull an ask."""
QUIET_RENT = 0.02
"""Rent over ask below which rivals on a lane compete freely."""


def change(
    network: Network,
    params: Params,
    state: State,
    now: Working,
    terms: Terms,
    seen: Seen,
    use: Use,
    placed: Placed,
    sent: Shipped,
    plus: Array,
) -> Asks:
    """Move asks with order pressure, cost, outlets and rivals (model.md step 7)."""
    rules = params.rules
    offers = network.facility_offers
    node = network.offer_node[offers]
    ask = state.ask[offers]
    log_ask = np.log(ask)
    received = sent.received[offers]
    made = use.produced
    sellable = made * params.sold_share
    could = params.output_ratio * now.capacity.take(node, axis=0)
    usual = np.maximum(params.base_sales, 0.25 * could)
    active = received + state.expected_sales + sellable
    alive = (usual > 0.0) & (active > IDLE * usual)
    to_sell = np.where(alive, _to_sell(params, state, now, sellable, usual, received, could), 1.0)
    log_orders = np.log(np.maximum(np.where(alive, received, 1.0), TINY))
    log_sales = np.log(np.maximum(np.where(alive, state.expected_sales, 1.0), TINY))
    log_supply = np.log(to_sell)
    raw = log_orders - log_supply
    tight = _within_market(network, params, placed, sent, raw)
    calm = np.maximum(np.abs(tight) - rules.price_dead_band, 0.0) * np.sign(tight)
    log_plus = np.log(plus[offers])
    above = log_ask - log_plus
    spent = (1.0 - above / np.log(params.price_ceiling[offers])).clip(0.0, 1.0)
    pressure = rules.price_pressure_per_month * np.where(
        calm > 0.0,
        np.minimum(calm, rules.price_rise_limit) * spent,
        np.maximum(calm, -rules.price_fall_limit),
    )
    pull = -rules.cost_pull_per_month * above
    outlet = _outlet(network, params, state, terms, sent)
    rivals = _rivals(network, params, state, terms, seen)
    step = (pressure + pull + outlet + rivals).clip(-MOST_FALL, MOST_RISE)
    fresh = _floors(network, params, use, node, ask, ask * np.exp(step), plus[offers])
    fresh = np.where(alive, fresh, ask)
    moved = np.log(fresh) - log_ask
    per_raw = pressure / np.where(tight == 0.0, 1.0, tight)
    by_orders = per_raw * (log_orders - log_sales).clip(-20.0, 20.0)
    by_supply = pressure - by_orders
    named = np.empty((len(DRIVERS), *moved.shape))
    for place, term in enumerate((by_orders, by_supply, pull, outlet, rivals)):
        named[place] = term
    np.copyto(named[:-1], 0.0, where=~alive)
    named[-1] = moved - (named[0] + named[1] + named[2] + named[3] + named[4])
    scale = np.maximum(usual, sellable)
    sales = np.minimum(received, 3.0 * scale)
    promised = np.minimum(seen.promised[: len(could)], could * params.sold_share)
    sales = np.where(params.base_sales == 0.0, np.maximum(sales, promised), sales)
    memory = rules.price_memory_months
    return Asks(
        ask=_with_stores(network, state, fresh),
        drivers=named,
        expected_sales=smooth(state.expected_sales, sales, memory),
    )


def cost_plus(network: Network, params: Params, state: State, use: Use) -> Array:
    """Asks of the start scaled by unit cost, $/kg, (offer, world); stockpiles as at the start.

    A firm may keep a part of the change of its log cost out of its asks.
    """
    offers = network.facility_offers
    node = network.offer_node[offers]
    cost = np.take(use.unit_cost / params.base_unit_cost, node, axis=0)
    if state.absorb.any():
        passed = 1.0 - state.absorb.take(network.node_firm[node], axis=0)
        cost = np.where(passed < 1.0, cost**passed, cost)
    plus = np.array(np.broadcast_to(params.base_ask, (len(params.base_ask), cost.shape[-1])))
    plus[offers] *= cost
    return plus


def _to_sell(
    params: Params,
    state: State,
    now: Working,
    sellable: Array,
    usual: Array,
    received: Array,
    could: Array,
) -> Array:
    """What sellers mean to sell this month: output, and stock above target over a long time.

    A newcomer, who sold nothing at the start, means to sell what it could make: orders within
    its capacity are no shortage to it.
    """
    stock = state.stock_out[: len(sellable)]
    surplus = (stock - now.cover_out * state.expected_sales) / params.rules.price_stock_months
    meant = np.maximum(sellable + surplus, 0.15 * np.maximum(sellable, 0.3 * usual))
    newcomer = params.base_sales == 0.0
    return np.where(newcomer, np.maximum(meant, np.minimum(received, could)), meant)


def _within_market(
    network: Network, params: Params, placed: Placed, sent: Shipped, raw: Array
) -> Array:
    """Keep a small seller's pressure to that of its market: its buyers can go elsewhere.

    A seller's share in its buyers' orders, fully from `small_seller_share` on, weighs its own
    pressure; the rest of it counts only up to the mean pressure its buyers meet (model.md
    weakness 7).
    """
    inverse = part(np.sign(placed.wanted), placed.wanted)
    share_of_buyer = inverse.take(network.link_intake, axis=0)
    share_of_buyer *= placed.orders
    every = np.concatenate([raw, np.zeros((len(network.stockpiles), raw.shape[-1]))])
    met = every.take(network.link_offer, axis=0)
    met *= share_of_buyer
    by_buyer = network.links_of_intake @ met
    share_of_buyer *= sent.offered
    weighed = network.links_of_offer @ share_of_buyer
    met_by_buyer = by_buyer.take(network.link_intake, axis=0)
    met_by_buyer *= sent.offered
    seen = network.links_of_offer @ met_by_buyer
    offers = network.facility_offers
    share = part(weighed[offers], sent.received[offers])
    market = part(seen[offers], sent.received[offers])
    own = np.minimum(1.0, share / params.rules.small_seller_share)
    return own * raw + (1.0 - own) * np.minimum(raw, np.maximum(market, 0.0))


def _outlet(network: Network, params: Params, state: State, terms: Terms, sent: Shipped) -> Array:
    """Pull of what smugglers can get abroad on the home ask, by their part of its orders."""
    worth = anywhere(state.smuggling * state.rent)
    if not worth.any():
        return np.zeros_like(state.expected_sales)
    some = network.some_lanes(worth)  # few: a logarithm costs as much as forty sums
    gain = state.rent.take(some.lane, axis=0)
    gain /= terms.plain[some.links]
    np.log1p(gain, out=gain)
    gain *= state.smuggling.take(some.lane, axis=0)
    gain *= sent.offered[some.links]
    gains = np.zeros((len(network.lane_of), gain.shape[-1]))
    gains[some.rows] = gain
    pulled = (network.abroad_of_offer @ gains)[network.facility_offers]
    return params.rules.smuggling_pull_per_month * pulled / (sent.received[: len(pulled)] + NOTHING)


def _rivals(network: Network, params: Params, state: State, terms: Terms, seen: Seen) -> Array:
    """Pull of rivals' delivered prices where no rent stands between, (facility offer, world)."""
    gap = np.take(np.log(seen.price), network.link_intake, axis=0)
    gap -= seen.log_delivered
    gap -= params.base_relative
    gap = np.clip(gap, -1.0, 1.0, out=gap)
    gap *= params.base_flow
    whole = network.links_of_offer @ params.base_flow
    if state.rent.any():
        rent = state.rent.take(network.lane_of, axis=0)
        free = rent <= QUIET_RENT * terms.plain[network.abroad]
        gap[network.abroad] *= free
        whole = network.home_of_offer @ params.base_flow + network.abroad_of_offer @ (
            params.base_flow[network.abroad] * free
        )
    mean = part(network.links_of_offer @ gap, whole)
    return params.rules.competition_per_month * mean[network.facility_offers]


def _floors(
    network: Network,
    params: Params,
    use: Use,
    node: Index,
    ask: Array,
    fresh: Array,
    plus: Array,
) -> Array:
    """Keep a plant's revenue near its cost, by at most 25 % a month, and asks off zero.

    The floor is `LEAST_REVENUE` of the cost, or what the plant lived on at the start if less.
    """
    revenue = network.offers_of_node @ (params.output_ratio * fresh)
    least = np.minimum(LEAST_REVENUE, np.exp(params.base_margin))
    short = least * use.unit_cost / revenue
    lift = np.maximum(short.take(node, axis=0), 1.0)
    lifted = np.maximum(fresh, np.minimum(fresh * lift, ask * 1.25))
    low = np.flatnonzero(anywhere(lifted < 1.01 * LEAST_ASK * plus))  # few; exp is slow
    lifted[low] = np.maximum(lifted[low], LEAST_ASK * np.exp(np.log(plus[low])))
    return lifted


def _with_stores(network: Network, state: State, fresh: Array) -> Array:
    """Stockpiles ask what the market asks: the home sellers' mean, else the world's."""
    if not len(network.stockpiles):
        return fresh
    mean = part(network.market_offers @ fresh, network.market_counts)
    return np.concatenate([fresh, np.where(mean > 0.0, mean, state.ask[network.stockpile_offers])])
