"""What one seat may remember of a match: public prices, its own indicators and score, by turn."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from realm.core.arrays import Array, Index, total
from realm.core.network import Network
from realm.play.kept import of_match
from realm.play.match import Match
from realm.play.numbers import early_numbers
from realm.rules import explain
from realm.rules.event import Look, short
from realm.rules.event_permits import Permits, permits_behind
from realm.rules.indicators import INDICATORS
from realm.rules.movers import AT_BUYERS, Strands, strands
from realm.rules.score import Yardstick

CAUSES = 3
"""Most causes that are told of one change."""
MOST_OF_IT, MOST_NAMES = 0.5, 3
"""Part of a cause that those who are named for it made together, and most who are named."""
AT_SELLERS = frozenset({"orders", "competition", "cost", "outlet", "limits"})
"""Causes that sellers did not make themselves: who is named is at whose door they happened."""
OPPOSED = ("orders", "supply")
"""Drivers that are two sides of one thing."""
LEAST_CAUSE = 0.1
"""Part of a change below which a cause is not worth telling."""


REST = "rest"
"""What is told as all else that moved a price."""
LEAST_REST = 0.005
"""Change of a log price below which all else is not told."""


@dataclass(frozen=True)
class Cause:
    """One driver of a change of a price."""

    driver: str
    """One of `rules.event_prices.WORDS`, or `REST`."""
    part: float
    """Change of the log price that it made."""
    who: str = ""
    """Who made most of it: countries or firms."""
    by: str = ""
    """Measure or deal behind it, where permits are meant."""


@dataclass(frozen=True)
class Past:
    """Series over the turns, the months before the first turn first; NaN where there is nothing."""

    months: tuple[str, ...]
    """Last month of each."""
    prices: dict[str, tuple[float, ...]]
    """$/kg outside the reference exporter, by commodity; inside where nothing is traded."""
    indicators: dict[str, tuple[float, ...]]
    """By name, of this seat alone, in the indicator's own unit."""
    score: tuple[float, ...]
    """What each turn was worth to the seat, 0 to 100."""
    early_prices: dict[str, tuple[float, ...]] = field(default_factory=dict)
    """Prices by month before the first turn; the last of them is where `prices` begins."""
    early_indicators: dict[str, tuple[float, ...]] = field(default_factory=dict)
    """The same of the indicators, each over as many months as a turn has."""

    @property
    def points(self) -> float:
        """What the game was worth so far: the mean over its turns; NaN before the first."""
        known = [value for value in self.score[1:] if math.isfinite(value)]
        return sum(known) / len(known) if known else math.nan


def remember(match: Match, seat: str) -> Past:
    """Gather what a seat may remember."""
    turns = [page.numbers for page in match.pages]
    early = _early(match)
    scenario = match.model.network.scenario
    return Past(
        months=tuple(page.month for page in match.pages),
        prices={name: _price(turns, name) for name in scenario.commodities},
        indicators={name: _indicator(turns, seat, name) for name in INDICATORS},
        score=scores(match, seat),
        early_prices={name: _price(early, name) for name in scenario.commodities},
        early_indicators={name: _indicator(early, seat, name) for name in INDICATORS},
    )


@of_match(1)
def _early(match: Match) -> Sequence[Mapping[str, float]]:
    return early_numbers(match.model)


def _price(numbers: Sequence[Mapping[str, float]], commodity: str) -> tuple[float, ...]:
    return tuple(
        one.get(f"outside {commodity}", one.get(f"inside {commodity}", math.nan)) for one in numbers
    )


def outside(match: Match, commodity: str) -> bool:
    """Say whether a price that is remembered is that outside the reference exporter."""
    return f"outside {commodity}" in match.pages[-1].numbers


def both_prices(match: Match, commodity: str) -> dict[str, tuple[float, float]]:
    """Return prices inside and outside the reference exporter, $/kg: in the first month, and now.

    Empty where a commodity has one price only.
    """
    first, now = (*_early(match), match.pages[0].numbers)[0], match.pages[-1].numbers
    names = {side: f"{side} {commodity}" for side in ("inside", "outside")}
    if not all(name in one for name in names.values() for one in (first, now)):
        return {}
    return {side: (first[name], now[name]) for side, name in names.items()}


def _indicator(numbers: Sequence[Mapping[str, float]], seat: str, name: str) -> tuple[float, ...]:
    return tuple(one.get(f"{seat} {name}", math.nan) for one in numbers)


def scores(match: Match, seat: str) -> tuple[float, ...]:
    """Return what each turn was worth to a seat, 0 to 100; NaN before the first."""
    model = match.model
    yardstick = yardstick_of(match)
    place = yardstick.seats.index(seat)
    row = yardstick.rows[place]
    actors = len(model.network.countries) + len(model.network.firms)
    found = []
    for page in match.pages:
        readings: dict[str, Array] = {}
        for name in yardstick.weights[place]:
            readings[name] = np.full((actors, 1), np.nan)
            readings[name][row] = page.numbers.get(f"{seat} {name}", math.nan)
        worth = yardstick.of_seat(place, readings, 1) if readings else np.array([math.nan])
        found.append(float(worth[0]))
    return tuple(found)


