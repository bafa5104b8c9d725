"""What a turn can hold: political capital, treasuries and cash bound what the seats decide."""

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array, Index, Mask, total
from realm.core.coefficients import Coefficients
from realm.core.network import Network
from realm.core.orders import WRITES, Orders
from realm.core.params import Params
from realm.core.state import State

CLOSE = 1e-9
"""Part of a purse by which a sum may pass it: rounding, not money."""
MEASURE = ("measure_on", "measure_known", "measure_size", "measure_delay")
STOCKPILE = ("stock_target", "stock_purchase", "stock_release")
SUPPORTS = frozenset({"price_floor", "output_subsidy", "capital_subsidy"})
"""Families that are voted with their budget."""


@dataclass(frozen=True)
class Acts:
    """Orders of one kind that ask for something new, row by row."""

    columns: tuple[str, ...]
    """Columns that together are one act in each row."""
    payer: Index
    """Who pays: (row, 1) or (row, world); countries by number, firms after them, -1 nobody."""
    capital: Array
    """Political capital it takes, (row, world); 0 where nothing new is asked."""
    money: Array
    """k$ that must be there, (row, world)."""


def bound(network: Network, params: Params, state: State, orders: Orders) -> tuple[Orders, Array]:
    """Let happen what each actor can afford, first come first served.

    Acts queue in the order of the columns and of the rows. An act happens if political capital
    and money cover it and all of its actor's acts before it.

    Returns:
        The orders that happen, and the political capital that is left, (country, world).
    """
    groups = acts(network, params.rules, state, orders, cost=params.project_cost)
    if not groups:
        return orders, state.political_capital
    worlds = state.world_count
    shape = [len(group.capital) for group in groups]
    payer = np.concatenate([np.broadcast_to(g.payer, (len(g.payer), worlds)) for g in groups])
    capital, money = (
        np.concatenate([np.broadcast_to(getattr(g, name), (len(g.payer), worlds)) for g in groups])
        for name in ("capital", "money")
    )
    left = state.political_capital.copy()
    happens = np.ones(payer.shape, dtype=np.bool_)
    purses = (*network.countries, *network.firms)
    asking = np.where((capital > 0.0) | (money > 0.0), payer, -1)
    for actor in np.unique(asking):
        if actor < 0:
            continue
        rows = np.flatnonzero(np.logical_or.reduce(asking == actor, axis=1))  # few of many
        mine = asking[rows] == actor
        asked, due = np.where(mine, capital[rows], 0.0), np.where(mine, money[rows], 0.0)
        purse = np.maximum(state.money[network.accounts.index(purses[actor])], 0.0)
        fits = (np.cumsum(due, axis=0) <= purse * (1.0 + CLOSE)) | (due == 0.0)
        if actor < len(network.countries):
            fits &= np.cumsum(asked, axis=0) <= left[actor] * (1.0 + CLOSE)
            spent = np.zeros(payer.shape)
            spent[rows] = np.where(fits, asked, 0.0)
            left[actor] -= total(spent)
        happens[rows] &= fits | ~mine
    if happens.all():
        return orders, np.maximum(left, 0.0)
    happening = np.split(happens, np.cumsum(shape)[:-1])
    kept = {
        column: np.where(ok, getattr(orders, column), np.nan)
        for group, ok in zip(groups, happening, strict=True)
        for column in group.columns
    }
    return dataclasses.replace(orders, **kept), np.maximum(left, 0.0)


def regrow(params: Params, state: State) -> State:
    """Give governments back a turn's political capital, in worlds that are sound."""
    rules = params.rules
    most = np.maximum(state.political_capital, rules.political_capital)
    grown = np.minimum(state.political_capital + rules.political_regrowth, most)
    sound = state.fault == 0.0
    return state.replace(political_capital=np.where(sound, grown, state.political_capital))


def acts(
    network: Network, rules: Coefficients, seen: Any, orders: Orders, *, cost: Array
) -> list[Acts]:
    """List what orders ask for that costs something, in the order in which it is paid.

    Args:
        network: Topology.
        rules: Coefficients.
        seen: A State, or an observation that shows its fields.
        orders: Orders.
        cost: Capital cost of projects, k$ (project, 1 or world).
    """
    kinds = (_measures, _stockpiles, _approvals, _directives, _complaints, _coalition)
    found = [kind(network, rules, seen, orders) for kind in kinds]
    found.append(_starts(network, seen, orders, cost))
    return [group for group in found if group is not None]


def _given(orders: Orders, *columns: str) -> bool:
    """Say whether anything is ordered in these columns."""
    return any(not np.isnan(getattr(orders, column)).all() for column in columns)


