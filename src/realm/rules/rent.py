"""Step 8: the border rent, in $/kg for all goods under one permit."""

import numpy as np

from realm.core.arrays import Array, ratio
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.results import Border, Instruments

LEAST = 1e-6
"""Part of the orders below which permits count as none."""


def mean_ask(network: Network, orders: Array, ask: Array) -> Array:
    """Mean ask of the goods ordered on each lane, $/kg, (lane, world); 1 where none ever is."""
    placed = orders[network.abroad] + 1e-9
    whole = network.links_of_lane @ placed
    return ratio(network.links_of_lane @ (placed * ask[network.abroad]), whole, 1.0)


def reprice(
    network: Network,
    params: Params,
    state: State,
    inst: Instruments,
    orders: Array,
    border: Border,
    mean: Array,
) -> Array:
    """Raise the rent with excess over permits, let it fade without; returns $/kg, (lane, world).

    Under a quota all orders compete for permits. Under a licence only need does: what is
    refused is ordered again, and orders beyond expected use would price fear twice.
    Destinations under one pool trade their permits: rents move towards the pool's mean.
    """
    rules = params.rules
    excess = np.maximum(
        _excess(border.needed, border.licensed) - rules.rent_dead_band,
        _excess(border.demanded, border.room),
    )
    ceiling = np.where(np.isinf(inst.ceiling), rules.rent_ceiling, inst.ceiling)
    room = 1.0 - np.log1p(state.rent / mean) / np.log(ceiling)
    up = (
        rules.rent_pressure_per_month
        * np.clip(excess, 0.0, rules.rent_rise_limit)
        * np.maximum(room, 0.0)
    )
    down = rules.price_pressure_per_month * np.maximum(excess, -rules.price_fall_limit)
    step = np.where(excess > 0.0, up, down)
    rent = np.maximum((mean + state.rent) * np.exp(step) - mean, 0.0)
    weight = network.links_of_lane @ (params.base_flow[network.abroad] + orders[network.abroad])
    pool = network.lanes_of_pool
    even = ratio(pool @ (weight * rent), pool @ weight, 0.0)
    level = np.take(even, network.lane_pool, axis=0)
    return np.where(weight > 0.0, rent + rules.rent_arbitrage * (level - rent), rent)


def _excess(orders: Array, permits: Array) -> Array:
    """Log of orders over permits, (lane, world); -inf where nothing limits or nothing is wanted."""
    limited = np.isfinite(permits) & (orders > 0.0)
    wanted = np.where(limited, orders, 1.0)
    allowed = np.maximum(np.where(limited, permits, 1.0), LEAST * wanted)
    return np.where(limited, np.log(wanted / allowed), -np.inf)
