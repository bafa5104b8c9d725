"""Who pays whom: every payment has two sides, so all accounts together never change.

Money is counted in thousand US dollars: tonnes times $/kg.
"""

import numpy as np

from realm.core.arrays import Array, Index, part, ratio, total
from realm.core.lanes import SomeLanes
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.results import Instruments, Seen, Shipped, Terms, Use
from realm.rules.supports import paying


def settle(
    network: Network,
    params: Params,
    state: State,
    inst: Instruments,
    terms: Terms,
    seen: Seen,
    use: Use,
    sent: Shipped,
    where: SomeLanes,
) -> tuple[Array, Array]:
    """Settle the month; projects started since the last are paid now.

    Returns:
        Change of each account, k$ (account, world); budgets left of supports, k$ (measure,
        world).
    """
    earned, spent, paid = _goods(network, params, state, inst, terms, seen, sent, where)
    if np.any(state.contract_penalty):
        penalty = _penalties(network, state, terms, sent)
        earned[network.bound_links] -= penalty
        spent[network.bound_links] -= penalty
    paid += network.sellers @ earned
    paid -= network.buyers @ spent
    costs = params.own_cost * state.cost_factor * use.throughput
    _move(paid, network.firm_facilities @ -costs)
    left = state.measure_left
    if "support" in network.uses:
        help_, left = _supports(network, state, inst, sent)
        paid += help_
    if len(network.projects):
        started = np.isfinite(state.project_opens) & (state.project_paid == 0.0)
        if started.any():
            bills, left = _projects(network, params, state, started, left)
            paid += bills
    return paid, left


def _move(paid: Array, amounts: Array) -> None:
    """Enter amounts on accounts, their counterpart on the outside account."""
    paid += amounts
    paid[-1] -= total(amounts)


def _goods(
    network: Network,
    params: Params,
    state: State,
    inst: Instruments,
    terms: Terms,
    seen: Seen,
    sent: Shipped,
    where: SomeLanes,
) -> tuple[Array, Array, Array]:
    """Split what buyers pay for goods.

    Returns:
        What sellers earn (link, world), what buyers spend (link, world), and what treasuries,
        carriers and smugglers get (account, world).
    """
    bound, taxed = network.bound_links, inst.tariffed
    earned = terms.plain * sent.shipped
    earned[bound] += terms.premium * np.minimum(terms.called - sent.withheld, sent.shipped[bound])
    freight = params.freight * sent.shipped
    spent = earned + freight
    leaked, ask, quote = sent.leaked[where.rows], terms.ask[where.links], seen.quote[where.rows]
    legal = sent.shipped[where.links] - leaked
    wedge = quote - ask
    sneak = np.zeros_like(sent.leaked)
    sneak[where.rows] = 0.5 * wedge * leaked
    wedge *= legal
    spent[where.links] = spent[where.links] + wedge + sneak[where.rows]
    by_lane = where.by_lane @ legal
    tax = inst.duty * (where.by_lane @ (legal * ask)) + inst.levy * by_lane
    rents = np.take((1.0 - inst.to_treasury) * state.rent, where.lane, axis=0)
    rents *= legal
    got = earned[where.links] + rents
    if "minimum" in network.uses:
        got += legal * (quote - seen.plain)
    earned[where.links] = got
    to_treasury = tax + inst.to_treasury * state.rent * by_lane
    gains = network.exporter_lanes @ to_treasury
    if "tariff" in network.uses:
        customs = seen.quote[taxed.rows] + params.freight[taxed.links]
        customs *= sent.shipped[taxed.links]
        customs *= inst.tariff.take(taxed.lane, axis=0)
        spent[taxed.links] += customs
        gains[-1] += total(customs)
    gains[-3] += total(freight)
    gains[-2] += total(sneak)
    return earned, spent, gains


