"""Who pays whom: every payment has two sides, so all accounts together never change.

Money is counted in thousand US dollars: tonnes times $/kg.
"""

import numpy as np

from realm.core.arrays import Array, ratio
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.results import Instruments, Seen, Shipped, Terms, Use


def settle(
    network: Network,
    params: Params,
    state: State,
    inst: Instruments,
    terms: Terms,
    seen: Seen,
    use: Use,
    sent: Shipped,
) -> tuple[Array, Array]:
    """Settle the month; projects started since the last are paid now.

    Returns:
        Change of each account, k$ (account, world); budgets left of supports, k$ (measure,
        world).
    """
    earned, spent, paid = _goods(network, params, state, inst, terms, seen, sent)
    penalty = _penalties(network, params, state, terms, sent)
    paid += network.sellers @ (earned - penalty) - network.buyers @ (spent - penalty)
    costs = params.own_cost * state.cost_factor * use.throughput
    _move(network, paid, network.firm_facilities @ -costs)
    left = state.measure_left
    if "support" in network.uses:
        help_, left = _supports(network, state, inst, sent)
        paid += help_
    if len(network.projects):
        started = np.isfinite(state.project_opens) & (state.project_paid == 0.0)
        bills, left = _projects(network, params, state, started, left)
        paid += bills
    return paid, left


def _move(network: Network, paid: Array, amounts: Array) -> None:
    """Enter amounts on accounts, their counterpart on the outside account."""
    paid += amounts
    paid[-1] -= np.add.reduceat(amounts, [0], axis=0)[0]


def _goods(
    network: Network,
    params: Params,
    state: State,
    inst: Instruments,
    terms: Terms,
    seen: Seen,
    sent: Shipped,
) -> tuple[Array, Array, Array]:
    """Split what buyers pay for goods.

    Returns:
        What sellers earn (link, world), what buyers spend (link, world), and what treasuries,
        carriers and smugglers get (account, world).
    """
    abroad, lane = network.abroad, network.lane_of
    ask = np.take(state.ask, network.link_offer, axis=0)
    earned = ask * sent.shipped
    if len(network.contracts):
        earned = earned + terms.premium * np.minimum(terms.called, sent.shipped)
    freight = params.freight * sent.shipped
    spent = earned + freight
    legal = sent.shipped[abroad] - sent.leaked
    wedge = seen.quote - terms.ask[abroad]
    tax = np.take(inst.duty, lane, axis=0) * terms.ask[abroad] + np.take(inst.levy, lane, axis=0)
    rent = np.take(state.rent, lane, axis=0)
    to_treasury = tax + np.take(inst.to_treasury, lane, axis=0) * rent
    sneak = 0.5 * wedge * sent.leaked
    spent[abroad] += wedge * legal + sneak
    earned[abroad] += (wedge - to_treasury) * legal
    gains = np.zeros((len(network.accounts), sent.shipped.shape[-1]))
    gains += network.exporter_lanes @ (network.links_of_lane @ (to_treasury * legal))
    if "tariff" in network.uses:
        rate = np.take(inst.tariff, lane, axis=0)
        tariff = rate * (seen.quote + params.freight[abroad]) * sent.shipped[abroad]
        spent[abroad] += tariff
        gains += network.importer_lanes @ (network.links_of_lane @ tariff)
    gains[-3] += np.add.reduceat(freight, [0], axis=0)[0]
    if len(sneak):
        gains[-2] += np.add.reduceat(sneak, [0], axis=0)[0]
    return earned, spent, gains


def _penalties(
    network: Network, params: Params, state: State, terms: Terms, sent: Shipped
) -> Array:
    """What sellers owe buyers for contract tonnes they had orders for and did not ship."""
    if not np.any(params.contract_penalty):
        return np.zeros_like(sent.shipped)
    short = np.maximum(np.minimum(terms.called, sent.offered) - sent.shipped, 0.0)
    part = np.take(state.contract_volume, network.parts_of_contract, axis=0) * params.part_share
    owed = network.contracts_of_link @ (part * params.contract_penalty[network.parts_of_contract])
    return short * ratio(owed, terms.called, 0.0)


def _supports(
    network: Network, state: State, inst: Instruments, sent: Shipped
) -> tuple[Array, Array]:
    """Pay floors and subsidies per kg sold, as far as each budget goes."""
    offers = network.facility_offers
    sold = (network.links_of_offer @ sent.shipped)[offers]
    gap = np.maximum(inst.floor - state.ask[offers], 0.0)
    owed = np.zeros_like(state.measure_left)
    cells: list[tuple[str, Array]] = []
    for name in ("floor", "subsidy"):
        entries = network.entries[name]
        rows = network.entry_rows[name]
        on = np.take(state.measure_on, entries.measures, axis=0)
        rate = np.take(state.measure_size, entries.measures, axis=0)
        if name == "floor":
            rate = np.take(gap, rows, axis=0)
        due = np.where(on > 0.0, rate, 0.0) * np.take(sold, rows, axis=0)
        np.add.at(owed, entries.measures, due)
        cells.append((name, due))
    part = np.minimum(1.0, ratio(state.measure_left, owed, 1.0))
    got = np.zeros_like(sold)
    for name, due in cells:
        entries = network.entries[name]
        np.add.at(got, network.entry_rows[name], due * np.take(part, entries.measures, axis=0))
    bills = owed * part
    paid = network.firm_facilities @ (network.offers_of_node @ got)
    return paid - network.measure_accounts @ bills, state.measure_left - bills


def _projects(
    network: Network, params: Params, state: State, started: Array, left: Array
) -> tuple[Array, Array]:
    """Pay for projects that start this month, less capital subsidies."""
    cost = np.where(started, params.project_cost, 0.0)
    paid = np.zeros((len(network.accounts), state.world_count))
    entries = network.entries["capital"]
    if len(entries.measures):
        rows = network.entry_rows["capital"]
        on = np.take(state.measure_on, entries.measures, axis=0)
        rate = np.where(on > 0.0, np.take(state.measure_size, entries.measures, axis=0), 0.0)
        due = rate * np.take(cost, rows, axis=0)
        owed = np.zeros_like(left)
        np.add.at(owed, entries.measures, due)
        part = np.minimum(1.0, ratio(left, owed, 1.0))
        got = np.zeros_like(cost)
        np.add.at(got, rows, due * np.take(part, entries.measures, axis=0))
        bills = owed * part
        paid += network.project_accounts @ got - network.measure_accounts @ bills
        left = left - bills
    _move(network, paid, network.project_accounts @ -cost)
    return paid, left
