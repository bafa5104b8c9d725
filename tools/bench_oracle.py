"""Time the oracle: the same turns in plain Python objects, as an ordinary Mesa model."""

import time
from collections.abc import Callable

from tests.oracle.mesa_model import OracleModel

from realm.core.scenario import Scenario


def oracle_turns(scenario: Scenario, count: int, seed: int) -> Callable[[], float]:
    """Play turns without decisions from the first turn on, in world 0; making it does not count."""

    def work() -> float:
        model = OracleModel(scenario, world=0, seed=seed)
        begun = time.perf_counter()
        for _ in range(count):
            model.step()
        return time.perf_counter() - begun

    return work
