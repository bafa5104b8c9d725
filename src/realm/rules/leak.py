"""Step 9a: smuggling and transshipment, which grow with the price gap across the border."""

import numpy as np

from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.lanes import SomeLanes
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.results import Instruments, Leak

MOST_LEAK = 0.95
WORTH_FINDING = 1e-3
"""Part of a lane's orders that must be transshipped to be found."""


def seep(
    network: Network,
    params: Params,
    state: State,
    inst: Instruments,
    mean: Array,
    luck: Luck,
    where: SomeLanes,
) -> Leak:
    """Build up or let fade what leaks.

    Smuggling needs weak enforcement. Transshipment needs another lane of the pool that lets
    more through: goods are declared for its destination and sent on. The exporter finds it by
    chance; what it finds stops.
    """
    rules, lanes = params.rules, where.lanes
    smuggling, transshipment = state.smuggling.copy(), state.transshipment.copy()
    found = np.zeros_like(transshipment)
    if not len(lanes):
        return Leak(smuggling=smuggling, transshipment=transshipment, found=found)

    def there(values: Array) -> Array:
        return values.take(lanes, axis=0)

    plain = there(mean)
    abroad = plain * (1.0 + there(inst.duty)) + there(inst.levy) + there(state.rent)
    gap = np.maximum(abroad, there(inst.minimum)) / plain
    pays = np.clip(1.0 - rules.smuggling_cost_ratio / gap, 0.0, rules.smuggling_most)
    target = np.minimum(rules.smuggling_share * there(inst.enforcement) * pays, MOST_LEAK)
    old = there(state.smuggling)
    direct = old + (target - old) / rules.smuggling_months
    easier = there(_openest(network, inst)) - there(inst.share)
    detour = np.minimum(rules.transshipment_share * easier * pays, MOST_LEAK)
    old = there(state.transshipment)
    through = old + (detour - old) / rules.smuggling_months
    seen = through > WORTH_FINDING
    drawn = np.flatnonzero(seen.any(axis=1))
    if len(drawn):
        chance = np.where(seen[drawn], rules.transshipment_found_per_month, 0.0)
        rows = lanes[drawn]
        named = [network.lanes[row] for row in rows]
        found[rows] = luck.happens("transshipment found", state.month, named, chance)
        through = np.where(there(found) > 0.0, 0.0, through)
    over = np.maximum(direct + through - MOST_LEAK, 0.0)
    smuggling[lanes] = direct
    transshipment[lanes] = np.maximum(through - over, 0.0)
    return Leak(smuggling=smuggling, transshipment=transshipment, found=found)


def _openest(network: Network, inst: Instruments) -> Array:
    """Share let through on the most open lane of each lane's pool, (lane, world)."""
    order = network.lanes_by_pool
    best = np.maximum.reduceat(inst.share.take(order, axis=0), network.pool_starts, axis=0)
    return best.take(network.lane_pool, axis=0)
