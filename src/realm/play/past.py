"""What one seat may remember of a match: public prices, its own indicators and score, by turn."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from realm.core.arrays import Array
from realm.play.kept import of_match
from realm.play.match import Match
from realm.play.numbers import early_numbers
from realm.rules.indicators import INDICATORS
from realm.rules.score import Yardstick


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
