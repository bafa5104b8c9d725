"""Step 8: the border rent, in $/kg for all goods under one permit."""

import numpy as np

from realm.core.arrays import Array, part
from realm.core.lanes import SomeLanes
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.results import Border, Instruments

LEAST_ORDER = 1e-9
"""Tonnes on each link that make a mean plain where nothing is ordered."""
LEAST = 1e-6
"""Part of the orders below which permits count as none."""


def lapse(state: State, inst: Instruments) -> State:
    """Take the price off permits that nobody needs this month: none refuses, no quota counts."""
    if not state.rent.any():
        return state
    needed = (inst.share < 1.0) | (inst.counted > 0.0)
    return state.replace(rent=np.where(needed, state.rent, 0.0))


def mean_asks(
    network: Network, where: SomeLanes, orders: Array, paid: Array, plus: Array
) -> tuple[Array, Array]:
    """Mean price paid and mean cost-plus of the goods ordered on each curbed lane.

    Args:
        network: Topology.
        where: The curbed lanes.
        orders: Orders placed, t, (link, world).
        paid: What sellers are paid, $/kg, (link, world).
        plus: Cost-plus, $/kg, (offer, world).

    Returns:
        Both in $/kg, (lane, world), 0 on lanes that are not curbed.
    """
    placed = orders[where.links] + LEAST_ORDER
    whole = where.by_lane @ placed
    at_cost = plus.take(network.link_offer[where.links], axis=0)
    at_cost *= placed
    placed *= paid[where.links]
    return part(where.by_lane @ placed, whole), part(where.by_lane @ at_cost, whole)


def reprice(
    network: Network,
    params: Params,
    state: State,
    inst: Instruments,
    orders: Array,
    border: Border,
    mean: Array,
    anchor: Array,
    where: SomeLanes,
) -> Array:
    """Raise the rent with excess over permits; nothing without need of one; $/kg, (lane, world).

    Under a quota all orders compete for permits. Under a licence only need does: what is
    refused is ordered again, and orders beyond expected use would price fear twice.
    It stops gaining where the quote stands at the ceiling's multiple of the geometric mean of ask
    and cost-plus (`anchor`): buyers look at both. Destinations of one pool that need permits trade
    them: their rents move towards their mean.
    """
    limited = np.isfinite(border.licensed) | np.isfinite(border.room)
    rent = np.zeros(limited.shape)
    lanes = np.flatnonzero(limited.any(axis=1))
    if not len(lanes):
        return rent

    def there(values: Array) -> Array:
        return values.take(lanes, axis=0)

    excess = np.maximum(
        _excess(there(border.needed), there(border.licensed)) - params.rules.rent_dead_band,
        _excess(there(border.demanded), there(border.room)),
    )
    bid = _bid(params, there(state.rent), there(inst.ceiling), there(mean), there(anchor), excess)
    rent[lanes] = np.where(limited[lanes], bid, 0.0)
    weight = where.by_lane @ (params.base_flow[where.links] + orders[where.links])
    weight = np.where(limited, weight, 0.0)
    pool = network.lanes_of_pool
    even = part(pool @ (weight * rent), pool @ weight)
    level = even.take(network.lane_pool, axis=0)
    return np.where(weight > 0.0, rent + params.rules.rent_arbitrage * (level - rent), rent)


def _bid(
    params: Params, rent: Array, ceiling: Array, mean: Array, anchor: Array, excess: Array
) -> Array:
    """Rent that excess demand for permits leads to, by itself, $/kg, (some lanes, world)."""
    rules = params.rules
    ceiling = np.where(np.isinf(ceiling), rules.rent_ceiling, ceiling)
    quote = np.log(mean + rent) - 0.5 * (np.log(mean) + np.log(anchor))
    room = (1.0 - quote / np.log(ceiling)).clip(-1.0, 1.0)
    up = rules.rent_pressure_per_month * excess.clip(0.0, rules.rent_rise_limit) * room
    down = rules.price_pressure_per_month * np.maximum(excess, -rules.price_fall_limit)
    step = np.where(excess > 0.0, up, down)
    return np.maximum((mean + rent) * np.exp(step) - mean, 0.0)


def _excess(orders: Array, permits: Array) -> Array:
    """Log of orders over permits, (lane, world); -inf where nothing limits or nothing is wanted."""
    limited = np.isfinite(permits) & (orders > 0.0)
    wanted = np.where(limited, orders, 1.0)
    allowed = np.maximum(np.where(limited, permits, 1.0), LEAST * wanted)
    return np.where(limited, np.log(wanted / allowed), -np.inf)
