"""The pages a player reads before deciding: the briefing, and how things stand."""

import math
from collections.abc import Mapping

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from realm.cli.summary import Series
from realm.cli.tables import UNITS, change, number
from realm.cli.terminal.binding import binding
from realm.cli.terminal.holdings import holdings
from realm.cli.terminal.phrases import price_of, subject, who
from realm.cli.terminal.readings import Readings
from realm.cli.terminal.standing import month
from realm.core.words import month_after
from realm.play.match import Match
from realm.play.news import all_events, apart
from realm.play.sight import Sight
from realm.rules.event import Event, money, short
from realm.rules.events import most_important
from realm.rules.indicators import INDICATORS

NEWS = 3
"""Events of the last turn that the situation tells, of the seat and of others each."""
TRUSTED = 6
"""Most actors whose trust is told of."""


def heading(console: Console, text: str, dim: str = "") -> None:
    """Print the head of a part of a page."""
    console.print()
    console.print(Text.assemble((text, "bold"), (f"  {dim}" if dim else "", "dim")))


def span(match: Match, turn: int) -> str:
    """Name the months of a turn, from 1."""
    scenario = match.model.network.scenario
    length = scenario.months_per_turn
    first = match.model.network.first_turn_month + (turn - 1) * length
    begin, end = (month_after(scenario.starts, first + more) for more in (0, length - 1))
    return begin if begin == end else f"{begin} to {end}"


def briefing(console: Console, match: Match, sight: Sight) -> None:
    """Say who a seat is, what it wants, what it holds, and whom it can talk with."""
    scenario = match.model.network.scenario
    seat = scenario.seats[sight.seat]
    heading(console, seat.title, f"{scenario.title}, {sight.turns} turns")
    if seat.text:
        console.print(seat.text)
    if seat.objectives:
        heading(console, "What you want", "what your score of 0 to 100 weighs")
        table = _grid(3)
        for name, weight in sorted(seat.objectives.items(), key=lambda one: -abs(one[1])):
            more = "more is better" if weight > 0.0 else "less is better"
            table.add_row(f"  {INDICATORS[name].label}", f"{abs(weight):g}", more)
        console.print(table)
    if sight.tables:
        heading(console, "Whom you can talk with")
        for name in sight.tables:
            table_text = scenario.tables[name].text
            other = next(side for side in scenario.tables[name].sides if side != sight.actor)
            console.print(Padding(f"{short(who(scenario, other))}: {table_text}", (0, 0, 0, 2)))
    bound = list(binding(match, sight))
    if bound:
        heading(console, "What binds you")
        for line in bound:
            console.print(Padding(line, (0, 0, 0, 2)))
    console.print(
        "\nThis is a model: how others behave is assumed, its numbers have sources in the "
        "scenario's file.",
        style="dim",
    )


def situation(console: Console, match: Match, sight: Sight, readings: Readings) -> None:
    """Show how things stand for a seat: purse, numbers, prices, news, what binds it."""
    scenario = match.model.network.scenario
    title = scenario.seats[sight.seat].title
    if sight.over:
        heading(console, f"{title}, the game is over", sight.month)
    else:
        when = f"turn {sight.turn + 1} of {sight.turns}, {span(match, sight.turn + 1)}"
        heading(console, f"{title}, {when}")
    console.print(purse(sight))
    orders_to_answer(console, sight)
    callers(console, sight)
    indicators(console, sight, readings)
    prices(console, match, readings)
    own, rest = apart(match, all_events(match, match.turn), sight.seat)
    held = list(holdings(match, sight))
    if held:
        heading(console, "What you hold")
        for line in held:
            console.print(Padding(line, (0, 0, 0, 2)))
    told = [*most_important(own, NEWS), *most_important(rest, NEWS)]
    if told:
        heading(console, "News", "of you, then of others, and why")
        events(console, scenario.starts, told)
    bound = list(binding(match, sight))
    if bound:
        heading(console, "What binds you")
        for line in bound:
            console.print(Padding(line, (0, 0, 0, 2)))
    trusts = _trusts(sight)
    if trusts:
        heading(console, "Whom you trust", "-1 to 1")
        console.print(Padding(trusts, (0, 0, 0, 2)))


def orders_to_answer(console: Console, sight: Sight) -> None:
    """Say what a state firm was ordered and has not answered."""
    network, seen = sight.observation.network, sight.observation
    if sight.actor not in network.firms:
        return
    rows = [r for r in seen.own("directive") if seen.directive[r, 0] > seen.directive_answer[r, 0]]
    if not rows:
        return
    heading(console, "Your government orders", "`menu directives` answers: comply, delay, contest")
    for row in rows:
        name = network.directives[row]
        since = month(sight, seen.directive_month[row, 0])
        text = f"{subject(network.scenario, 'directive', name)}: ordered in {since}."
        console.print(Padding(text, (0, 0, 0, 2)), style="bold")