def _changes(seen: Any, orders: Orders, column: str) -> Mask:
    """Where a column asks for something else than there is."""
    wanted = getattr(orders, column)
    there: Array = getattr(seen, WRITES.get(column, column))
    differs: Mask = ~np.isnan(wanted) & (wanted != there)
    return differs


def _measures(network: Network, rules: Coefficients, seen: Any, orders: Orders) -> Acts | None:
    """Announcing, enforcing or changing, and lifting measures."""
    if not _given(orders, *MEASURE):
        return None
    on = seen.measure_on > 0.0
    begins = (orders.measure_on > 0.0) & ~on
    ends = (orders.measure_on <= 0.0) & on
    sized = _changes(seen, orders, "measure_size") | _changes(seen, orders, "measure_delay")
    binds = begins | (sized & on)
    told = _changes(seen, orders, "measure_known") & ~(begins | ends)
    capital = np.where(told, rules.political_announce, 0.0)
    capital = np.where(binds, rules.political_measure, capital)
    capital = np.where(ends, rules.political_lift, capital)
    families = [m.family in SUPPORTS for m in network.scenario.measures.values()]
    budget = np.where(np.isfinite(seen.measure_left), seen.measure_left, 0.0)
    money = np.where(begins & np.array(families, dtype=np.bool_)[:, None], budget, 0.0)
    return Acts(MEASURE, network.measure_country[:, None], capital, money)


def _stockpiles(network: Network, rules: Coefficients, seen: Any, orders: Orders) -> Acts | None:
    """Orders to stores; a turn's purchases must be paid for at today's price."""
    if not _given(orders, *STOCKPILE):
        return None
    changes = [_changes(seen, orders, column) for column in STOCKPILE]
    capital = np.where(changes[0] | changes[1] | changes[2], rules.political_stockpile, 0.0)
    price = seen.price[network.stockpile_intakes]
    tonnes = np.where(changes[1], orders.stock_purchase, 0.0) * network.months_per_turn
    return Acts(STOCKPILE, network.stockpile_country[:, None], capital,
                np.where(tonnes > 0.0, tonnes * price, 0.0))  # fmt: skip


def _approvals(network: Network, rules: Coefficients, seen: Any, orders: Orders) -> Acts | None:
    if not _given(orders, "project_approve"):
        return None
    capital = np.where(_changes(seen, orders, "project_approve"), rules.political_approve, 0.0)
    return _free_of_money("project_approve", network.project_country, capital)


def _directives(network: Network, rules: Coefficients, seen: Any, orders: Orders) -> Acts | None:
    if not _given(orders, "directive"):
        return None
    capital = np.where(_changes(seen, orders, "directive"), rules.political_direct, 0.0)
    return _free_of_money("directive", network.directive_country, capital)


def _complaints(network: Network, rules: Coefficients, seen: Any, orders: Orders) -> Acts | None:  # noqa: ARG001 - as the other kinds
    if not _given(orders, "dispute"):
        return None
    files = ~np.isnan(orders.dispute)
    by = np.where(files, orders.dispute, 0.0).astype(np.intp) - 1
    capital = np.where(files, rules.political_dispute, 0.0)
    return Acts(("dispute",), by, capital, np.zeros_like(capital))


def _coalition(network: Network, rules: Coefficients, seen: Any, orders: Orders) -> Acts | None:
    if not _given(orders, "coalition"):
        return None
    capital = np.where(_changes(seen, orders, "coalition"), rules.political_coalition, 0.0)
    return _free_of_money("coalition", np.arange(len(network.countries)), capital)


def _free_of_money(column: str, country: Index, capital: Array) -> Acts:
    return Acts((column,), country[:, None], capital, np.zeros_like(capital))


def _starts(network: Network, seen: Any, orders: Orders, cost: Array) -> Acts | None:
    """Projects that a firm starts; its cash must hold what no subsidy in force pays."""
    if not _given(orders, "project_start"):
        return None
    starts = (orders.project_start > 0.0) & (seen.project_approved > 0.0)
    starts &= np.isinf(seen.project_opens)
    rate = np.zeros(starts.shape)
    entries = network.entries["capital"]
    if len(entries.measures):
        pays = np.where(seen.measure_on > 0.0, seen.measure_size, 0.0)
        cells = np.take(pays, entries.measures, axis=0)
        rate[entries.targets] = np.add.reduceat(cells, entries.starts, axis=0)
    money = np.where(starts, cost * np.maximum(1.0 - rate, 0.0), 0.0)
    payer = network.project_firm[:, None] + len(network.countries)
    return Acts(("project_start",), payer, np.zeros_like(money), money)
