"""Show what a game came to, for people: three tables that fit 80 columns and use more."""

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from realm.cli.paper import paper
from realm.cli.summary import QUANTITIES, Seat, Series, Summary, finite
from realm.cli.talks import dealings
from realm.rules.event import money, short
from realm.rules.indicators import INDICATORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    Row = tuple[str, str, str, str | Text, str]

BARS = "▁▂▃▄▅▆▇█"
PLAIN_BARS = "_.-=+*#@"
UNITS = {"M$": ", $ M", "days": ", days", "$/kg": "", "t/year": ", t/year"}
"""How a unit follows a label, where it does not go without saying."""
LABEL, NUMBER = 28, 8
"""Widths of the columns of a block."""
STEADY = 0.02
"""Part of its level within which a series is drawn flat."""


def show(summary: Summary, written: str = "") -> None:
    """Print the tables."""
    console = paper()
    bars = BARS if "utf" in (console.encoding or "").lower() else PLAIN_BARS
    first, last = summary.months[0], summary.months[-1]
    console.print(Text(summary.title, style="bold"))
    turns = f"{summary.turns} {'turn' if summary.turns == 1 else 'turns'}"
    console.print(f"World {summary.world} of seed {summary.seed}, {first} to {last}:")
    lead = len(summary.months) - summary.turns * summary.months_per_turn
    after = f" after {_months(lead)} of lead-in" if lead else ""
    console.print(f"{turns} of {_months(summary.months_per_turn)}{after}.")
    for part in (*_seats(summary, console, bars), *_commodities(summary, console, bars)):
        console.print(part)
    if summary.decisions:
        console.print()
        console.print(_decisions(summary))
    if summary.talks:
        console.print()
        console.print(_talks(summary))
    console.print()
    console.print(_events(summary))
    if written:
        console.print()
        console.print(written)


def _months(count: int) -> str:
    return f"{count} {'month' if count == 1 else 'months'}"


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
    told = _number(value, unit)
    return told if any(digit in "123456789" for digit in told) else told.lstrip("-")


def _number(value: float, unit: str) -> str:
    if unit == "share":
        part = 100 * abs(value)
        rounds_away = 0.05 <= part < 0.5 or 99.5 <= part < 99.95
        return f"{100 * value:.{1 if rounds_away else 0}f} %"
    if unit == "days":
        return f"{value:.0f}"
    size = abs(value)
    if size >= 1e7:
        return f"{value / 1e6:,.0f} M"
    if size >= 999_999.5:
        return f"{value / 1e6:.2f} M"
    return f"{value:,.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}"


def change(series: Series, weight: float = 0.0) -> Text:
    """Write the change between the two values as printed, coloured by whether it is better.

    What is better the seat's own weight says, or else what most would say.
    """
    if not math.isfinite(series.change):
        return Text("-")
    moved = _printed(series.now, series.unit) - _printed(series.start, series.unit)
    if not moved:
        return Text("=", style="dim")
    if series.unit == "share":
        text = f"{abs(moved).normalize():f} pt"
    else:
        text = number(float(abs(moved)), series.unit)
    better = weight or {"higher": 1.0, "lower": -1.0}.get(series.better, 0.0)
    style = "" if not better else "green" if better * float(moved) > 0 else "red"
    return Text(("+" if moved > 0 else "-") + text, style=style)


def _printed(value: float, unit: str) -> Decimal:
    """Read back what `number` writes."""
    digits, _, word = number(value, unit).replace(",", "").partition(" ")
    return Decimal(digits) * (1_000_000 if word == "M" else 1)


def _seats(summary: Summary, console: "Console", bars: str) -> "Iterator[Table | Text]":
    yield Text("\nSeats", style="bold")
    lead, now = summary.quarters[0], summary.quarters[-1]
    room = _room(console, len(summary.months))
    drawn = _over(len(summary.quarters), room, "turn by turn")
    yield _numbers([("", lead, now, "change", drawn)], console, style="dim")
    for seat in summary.seats:
        yield Text.assemble((seat.title, "bold"), (f"  by {seat.strategy}", "dim"), _points(seat))
        rows = [
            (
                _label(name, series, name in seat.objectives),
                number(series.start, series.unit),
                number(series.now, series.unit),
                change(series, seat.objectives.get(name, 0.0)),
                _drawn(series, room, bars),
            )
            for name, series in seat.indicators.items()
        ]
        yield _numbers([*_score(seat, room, bars), *rows], console)
    yield Text("* what the seat is scored on;  - what it does not have", style="dim")


