"""How much the sides of a table care for money, security and industry: what they are scored for."""

import numpy as np

from realm.core.arrays import Array
from realm.core.network import Network
from realm.strategies.looks import once

CHANNELS = {
    "money": ("profit", "cash", "treasury", "export_income", "price_gap", "price_paid"),
    "security": (
        "fill_rate",
        "lost_output",
        "days_of_cover",
        "reserve_days",
        "supply_hhi",
        "supply_security",
    ),
    "industry": ("import_reliance", "industrial_base", "market_share", "industry_approval"),
}
"""Which indicators of a seat's score make it care for which part of a deal."""
LEAST_CARE = 0.5
"""Weight of a part of the deal that a seat is not scored for; its three weights are 1 on average
before."""


@once
def caring(network: Network) -> Array:
    """Read from the seats' scores how much each side cares, (channel, side, table); else 1."""
    found = np.ones((len(CHANNELS), 2, network.bargains.count))
    for seat in network.scenario.seats.values():
        weights = [
            sum(abs(weight) for name, weight in seat.objectives.items() if name in names)
            for names in CHANNELS.values()
        ]
        if not any(weights):
            continue
        scaled = [LEAST_CARE + (1.0 - LEAST_CARE) * 3.0 * w / sum(weights) for w in weights]
        actor = [*network.countries, *network.firms].index(seat.actor)
        here = network.bargains.sides == actor
        found[:, here] = np.array(scaled)[:, None]
    found.flags.writeable = False
    return found
