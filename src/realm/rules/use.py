"""Step 3: end use, production, and what stockpiles put on offer."""

import numpy as np

from realm.core.arrays import Array, part
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.results import Instruments, Seen, Use, Working

MONTHS = 12.0
LEAST_COST = 0.1
"""Part of its cost that a subsidy leaves a plant to earn."""


def use_and_make(
    network: Network,
    params: Params,
    state: State,
    inst: Instruments,
    now: Working,
    seen: Seen,
    stock_in: Array,
    luck: Luck,
) -> Use:
    """Use inputs and fill the stocks of products.

    Lines begin to stop when less than `line_stop_months` are in hand, arrivals included.
    """
    rules = params.rules
    desired, untouched, log_price = _demand(network, params, state, seen, luck)
    margin, unit_cost = _margins(network, params, state, inst, seen)
    asked = _asked(network, params, state, now)
    planned = np.clip(asked, 0.0, now.capacity * _worth(params, margin))
    fed = network.facility_intakes
    per_unit = stock_in[fed] / (rules.line_stop_months * params.input_ratio)
    throughput = planned.copy()
    if len(network.fed_nodes):
        scarcest = per_unit.take(network.fed_intakes, axis=0).min(axis=0)
        throughput[network.fed_nodes] = np.minimum(planned[network.fed_nodes], scarcest)
    nodes = network.intake_node[fed]
    stores = network.stockpile_intakes
    spare = np.maximum(state.stock_release - state.stock_out[network.stockpile_offers], 0.0)
    released = np.minimum(stock_in[stores], spare)
    plan = np.concatenate(
        [params.input_ratio * planned.take(nodes, axis=0), desired, np.zeros_like(released)]
    )
    wanted = np.concatenate(
        [
            params.input_ratio * _usual(params, now, asked).take(nodes, axis=0),
            np.maximum(desired, untouched),
            np.zeros_like(released),
        ]
    )
    used = np.concatenate(
        [
            params.input_ratio * throughput.take(nodes, axis=0),
            np.minimum(desired, stock_in[network.sector_intakes] / rules.line_stop_months),
            released,
        ]
    )
    made = params.output_ratio * np.take(
        throughput, network.offer_node[network.facility_offers], axis=0
    )
    stock_out, wasted = _store(network, params, state, now, made, released)
    return Use(
        desired=desired,
        untouched=untouched,
        log_price=log_price,
        plan=plan,
        wanted=wanted,
        used=used,
        throughput=throughput,
        margin=margin,
        unit_cost=unit_cost,
        produced=made,
        wasted=wasted,
        released=released,
        stock_in=np.maximum(stock_in - used, 0.0),
        stock_out=stock_out,
    )


def _demand(
    network: Network, params: Params, state: State, seen: Seen, luck: Luck
) -> tuple[Array, Array, Array]:
    """Use that sectors want now, would want at base prices, and the log price that moves it."""
    rules = params.rules
    sectors = network.sector_intakes
    log_ratio = np.log(seen.smooth[sectors] / params.base_price[sectors])
    high = np.maximum(log_ratio, 0.0)
    log_price = log_ratio + rules.demand_convexity * high * high
    years = state.month / MONTHS
    plain = params.base_use[sectors] * (1.0 + params.use_growth) ** years * state.demand_factor
    if np.any(params.luck.demand_noise):
        plain = plain * _noise(network, params, state, luck)
    reaction = state.substitution - rules.elasticity_short * params.use_multiplier * log_price
    return plain * np.exp(reaction), plain, log_price


def _noise(network: Network, params: Params, state: State, luck: Luck) -> Array:
    """Log-normal noise of use with mean 1, part of it common to a country."""
    first = network.facility_count
    names = network.nodes[first : first + network.sector_count]
    country = network.node_country[first : first + network.sector_count]
    own = luck.normal("demand", state.month, names)
    common = np.take(luck.normal("demand of country", state.month, network.countries), country, 0)
    weight = params.luck.demand_noise_common
    spread = params.luck.demand_noise
    mixed = np.sqrt(weight) * common + np.sqrt(1.0 - weight) * own
    return np.asarray(np.exp(spread * mixed - 0.5 * spread * spread))


