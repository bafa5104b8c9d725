"""Read what came into treasuries and went out of them over a turn, and what each measure did.

A ledger keeps how far each account moved, not by what: that hangs on how measures and contracts
stood each month, which `played` brings back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from realm.core.arrays import Array, Index, total
from realm.core.ledger import Ledger
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.played import Standing


@dataclass(frozen=True)
class Line:
    """One cause for which money came into an account or left it, over a turn."""

    cause: str
    """Of a treasury: duty or support (a measure), permits, sold or bought (a stockpile),
    project (a share in one). Of a firm: sales or purchases (a good, as its seller got), freight,
    duties and rents (paid for it besides), production, project. Of both: loans (lent and paid
    back), deals (interest, fines, loans that are lost), and other for what is left."""
    name: str
    """Measure, stockpile, project or good; empty for others."""
    kusd: Array
    """k$, below 0 where it left; (world,)."""
    tonnes: Array
    """Goods that it was for, t; 0 where there were none; (world,)."""


def treasury(
    network: Network, params: Params, months: Iterable[Standing], ledger: Ledger, country: int
) -> tuple[Line, ...]:
    """List what moved a country's account over a turn; the lines add up to its change.

    Args:
        network: who can trade what with whom.
        params: numbers of the scenario.
        months: how things stood in each, as `standing` says.
        ledger: what the turn did.
        country: which.
    """
    account = len(network.firms) + country
    book = _Book(account, ledger)
    note, unlimited = book.note, set[str]()
    none = np.zeros(book.worlds)
    for one in months:
        for row in np.flatnonzero(network.measure_country == country):
            name = network.measures[row]
            if np.any(network.entries["duty"].measures == row):
                note("duty", name, *_duty(network, one, int(row)))
            left = one.state.measure_left[row], one.after.measure_left[row]
            if np.isfinite(left[0]).all():
                note("support", name, left[1] - left[0], none)
            elif np.any(one.state.measure_on[row] > 0.0):
                unlimited.add(name)
        for name, cost in _shared(network, params, one, account):
            note("project", name, -cost, none)
        mine = np.flatnonzero(network.lane_exporter == country)
        sold = network.links_of_lane @ (one.page.shipped[network.abroad] - one.page.leaked)
        permits = (one.inst.to_treasury * one.page.rent * sold)[mine]
        note("permits", "", total(permits), total(sold[mine] * (permits > 0.0)))
        for row in np.flatnonzero(network.stockpile_country == country):
            name = network.stockpiles[row]
            node = network.nodes.index(name)
            out = np.flatnonzero(network.link_seller == node)
            shipped = one.page.shipped[out]
            note("sold", name, total(one.terms.plain[out] * shipped), total(shipped))
            into = np.flatnonzero(network.link_buyer == node)
            spent = _spent(network, params, one)[into]
            note("bought", name, -total(spent), total(one.page.shipped[into]))
    if unlimited:  # what they paid is what nothing else explains
        note("support", unlimited.pop() if len(unlimited) == 1 else "", book.rest, none)
    return book.closed()


def firm(
    network: Network, params: Params, months: Iterable[Standing], ledger: Ledger, row: int
) -> tuple[Line, ...]:
    """List what moved a firm's account over a turn; the lines add up to its change.

    Supports, penalties and what smugglers kept are in `other`. Arguments as of `treasury`.
    """
    book = _Book(row, ledger)
    good = network.offer_commodity[network.link_offer]
    sells = network.node_firm[network.link_seller] == row
    buys = network.node_firm[network.link_buyer] == row
    plants = network.node_firm[: network.facility_count] == row
    none = np.zeros(book.worlds)
    for one in months:
        earned, goods = _earned(network, one), _at_contract(network, one)
        for cause, cost in _besides(network, params, one).items():
            book.note(cause, "", -total(cost[buys]), none)
        for number, name in enumerate(network.commodities):
            out = np.flatnonzero(sells & ~buys & (good == number))
            into = np.flatnonzero(buys & ~sells & (good == number))
            if len(out):
                book.note("sales", name, total(earned[out]), total(one.page.shipped[out]))
            if len(into):
                book.note("purchases", name, -total(goods[into]), total(one.page.shipped[into]))
        cost = params.own_cost * one.state.cost_factor * one.page.throughput
        book.note("production", "", -total(cost[plants]), none)
        for name, paid in _begun(network, params, one, row):
            book.note("project", name, -paid, none)
    return book.closed()


class _Book:
    """Lines of one account as they are found."""

    def __init__(self, account: int, ledger: Ledger) -> None:
        self.worlds = ledger.months[0].paid.shape[-1] if ledger.months else 1
        self.whole = np.zeros(self.worlds)
        self.lines: dict[tuple[str, str], Line] = {}
        for page in ledger.months:
            self.whole = self.whole + page.paid[account]
        if ledger.accord is not None:
            moved, owed = ledger.accord.transfers[account], ledger.accord.owed[account]
            self.whole, none = self.whole + moved, np.zeros(self.worlds)
            self.note("loans", "", -owed, none)
            self.note("deals", "", moved + owed, none)

    def note(self, cause: str, name: str, kusd: Array, tonnes: Array) -> None:
        """Add to a line."""
        none = np.zeros(self.worlds)
        old = self.lines.get((cause, name), Line(cause, name, none, none))
        self.lines[cause, name] = replace(old, kusd=old.kusd + kusd, tonnes=old.tonnes + tonnes)

    @property
    def rest(self) -> Array:
        """What no line explains yet, k$, (world,)."""
        known = np.zeros(self.worlds)
        for line in self.lines.values():
            known = known + line.kusd
        return np.asarray(self.whole - known)

    def closed(self) -> tuple[Line, ...]:
        """Return the lines, what is left as the last."""
        self.note("other", "", self.rest, np.zeros(self.worlds))
        return tuple(self.lines.values())


def _lanes(network: Network, kind: str, measure: int) -> Index:
    """Find the lanes on which a measure takes a duty or tariff."""
    rows = network.entry_rows[kind][network.entries[kind].measures == measure]
    return np.flatnonzero(np.isin(network.lane_regime, rows))


def _bound(network: Network, state: State, relation: Index) -> Array:
    """Part of each lane that is not eased, (lane, world)."""
    if "waiver" not in network.uses:
        return np.ones((len(network.lanes), 1))
    return np.asarray(1.0 - np.take(state.waiver, relation, axis=0))


def _shared(
    network: Network, params: Params, one: Standing, account: int
) -> list[tuple[str, Array]]:  # fmt: skip
    """Reckon what an account paid as partner of plants that were begun in a month, k$."""
    state = one.state
    if not len(network.projects):
        return []
    begun = np.isfinite(state.project_opens) & (state.project_paid == 0.0)
    mine = begun & (state.project_partner == account)
    cost = np.where(mine, params.project_cost * state.project_partner_share, 0.0)
    return [(network.projects[row], cost[row]) for row in np.flatnonzero(mine.any(axis=1))]


def _duty(network: Network, one: Standing, measure: int) -> tuple[Array, Array]:
    """Reckon what a tax on exports brought in a month, k$, and on how much, t."""
    lanes, state = _lanes(network, "duty", measure), one.state
    legal = one.page.shipped[network.abroad] - one.page.leaked
    worth = (network.links_of_lane @ (legal * one.terms.ask[network.abroad]))[lanes]
    tonnes = (network.links_of_lane @ legal)[lanes]
    on = np.where(state.measure_on[measure] > 0.0, 1.0, 0.0)
    rate = on * state.measure_size[measure], on * state.measure_levy[measure]
    bound = _bound(network, state, network.lane_relation)[lanes]
    return total(bound * (rate[0] * worth + rate[1] * tonnes)), on * total(tonnes * (bound > 0.0))


def customs(
    network: Network, params: Params, months: Iterable[Standing], measure: int
) -> Array:  # fmt: skip
    """Reckon what buyers at home paid of a duty on imports over a turn, k$; (world,).

    It goes into the general budget of the country, which is outside: no treasury here gets it.
    """
    paid: Array = np.zeros(1)
    for one in months:
        paid = paid + _customs(network, params, one, measure)
    return paid


def _customs(network: Network, params: Params, one: Standing, measure: int) -> Array:
    lanes, state, abroad = _lanes(network, "tariff", measure), one.state, network.abroad
    shipped = one.page.shipped[abroad]
    worth = (network.links_of_lane @ ((one.page.quote + params.freight[abroad]) * shipped))[lanes]
    on = np.where(state.measure_on[measure] > 0.0, 1.0, 0.0)
    bound = _bound(network, state, network.lane_return)[lanes]
    return total(bound * on * state.measure_size[measure] * worth)


def _begun(
    network: Network, params: Params, one: Standing, row: int
) -> list[tuple[str, Array]]:  # fmt: skip
    """Reckon what a firm paid for plants that it began in a month, and as a partner, k$."""
    found = _shared(network, params, one, row)
    state = one.state
    if not len(network.projects):
        return found
    mine = (network.project_firm == row)[:, None]
    begun = mine & np.isfinite(state.project_opens) & (state.project_paid == 0.0)
    cost = np.where(begun, params.project_cost * (1.0 - state.project_partner_share), 0.0)
    rows = np.flatnonzero(begun.any(axis=1))
    return [*found, *((network.projects[project], cost[project]) for project in rows)]


def _at_contract(network: Network, one: Standing) -> Array:
    """Reckon what goods cost at their sellers, contract prices where they hold, k$."""
    paid = one.terms.plain * one.page.shipped
    bound = network.bound_links
    if len(bound):
        called = one.terms.called * (1.0 - one.terms.kept)
        paid[bound] += one.terms.premium * np.minimum(called, one.page.shipped[bound])
    return np.asarray(paid)


def _earned(network: Network, one: Standing) -> Array:
    """Reckon what sellers got on each link in a month, with the permits they hold, k$."""
    earned, abroad = _at_contract(network, one), network.abroad
    permits = ((1.0 - one.inst.to_treasury) * one.page.rent).take(network.lane_of, axis=0)
    earned[abroad] += permits * (one.page.shipped[abroad] - one.page.leaked)
    return earned


def _spent(network: Network, params: Params, one: Standing) -> Array:
    """Reckon what buyers paid on each link in a month, duties and freight in it, k$."""
    spent = _at_contract(network, one)
    for cost in _besides(network, params, one).values():
        spent = spent + cost
    return spent


def _besides(network: Network, params: Params, one: Standing) -> dict[str, Array]:
    """Reckon what buyers paid besides the goods on each link, k$: freight, duties and rents.

    Rents are what permits cost; duties are those of both borders, and gaps to a minimum price.
    """
    page, abroad = one.page, network.abroad
    shipped, tariff = page.shipped[abroad], one.inst.tariff.take(network.lane_of, axis=0)
    wedge = page.quote - one.terms.ask[abroad]
    permit = np.minimum(page.rent.take(network.lane_of, axis=0), wedge)
    duties, rents = np.zeros_like(page.shipped), np.zeros_like(page.shipped)
    duties[abroad] = (wedge - permit) * (shipped - 0.5 * page.leaked)
    duties[abroad] += tariff * (page.quote + params.freight[abroad]) * shipped
    rents[abroad] = permit * (shipped - 0.5 * page.leaked)
    return {"freight": params.freight * page.shipped, "duties": duties, "rents": rents}