@of_match(1)
def yardstick_of(match: Match) -> Yardstick:
    """Lay out by what the seats of a match are scored."""
    return Yardstick.of(match.model.network, match.model.params)


@of_match(4)
def causes(match: Match, turn: int) -> dict[str, tuple[Cause, ...]]:
    """Say for each commodity what moved its price in a turn, the strongest first, all else last.

    The price is that outside the reference exporter, or inside where nothing is traded. The parts
    add up to the change of its log. Turn 0 is as many months before the first turn.
    """
    model = match.model
    length = model.network.months_per_turn
    before = match.pages[turn - 1].ledger.months[-1:] if turn else ()
    months = (*before, *match.pages[turn].ledger.months)[-length - 1 :]
    if len(months) <= length:
        return {}
    found: dict[str, tuple[Cause, ...]] = {}
    for quantity in ("inside", "outside"):
        why = explain.explain(model.network, model.params, months, quantity)
        laid = strands(model.network, model.params, months, quantity)
        for row, name in enumerate(model.network.commodities):
            parts = {driver: float(terms[row, 0]) for driver, terms in why.terms.items()}
            known = {driver: part for driver, part in parts.items() if math.isfinite(part)}
            known = _net(match, laid, row, known)
            largest = max((abs(part) for part in known.values()), default=0.0)
            told = sorted(known, key=lambda driver: -abs(known[driver]))[:CAUSES]
            told = [driver for driver in told if abs(known[driver]) > LEAST_CAUSE * largest]
            if known:
                rest = float(why.change[row, 0]) - math.fsum(known[driver] for driver in told)
                all_else = (Cause(REST, rest),) if abs(rest) >= LEAST_REST else ()
                found[name] = (
                    *(_cause(match, turn, laid, row, driver, known[driver]) for driver in told),
                    *all_else,
                )
    return found


def _net(match: Match, laid: Strands, row: int, parts: dict[str, float]) -> dict[str, float]:
    """Tell what orders and offers did at the same sellers as one, where each undid the other.

    That users ordered less there and that there was less to offer is one thing seen from two sides.
    """
    orders, supply = (parts.get(driver, 0.0) for driver in OPPOSED)
    if not orders * supply < 0.0:
        return parts
    names = [_who(match, laid, row, driver) for driver in OPPOSED]
    if not names[0] or names[0] != names[1]:
        return parts
    kept, other = OPPOSED if abs(orders) > abs(supply) else OPPOSED[::-1]
    left = {driver: part for driver, part in parts.items() if driver != other}
    return left | {kept: orders + supply}


def _cause(match: Match, turn: int, laid: Strands, row: int, driver: str, part: float) -> Cause:
    """Name what did a part of a change, and who; of permits, what let more or fewer pass."""
    who = _who(match, laid, row, driver)
    if driver != "rent":
        return Cause(driver, part, who)
    found = permits(match, turn, row, rises=part >= 0.0)
    return Cause(found.driver, part, "" if found.deal or ", " in who else who, found.by)


def permits(match: Match, turn: int, row: int, *, rises: bool) -> Permits:
    """Say what moved the value of export permits for a commodity in a turn."""
    return permits_behind(_look(match, turn), row, rises=rises)


def _who(match: Match, laid: Strands, row: int, driver: str) -> str:
    """Name the countries that made most of a term, their firms where one did; empty for many."""
    network = match.model.network
    mine = laid.commodity == row
    terms = np.where(mine, laid.terms[driver][:, 0], 0.0)
    node = laid.buyer if driver in AT_BUYERS else laid.seller
    terms, node = terms[(node >= 0) & np.isfinite(terms)], node[(node >= 0) & np.isfinite(terms)]
    by_country = np.bincount(network.node_country[node], terms, minlength=len(network.countries))
    whole = float(total(np.ascontiguousarray(by_country)))
    sizes = np.sign(whole) * by_country
    first = np.argsort(-sizes, kind="stable")[:MOST_NAMES]
    for count in range(1, len(first) + 1):
        named = [int(country) for country in first[:count]]
        if math.fsum(float(sizes[country]) for country in named) >= MOST_OF_IT * abs(whole) > 0.0:
            firms = driver not in AT_BUYERS
            names = [_named(network, terms, node, one, firms=firms) for one in named]
            return ", ".join(dict.fromkeys(names))
    return ""


def _named(network: Network, terms: Array, node: Index, country: int, *, firms: bool) -> str:
    """Name a country that made a part of a term, or its firm that made most of that."""
    scenario = network.scenario
    there = network.node_country[node] == country
    whole = math.fsum(float(one) for one in terms[there])
    owned = there & (network.node_firm[node] >= 0)
    by_firm = np.bincount(network.node_firm[node[owned]], terms[owned], minlength=1)
    first = int(np.argmax(np.sign(whole) * by_firm))
    if firms and abs(by_firm[first]) >= MOST_OF_IT * abs(whole):
        return short(scenario.firms[network.firms[first]].name)
    return short(scenario.countries[network.countries[country]].name)


def _look(match: Match, turn: int) -> Look:
    """Look at a turn that was played."""
    model, page = match.model, match.pages[turn]
    return Look(model.network, model.params, page.before, page.ledger, page.after, (), 0)