def callers(console: Console, sight: Sight) -> None:
    """Say who asks the seat to talk this turn."""
    scenario = sight.observation.network.scenario
    for table in sight.callers:
        other = next(side for side in scenario.tables[table].sides if side != sight.actor)
        name = short(who(scenario, other))
        console.print(Text.assemble((f"{name} asks to talk with you", "bold"),
                                    (f"  {table}: `talk` hears them", "dim")))  # fmt: skip


def purse(sight: Sight) -> Text:
    """Say what can still be spent this turn, and what was queued."""
    network, seen = sight.observation.network, sight.observation
    text = Text()
    if sight.actor in network.countries:
        left = float(seen.political_capital[network.countries.index(sight.actor), 0])
        text.append(f"Political capital {left - sight.spent.political_capital:.3g}", style="bold")
        if sight.spent.political_capital:
            text.append(f" of {left:.3g}")
        text.append("; ")
    left_musd = float(seen.money[network.accounts.index(sight.actor), 0]) / 1000.0
    text.append(f"{'money' if text else 'Money'} {money(left_musd)}", style="bold")
    if sight.spent.money_kusd:
        text.append(f" less {money(sight.spent.money_kusd / 1000.0)}")
    count = len(sight.pending)
    text.append(f"; {count} queued" if count else "; nothing queued")
    taken = price_of(sight.spent)
    return text.append(f" for {taken}" if taken else "").append(".")


def indicators(console: Console, sight: Sight, readings: Readings) -> None:
    """Print a seat's own numbers, those first that it is scored on, and how they moved."""
    objectives = sight.observation.network.scenario.seats[sight.seat].objectives
    score = readings.score(sight.seat)
    known = readings.indicators(sight.seat)
    if not known:
        return
    heading(console, "Your numbers", "* scored, and the part of its points you get")
    table = _grid(5)
    if math.isfinite(score.now):
        table.add_row("  score, 0 to 100", number(score.now, "points"), *_moved(score, 1.0))
    order = sorted(known, key=lambda name: -abs(objectives.get(name, 0.0)))
    for name in order:
        one, weight = known[name], objectives.get(name, 0.0)
        if not weight and name not in _ALWAYS:
            continue
        label = f"{'*' if weight else ' '} {INDICATORS[name].label}{UNITS.get(one.unit, '')}"
        part = readings.part(sight.seat, name)
        points = f"{100 * part:.0f} % of points" if math.isfinite(part) else ""
        table.add_row(label, number(one.now, one.unit), *_moved(one, weight), points)
    console.print(table)


_ALWAYS = frozenset({"days_of_cover", "fill_rate", "treasury", "profit", "trust"})
"""Indicators that are shown although a seat is not scored on them."""


def prices(console: Console, match: Match, readings: Readings) -> None:
    """Print what goods cost inside and outside the reference exporter."""
    scenario = match.model.network.scenario
    home = short(scenario.countries[scenario.reference_exporter].name)
    inside, outside = readings.prices("inside"), readings.prices("outside")
    if not inside and not outside:
        return
    heading(console, "Prices, $/kg", "`why NAME` says why one moved")
    table = _grid(7)
    table.add_row("", f"in {home}", "", "", "outside", "", "", style="dim")
    for name, commodity in scenario.commodities.items():
        cells: list[str | Text] = [f"  {short(commodity.name)}"]
        for one in (inside.get(name), outside.get(name)):
            cells += [number(one.now, "$/kg"), *_moved(one, -0.0)] if one else ["-", "", ""]
        table.add_row(*cells)
    console.print(table)


def events(console: Console, starts: str, told: list[Event]) -> None:
    """Print events, each with its month and cause."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(ratio=1)
    for event in told:
        text = Text(event.text)
        if event.driver:
            text.append(f"\n→ {event.driver}", style="dim")
        table.add_row(f"  {month_after(starts, event.month)}", text)
    console.print(table)


def _moved(series: Series, weight: float) -> tuple[Text, str]:
    """Say how a number moved since the last turn, with an arrow that needs no colour."""
    if len(series.values) < 2:
        return Text(""), ""
    last = Series(series.unit, series.values[-2:], "")
    text = change(last, weight) if weight else change(last)
    arrow = "" if text.plain in ("=", "-") else "▲" if last.change > 0 else "▼"
    return text, arrow


def _trusts(sight: Sight) -> str:
    """Name those whom a seat trusts most and least."""
    network, seen = sight.observation.network, sight.observation
    names = (*network.countries, *network.firms)
    sides = {seat.actor for seat in network.scenario.seats.values()}
    found: Mapping[str, float] = {
        names[network.relation_towards[row]]: float(seen.trust[row, 0])
        for row in seen.own("relation")
    }
    rows = sorted(found, key=lambda name: (name not in sides, -abs(found[name])))[:TRUSTED]
    return ", ".join(
        f"{short(who(network.scenario, name))} {found[name] + 0.0:+.2f}"
        for name in sorted(rows, key=lambda name: -found[name])
    )


def _grid(columns: int) -> Table:
    """Lay out a label and numbers."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True, overflow="ellipsis", width=30)
    for _ in range(columns - 1):
        table.add_column(justify="right", no_wrap=True)
    return table
