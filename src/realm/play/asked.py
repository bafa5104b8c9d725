"""At which price the goods of a deal change hands, and what that price is made of.

A deal begins with what its seller asks on the day it is signed. The asks of the seller's plants
moved month by month by named terms (`rules/explain.py`); they add up to what it asks now.
"""

import math
from dataclasses import dataclass

import numpy as np

from realm.model.chair import Chair
from realm.play.causes import CAUSES, LEAST_CAUSE, LEAST_REST, OPPOSED, REST, Cause
from realm.play.kept import of_match
from realm.play.match import Match
from realm.play.past import remember
from realm.play.sight import Sight
from realm.rules.event import short
from realm.rules.explain import explain_asks, log_mean
from realm.strategies.stakes import sources, stakes

STEEP = 1.5
"""Ask over the price that everybody watches from which a buyer is warned."""


@dataclass(frozen=True)
class Course:
    """How what a seller asks at its door went since the first month that was played."""

    month: int
    """That month."""
    before: float
    """$/kg asked in it."""
    causes: tuple[Cause, ...]
    """What moved it since, the strongest first; their parts add up to the change of its log."""

    @property
    def scarce(self) -> bool:
        """Tell whether orders that outgrew what it offers raised it more than all else did."""
        pressed = sum(cause.part for cause in self.causes if cause.driver in OPPOSED)
        others = (cause.part for cause in self.causes if cause.driver not in OPPOSED)
        return pressed > max(0.0, *others, 0.0)


@dataclass(frozen=True)
class Asked:
    """Prices of the goods of a table, $/kg; NaN where they are not known."""

    good: str
    """Name of the commodity."""
    seller: str
    """Who sells."""
    asked: float
    """What the seller asks at its door now: a deal signed today begins with it."""
    elsewhere: float
    """What the buyers pay others, with freight and permits."""
    source: str
    """Who else supplied them most at the start; empty where nobody did."""
    mean: float
    """The price of the good that everybody watches: of quotes abroad, the mean by orders."""
    course: Course | None
    """None where no months were played, or where the seller had nothing to sell."""

    @property
    def steep(self) -> float:
        """How often the ask holds the price that everybody watches; 0 where it is near to it."""
        times = self.asked / self.mean
        return times if times >= STEEP else 0.0


def asked(match: Match, sight: Sight, chair: Chair, table: str) -> Asked | None:
    """Say what the goods of a table cost; None where no goods change hands there.

    Args:
        match: the match.
        sight: what the seat sees.
        chair: its place at the tables.
        table: which talks.
    """
    return _asked(match, match.turn, sight.seat, table, chair=chair)


@of_match(32, apart="chair")
def _asked(match: Match, turn: int, seat: str, table: str, *, chair: Chair) -> Asked | None:
    """Work out what the goods of a table cost in a turn: what is said in talks moves none of it."""
    network, actor = match.model.network, match.model.network.scenario.seats[seat].actor
    noun, row = network.scenario.tables[table], network.tables.index(table)
    if not noun.commodity or not noun.seller or network.bargains.seller[row] < 0:
        return None
    found = chair.reckon(table)
    sells = int(network.bargains.seller[row]) == noun.sides.index(actor)
    prices = found.your_price, found.their_price
    here, elsewhere = prices if sells else prices[::-1]
    if not math.isfinite(here):
        return None
    series = remember(match, seat).prices.get(noun.commodity, (math.nan,))
    return Asked(
        good=short(network.scenario.commodities[noun.commodity].name),
        seller=short(_name(match, noun.seller)),
        asked=here,
        elsewhere=elsewhere,
        source=short(next((names[row] for names in sources(network) if names[row]), "")),
        mean=series[-1],
        course=course(match, turn, table),
    )


@of_match(16)
def course(match: Match, turn: int, table: str) -> Course | None:
    """Say how what the seller at a table asks went, up to a turn."""
    network = match.model.network
    months = [month for page in match.pages[: turn + 1] for month in page.ledger.months]
    held, row = stakes(network), network.tables.index(table)
    mine = held.offers.columns[held.offers.starts[row] : held.offers.starts[row + 1]]
    rows = np.arange(len(network.offers))[network.facility_offers]
    plants = np.isin(rows, mine)
    if not months or not plants.any():
        return None
    offers = rows[plants]
    before, now = months[0].ask[offers, :1], months[-1].ask_after[offers, :1]
    each, whole = log_mean(before, now), log_mean(before.mean(axis=0), now.mean(axis=0))
    if not np.all(whole > 0.0):
        return None
    parts = {
        name: float((each * moved[plants, :1]).mean() / whole[0])
        for name, moved in explain_asks(months).items()
    }
    parts = _net(parts)
    change = math.log(float(now.mean()) / float(before.mean()))
    return Course(months[0].month, float(before.mean()), _told(parts, change))


def _net(parts: dict[str, float]) -> dict[str, float]:
    """Tell orders and offers as one where each undid the other: two sides of one thing."""
    first, second = sorted(OPPOSED, key=lambda name: -abs(parts.get(name, 0.0)))
    if not parts.get(first, 0.0) * parts.get(second, 0.0) < 0.0:
        return parts
    left = {name: part for name, part in parts.items() if name != second}
    return left | {first: parts[first] + parts[second]}


def _told(parts: dict[str, float], change: float) -> tuple[Cause, ...]:
    """Keep the strongest parts of a change, and all else as one."""
    largest = max((abs(part) for part in parts.values()), default=0.0)
    names = sorted(parts, key=lambda name: -abs(parts[name]))[:CAUSES]
    kept = [n for n in names if abs(parts[n]) > max(LEAST_CAUSE * largest, LEAST_REST)]
    rest = change - math.fsum(parts[name] for name in kept)
    told = tuple(Cause(name, parts[name]) for name in kept)
    return (*told, Cause(REST, rest)) if kept and abs(rest) >= LEAST_REST else told


def _name(match: Match, seller: str) -> str:
    """Name who sells: a firm, or whose plant it is."""
    scenario = match.model.network.scenario
    plant = scenario.facilities.get(seller)
    return scenario.firms[plant.firm if plant is not None else seller].name
