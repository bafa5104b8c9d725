"""Measure how fast Realm is on this machine, against its targets.

    python -m tools.bench [--batch] [--json] [--quick]

Everything is measured in one run, so that ratios hold whatever the machine; the yardstick tells
machines apart. Cases that are compared take turns. Nothing else should run meanwhile. `--quick`
plays few months once: a test of the bench, not of the speed. `--batch` measures the laboratory
instead.
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: tools/realm.py beside it would hide the package of that name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.generate_big import network_of
from tools import bench_minds
from tools.bench_figure import Figure, table
from tools.bench_months import SEED, Compiled, Work, cost_by_size, least, yardstick
from tools.bench_oracle import oracle_turns
from tools.bench_process import import_seconds, peak_mib, realm_seconds

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.content.names import Names
from realm.core.platform_tag import platform_tag
from realm.model.model import RealmModel
from realm.rules import turn
from realm.rules.turn import RULES_VERSION
from realm.strategies import registry

SCENARIO = "june-2025"
NOTES = """\
One process on one core, worlds in one chunk. Months are played from the first turn on, turn by turn
without decisions; cases that are compared go by turns, the least time of each counts. The oracle
plays the same months of one world. Sizes are compared at the best chunk of each; x2 has twice the
links of june-2025."""
PLAYED = (
    "china=leverage india=conserve japan=diversify korea=diversify irel=state_miner "
    "toyota_tsusho=security_of_supply firms=profit"
)
"""Who plays where strategies and talks are timed."""
IMPORTS = ("realm", "realm.content.load", "realm.model.model")


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    rounds: int = 9
    turns: int = 8
    """Played on end when months are timed."""
    worlds: tuple[int, ...] = (1, 16, 32, 64, 128, 256)
    chunks: tuple[int, ...] = (4, 8, 16, 32, 64, 128, 256)
    times: tuple[int, ...] = (1, 2, 5, 10, 20)
    """Sizes of generated networks, in links of the scenario."""
    seated: tuple[int, ...] = (64, 128, 256)
    """Worlds of turns in which strategies play, by talks, decisions and months."""
    minded: tuple[int, ...] = (128, 256, 512)
    """Worlds of whole games in which strategies play."""
    runs: int = 3
    game: int | None = None
    """Turns of a game; the scenario's if not given."""


