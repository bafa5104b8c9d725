"""What a seat may expect of some actions: its numbers in imagined futures, without and with."""

import math

from rich.console import Console
from rich.table import Table

from realm.cli.summary import Series
from realm.cli.tables import UNITS, change, number
from realm.cli.terminal.situation import heading
from realm.play.foresight import Foresight
from realm.play.sight import Sight
from realm.rules.indicators import INDICATORS


def show_foresight(console: Console, sight: Sight, found: Foresight) -> None:
    """Print what is expected without the actions and with them."""
    _show(console, sight, found, f"mean of {found.copies} imagined futures; "
          "nobody talks, others play as usual")  # fmt: skip
    if found.later is not None:
        _show(console, sight, found.later, "at the end of the game")


def _show(console: Console, sight: Sight, found: Foresight, note: str) -> None:
    objectives = sight.observation.network.scenario.seats[sight.seat].objectives
    turns = "turn" if found.turns == 1 else f"{found.turns} turns"
    heading(console, f"What you may expect after {turns}", note)
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True, overflow="ellipsis", width=34)
    for _ in range(3):
        table.add_column(justify="right", no_wrap=True)
    table.add_row("", "without", "with", "change", style="dim")
    if found.score is not None:
        score = Series("points", found.score)
        row = number(score.start, "points"), number(score.now, "points"), change(score, 1.0)
        table.add_row(f"  score, mean of {turns}", *row)
    for name in sorted(found.indicators, key=lambda name: -abs(objectives.get(name, 0.0))):
        before, after = found.indicators[name]
        weight, one = objectives.get(name, 0.0), INDICATORS[name]
        if not weight or not math.isfinite(before):
            continue
        series = Series(one.unit, (before, after), one.better)
        label = f"* {one.label}{UNITS.get(one.unit, '')}"
        row = number(before, one.unit), number(after, one.unit), change(series, weight)
        table.add_row(label, *row)
    console.print(table)
    console.print("  * in the last turn of them", style="dim")
