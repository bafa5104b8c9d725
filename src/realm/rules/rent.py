"""Step 8: the border rent, in $/kg for all goods under one permit."""

import numpy as np

from realm.core.arrays import Array, ratio
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.border import Border


LEAST = 1e-6
"""Part of the orders below which permits count as none."""


def mean_ask(network: Network, state: State, orders: Array, ask: Array) -> Array:
    """Mean ask of the goods ordered on each lane, $/kg, (lane, world); 1 where none ever is."""
    placed = orders[network.abroad] + 1e-9
    whole = network.links_of_lane @ placed
    return ratio(network.links_of_lane @ (placed * ask[network.abroad]), whole, 1.0)


def reprice(
    network: Network, params: Params, state: State, orders: Array, border: Border, mean: Array
) -> Array:
    """Raise the rent with orders over permits, let it fade without; returns $/kg, (lane, world).

    Destinations under one pool trade their permits: rents move towards the pool's mean.
    """
    rules = params.rules
    limited = np.isfinite(border.permitted) & (border.demanded > 0.0)
    demanded = np.where(limited, border.demanded, 1.0)
    permitted = np.where(limited, border.permitted, 1.0)
    over = demanded / np.maximum(permitted, LEAST * demanded)
    excess = np.where(limited, np.log(over), -np.inf)
    room = 1.0 - np.log1p(state.rent / mean) / np.log(rules.rent_ceiling)
    up = (
        rules.rent_pressure_per_month
        * np.minimum(excess, rules.rent_rise_limit)
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
