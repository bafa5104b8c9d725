"""Why a price moved over the last turn: terms in $/kg that add up to its change."""

import math
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from realm.cli.tables import number
from realm.cli.terminal.deeds import WHYS
from realm.cli.terminal.situation import heading
from realm.core.scenario import Scenario
from realm.core.words import month_after
from realm.errors import RealmError, UnknownNameError
from realm.play.causes import permits
from realm.play.match import Match
from realm.rules.event import dollars, percent, short
from realm.rules.event_prices import WORDS
from realm.rules.explain import Quantity, Why, explain, log_mean
from realm.rules.indicators import INDICATORS

BAR = 24
"""Width of the longest bar."""
LEAST = 0.005
"""Part of the price below which a term is left out."""


def why(console: Console, match: Match, words: Sequence[str], seat: str) -> None:
    """Explain the prices that words name, or say what a number of the seat means and what moved it.

    Raises:
        RealmError: when no price or indicator is meant.
    """
    scenario = match.model.network.scenario
    wanted = [word.casefold() for word in words if word.casefold() not in ("inside", "outside")]
    where = {word.casefold() for word in words} & {"inside", "outside"} or {"inside", "outside"}
    text = " ".join(wanted)
    if text.replace(" ", "_") in INDICATORS or text in _labels():
        name = _labels().get(text, text.replace(" ", "_"))
        console.print(f"{INDICATORS[name].label}: {INDICATORS[name].meaning}.")
        for line in WHYS[name](match, seat) if name in WHYS else ():
            console.print(Padding(line, (0, 0, 0, 2)))
        return
    if not text:
        names = ", ".join(scenario.commodities)
        raise RealmError(
            f"say which price, such as `why {next(iter(scenario.commodities))}`: {names}"
        )
    goods = _goods(scenario, text)
    found = {quantity: explained(match, quantity) for quantity in ("inside", "outside")}
    for name in goods:
        for quantity, one in found.items():
            if quantity in where and one is not None:
                _price(console, match, name, quantity, one)


def explained(match: Match, quantity: str) -> Why | None:
    """Explain a price over the last turn; None where no months were played."""
    pages = match.pages
    before = pages[-2].ledger.months[-1:] if len(pages) > 1 else ()
    months = (*before, *pages[-1].ledger.months)
    if len(months) < 2:
        return None
    wanted: Quantity = "inside" if quantity == "inside" else "outside"
    return explain(match.model.network, match.model.params, months, wanted)


def causes(match: Match, why: Why, row: int) -> list[tuple[str, float]]:
    """List what moved the price of a commodity in the last turn, in words, $/kg each.

    The strongest comes first.
    """
    start, end = float(why.start[row, 0]), float(why.end[row, 0])
    scale = float(log_mean(why.start, why.end)[row, 0])
    if not (math.isfinite(scale) and start > 0.0):
        return []
    terms = {name: scale * float(values[row, 0]) for name, values in why.terms.items()}
    kept = {n: v for n, v in terms.items() if abs(v) > LEAST * max(start, end)}
    return [
        (_words(match, row, name, value), value)
        for name, value in sorted(kept.items(), key=lambda one: -abs(one[1]))
    ]


def _words(match: Match, row: int, driver: str, value: float) -> str:
    """Say a term in words; of permits, what let more or fewer pass."""
    if driver != "rent":
        return WORDS[driver][0 if value > 0.0 else 1]
    found = permits(match, match.turn, row, rises=value > 0.0)
    words = WORDS[found.driver][0 if value > 0.0 else 1]
    return f"{words} ({found.by})" if found.by else words


def _price(console: Console, match: Match, name: str, quantity: str, why: Why) -> None:
    scenario = match.model.network.scenario
    row = match.model.network.commodities.index(name)
    start, end = float(why.start[row, 0]), float(why.end[row, 0])
    if not (start > 0.0 and end > 0.0):
        return
    home = short(scenario.countries[scenario.reference_exporter].name)
    place = f"in {home}" if quantity == "inside" else f"outside {home}"
    good = short(scenario.commodities[name].name)
    since = month_after(scenario.starts, _first_month(match))
    change = f"{'+' if end >= start else '-'}{percent(abs(end / start - 1.0))}"
    heading(
        console,
        f"{good} {place}: {dollars(start)} to {dollars(end)} a kg",
        f"{change} since {since}",
    )
    found = causes(match, why, row)
    if not found:
        console.print("  It hardly moved.")
        return
    most = max(abs(value) for _, value in found)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for words, value in found:
        bar = ("+" if value > 0.0 else "-") * max(1, round(BAR * abs(value) / most))
        sign = "+" if value > 0.0 else "-"
        table.add_row(f"  {sign}{number(abs(value), '$/kg')}", bar, words)
    console.print(table)


def _first_month(match: Match) -> int:
    pages = match.pages
    before = pages[-2].ledger.months[-1:] if len(pages) > 1 else ()
    return (*before, *pages[-1].ledger.months)[0].month


def _goods(scenario: Scenario, text: str) -> list[str]:
    """Find the commodities that are meant; all of them where none is named."""
    if text in scenario.commodities:
        return [text]
    found = [
        name
        for name, one in scenario.commodities.items()
        if text in name.replace("_", " ") or text in one.name.casefold()
    ]
    if not found:
        known = [*scenario.commodities, *INDICATORS]
        raise UnknownNameError("price or indicator", text, known)
    return found


def _labels() -> dict[str, str]:
    return {one.label.casefold(): name for name, one in INDICATORS.items()}
