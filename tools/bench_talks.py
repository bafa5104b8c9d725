"""How many negotiations a core plays in a second.

python -m tools.bench_talks
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import time
from collections.abc import Callable, Iterator

import numpy as np

from realm.core.agenda import Agenda, Issue, Option
from realm.core.chance import Luck
from realm.core.talks import Tables
from realm.rules.talks import open_tables
from realm.strategies.tactics.play import play_tables
from realm.strategies.tactics.registry import find

OUTCOMES = (5, 5, 4, 2)
"""Options of the issues: 200 outcomes."""
ROUNDS = 20
TABLES = 8
CHUNKS = (64, 128, 192, 256)
"""Worlds tried; the best counts."""
PAIRS = (
    ("boulware", "boulware"),
    ("boulware", "conceder"),
    ("linear", "tit_for_tat"),
    ("tit_for_tat", "tit_for_tat"),
    ("hard_headed", "hard_headed"),
)


def figures(seconds: float = 0.4) -> dict[str, float]:
    """Measure negotiations a second, opening included, by pair of tactics; `mean` over the pairs.

    Every table of every world has its own utilities; pairs of tables share a seat and its
    volume; where both opened, luck decides who speaks first. Time of the processor, not of the
    clock, so that a busy machine is not taken for slow rules.

    Args:
        seconds: time to spend on each pair and chunk.
    """
    speeds = {f"{a} x {b}": max(_speeds(a, b, seconds)) for a, b in PAIRS}
    mean = len(speeds) / sum(1.0 / speed for speed in speeds.values())
    worst = min(speeds.values())
    return {**speeds, "mean": mean, "worst": worst}


def _speeds(first: str, second: str, seconds: float) -> Iterator[float]:
    """Time one pair of tactics at every chunk."""
    one, other = find(first), find(second)
    for worlds in CHUNKS:
        prepared = _prepare(worlds)
        play_tables(prepared(), one, other)
        best, until = np.inf, time.process_time() + seconds
        while time.process_time() < until:
            begin = time.process_time()
            play_tables(prepared(), one, other)
            best = min(best, time.process_time() - begin)
        yield TABLES * worlds / best


def _prepare(worlds: int) -> Callable[[], Tables]:
    """Lay out talks of so many worlds; opening them is part of what is timed."""
    rng = np.random.default_rng(0)
    agenda = Agenda(
        tuple(
            Issue(f"issue {i}", "-", tuple(Option(str(o), float(o)) for o in range(count)))
            for i, count in enumerate(OUTCOMES)
        )
    )
    names = [f"table {row}" for row in range(TABLES)]
    utility = rng.random((2, agenda.size, TABLES, worlds))
    reservation = np.full((2, TABLES, worlds), 0.3)
    opened = np.ones((2, TABLES, worlds), dtype=bool)
    opened[1, ::2] = False
    seats = np.stack([np.arange(TABLES) // 2, np.arange(TABLES) + TABLES])
    need = rng.random((1, 2, agenda.size, TABLES, 1))
    need[:, 1] = 0.0
    free = np.full((1, 2 * TABLES, worlds), 1.2)
    luck = Luck(0, np.arange(worlds))

    def prepared() -> Tables:
        return open_tables(
            agenda, names, seats=seats, opened=opened, utility=utility, reservation=reservation,
            deadline=ROUNDS, luck=luck, month=0, need=need, free=free,
        )  # fmt: skip

    return prepared


if __name__ == "__main__":
    for what, figure in figures().items():
        print(f"{what:28} {figure:10,.0f} negotiations/s")
