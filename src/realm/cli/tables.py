"""Show what a game came to, for people: three tables that fit 80 columns and use more."""

import errno
import math
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from realm.cli.summary import QUANTITIES, Series, Summary, finite
from realm.rules.event import short
from realm.rules.indicators import INDICATORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Row = tuple[str, str, str, str | Text, str]

BARS = "▁▂▃▄▅▆▇█"
PLAIN_BARS = "_.-=+*#@"
UNITS = {"M$": ", M$ a turn", "days": ", days", "$/kg": "", "t/year": ", t/year"}
"""How a unit follows a label, where it does not go without saying."""
LABEL, NUMBER = 28, 8
"""Widths of the columns of a block."""
STEADY = 0.02
"""Part of its level within which a series is drawn flat."""


class _Console(Console):
    """A console that says when nobody reads on, instead of leaving the process."""

    def on_broken_pipe(self) -> None:
        """Raise, so that the command line ends in the one place where it ends."""
        raise BrokenPipeError(errno.EPIPE, "nobody reads on")


def show(summary: Summary, written: str = "") -> None:
    """Print the tables."""
    console = _Console(highlight=False, emoji=False, markup=False)
    bars = BARS if "utf" in (console.encoding or "").lower() else PLAIN_BARS
    first, last = summary.months[0], summary.months[-1]
    console.print(Text(summary.title, style="bold"))
    turns = f"{summary.turns} {'turn' if summary.turns == 1 else 'turns'}"
    console.print(
        f"World {summary.world} of seed {summary.seed}, {turns} of "
        f"{summary.months_per_turn} months, {first} to {last}."
    )
    for part in (*_seats(summary, console, bars), *_commodities(summary, console, bars)):
        console.print(part)
    console.print()
    console.print(_events(summary))
    if written:
        console.print()
        console.print(written)


def sparkline(
    values: "Sequence[float]", width: int, bars: str = BARS, *, least: float = 0.0
) -> str:
    """Draw numbers as a row of bars from their least to their greatest; blanks are unknown.

    What stays within `STEADY` of its level, or within `least`, is drawn flat.

    >>> sparkline([1, 2, 3], 3)
    '▁▅█'
    """
    if width < 2:
        return ""
    if len(values) > width:
        values = [values[round(i * (len(values) - 1) / (width - 1))] for i in range(width)]
    known = finite(values)
    if not known:
        return ""
    low, high = min(known), max(known)
    span = high - low
    if span <= max(STEADY * max(abs(low), abs(high)), least):
        return bars[0] * len(values)
    top = len(bars) - 1
    return "".join(
        bars[round((value - low) / span * top)] if math.isfinite(value) else " " for value in values
    )


def number(value: float, unit: str) -> str:
    """Write a number as a person reads it in its unit; `-` where there is none."""
    if not math.isfinite(value):
        return "-"
    if unit == "share":
        return f"{100 * value:.0f} %"
    if unit == "days":
        return f"{value:.0f}"
    size = abs(value)
    if size >= 1e7:
        return f"{value / 1e6:,.0f} M"
    return f"{value:,.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}"


def change(series: Series, weight: float = 0.0) -> Text:
    """Write a change with its sign, coloured by whether it is for the better.

    What is better the seat's own weight says, or else what most would say.
    """
    moved = series.change
    if not math.isfinite(moved):
        return Text("-")
    text = (
        f"{100 * abs(moved):.0f} pt" if series.unit == "share" else number(abs(moved), series.unit)
    )
    if not any(digit in text for digit in "123456789"):
        return Text("=", style="dim")
    better = weight or {"higher": 1.0, "lower": -1.0}.get(series.better, 0.0)
    style = "" if not better else "green" if better * moved > 0 else "red"
    return Text(("+" if moved > 0 else "-") + text, style=style)


def _seats(summary: Summary, console: Console, bars: str) -> "Iterator[Table | Text]":
    yield Text("\nSeats", style="bold")
    lead, now = summary.quarters[0], summary.quarters[-1]
    yield _numbers([("", lead, now, "change", "turn by turn")], style="dim")
    for seat in summary.seats:
        yield Text.assemble((seat.title, "bold"), (f"  by {seat.strategy}", "dim"))
        yield _numbers(
            [
                (
                    _label(name, series, name in seat.objectives),
                    number(series.start, series.unit),
                    number(series.now, series.unit),
                    change(series, seat.objectives.get(name, 0.0)),
                    _drawn(series, _room(console, len(summary.months)), bars),
                )
                for name, series in seat.indicators.items()
            ],
        )
    yield Text("* what the seat is scored on;  - what it does not have", style="dim")


def _label(name: str, series: Series, scored: bool) -> str:
    return f"{'*' if scored else ' '} {INDICATORS[name].label}{UNITS.get(series.unit, '')}"


def _commodities(summary: Summary, console: Console, bars: str) -> "Iterator[Table | Text]":
    yield Text("\nCommodities, prices in $/kg", style="bold")
    first, last = summary.months[0], summary.months[-1]
    yield _numbers([("", first, "highest", last, "month by month")], style="dim")
    for name, rows in summary.commodities.items():
        yield Text(short(summary.names[name]), style="bold")
        yield _numbers(
            [
                (
                    f"  {QUANTITIES[key][1].format(home=summary.home)}{UNITS.get(series.unit, '')}",
                    number(series.start, series.unit),
                    number(max(finite(series.values), default=math.nan), series.unit),
                    number(series.now, series.unit),
                    _drawn(series, _room(console, len(summary.months)), bars),
                )
                for key, series in rows.items()
            ],
        )


def _room(console: Console, months: int) -> int:
    """Width of a sparkline: what the numbers leave, at most a bar a month; 0 if too little."""
    room = min(console.width - LABEL - 3 * NUMBER - 4, months)
    return room if room >= 4 or room == months else 0


def _numbers(rows: "Sequence[Row]", style: str = "") -> Table:
    """Lay out rows of a label, three numbers and a sparkline, the same in every block."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=LABEL, no_wrap=True, overflow="ellipsis", style=style)
    for _ in range(3):
        table.add_column(width=NUMBER, justify="right", no_wrap=True, style=style)
    table.add_column(no_wrap=True, overflow="crop", style=style)
    for row in rows:
        table.add_row(*row)
    return table


def _drawn(series: Series, spark: int, bars: str) -> str:
    return sparkline(series.values, spark, bars, least=0.01 if series.unit == "share" else 1e-9)


def _events(summary: Summary) -> Table:
    count = len(summary.top)
    table = Table(
        title=f"The {count} events that mattered most" if count > 1 else "What mattered most",
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="dim",
    )
    table.add_column("month", no_wrap=True)
    table.add_column("what happened, and why", ratio=1)
    table.add_column("at stake", justify="right", no_wrap=True)
    for month, event in summary.top:
        text = Text(event.text)
        if event.driver:
            text.append(f"\n→ {event.driver}", style="dim")
        table.add_row(month, text, f"${number(event.importance, 'M$')} M")
    return table
