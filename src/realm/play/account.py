"""What a seat's orders in force did over a turn, and what moved its account: off the ledger.

A government's taxes, curbs, supports and stores; a firm has none of them.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index
from realm.core.ledger import Month
from realm.play import sums
from realm.play.kept import of_match
from realm.play.match import Match
from realm.rules import books, played
from realm.rules.event_terms import SHARE_FAMILIES
from realm.rules.politics import SUPPORTS

LOANS = "loans"
"""Cause of a line that moves an account and is no profit: what is lent and paid back."""
LEAST_KUSD = 1.0
"""Money that moved below which a line of an account is not told."""
TAKES = frozenset({"duty", "tariff"})
"""Causes for which a measure takes money of goods that cross a border."""


@dataclass(frozen=True)
class Deed:
    """What one measure or store did over a turn; NaN where it does no such thing."""

    axis: str
    """measure or stockpile."""
    name: str
    kusd: float = math.nan
    """k$ that a tax took that is not 0, or that a support paid out (below 0)."""
    at_home: bool = False
    """Whether a tax was paid by buyers at home, into the general budget and not the treasury."""
    left: float = math.nan
    """k$ that are left of a support's budget; inf where it has none."""
    ordered: float = math.nan
    """t that were ordered where a curb holds."""
    refused: float = math.nan
    """t of them that it and others refused."""
    passed: float = math.nan
    """t that went where the measure touches; smuggled ones count for a duty on imports alone."""
    before: float = math.nan
    """The same in the turn before."""
    base: float = math.nan
    """$/kg at the border that these tonnes were taxed by, on the mean: what buyers abroad paid the
    seller, or what buyers at home paid with freight."""
    bought: float = math.nan
    """t that a store bought."""
    paid: float = math.nan
    """k$ that it paid for them, duties and freight in it."""
    held_back: float = math.nan
    """t that were refused it at borders."""
    sold: float = math.nan
    """t that it let out to users at home."""
    earned: float = math.nan
    """k$ that they paid."""
    stock: float = math.nan
    """t in store at the end, what is on offer in it."""
    coming: float = math.nan
    """t that are under way to it."""
    aim: float = math.nan
    """t that it aims at."""
    pace: float = math.nan
    """t a month that it buys at most."""
    release: float = math.nan
    """t a month that it has on offer."""

    @property
    def weight(self) -> float:
        """How much there is to tell of it, k$; what moves goods alone counts a k$ a tonne."""
        parts = (self.kusd, self.paid, self.earned, self.refused, self.passed)
        return math.fsum(abs(part) for part in parts if math.isfinite(part))


@of_match(4)
def moved(match: Match, turn: int, seat: str) -> tuple[books.Line, ...]:
    """List what moved the account of a seat over a turn, the largest first.

    They add up to its change, but for what is below `LEAST_KUSD`. Empty for the months before the
    first turn.
    """
    return lately(match, turn, seat) if turn else ()


@of_match(4)
def lately(match: Match, turn: int, seat: str) -> tuple[books.Line, ...]:
    """List what moved the account of a seat over the months of a turn, the largest first.

    Of those before the first turn, which is turn 0, as many count as a turn has, the last ones.
    """
    network, params, page = match.model.network, match.model.params, match.pages[turn]
    length = network.months_per_turn
    country, months = _country(match, seat), standing(match, turn)[-length:]
    if not months:
        return ()
    ledger = page.ledger if turn else page.ledger.last(length)
    if country >= 0:
        lines = books.treasury(network, params, months, ledger, country)
    else:
        row = network.firms.index(network.scenario.seats[seat].actor)
        lines = books.firm(network, params, months, ledger, row)
    kept = [line for line in lines if abs(float(line.kusd[0])) >= LEAST_KUSD]
    return tuple(sorted(kept, key=lambda line: -abs(float(line.kusd[0]))))


@of_match(4)
def deeds(match: Match, turn: int, seat: str) -> tuple[Deed, ...]:
    """Say what each of a seat's measures and stores in force did over a turn, the most first."""
    country = _country(match, seat)
    if country < 0 or not turn:
        return ()
    network, page = match.model.network, match.pages[turn]
    known = {(line.cause, line.name): line for line in moved(match, turn, seat)}
    found = [
        _measure(match, turn, int(row), known)
        for row in np.flatnonzero(network.measure_country == country)
        if page.after.measure_on[row, 0] > 0.0
    ]
    found += [
        _store(match, turn, int(row), known)
        for row in np.flatnonzero(network.stockpile_country == country)
    ]
    return tuple(sorted(found, key=lambda deed: -deed.weight))


def given_in(match: Match, seat: str, axis: str, name: str) -> int:
    """Return the last turn in which a seat ordered something of a measure or store; 0 for none."""
    for turn in range(match.turn, 0, -1):
        for action in match.pages[turn].taken.get(seat, ()):
            if (action.axis, action.name) == (axis, name):
                return turn
    return 0