BATCH: dict[str, Any] = {
    "scenario": SCENARIO, "games": 10_000, "points": 4096, "oracle": 3, "turns": 16,
}  # fmt: skip
QUICK_BATCH = {"scenario": "small-world", "games": 40, "points": 16, "oracle": 1, "turns": 1}
QUICK = Plan(
    rounds=1,
    turns=1,
    worlds=(1, 16),
    chunks=(4, 16),
    times=(1, 2),
    seated=(16,),
    minded=(16,),
    runs=1,
    game=1,
)


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--batch", action="store_true", help="measure batches instead")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="a smoke test; figures mean nothing")
    given = parser.parse_args(arguments)
    begun = time.perf_counter()
    if given.batch:
        from tools import bench_batch

        figures = bench_batch.measure(**(QUICK_BATCH if given.quick else BATCH))
    else:
        figures = measure(QUICK if given.quick else Plan())
    machine = {
        "platform": platform_tag(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "rules": RULES_VERSION,
        "seconds": round(time.perf_counter() - begun, 1),
    }
    if given.json:
        print(json.dumps({**machine, "figures": [figure.data() for figure in figures]}, indent=1))
    else:
        print(", ".join(f"{name} {value}" for name, value in machine.items()), end="\n\n")
        print(table(figures))
        print("" if given.batch else f"\n{NOTES}")
    return 0


def measure(plan: Plan) -> list[Figure]:
    """Measure everything."""
    say("months")
    base = Compiled.of(load(SCENARIO))
    figures, best = _months(plan, base)
    say("games")
    figures += _games(plan, base, best)
    say("strategies")
    figures += bench_minds.figures(base, plan.minded, min(plan.rounds, 3), plan.game)
    say("seats")
    figures += _seats(plan, base)
    say("processes")
    figures += _processes(plan)
    say("sizes")
    return figures + _sizes(plan, base)


def say(what: str) -> None:
    """Tell who waits what is being measured."""
    print(f"bench: {what} ...", file=sys.stderr)


def _months(plan: Plan, base: Compiled) -> tuple[list[Figure], int]:
    """Yardstick, months a second, the oracle and ratios; also the best number of worlds."""
    works: dict[object, Work] = {"yardstick": yardstick()}
    works |= {w: base.turns(w, plan.turns) for w in plan.worlds}
    works["oracle"] = oracle_turns(base.network.scenario, plan.turns, SEED)
    found = least(works, plan.rounds)
    months = plan.turns * base.network.months_per_turn
    how = f"least of {plan.rounds}"
    figures = [
        Figure("yardstick: exp of 300 x 64, CSR product", 1e6 * found["yardstick"], "us", how)
    ]
    each = {w: found[w] / w / months for w in plan.worlds}
    for w in plan.worlds:
        figures.append(Figure(f"months a second, {worlds_of(w)}", 1.0 / each[w], "1/s", how))
        figures.append(Figure(f"world-month, {worlds_of(w)}", 1e6 * each[w], "us", how))
    best = min(each, key=lambda w: each[w])
    oracle = found["oracle"] / months
    figures += [
        Figure("oracle: a month in plain Mesa", 1e6 * oracle, "us", how),
        Figure(f"faster than the oracle, {worlds_of(best)} (best)", oracle / each[best], "times",
               "ratio of the above", at_least=100.0),
        Figure("faster than the oracle, 1 world", oracle / each[1], "times",
               "ratio of the above", at_least=4.0),
    ]  # fmt: skip
    return figures, best


def _games(plan: Plan, base: Compiled, best: int) -> list[Figure]:
    """Whole games, with the months before the first turn, everyone on status_quo."""
    everyone = dict.fromkeys(base.network.scenario.seats, "status_quo")

    def games(worlds: int) -> Work:
        def work() -> float:
            begun = time.perf_counter()
            model = RealmModel(
                worlds=worlds,
                seed=1,
                strategies=everyone,
                turns=plan.game,
                compiled=(base.network, base.params),
            )
            model.run_model()
            return time.perf_counter() - begun

        return work

    rounds = min(plan.rounds, 3)
    found = least({w: games(w) for w in {1, best}}, rounds)
    turns = plan.game or base.network.scenario.turns
    label = f"games of {base.network.first_turn_month} months and {turns} turns a second"
    return [
        Figure(f"{label}, {worlds_of(w)}", w / found[w], "1/s", f"least of {rounds}")
        for w in sorted({1, best})
    ]


def _seats(plan: Plan, base: Compiled) -> list[Figure]:
    """What strategies and talks take, against the months of the same turns."""
    found = {}
    for worlds in plan.seated:
        model = RealmModel(
            worlds=worlds, seed=1, strategies=PLAYED, compiled=(base.network, base.params)
        )
        talks = decisions = months = 0.0
        for _ in range(plan.turns):
            begun = time.process_time()
            model.convene().finish()
            talked = time.process_time()
            state = model.state
            model.step()
            played = time.process_time()
            turn.step(model.network, model.params, state, model.orders, model.luck)
            alone = time.process_time() - played
            talks, months = talks + talked - begun, months + alone
            decisions += played - talked - alone
        found[worlds] = (months, talks, decisions)
    worlds = min(found, key=lambda w: sum(found[w]) / w)
    months, talks, decisions = found[worlds]
    how = f"{plan.turns} turns, {worlds_of(worlds)} (best)"
    return [
        Figure("talks against the months of their turns", talks / months, "times", how),
        Figure("decisions against the months", decisions / months, "times", how),
        Figure("strategies and talks against the months", (talks + decisions) / months, "times",
               "sum of the above", at_most=1.0),
    ]  # fmt: skip


def _processes(plan: Plan) -> list[Figure]:
    """Imports, loading, `realm run` and memory."""
    realm_seconds("--version")  # so that Python has compiled its files
    wall = median(plan.runs, lambda: realm_seconds("run", SCENARIO))
    names = Names(strategies=frozenset(registry.names()))

    def read() -> float:
        begun = time.perf_counter()
        load(SCENARIO, names)
        return time.perf_counter() - begun

    def lay_out() -> float:
        begun = time.perf_counter()
        compile_scenario(scenario)
        return time.perf_counter() - begun

    scenario = load(SCENARIO, names)
    how = f"median of {plan.runs}"
    figures = [Figure(f"realm run {SCENARIO}", wall, "s", how, at_most=3.0)]
    for module in IMPORTS:
        seconds = median(plan.runs, lambda module=module: import_seconds(module))  # type: ignore[misc]
        figures.append(Figure(f"import {module}", seconds, "s", how))
    figures.append(Figure(f"load and check {SCENARIO}", median(plan.runs, read), "s", how))
    figures.append(Figure(f"compile {SCENARIO}", median(plan.runs, lay_out), "s", how))
    for worlds in (min(plan.worlds), max(plan.worlds)):
        held = peak_mib(SCENARIO, worlds)
        figures.append(Figure(f"peak memory, game in {worlds_of(worlds)}", held, "MiB", "once"))
    return figures


def _sizes(plan: Plan, base: Compiled) -> list[Figure]:
    """Cost of a world-month at the best chunk, per link, against that at the smallest size."""
    made = {t: Compiled.of(network_of(t * base.links, 1)) for t in plan.times}
    networks = {SCENARIO: base, f"{SCENARIO}-full": Compiled.of(load(f"{SCENARIO}-full"))}
    networks |= {f"generated x{t}": compiled for t, compiled in made.items()}
    turns, rounds = max(1, plan.turns // 4), plan.rounds
    found = cost_by_size(networks, plan.chunks, turns, rounds)
    how = f"least of {rounds}"
    figures = []
    for name, (worlds, seconds) in found.items():
        label = f"world-month, {name}, {networks[name].links} links, {worlds_of(worlds)}"
        figures.append(Figure(label, 1e6 * seconds, "us", how))
    for name, compiled in networks.items():
        reference = f"generated x{plan.times[0]}" if name.startswith("generated") else SCENARIO
        if name == reference:
            continue
        growth = found[name][1] / found[reference][1]
        linear = compiled.links / networks[reference].links
        label = f"cost against linear in links, {name}"
        figures.append(Figure(label, growth / linear, "times", f"over {reference}", at_most=1.3))
    return figures


def median(runs: int, work: Callable[[], float]) -> float:
    """Do something some times; return the middle of its seconds."""
    return statistics.median(work() for _ in range(runs))


def worlds_of(count: int) -> str:
    """Say how many worlds."""
    return "1 world" if count == 1 else f"{count} worlds"


if __name__ == "__main__":
    sys.exit(main())
