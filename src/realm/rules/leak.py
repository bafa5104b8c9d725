"""Step 9a: smuggling and transshipment, which grow with the price gap across the border."""

import numpy as np

from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.results import Instruments, Leak

MOST_LEAK = 0.95
WORTH_FINDING = 1e-3
"""Part of a lane's orders that must be transshipped to be found."""


def seep(
    network: Network, params: Params, state: State, inst: Instruments, mean: Array, luck: Luck
) -> Leak:
    """Build up or let fade what leaks.

    Smuggling needs weak enforcement. Transshipment needs another lane of the pool that lets
    more through: goods are declared for its destination and sent on. The exporter finds it by
    chance; what it finds stops.
    """
    rules = params.rules
    abroad = mean * (1.0 + inst.duty) + inst.levy + state.rent
    gap = np.maximum(abroad, inst.minimum) / mean
    pays = np.clip(1.0 - rules.smuggling_cost_ratio / gap, 0.0, rules.smuggling_most)
    target = np.minimum(rules.smuggling_share * inst.enforcement * pays, MOST_LEAK)
    smuggling = state.smuggling + (target - state.smuggling) / rules.smuggling_months
    easier = _openest(network, inst) - inst.share
    detour = np.minimum(rules.transshipment_share * easier * pays, MOST_LEAK)
    through = state.transshipment + (detour - state.transshipment) / rules.smuggling_months
    found = np.zeros(through.shape)
    seen = through > WORTH_FINDING
    drawn = np.flatnonzero(seen.any(axis=1))
    if len(drawn):
        chance = np.where(seen[drawn], rules.transshipment_found_per_month, 0.0)
        lanes = [network.lanes[row] for row in drawn]
        found[drawn] = luck.happens("transshipment found", state.month, lanes, chance)
        through = np.where(found > 0.0, 0.0, through)
    over = np.maximum(smuggling + through - MOST_LEAK, 0.0)
    return Leak(
        smuggling=smuggling,
        transshipment=np.maximum(through - over, 0.0),
        found=found,
    )


def _openest(network: Network, inst: Instruments) -> Array:
    """Share let through on the most open lane of each lane's pool, (lane, world)."""
    order = network.lanes_by_pool
    best = np.maximum.reduceat(inst.share.take(order, axis=0), network.pool_starts, axis=0)
    return best.take(network.lane_pool, axis=0)
