"""What others' measures did to a seat's own trade in a turn: refused, taxed, and how much of it."""

import math
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.network import Network
from realm.core.state import State
from realm.play.account import standing
from realm.play.kept import of_match
from realm.play.match import Match, Page
from realm.play.sums import added, refused
from realm.rules import played
from realm.rules.event_terms import SHARE_FAMILIES
from realm.rules.groups import nodes_of

LEAST_KUSD = 100.0
"""What was refused or taken is worth below which nobody is told of it."""
NOTED = 0.1
"""Part of the largest from which what is new comes first."""
REFUSED, TAXED, TARIFF = "refused", "taxed", "tariff"
"""Orders of the seat refused at another's border; a tax there on what it buys; a duty on what it
sells."""


@dataclass(frozen=True)
class Against:
    """What one country did to the seat's trade in one good over a turn."""

    what: str
    """One of `REFUSED`, `TAXED`, `TARIFF`."""
    country: str
    """Who did it."""
    good: str
    measures: tuple[str, ...]
    """By which measures of its, the strictest first."""
    fresh: bool
    """Whether one of them came into force or became stricter in this turn."""
    tonnes: float
    """t that were ordered there, but for what was smuggled round the border; or that went there."""
    hit: float
    """t that were refused; k$ that were taken."""
    share: float
    """Part of all the seat's orders for the good, or of all that was ordered of it from the seat,
    that goes this way, 0..1."""
    worth: float
    """What was refused, at the scenario's own price, or taken, k$."""


@of_match(4)
def against(match: Match, turn: int, seat: str) -> tuple[Against, ...]:
    """List what others' measures did to a seat's trade in a turn, by worth, what is new first.

    What is new and next to nothing beside the rest has to wait. A country's trade is that of all
    its plants and users. Empty before the first turn.
    """
    if not turn:
        return ()
    network, page = match.model.network, match.pages[turn]
    mine = nodes_of(network, network.scenario.seats[seat].actor)
    buys, sells = mine[network.link_buyer], mine[network.link_seller]
    buys, sells = buys & ~sells, sells & ~buys
    found = [
        *_found(match, turn, REFUSED, buys, refused(network, page)),
        *_found(match, turn, TAXED, buys, _taken(match, turn, TAXED)),
        *_found(match, turn, TARIFF, sells, _taken(match, turn, TARIFF)),
    ]
    least = NOTED * max((one.worth for one in found), default=0.0)
    return tuple(
        sorted(found, key=lambda one: (not (one.fresh and one.worth >= least), -one.worth))
    )


def _found(match: Match, turn: int, what: str, mine: Mask, hit: Array) -> list[Against]:
    """Gather by country and good what happened on a seat's links abroad.

    Args:
        match: the match.
        turn: which.
        what: what happened.
        mine: the seat's links that it can happen on, (link,).
        hit: t or k$ of it, (abroad,).
    """
    network, page = match.model.network, match.pages[turn]
    whole = added(network, page, "orders" if what != TARIFF else "offered")
    went = whole - _smuggled(match, turn) if what != TARIFF else added(network, page, "shipped")
    good = network.offer_commodity[network.link_offer]
    abroad = np.arange(network.abroad.start, network.abroad.stop)
    node = network.link_seller if what != TARIFF else network.link_buyer
    other = network.node_country[node]
    found: list[tuple[tuple[int, int], Against]] = []
    for link in abroad[mine[abroad] & (hit > 0.0)]:
        pair = int(other[link]), int(good[link])
        if any(pair == key for key, _ in found):
            continue
        here = abroad[mine[abroad] & (other[abroad] == pair[0]) & (good[abroad] == pair[1])]
        struck = math.fsum(hit[here - network.abroad.start])
        of_good = math.fsum(whole[mine & (good == pair[1])])
        name = network.commodities[pair[1]]
        price = network.scenario.commodities[name].price_usd_per_kg if what == REFUSED else 1.0
        if price * struck < LEAST_KUSD:
            continue
        lanes = np.unique(network.lane_of[here[hit[here - network.abroad.start] > 0.0]
                                          - network.abroad.start])  # fmt: skip
        measures, fresh = _by(network, page, what, pair[0], lanes)
        one = Against(
            what=what, country=network.countries[pair[0]], good=name, measures=measures,
            fresh=fresh, tonnes=math.fsum(went[here]), hit=struck,
            share=math.fsum(whole[here]) / of_good if of_good > 0.0 else 0.0, worth=price * struck,
        )  # fmt: skip
        found.append((pair, one))
    return [one for _, one in found]