def _country(match: Match, seat: str) -> int:
    """Return the row of the country whose government a seat is; -1 for a firm."""
    network = match.model.network
    actor = network.scenario.seats[seat].actor
    return network.countries.index(actor) if actor in network.countries else -1


@of_match(2)
def standing(match: Match, turn: int) -> tuple[played.Standing, ...]:
    """Find how measures and contracts stood in the months of a turn; it never changes."""
    model, page = match.model, match.pages[turn]
    return played.standing(
        model.network, model.params, page.before, page.orders, model.luck, page.ledger
    )


Known = dict[tuple[str, str], books.Line]


def _measure(match: Match, turn: int, row: int, known: Known) -> Deed:
    """Say what a measure in force did."""
    network, page = match.model.network, match.pages[turn]
    name = network.measures[row]
    family = network.scenario.measures[name].family
    mine = [line for (cause, of), line in known.items() if of == name]
    kusd = math.fsum(float(line.kusd[0]) for line in mine)
    if family in SUPPORTS:
        return Deed("measure", name, kusd=kusd, left=float(page.after.measure_left[row, 0]))
    lanes = played.lanes_of(network, row)
    if not len(lanes):
        return Deed("measure", name)

    def crossed(months: tuple[Month, ...], tonnes: Callable[[Month], Array]) -> float:
        links = np.isin(network.lane_of, lanes)
        return math.fsum(float(np.add.reduce(tonnes(month)[links, 0])) for month in months)

    def legal(month: Month) -> Array:
        return np.asarray(month.shipped[network.abroad] - month.leaked)

    def all_of_it(month: Month) -> Array:
        return month.shipped[network.abroad]

    def refused(month: Month) -> Array:
        return np.broadcast_to(month.refused, (len(network.lane_of), month.refused.shape[-1]))

    at_home = family == "import_tariff"
    if at_home:
        paid = books.customs(network, match.model.params, standing(match, turn), row)
        kusd = float(paid[0])
    crossing = all_of_it if at_home else legal
    months, last = page.ledger.months, network.months_per_turn
    earlier = match.pages[turn - 1].ledger.months[-last:]
    passed = crossed(months, crossing)
    rate = page.after.measure_size[row, 0] + page.after.measure_levy[row, 0]
    takes = any(np.any(network.entries[cause].measures == row) for cause in TAKES) and rate > 0.0
    curbs = family in SHARE_FAMILIES or "quota" in family
    return Deed(
        "measure",
        name,
        kusd=kusd if takes else math.nan,
        at_home=at_home,
        passed=passed,
        base=_worth(match, turn, lanes, family) / passed if takes and passed > 0.0 else math.nan,
        before=crossed(earlier, crossing) if len(earlier) == len(months) else math.nan,
        ordered=crossed(months, lambda month: month.orders[network.abroad]) if curbs else math.nan,
        refused=crossed(months, refused) if curbs else math.nan,
    )


def _worth(match: Match, turn: int, lanes: Index, family: str) -> float:
    """Add up what was worth at a border what a duty or tax was taken of, k$."""
    network, freight = match.model.network, match.model.params.freight
    abroad, found = network.abroad, 0.0
    links = np.isin(network.lane_of, lanes)
    for one in standing(match, turn):
        shipped = one.page.shipped[abroad]
        if family == "import_tariff":
            worth = (one.page.quote + freight[abroad]) * shipped
        else:
            worth = one.terms.ask[abroad] * (shipped - one.page.leaked)
        found += math.fsum(worth[links, 0])
    return found


def _store(match: Match, turn: int, row: int, known: Known) -> Deed:
    """Say what a store bought and let out."""
    network, page = match.model.network, match.pages[turn]
    name = network.stockpiles[row]
    node, after = network.nodes.index(name), page.after
    into = np.flatnonzero(network.link_buyer == node)
    abroad = into[into >= network.abroad.start] - network.abroad.start
    none = np.zeros(1)
    bought = known.get(("bought", name), books.Line("bought", name, none, none))
    sold = known.get(("sold", name), books.Line("sold", name, none, none))
    place = network.stockpile_intakes.start + row
    offer = network.stockpile_offers.start + row
    return Deed(
        "stockpile",
        name,
        bought=float(bought.tonnes[0]),
        paid=-float(bought.kusd[0]),
        held_back=float(np.add.reduce(sums.refused(network, page)[abroad])),
        sold=float(sold.tonnes[0]),
        earned=float(sold.kusd[0]),
        stock=float(after.stock_in[place, 0] + after.stock_out[offer, 0]),
        coming=float(np.add.reduce(after.pipeline[:, into, 0], axis=None)),
        aim=float(after.stock_target[row, 0]),
        pace=float(after.stock_purchase[row, 0]),
        release=float(after.stock_release[row, 0]),
    )
