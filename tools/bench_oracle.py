"""Time the oracle: the same months in plain Python objects, as one would write them in Mesa."""

import time
from collections.abc import Callable

from tests.oracle.fill import build
from tests.oracle.month import play_month

from realm.core.network import Network
from realm.core.params import Params
from realm.rules.start import first_state


def oracle_months(network: Network, params: Params, months: int, seed: int) -> Callable[[], float]:
    """Play world 0 from the quiet start; laying out its objects does not count."""
    start = first_state(network, params, 1)

    def work() -> float:
        world = build(network, params, start, seed=seed)
        begun = time.perf_counter()
        for _ in range(months):
            play_month(world)
        return time.perf_counter() - begun

    return work