def _margins(
    network: Network, params: Params, state: State, inst: Instruments, seen: Seen
) -> tuple[Array, Array]:
    """Log of revenue (supports included) over cost, and unit cost less subsidies."""
    fed = network.facility_intakes
    feed = network.intakes_of_node @ (params.input_ratio * seen.smooth[fed])
    cost = params.own_cost * state.cost_factor + feed
    ask = state.ask[network.facility_offers]
    earned = np.maximum(ask, inst.floor) + inst.subsidy
    revenue = network.offers_of_node @ (params.output_ratio * earned)
    aid = network.offers_of_node @ (params.output_ratio * (inst.subsidy + np.zeros_like(ask)))
    return np.log(revenue / cost), np.maximum(cost - aid, LEAST_COST * cost)


def _worth(params: Params, margin: Array) -> Array:
    """Part of its capacity that is worth running, (facility, world).

    Capacity shuts down along a logistic of the log margin, scaled to 1 at the margin of the
    start, so that a plant that ran at a small loss then can go on.
    """
    at_start = 1.0 + np.exp(-params.margin_slope * (params.base_margin + 0.10))
    worth = at_start / (1.0 + np.exp(-params.margin_slope * (margin + 0.10)))
    return np.minimum(1.0, worth)


def _asked(network: Network, params: Params, state: State, now: Working) -> Array:
    """Throughput that sales and stocks ask for, whatever it earns, (facility, world)."""
    rules = params.rules
    offers = network.facility_offers
    stock = state.stock_out[offers]
    gap = (now.cover_out * state.expected_sales - stock) / rules.stock_adjust_months
    value = params.output_ratio * state.ask[offers] * (params.sold_share > 0.0)
    whole = np.take(network.offers_of_node @ value, network.offer_node[offers], axis=0)
    weight = part(value, whole) / params.output_ratio
    return network.offers_of_node @ (weight * part(state.expected_sales + gap, params.sold_share))


def _usual(params: Params, now: Working, asked: Array) -> Array:
    """Throughput at which a plant that has all it needs is as busy as at the start, t.

    It grows with capacity, but shrinks only as far as the plant is stopped: what stands idle, for
    want of material or else, is wanted all the same. Who made nothing then is as busy as asked.
    """
    built = part(now.capacity, params.base_capacity)
    as_before = params.base_throughput * np.maximum(now.open, built)
    return np.where(params.base_throughput > 0.0, as_before, np.clip(asked, 0.0, now.capacity))


def _store(
    network: Network, params: Params, state: State, now: Working, made: Array, released: Array
) -> tuple[Array, Array]:
    """Put output into stock; throw away co-products that had no buyers at the start either.

    Waste is at most the unsold part of the output, and only what stands above target stock;
    a co-product's stock beyond six months of output goes as well.
    """
    offers = network.facility_offers
    stock = state.stock_out[offers] + made
    target = now.cover_out * state.expected_sales
    # A share may round to a hair above 1; nothing is ever thrown back out of the waste.
    most = made * np.maximum(1.0 - params.sold_share, 0.0)
    unsold = np.clip(stock - target - made * params.sold_share, 0.0, most)
    made_at_start = part(params.base_sales, params.sold_share)
    limit = 6.0 * np.maximum(made, made_at_start)
    beyond = np.where(network.by_product[:, None], np.maximum(stock - unsold - limit, 0.0), 0.0)
    beyond = np.where(limit > 0.0, beyond, 0.0)
    wasted = unsold + beyond
    return np.concatenate(
        [stock - wasted, state.stock_out[network.stockpile_offers] + released]
    ), wasted
