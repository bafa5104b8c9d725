"""What is kept of a game: indicators of actors, quantities of markets, by turn or month."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from realm.core.arrays import Array, Index
from realm.core.ledger import Ledger, Month
from realm.core.network import Network
from realm.core.params import Params
from realm.core.scenario import Scenario
from realm.core.state import State
from realm.lab.experiment import Keep
from realm.lab.task import Cells
from realm.model.players import actor_named
from realm.rules import market
from realm.rules.groups import group
from realm.rules.indicators import INDICATORS
from realm.rules.reading import Turn
from realm.rules.score import Yardstick

MONTHS = 12.0
Reading = Callable[[Network, Params, market.Strands, Month], Array]
"""Reads (commodity, world) off a month."""


class Quantity(NamedTuple):
    """One quantity of a commodity's market."""

    unit: str
    meaning: str
    read: Reading
    label: str
    """Two or three words for a table."""


def _unmet(network: Network, _params: Params, _strand: market.Strands, month: Month) -> Array:
    ordered, unmet = market.wanted(network, month)
    return np.divide(unmet, ordered, out=np.zeros_like(unmet), where=ordered > 0)


MARKETS: dict[str, Quantity] = {
    "inside": Quantity(
        "$/kg",
        "mean ask of the reference exporter at home",
        lambda network, params, _strand, month: market.inside(network, params, month),
        "price inside",
    ),
    "outside_quoted": Quantity(
        "$/kg",
        "mean price quoted outside the reference exporter, by orders",
        lambda network, _params, strand, month: market.outside(network, strand, month),
        "price quoted outside",
    ),
    "outside_paid": Quantity(
        "$/kg",
        "mean price paid at the door outside the reference exporter",
        lambda network, _params, _strand, month: market.paid_abroad(network, month),
        "price paid outside",
    ),
    "output": Quantity(
        "t/year",
        "world output of the month, as a yearly rate",
        lambda network, _params, _strand, month: MONTHS * market.output(network, month),
        "world output",
    ),
    "unmet": Quantity(
        "share",
        "part of the orders of the month that nobody filled",
        _unmet,
        "orders unmet",
    ),
}
"""What can be kept of every commodity."""

SCORES: dict[str, str] = {
    "score": "what the turn was worth to the seat, by the weights of the scenario",
    "game_score": "mean score of the turns; kept at the end",
}
"""What can be kept of every seat besides indicators, 0 to 100 points."""


class Block(NamedTuple):
    """One outcome of one subject at one time, in every world."""

    outcome: str
    subject: str
    """Seat or actor; or a commodity."""
    turn: int
    """0 before the first turn, then 1, 2, ..."""
    month: int
    """Months since the scenario's start."""
    values: Array
    """(world,)."""


class Failure(NamedTuple):
    """A game that is not to be trusted, or that could not be played."""

    point: int
    world: int
    turn: int
    """First turn that is missing; -1 where the whole game is."""
    reason: str


class Chunk(NamedTuple):
    """What some games came to."""

    cells: Cells
    blocks: list[Block]
    sound: Index
    """First turn that each game does not have: its results count below it."""
    failures: list[Failure]


def chosen(named: tuple[str, ...] | None, every: Iterable[str]) -> tuple[str, ...]:
    """Return what is named, or all where nobody said anything."""
    return tuple(every) if named is None else named


def subjects(scenario: Scenario, keep: Keep) -> dict[str, str]:
    """Name the seats and actors whose indicators are kept, each with its actor."""
    return {name: actor_named(scenario, name) for name in chosen(keep.seats, scenario.seats)}


def kept_indicators(scenario: Scenario, keep: Keep) -> tuple[str, ...]:
    """Name the indicators that are kept of somebody."""
    kinds = {_kind(scenario, actor) for actor in subjects(scenario, keep).values()}
    named = [name for name in chosen(keep.indicators, INDICATORS) if name not in SCORES]
    return tuple(name for name in named if kinds & INDICATORS[name].actors)


def kept_scores(scenario: Scenario, keep: Keep) -> tuple[str, ...]:
    """Name the scores that are kept of seats."""
    seated = any(name in scenario.seats for name in subjects(scenario, keep))
    return tuple(name for name in chosen(keep.indicators, SCORES) if seated and name in SCORES)


@dataclass(frozen=True)
class _Row:
    """An indicator of an actor."""

    indicator: str
    subject: str
    actor: int


class Reader:
    """Reads the outcomes of a model's turns, one after the other."""

    def __init__(self, network: Network, params: Params, keep: Keep, turns: int) -> None:
        """Look up rows once."""
        scenario = network.scenario
        self._network, self._params, self._keep, self._turns = network, params, keep, turns
        self._groups = group(network)
        self._strands = market.strands(network)
        self._markets = list(chosen(keep.markets, MARKETS))
        goods = chosen(keep.commodities, network.commodities)
        self._goods = [(name, network.commodities.index(name)) for name in goods]
        indicators = kept_indicators(scenario, keep)
        self._rows = [
            _Row(name, subject, self._groups.actors.index(actor))
            for name in indicators
            for subject, actor in subjects(scenario, keep).items()
            if _kind(scenario, actor) in INDICATORS[name].actors
        ]
        self._scores = kept_scores(scenario, keep)
        self._yardstick = Yardstick.of(network, params, self._groups)
        weighed = [name for weights in self._yardstick.weights for name in weights]
        self._needed = dict.fromkeys([*indicators, *(weighed if self._scores else ())])
        self._seats = [name for name in subjects(scenario, keep) if name in scenario.seats]
        self._sum: Array | float = 0.0
        """Scores of the turns so far, (seat, world)."""

    def blocks(self, number: int, ledger: Ledger, after: State) -> Iterator[Block]:
        """Read a turn; turn 0 is the last months before the first."""
        lately = ledger.last(self._network.months_per_turn)
        months = lately.months
        if not months:
            return
        turn = Turn.of(self._network, self._params, lately, after, self._groups)
        readings = {name: INDICATORS[name].function(turn) for name in self._needed}
        last, kept = months[-1].month, self._keep.every != "end" or number == self._turns
        for row in self._rows if kept else ():
            values = _own(readings[row.indicator][row.actor], after.world_count)
            yield Block(row.indicator, row.subject, number, last, values)
        if self._scores:
            yield from self._scored(number, last, readings, kept=kept)
        for month in ledger.months if self._keep.every == "month" else months[-1:]:
            if kept:
                yield from self._market(number, month, after.world_count)

    def _scored(
        self, number: int, month: int, readings: dict[str, Array], *, kept: bool
    ) -> Iterator[Block]:
        scores = self._yardstick.score(readings)
        self._sum = self._sum + scores if number else 0.0
        told = {"score": scores, "game_score": self._sum / max(number, 1)}
        for name in self._scores:
            if not kept or (name == "game_score" and number < self._turns):
                continue
            for seat in self._seats:
                row = self._yardstick.seats.index(seat)
                values = _own(np.asarray(told[name])[row], scores.shape[-1])
                yield Block(name, seat, number, month, values)

    def _market(self, number: int, month: Month, worlds: int) -> Iterator[Block]:
        for name in self._markets:
            found = MARKETS[name].read(self._network, self._params, self._strands, month)
            for good, row in self._goods:
                values = _own(found[row], worlds)
                yield Block(name, good, number, month.month, values)


def _own(values: Array, worlds: int) -> Array:
    """Copy what is kept to the end: a view would hold on to the numbers of all actors."""
    found = np.empty(worlds)
    found[:] = values
    return found


def _kind(scenario: Scenario, actor: str) -> str:
    return "country" if actor in scenario.countries else "firm"