def _points(seat: Seat) -> str:
    """Say what the game was worth to a seat that is scored."""
    return f"  {seat.points:.1f} of 100" if math.isfinite(seat.points) else ""


def _score(seat: Seat, room: int, bars: str) -> "Iterator[Row]":
    """Show the score turn by turn, of a seat that is scored."""
    series = seat.score
    if finite(series.values):
        first, last = (number(value, series.unit) for value in (series.start, series.now))
        drawn = sparkline(series.values, room, bars, least=0.1)
        yield "  score, 0 to 100", first, last, change(series), drawn


def _label(name: str, series: Series, scored: bool) -> str:
    return f"{'*' if scored else ' '} {INDICATORS[name].label}{UNITS.get(series.unit, '')}"


def _commodities(summary: Summary, console: "Console", bars: str) -> "Iterator[Table | Text]":
    yield Text("\nCommodities, prices in $/kg", style="bold")
    first, last = summary.months[0], summary.months[-1]
    room = _room(console, len(summary.months))
    drawn = _over(len(summary.months), room, "month by month")
    yield _numbers([("", first, "highest", last, drawn)], console, style="dim")
    for name, rows in summary.commodities.items():
        yield Text(short(summary.names[name]), style="bold")
        yield _numbers(
            [
                (
                    f"  {QUANTITIES[key][1].format(home=summary.home)}{UNITS.get(series.unit, '')}",
                    number(series.start, series.unit),
                    number(max(finite(series.values), default=math.nan), series.unit),
                    number(series.now, series.unit),
                    _drawn(series, room, bars),
                )
                for key, series in rows.items()
            ],
            console,
        )


def _room(console: "Console", months: int) -> int:
    """Width of a sparkline: what the numbers leave, at most a bar a month; 0 if too little."""
    room = min(console.width - LABEL - 3 * NUMBER - 4, months)
    return room if room >= 4 or room == months else 0


def _over(steps: int, room: int, exactly: str) -> str:
    """Head a sparkline: whether it shows every step, or some of them, or is not there."""
    return exactly if room >= steps else "over time" if room else ""


def _numbers(rows: "Sequence[Row]", console: "Console", style: str = "") -> Table:
    """Lay out rows of a label, three numbers and a sparkline, the same in every block."""
    table = Table.grid(padding=(0, 1, 0, 0))
    label = min(LABEL, console.width - 3 * (NUMBER + 1) - 2)
    table.add_column(width=label, no_wrap=True, overflow="ellipsis", style=style)
    for _ in range(3):
        table.add_column(width=NUMBER, justify="right", no_wrap=True, style=style)
    table.add_column(no_wrap=True, overflow="crop", style=style)
    for row in rows:
        table.add_row(*row)
    return table


def _drawn(series: Series, spark: int, bars: str) -> str:
    return sparkline(series.values, spark, bars, least=0.01 if series.unit == "share" else 1e-9)


def _decisions(summary: Summary) -> Table:
    titles = {seat.name: seat.actor for seat in summary.seats}
    table = _story("What the seats decided, and what drove them most")
    table.add_column("month", no_wrap=True)
    table.add_column("seat", no_wrap=True)
    table.add_column("what it does, and why", ratio=1)
    for decision in summary.decisions:
        text = Text(decision.text)
        if decision.driver:
            text.append(f"\n→ {decision.driver}", style="dim")
        table.add_row(decision.month, titles[decision.seat], text)
    return table


def _talks(summary: Summary) -> Table:
    table = _story("Who talked with whom, and what came of it")
    table.add_column("who")
    table.add_column("signed, or why not", ratio=1)
    for one in dealings(summary.talks):
        text = Text("\n".join(f"{month}  {terms}" for month, terms in one.signed))
        if one.refused:
            times = "once" if one.refused == 1 else f"{one.refused} times"
            text.append(f"{chr(10) if one.signed else ''}in vain {times}")
            for who, why, _ in one.reasons:
                text.append(f"\n→ {who}: {why}", style="dim")
        table.add_row(" – ".join(short(name) for name in one.sides), text)
    return table


def _events(summary: Summary) -> Table:
    count = len(summary.top)
    title = f"The {count} events that mattered most" if count > 1 else "What mattered most"
    table = _story(title)
    table.add_column("month", no_wrap=True)
    table.add_column("what happened, and why", ratio=1)
    table.add_column("at stake", justify="right", no_wrap=True)
    for month, event in summary.top:
        text = Text(event.text)
        if event.driver:
            text.append(f"\n→ {event.driver}", style="dim")
        table.add_row(month, text, money(event.importance))
    return table


def _story(title: str) -> Table:
    """Lay out a table of sentences, a block a row."""
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="dim",
    )
