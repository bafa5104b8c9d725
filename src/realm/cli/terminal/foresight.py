"""What a seat may expect of some actions: its numbers in imagined futures, without and with."""

import math

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from realm.cli.summary import Series
from realm.cli.tables import UNITS, change, number
from realm.cli.terminal.situation import heading
from realm.core.words import amount, ends
from realm.play.foresight import OUTSIDE, SCORE, Foresight
from realm.play.sight import Sight
from realm.rules.indicators import INDICATORS

MONEY = ("cash", "treasury")
"""Indicators that are shown where an order moves them, scored or not: what it costs."""
LEAST_MONEY = 0.05
"""M$ by which they must differ."""
LEAST_POINTS = 0.05
"""Points of the score by which it must differ for its parts to be told."""


def show_foresight(console: Console, sight: Sight, found: Foresight) -> None:
    """Print what is expected without the actions and with them."""
    note = f"{found.copies} imagined futures; nobody talks, others play as usual"
    if found.soon is not None:
        _show(console, sight, found.soon, note)
        note = ""
    _show(console, sight, found, note)
    if found.later is not None:
        _show(console, sight, found.later, "at the end of the game")
    inner = f"{found.copies - 2 * OUTSIDE} of {found.copies} futures"
    told = (
        f"* in the last turn of them. Means, and where {inner} with it lie; what others hold, "
        "plan and sign is guessed."
    )
    console.print(Padding(told, (0, 0, 0, 2)), style="dim")


def _show(console: Console, sight: Sight, found: Foresight, note: str) -> None:
    objectives = sight.observation.network.scenario.seats[sight.seat].objectives
    turns = "turn" if found.turns == 1 else f"{found.turns} turns"
    after = "the next turn" if found.turns == 1 else turns
    heading(console, f"What you may expect after {after}", note)
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True, overflow="ellipsis", width=27)
    for _ in range(4):
        table.add_column(justify="right", no_wrap=True)
    inner = f"with, {found.copies - 2 * OUTSIDE} of {found.copies}"
    table.add_row("", "without", "with", "change", f"  {inner}", style="dim")
    if found.score is not None:
        score = Series("points", found.score)
        row = number(score.start, "points"), number(score.now, "points"), change(score, 1.0)
        label = "score" if found.turns == 1 else f"score, mean of {turns}"
        table.add_row(f"  {label}", *row, _between(found, SCORE, "points"))
    for name in sorted(found.indicators, key=lambda name: -abs(objectives.get(name, 0.0))):
        before, after_all = found.indicators[name]
        weight, one = objectives.get(name, 0.0), INDICATORS[name]
        costs = name in MONEY and abs(after_all - before) >= LEAST_MONEY
        if not (weight or costs) or not math.isfinite(before):
            continue
        series = Series(one.unit, (before, after_all), one.better)
        label = f"{'*' if weight else ' '} {one.label}{UNITS.get(one.unit, '')}"
        row = number(before, one.unit), number(after_all, one.unit), change(series, weight)
        table.add_row(label, *row, _between(found, name, one.unit))
    console.print(table)
    _of_score(console, found)


def _of_score(console: Console, found: Foresight) -> None:
    """Print which objectives move the score, where it moves."""
    if found.score is None or abs(found.score[1] - found.score[0]) < LEAST_POINTS:
        return
    parts = sorted(
        ((name, now - before) for name, (before, now) in found.points.items()),
        key=lambda part: -abs(part[1]),
    )
    told = [
        f"{INDICATORS[name].label} {'+' if by > 0.0 else '-'}{amount(abs(by))}"
        for i, (name, by) in enumerate(parts)
        if by and (i == 0 or abs(by) >= LEAST_POINTS)
    ]
    if told:
        console.print(Padding(f"of the score: {', '.join(told)}", (0, 0, 0, 2)))


def _between(found: Foresight, name: str, unit: str) -> str:
    """Say between which bounds most futures lie; one number where they agree."""
    if name not in found.spans:
        return ""
    low, high = found.spans[name].after
    if not (math.isfinite(low) and math.isfinite(high)):
        return "-"
    share = unit == "share"
    first, last = ends(100.0 * low, 100.0 * high) if share else ends(low, high)
    return f"{first if first == last else f'{first} to {last}'}{' %' if share else ''}"
