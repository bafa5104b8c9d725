"""The last page: what the game was worth, how numbers moved, what one decided, what mattered."""

import math

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from realm.cli.tables import BARS, PLAIN_BARS, UNITS, change, number, sparkline
from realm.cli.terminal.phrases import phrase
from realm.cli.terminal.readings import Readings
from realm.cli.terminal.situation import events, heading, span
from realm.play.beaten import beaten
from realm.play.match import Match
from realm.play.news import all_events, apart
from realm.play.plants import begun
from realm.rules.event import money
from realm.rules.events import most_important
from realm.rules.indicators import INDICATORS

TOLD = 7
"""Events that each part of the page tells."""


def ending(console: Console, match: Match, seats: list[str], readings: Readings) -> None:
    """Print what a game came to, for the seats that were played."""
    scenario = match.model.network.scenario
    bars = BARS if "utf" in (console.encoding or "").lower() else PLAIN_BARS
    console.print()
    console.rule(f"The game is over: {scenario.title}", characters="=")
    if match.model.faults:
        reason = next(iter(match.model.faults.values()))
        console.print(f"This world froze ({reason}); what is shown ends there. Please report it.")
    _scores(console, match, seats, readings, bars)
    for seat in seats:
        _seat(console, match, seat, readings, bars)
    for seat in seats:
        _mattered(console, match, seat)


def _mattered(console: Console, match: Match, seat: str) -> None:
    """Tell what mattered most to a seat over the game, and elsewhere."""
    scenario = match.model.network.scenario
    noun = scenario.seats[seat]
    parted = [apart(match, all_events(match, page.turn), seat) for page in match.pages]
    for title, side in ((f"What mattered most to you: {noun.title}", 0), ("Elsewhere", 1)):
        found = [event for one in parted for event in one[side]]
        if found:
            heading(console, title)
            events(console, scenario.starts, most_important(found, TOLD))


def _scores(
    console: Console, match: Match, seats: list[str], readings: Readings, bars: str
) -> None:
    heading(console, "Scores", "0 to 100, mean over the turns; each seat by its own aims")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, overflow="ellipsis", max_width=44)
    table.add_column(justify="right")
    table.add_column(no_wrap=True)
    nouns = match.model.network.scenario.seats
    order = sorted(nouns, key=lambda name: -_known(readings.points(name)))
    for name in order:
        points, score = readings.points(name), readings.score(name)
        if math.isfinite(points):
            mark = "*" if name in seats else " "
            drawn = sparkline(score.values, 20, bars, least=0.1)
            style = "bold" if name in seats else ""
            table.add_row(f"{mark} {nouns[name].title}", f"{points:.1f}", drawn, style=style)
    console.print(table)
    for seat in seats:
        beaten = _beaten(match, seat, readings.points(seat))
        if beaten:
            console.print(f"  {nouns[seat].title}: {beaten}.")


def _beaten(match: Match, seat: str, points: float) -> str:
    """Compare a whole game with those of simulated players, where the scenario has some."""
    found = beaten(match, seat, points) if match.over else None
    if found is None:
        return ""
    return f"better than {found.share:.0f} % of {found.games:,} simulated players in this seat"


def _seat(console: Console, match: Match, seat: str, readings: Readings, bars: str) -> None:
    scenario = match.model.network.scenario
    noun = scenario.seats[seat]
    heading(console, noun.title, "before the first turn, now, and by how much it moved")
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True, overflow="ellipsis", width=30)
    for _ in range(3):
        table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    for name, one in readings.indicators(seat).items():
        weight = noun.objectives.get(name, 0.0)
        label = f"{'*' if weight else ' '} {INDICATORS[name].label}{UNITS.get(one.unit, '')}"
        drawn = sparkline(one.values, 20, bars, least=0.01 if one.unit == "share" else 1e-9)
        moved = change(one, weight)
        table.add_row(label, number(one.start, one.unit), number(one.now, one.unit), moved, drawn)
    console.print(table)
    heading(console, "What you decided")
    decided = [page for page in match.pages if page.taken.get(seat)]
    for page in decided:
        console.print(f"  Turn {page.turn}, {span(match, page.turn)}", style="dim")
        for action in page.taken[seat]:
            console.print(Padding(phrase(scenario, action), (0, 0, 0, 4)))
    if not decided:
        console.print("  Nothing: you let things run.")
    plants = begun(match, seat)
    if plants:
        heading(console, "What you began to build")
    for plant in plants:
        late = ", after the game" if plant.after_end else ""
        text = (
            f"Turn {plant.turn}: {scenario.projects[plant.project].name} for "
            f"{money(plant.costs / 1000.0)}; opens {plant.opens}{late}: {plant.months} months, "
            f"{plant.planned} were to be expected"
        )
        console.print(Padding(text, (0, 0, 0, 2)))
    for turn, who, text in match.notes:
        if who == seat:
            console.print(Padding(f"Note of turn {turn + 1}: {text}", (0, 0, 0, 2)), style="dim")


def _known(value: float) -> float:
    return value if math.isfinite(value) else -math.inf
