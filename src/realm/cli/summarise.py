"""Read a game of one world: what it came to for its seats and its markets, and what mattered."""

import dataclasses
import math
from typing import TYPE_CHECKING

import numpy as np

from realm.cli.decisions import decisions
from realm.cli.summary import QUANTITIES, Seat, Series, Summary
from realm.cli.talks import talks
from realm.core.arrays import Array
from realm.core.ledger import Ledger
from realm.core.words import month_after
from realm.rules import events as readers
from realm.rules import market
from realm.rules.event import Event
from realm.rules.groups import group
from realm.rules.guard import FAULTS
from realm.rules.indicators import INDICATORS, measure
from realm.rules.reading import Turn
from realm.rules.score import Yardstick

if TYPE_CHECKING:
    from realm.model.run import Played

TOP = 10
MONTHS = 12.0


def sound(played: "Played") -> "Played":
    """Cut off what came after the world froze; the turn that froze it stays untold, too."""
    frozen = [bool(state.fault[0]) for state in played.states]
    if True not in frozen:
        return played
    count = max(frozen.index(True), 1)
    return dataclasses.replace(played, states=played.states[:count], ledgers=played.ledgers[:count])


def summarise(whole: "Played", strategies: dict[str, str]) -> Summary:
    """Read a game of one world, as far as the world was sound."""
    played = sound(whole)
    network, scenario = played.network, played.network.scenario
    length = scenario.months_per_turn
    pages = [month for ledger in played.ledgers for month in ledger.months]
    found = _events(played)
    dated = {id(event): month_after(scenario.starts, event.month) for event in found}
    ledgers, states = list(played.ledgers), list(played.states)
    if ledgers[0].months:
        ledgers[0] = ledgers[0].last(length)
    else:
        ledgers, states = ledgers[1:], states[1:]
    groups = group(network)
    readings = [
        measure(Turn.of(network, played.params, ledger, state, groups))
        for ledger, state in zip(ledgers, states, strict=True)
    ]
    yardstick = Yardstick.of(network, played.params, groups)
    scores = np.stack([yardstick.score(reading)[:, 0] for reading in readings])
    fault = float(whole.states[-1].fault[0])
    top = readers.most_important(found, TOP)
    return Summary(
        scenario=scenario.name,
        title=scenario.title,
        home=scenario.countries[scenario.reference_exporter].name,
        seed=played.seed,
        world=int(played.luck.worlds[0]),
        months_per_turn=length,
        turns=len(played.ledgers) - 1,
        months=tuple(month_after(scenario.starts, page.month) for page in pages),
        quarters=tuple(month_after(scenario.starts, one.months[-1].month) for one in ledgers),
        seats=tuple(
            _seat(played, name, groups.actors, readings, strategies, scores[:, row])
            for row, name in enumerate(scenario.seats)
        ),
        commodities=_commodities(played),
        names={name: one.name for name, one in scenario.commodities.items()},
        units={name: one.unit for name, one in scenario.commodities.items()},
        events=tuple((dated[id(event)], event) for event in found),
        top=tuple((dated[id(event)], event) for event in top),
        decisions=decisions(played),
        talks=talks(played),
        fault=FAULTS[int(fault)] if fault else "",
    )


def _seat(
    played: "Played",
    name: str,
    actors: tuple[str, ...],
    readings: list[dict[str, Array]],
    strategies: dict[str, str],
    scores: Array,
) -> Seat:
    """Read what came of a seat; `scores` is its score turn by turn, the lead-in among them."""
    seat = played.network.scenario.seats[name]
    row = actors.index(seat.actor)
    kind = "country" if seat.actor in played.network.countries else "firm"
    indicators = {
        key: Series(one.unit, tuple(float(r[key][row, 0]) for r in readings), one.better)
        for key, one in INDICATORS.items()
        if kind in one.actors
    }
    strategy = strategies.get(name) or strategies.get(seat.actor) or seat.strategy
    own = scores[len(scores) - (len(played.ledgers) - 1) :].tolist()
    return Seat(
        name,
        seat.actor,
        seat.title,
        strategy,
        dict(seat.objectives),
        indicators,
        Series("points", tuple(scores.tolist()), "higher"),
        math.fsum(own) / len(own) if own else math.nan,
    )


def _commodities(played: "Played") -> dict[str, dict[str, Series]]:
    network, params = played.network, played.params
    strand = market.strands(network)
    rows: dict[str, list[Array]] = {key: [] for key in QUANTITIES}
    for page in (month for ledger in played.ledgers for month in ledger.months):
        ordered, unmet = market.wanted(network, page)
        rows["inside"].append(market.inside(network, params, page))
        rows["outside_quoted"].append(market.outside(network, strand, page))
        rows["outside_paid"].append(market.paid_abroad(network, page))
        rows["output"].append(MONTHS * market.output(network, page))
        rows["unmet"].append(np.divide(unmet, ordered, out=np.zeros_like(unmet), where=ordered > 0))
    return {
        name: {
            key: Series(unit, tuple(float(page[row, 0]) for page in rows[key]))
            for key, (unit, _) in QUANTITIES.items()
        }
        for row, name in enumerate(network.commodities)
    }


def _events(played: "Played") -> list[Event]:
    found: list[Event] = []
    previous: Ledger | None = None
    for number, ledger in enumerate(played.ledgers):
        found += readers.events(
            played.network,
            played.params,
            played.before(number),
            ledger,
            played.states[number],
            previous=previous,
        )
        previous = ledger if ledger.months else previous
    return found
