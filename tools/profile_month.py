"""Say where the time of a month goes, phase by phase.

    python -m tools.profile_month [SCENARIO] [--worlds 1 16 64] [--functions 20]

Times are medians over the months of some years from the first turn on, in one process; a timer
costs about 0.2 us a call.
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: tools/realm.py beside it would hide the package of that name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import ast
import cProfile
import inspect
import pstats
import statistics
import textwrap
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from types import ModuleType
from typing import Any

import numpy as np

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules import turn
from realm.rules.start import first_state

MONTHS = 24
REST = "rest (ledger page, next state, quota)"
Spent = dict[str, list[float]]
Game = tuple[Network, Params, State, Luck]


def phases() -> list[str]:
    """Read the phases off the source of `turn.phases`: its calls of other modules, in order."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(turn.phases)))
    calls = [
        (node.lineno, node.func.value.id, node.func.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and inspect.ismodule(getattr(turn, node.func.value.id, None))
        and getattr(turn, node.func.value.id).__name__.startswith("realm.rules.")
    ]
    return [f"{module}.{function}" for _, module, function in sorted(calls)]


def opening(scenario: str, worlds: int) -> Game:
    """Play the months before the first turn."""
    network, params = compile_scenario(load(scenario))
    luck = Luck(1, np.arange(worlds))
    state = first_state(network, params, worlds)
    state, _ = turn.play(network, params, state, luck, network.first_turn_month)
    return network, params, state, luck


def months(game: Game, count: int = MONTHS) -> list[float]:
    """Play months on from a state; return the seconds each took."""
    network, params, state, luck = game
    spent = []
    for _ in range(count):
        begun = time.perf_counter()
        state, _ = turn.month(network, params, state, luck)
        spent.append(time.perf_counter() - begun)
    return spent


def profile(scenario: str, worlds: int, rounds: int) -> Spent:
    """Time the phases of months; `""` is the whole month."""
    game = opening(scenario, worlds)
    spent: Spent = defaultdict(list)
    months(game)
    kept: dict[str, Callable[..., Any]] = {}
    for name in phases():
        holder, function = _place(name)
        kept[name] = getattr(holder, function)
        setattr(holder, function, _timed(kept[name], spent[name]))
    try:
        for _ in range(rounds):
            spent[""] += months(game)
    finally:
        for name, phase in kept.items():
            setattr(*_place(name), phase)
    return spent


def _place(name: str) -> tuple[ModuleType, str]:
    """Find the module that holds a phase, and the name it has there."""
    module, function = name.split(".")
    return getattr(turn, module), function


def _timed(function: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    @wraps(function)
    def timed(*args: Any, **kwargs: Any) -> Any:
        begun = time.perf_counter()
        result = function(*args, **kwargs)
        spent.append(time.perf_counter() - begun)
        return result

    return timed


def table(found: dict[int, Spent]) -> str:
    """Lay out microseconds a month and shares, one column a number of worlds."""
    head = "".join(f"{f'{w} worlds' if w > 1 else '1 world':>20}" for w in found)
    lines = [f"{'us a month (median)':40}{head}"]
    medians = {
        worlds: {name: 1e6 * statistics.median(each) for name, each in spent.items()}
        for worlds, spent in found.items()
    }
    for row in medians.values():
        row[REST] = row[""] - sum(us for name, us in row.items() if name)
    for name in [*phases(), REST, ""]:
        cells = "".join(
            f"{row[name]:12,.0f}{100 * row[name] / row['']:6.1f} %" for row in medians.values()
        )
        lines.append(f"{name or 'month':40}{cells}")
    each = "".join(f"{row[''] / worlds:12,.1f}        " for worlds, row in medians.items())
    return "\n".join([*lines, f"{'us a world-month':40}{each.rstrip()}"])


def functions(scenario: str, worlds: int, count: int) -> None:
    """Print the functions that take most time themselves; Python's profiler slows small ones."""
    game = opening(scenario, worlds)
    months(game)
    with cProfile.Profile() as profiler:
        months(game)
    print(f"\n{worlds} worlds, {MONTHS} months:")
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(count)


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("scenario", nargs="?", default="june-2025")
    parser.add_argument("--worlds", type=int, nargs="+", default=[1, 16, 64])
    parser.add_argument("--rounds", type=int, default=5, help=f"times {MONTHS} months")
    parser.add_argument("--functions", type=int, default=0, metavar="N", help="cProfile's top N")
    given = parser.parse_args(arguments)
    found = {w: profile(given.scenario, w, given.rounds) for w in given.worlds}
    print(f"{given.scenario}: {len(compile_scenario(load(given.scenario))[0].links)} links")
    print(table(found))
    if given.functions:
        for worlds in given.worlds:
            functions(given.scenario, worlds, given.functions)
    return 0


if __name__ == "__main__":
    sys.exit(main())
