"""Time months in this process: arrays at several numbers of worlds, the oracle, other sizes.

Cases that are compared take turns within each round, so that a machine that slows down for a while
slows all of them; the least time of a case counts, since whatever disturbs only adds.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from realm.content.compile import compile_scenario
from realm.core.chance import Luck
from realm.core.incidence import Incidence
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.scenario import Scenario
from realm.rules import turn
from realm.rules.start import first_state

SEED = 1
MOST_CELLS = 1_100_000
"""Links times worlds above which no chunk is tried: far beyond any cache."""

Work = Callable[[], float]
"""Does a piece of work once and returns its seconds."""


@dataclass(frozen=True)
class Compiled:
    """A scenario laid out."""

    network: Network
    params: Params

    @classmethod
    def of(cls, scenario: Scenario) -> "Compiled":
        """Compile it."""
        return cls(*compile_scenario(scenario))

    @property
    def links(self) -> int:
        """Number of links."""
        return len(self.network.links)

    def turns(self, worlds: int, count: int) -> Work:
        """Play turns without decisions from the first turn on, in so many worlds."""
        network, params = self.network, self.params
        luck = Luck(SEED, np.arange(worlds))
        quiet = first_state(network, params, worlds)
        start, _ = turn.play(network, params, quiet, luck, network.first_turn_month)
        nothing = Orders.none(start)

        def work() -> float:
            state = start
            begun = time.perf_counter()
            for _ in range(count):
                state, _ = turn.step(network, params, state, nothing, luck)
            spent = time.perf_counter() - begun
            if state.fault.any():
                raise RuntimeError(f"{network.scenario.name}: a world was frozen")
            return spent

        return work


def least(works: Mapping[object, Work], rounds: int) -> dict[object, float]:
    """Do every work once a round, one after another; return the least seconds of each."""
    found = dict.fromkeys(works, np.inf)
    for _ in range(rounds):
        for name, work in works.items():
            found[name] = min(found[name], work())
    return found


def yardstick() -> Work:
    """Return the machine's yardstick: `exp` of 300 x 64 numbers, and a 60 x 300 CSR product."""
    values = np.linspace(-1.0, 1.0, 300 * 64).reshape(300, 64)
    rows = np.arange(300) % 60
    matrix = Incidence.of(rows, 60, np.arange(300), 300)
    times = 200

    def work() -> float:
        begun = time.perf_counter()
        for _ in range(times):
            _ = matrix @ np.exp(values)
        return (time.perf_counter() - begun) / times

    return work


def cost_by_size(
    sizes: Mapping[str, Compiled], chunks: tuple[int, ...], turns: int, rounds: int
) -> dict[str, tuple[int, float]]:
    """Find the best number of worlds for each network, and seconds per world-month there.

    All chunk sizes are tried once; the best three of each network are then repeated, and all
    networks take turns.
    """
    works: dict[object, Work] = {}
    for name, compiled in sizes.items():
        able = [w for w in chunks if w * compiled.links <= MOST_CELLS] or [min(chunks)]
        once = {worlds: compiled.turns(worlds, turns)() / worlds for worlds in able}
        for worlds in sorted(once, key=lambda w: once[w])[:3]:
            works[name, worlds] = compiled.turns(worlds, turns)
    found: dict[str, tuple[int, float]] = {}
    for key, seconds in least(works, rounds).items():
        name, worlds = key  # type: ignore[misc] # keys are pairs here
        each = seconds / worlds / turns / sizes[name].network.months_per_turn
        if name not in found or each < found[name][1]:
            found[name] = (worlds, each)
    return found
