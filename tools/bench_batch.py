"""Measure batches: games a second, processes, mixed points, memory, and Mesa's own batch runner."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import mesa
from tests.oracle.mesa_model import OracleModel
from tools.bench_figure import Figure
from tools.bench_process import ROOT

from realm.content.load import load
from realm.core.scenario import Scenario
from realm.lab.batch import perform
from realm.lab.experiment import Design, Distribution, Experiment, Factor
from realm.lab.plan import Plan
from realm.lab.reading import checked
from realm.lab.store import Store
from realm.model.host import DataCollector

SECONDS = 0.05
"""Between two looks at how much memory is held."""


class Collected(OracleModel):
    """The oracle as Mesa's batch runner wants it: it collects, and ends after so many turns."""

    def __init__(self, scenario: Scenario, world: int, turns: int, seed: int = 1) -> None:
        """Begin a game."""
        super().__init__(scenario, world=world, seed=seed)
        self.turns = turns
        self.datacollector = DataCollector({"money": _money})

    def step(self) -> None:
        """Play a turn, and collect."""
        super().step()
        self.datacollector.collect(self)
        self.running = self.steps < self.turns


def _money(model: Collected) -> float:
    return sum(account.money for account in model.world.accounts.values())


def measure(*, scenario: str, games: int, points: int, oracle: int, turns: int) -> list[Figure]:
    """Measure everything.

    Args:
        scenario: what is played, everyone on status_quo.
        games: games of the large batch; a fifth of them is the small one.
        points: points of one world against as many worlds of one point.
        oracle: games of the oracle.
        turns: turns of a game.
    """
    loaded = load(scenario)
    few, more = max(games // 5, 2), max(2 * games // 5, 4)
    one, _ = _command(scenario, few, turns, workers=1)
    longer, _ = _command(scenario, more, turns, workers=1)
    two, small = _command(scenario, few, turns, workers=2)
    whole, large = _command(scenario, games, turns, workers=2)
    # What two batches have in common is the start; the rest is work that processes share.
    each = max(longer - one, 1e-9) / (more - few)
    shared = max(whole - two, 1e-9) / (games - few)
    by_one = one + (games - few) * each
    alone = _seconds(_plain(loaded, points, turns)) / points
    mixed = {
        "coefficient": _factor("coefficients.elasticity_long", 0.1, 0.3),
        "demand": _factor(f"sectors.{_first(loaded)}.demand_t_per_year", *_around(loaded)),
    }
    slow = _oracle(loaded, oracle, turns)
    slope = f"from {few:,} to {more:,} games"
    figures = [
        Figure(f"{games:,} games of {turns} turns, 2 processes, with start-up", whole, "s", "once",
               at_most=40.0),
        Figure("games a second, 1 process, with start-up", few / one, "1/s", f"{few:,} games"),
        Figure("games a second, 1 process, without start-up", 1.0 / each, "1/s", slope),
        Figure("games a second, 2 processes, with start-up", few / two, "1/s", f"{few:,} games"),
        Figure("games a second, 2 processes, without start-up", 1.0 / shared, "1/s",
               f"from {few:,} to {games:,} games"),
        Figure(f"2 processes over 1, {few:,} games with start-up", one / two, "times", "once"),
        Figure(f"2 processes over 1, {games:,} games with start-up", by_one / whole, "times",
               f"1 process {slope}, and on", at_least=1.8),
        Figure("a game in a batch, 1 process", 1e3 * alone, "ms", f"{points:,} games"),
        Figure("a game in mesa.batch_run over the oracle", 1e3 * slow, "ms", f"{oracle} games"),
        Figure("faster than mesa.batch_run, a core", slow / alone, "times", "ratio of the above",
               at_least=100.0),
        Figure(f"peak memory, {games:,} games, all processes", large, "MiB", "once",
               at_most=1024.0),
        Figure(f"peak memory over that of {few:,} games", large / small, "times", "once",
               at_most=1.1),
    ]  # fmt: skip
    for name, factor in mixed.items():
        seconds = _seconds(_points(loaded, points, turns, factor)) / points
        label = f"{points:,} points x 1 world over 1 x {points:,}: a {name}"
        figures.append(Figure(label, alone / seconds, "times", "speed", at_least=0.5))
    return figures


def _command(scenario: str, games: int, turns: int, *, workers: int) -> tuple[float, float]:
    """Run `realm batch`; return its seconds, and the MiB that its processes held at most.

    That is the largest sum of the peaks, up to then, of all who live: no less than they ever held.
    """
    with tempfile.TemporaryDirectory() as folder:
        line = [sys.executable, "-m", "realm", "batch", scenario, "--worlds", str(games),
                "--turns", str(turns), "--workers", str(workers), "--out", f"{folder}/out",
                *_everyone(load(scenario))]  # fmt: skip
        path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
        begun = time.perf_counter()
        child = subprocess.Popen(
            line, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.DEVNULL
        )
        most = 0.0
        while child.poll() is None:
            most = max(most, sum(_held(process) for process in _family(child.pid)))
            time.sleep(SECONDS)
        if child.returncode:
            raise RuntimeError(f"realm batch ended with {child.returncode}")
        return time.perf_counter() - begun, most


def _everyone(scenario: Scenario) -> list[str]:
    """Seat status_quo everywhere: the oracle plays nothing else."""
    return [word for pair in _quiet(scenario).items() for word in ("--strategy", "=".join(pair))]


def _quiet(scenario: Scenario) -> dict[str, str]:
    """Seat status_quo everywhere."""
    return dict.fromkeys((*scenario.seats, "countries", "firms"), "status_quo")


def _family(parent: int) -> list[int]:
    """List a process and its children, where the system tells (Linux)."""
    found = [parent]
    for task in Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            found += [int(word) for word in task.read_text().split()]
        except OSError:
            continue
    return found


def _held(process: int) -> float:
    """Read the most memory that a process held so far, MiB; 0 where the system does not tell."""
    try:
        words = Path(f"/proc/{process}/status").read_text().split()
    except OSError:
        return 0.0
    return float(words[words.index("VmHWM:") + 1]) / 2**10 if "VmHWM:" in words else 0.0


def _plain(scenario: Scenario, games: int, turns: int) -> Plan:
    return _plan(scenario, Experiment(experiment="plain", scenario=scenario.name, worlds=games,
                                      turns=turns, strategies=_quiet(scenario)))  # fmt: skip


def _points(scenario: Scenario, count: int, turns: int, factor: Factor) -> Plan:
    return _plan(
        scenario,
        Experiment(
            experiment="points",
            scenario=scenario.name,
            worlds=1,
            turns=turns,
            strategies=_quiet(scenario),
            factors={"one": factor},
            design=Design(kind="latin_hypercube", points=count),
        ),
    )


def _plan(scenario: Scenario, experiment: Experiment) -> Plan:
    return checked(Plan(experiment, scenario))


def _factor(path: str, low: float, high: float) -> Factor:
    return Factor(number=path, distribution=Distribution(low=low, high=high))


def _first(scenario: Scenario) -> str:
    return next(iter(scenario.sectors))


def _around(scenario: Scenario) -> tuple[float, float]:
    demand = scenario.sectors[_first(scenario)].demand_t_per_year
    return 0.8 * demand, 1.2 * demand


def _seconds(plan: Plan) -> float:
    """Play a plan in this process."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        perform(plan, Store(Path(folder)), workers=1)
        return time.perf_counter() - begun


def _oracle(scenario: Scenario, games: int, turns: int) -> float:
    """Play games of the oracle by Mesa's own batch runner; return the seconds of each."""
    choices = {"scenario": [scenario], "world": list(range(games)), "turns": turns}
    begun = time.perf_counter()
    rows = mesa.batch_run(
        Collected, choices, number_processes=1, max_steps=turns, display_progress=False
    )
    if len(rows) != games:
        raise RuntimeError(f"mesa.batch_run gave {len(rows)} rows for {games} games")
    return (time.perf_counter() - begun) / games
