"""Which price floors and subsidies pay this month."""

import numpy as np

from realm.core.arrays import Mask
from realm.core.network import Network
from realm.core.state import State


def paying(network: Network, state: State) -> Mask:
    """Say which measures are on and have money: what is left of a budget, else their treasury's.

    A government without a budget for it pays until its account is overdrawn, and again when it is
    no longer.

    Returns:
        (measure, world).
    """
    there = (state.measure_on > 0.0) & (state.measure_left > 0.0)
    free = np.isinf(state.measure_left)
    if "support" not in network.uses or not free.any():
        return there
    purse = state.money.take(len(network.firms) + network.measure_country, axis=0)
    return there & (~free | (purse >= 0.0))