def _smuggled(match: Match, turn: int) -> Array:
    """Reckon how much of a turn's orders went round a border, t; (link,)."""
    network = match.model.network
    found = np.zeros(len(network.link_offer))
    for one in standing(match, turn):
        round_it = one.state.smuggling + one.state.transshipment
        orders = one.page.orders[network.abroad]
        found[network.abroad] += (round_it.take(network.lane_of, axis=0) * orders)[:, 0]
    return found


def _taken(match: Match, turn: int, what: str) -> Array:
    """Reckon what taxes on exports, or duties on imports, took on each link abroad, k$."""
    network, params = match.model.network, match.model.params
    abroad, found = network.abroad, np.zeros(len(network.lane_of))
    for one in standing(match, turn):
        shipped = one.page.shipped[abroad]
        if what == TAXED:
            legal = shipped - one.page.leaked
            rate = one.inst.duty.take(network.lane_of, axis=0)
            levy = one.inst.levy.take(network.lane_of, axis=0)
            took = (rate * one.terms.ask[abroad] + levy) * legal
        else:
            rate = one.inst.tariff.take(network.lane_of, axis=0)
            took = rate * (one.page.quote + params.freight[abroad]) * shipped
        found = found + took[:, 0]
    return found


def _by(
    network: Network, page: Page, what: str, country: int, lanes: Index
) -> tuple[tuple[str, ...], bool]:
    """Name the measures of a country that did it, the strictest first, and say if one is new."""
    after, before = page.after, page.before
    rows = [
        int(row)
        for row in np.flatnonzero(network.measure_country == country)
        if after.measure_on[row, 0] > 0.0
        and _does(network, int(row), what)
        and np.isin(played.lanes_of(network, int(row)), lanes).any()
    ]
    rows.sort(key=lambda row: _strictness(network, after, row), reverse=True)
    strict = [row for row in rows if _strictness(network, after, row) > 0.0]
    fresh = any(
        before.measure_on[row, 0] <= 0.0
        or _strictness(network, after, row) > _strictness(network, before, row)
        for row in strict
    )
    return tuple(network.measures[row] for row in strict), fresh


def _does(network: Network, measure: int, what: str) -> bool:
    """Say whether a measure refuses orders, taxes exports, or takes a duty on imports."""
    if what == REFUSED:
        family = network.scenario.measures[network.measures[measure]].family
        return family in SHARE_FAMILIES or family == "quota"
    entries = network.entries["duty" if what == TAXED else "tariff"]
    return bool(np.any(entries.measures == measure))


def _strictness(network: Network, state: State, measure: int) -> float:
    """Say how strict a measure in force is; only sizes of one family can be compared."""
    size = float(state.measure_size[measure, 0])
    family = network.scenario.measures[network.measures[measure]].family
    if family in SHARE_FAMILIES:
        return 1.0 - size
    return 1.0 / (1.0 + size) if family == "quota" else size + float(state.measure_levy[measure, 0])


def refused_by(match: Match, turn: int, seat: str, measure: str) -> tuple[float, float]:
    """Say how much of a seat's orders was refused in a turn where a measure acts, or acted.

    Returns:
        t refused, and t ordered there without what was smuggled; other measures refuse there too.
    """
    network, page = match.model.network, match.pages[turn]
    mine = nodes_of(network, network.scenario.seats[seat].actor)
    lanes = played.lanes_of(network, network.measures.index(measure))
    abroad = np.arange(network.abroad.start, network.abroad.stop)
    buys = (mine[network.link_buyer] & ~mine[network.link_seller])[abroad]
    here = buys & np.isin(network.lane_of, lanes)
    legal = (added(network, page, "orders") - _smuggled(match, turn))[abroad]
    return math.fsum(refused(network, page)[here]), math.fsum(legal[here])