def _penalties(network: Network, state: State, terms: Terms, sent: Shipped) -> Array:
    """What sellers owe buyers for contract tonnes they had orders for and did not ship.

    Returns:
        k$, (bound link, world).
    """
    bound = network.bound_links
    reached = sent.offered[bound] + sent.withheld
    kept_to = np.minimum(terms.called - sent.withheld, sent.shipped[bound])
    short = np.minimum(terms.called, reached) - kept_to
    penalty = state.contract_penalty.take(network.parts_of_contract, axis=0)
    whole = network.parts_of_bound @ terms.volume
    rate = part(network.parts_of_bound @ (terms.volume * penalty), whole)
    owed: Array = np.maximum(short, 0.0) * rate
    return owed


def _supports(
    network: Network, state: State, inst: Instruments, sent: Shipped
) -> tuple[Array, Array]:
    """Pay floors and subsidies per kg sold, as far as each budget goes."""
    offers = network.facility_offers
    sold = (network.links_of_offer @ sent.shipped)[offers]
    gap = np.maximum(inst.floor - state.ask[offers], 0.0)
    pays = paying(network, state) * 1.0
    owed = np.zeros_like(state.measure_left)
    cells: list[tuple[str, Array]] = []
    for name in ("floor", "subsidy"):
        entries = network.entries[name]
        rows = network.entry_rows[name]
        on = np.take(pays, entries.measures, axis=0)
        rate = state.measure_size.take(entries.measures, axis=0)
        if name == "floor":
            rate = gap.take(rows, axis=0) * _highest(rate, on, inst.floor, rows)
        due = np.where(on > 0.0, rate, 0.0) * sold.take(rows, axis=0)
        np.add.at(owed, entries.measures, due)
        cells.append((name, due))
    met = np.minimum(1.0, ratio(state.measure_left, owed, 1.0))
    got = np.zeros_like(sold)
    for name, due in cells:
        entries = network.entries[name]
        np.add.at(got, network.entry_rows[name], due * met.take(entries.measures, axis=0))
    bills = owed * met
    paid = network.firm_facilities @ (network.offers_of_node @ got)
    return paid - network.measure_accounts @ bills, np.maximum(state.measure_left - owed, 0.0)


def _highest(size: Array, on: Array, floor: Array, rows: Index) -> Array:
    """Part of a floor's gap that each entry pays: the highest pays, equals share."""
    top = ((size == floor.take(rows, axis=0)) & (on > 0.0)).astype(np.float64)
    count = np.zeros((len(floor), top.shape[-1]))
    np.add.at(count, rows, top)
    return part(top, count.take(rows, axis=0))


def _of_partners(state: State, amounts: Array, accounts: int) -> Array:
    """Book amounts by project to the accounts of their partners, (account, world)."""
    paid = np.zeros((accounts, state.world_count))
    project, world = np.nonzero(state.project_partner >= 0.0)
    account = state.project_partner[project, world].astype(np.intp)
    np.add.at(paid, (account, world), amounts[project, world])
    return paid


def _projects(
    network: Network, params: Params, state: State, started: Array, left: Array
) -> tuple[Array, Array]:
    """Pay for projects that start this month, less a partner's share and capital subsidies."""
    whole = np.where(started, params.project_cost, 0.0)
    paid = np.zeros((len(network.accounts), state.world_count))
    joint = whole * state.project_partner_share
    _move(paid, _of_partners(state, -joint, len(network.accounts)))
    cost = whole - joint
    entries = network.entries["capital"]
    if len(entries.measures):
        rows, pays = network.entry_rows["capital"], paying(network, state) * 1.0
        on = np.take(pays, entries.measures, axis=0)
        rate = np.where(on > 0.0, state.measure_size.take(entries.measures, axis=0), 0.0)
        together = np.zeros_like(cost)
        np.add.at(together, rows, rate)
        rate = rate / np.maximum(1.0, together.take(rows, axis=0))
        due = rate * cost.take(rows, axis=0)
        owed = np.zeros_like(left)
        np.add.at(owed, entries.measures, due)
        met = np.minimum(1.0, ratio(left, owed, 1.0))
        got = np.zeros_like(cost)
        np.add.at(got, rows, due * met.take(entries.measures, axis=0))
        bills = owed * met
        paid += network.project_accounts @ got - network.measure_accounts @ bills
        left = np.maximum(left - owed, 0.0)
    _move(paid, network.project_accounts @ -cost)
    return paid, left
