"""What strategies and talks cost beside the bare months, and what looking ahead costs."""

import gc
import time
from collections.abc import Mapping

from tools.bench_figure import Figure
from tools.bench_months import Compiled, Work, least

from realm.model.model import RealmModel

GAMES = 150.0
"""Games a second that a core plays at least, with the strategies that the scenario names."""
ALONE = 0.6
"""Seconds that one game alone takes at most, once it is loaded."""


def figures(
    base: Compiled, chunks: tuple[int, ...], rounds: int, turns: int | None
) -> list[Figure]:
    """Time whole games: by the scenario's strategies, by nobody, and by one seat that looks ahead.

    Args:
        base: the scenario.
        chunks: worlds tried; the best counts.
        rounds: how often each is timed.
        turns: turns of a game; the scenario's if None.
    """
    scenario = base.network.scenario
    idle = {**dict.fromkeys(scenario.seats, "status_quo"), "countries": "status_quo"}
    idle["firms"] = "status_quo"
    first = next(iter(scenario.seats))
    works: dict[object, Work] = {}
    for worlds in chunks:
        works["minds", worlds] = _games(base, worlds, turns, {})
        works["bare", worlds] = _games(base, worlds, turns, idle)
    works["alone"] = _games(base, 1, turns, {})
    works["idle"] = _games(base, 1, 1, idle)
    works["ahead"] = _games(base, 1, 1, {**idle, first: "look_ahead"})
    found = least(works, rounds)
    best = min(chunks, key=lambda worlds: found["minds", worlds] / worlds)
    minds, bare = found["minds", best], found["bare", best]
    how = f"least of {rounds}, {best} worlds (best)"
    return [
        Figure(
            "games a second, the scenario's strategies", best / minds, "1/s", how, at_least=GAMES
        ),
        Figure(
            "strategies and talks over bare months", minds / bare - 1.0, "times", how, at_most=1.0
        ),
        Figure("one game, alone", found["alone"], "s", f"least of {rounds}", at_most=ALONE),
        Figure(
            "look_ahead: a decision of one seat, 1 world",
            1e3 * (found["ahead"] - found["idle"]),
            "ms",
            f"least of {rounds}",
        ),
    ]


def _games(base: Compiled, worlds: int, turns: int | None, strategies: Mapping[str, str]) -> Work:
    def work() -> float:
        model = RealmModel(
            worlds=worlds,
            seed=1,
            strategies=strategies,
            turns=turns,
            compiled=(base.network, base.params),
        )
        gc.collect()  # as a batch does: the room of games before is used again
        begun = time.perf_counter()
        model.run_model()
        return time.perf_counter() - begun

    return work
