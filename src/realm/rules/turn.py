"""The only door through which time passes, and the only file that knows the order of phases."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.ledger import Accord, Ledger, Month
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.rules import (
    arrivals,
    asks,
    border,
    capacity,
    coalition,
    contracts,
    curbed,
    dates,
    deals,
    decisions,
    guard,
    instruments,
    leak,
    memory,
    money,
    ordering,
    politics,
    prices,
    promises,
    relations,
    rent,
    shipping,
    use,
)
from realm.rules.results import Instruments

RULES_VERSION = 10
"""Moves when results move, never for a refactor."""


def step(
    network: Network, params: Params, state: State, orders: Orders, luck: Luck
) -> tuple[State, Ledger]:
    """Play one turn: decisions and deals, its months, then promises, trust, political capital.

    Pure: arguments are unchanged. Worlds that go wrong stay as they were, with the reason in
    `State.fault`.
    """
    opening = begin(network, params, state, orders, luck)
    after, ledger = play(network, params, opening.state, luck, network.months_per_turn)
    return end(network, params, opening, after, ledger)


@dataclass(frozen=True)
class Opening:
    """A turn whose decisions and deals have taken effect, before its months."""

    state: State
    signed: Array
    """Outcomes that took effect, -1 for none, (table, world)."""
    revoked: Array
    """Side that broke a deal of its own, -1 for none, (table, world)."""
    moved: Array
    """Loans and fines, k$, (account, world)."""
    loans: Array
    """What was left of loans before, k$, (table, world)."""


def begin(network: Network, params: Params, state: State, orders: Orders, luck: Luck) -> Opening:
    """Let decisions take effect, then what was revoked, then what was signed."""
    decided = decisions.apply(network, params, state, orders, luck)
    freed, revoked = promises.revoke(network, params, decided, orders)
    agreed, signed = deals.sign(network, params, state, freed, orders, luck)
    # What stood when they talked: who signs with one hand and shuts the border with the other
    # breaks its word.
    standing = state.replace(waiver=agreed.waiver)
    border = partial(_border, network, params, standing)
    noted = promises.note_border(network, params, agreed, signed, border)
    return Opening(noted, signed, revoked, noted.money - decided.money, state.loan_left)


def end(
    network: Network, params: Params, opening: Opening, after: State, ledger: Ledger
) -> tuple[State, Ledger]:
    """See after the months which promises were kept; let trust move, political capital regrow."""
    before = opening.state
    border = partial(_border, network, params, after)
    settled, found, why, barred = promises.settle(network, params, before, after, ledger, border)
    broken = np.where(found >= 0.0, found, opening.revoked)
    deeds = relations.Deeds(opening.signed, broken, barred, border)
    moved, trust = relations.move(network, params, before, settled, ledger, deeds)
    accord = Accord(
        signed=opening.signed,
        broken=broken + 1.0,
        why=np.where(found >= 0.0, why, (opening.revoked >= 0.0).astype(np.float64)),
        transfers=opening.moved + settled.money - after.money,
        owed=deals.owed(network, settled, settled.loan_left - opening.loans),
        trust=trust,
    )
    return politics.regrow(params, moved), replace(ledger, accord=accord)


def _border(network: Network, params: Params, state: State) -> Array:
    """Read what the measures in force let through of the trade at the start, (lane, world)."""
    share = instruments.let_through(network, state, state.measure_size)
    if "quota" not in network.uses:
        return share
    yearly = dates.yearly_quota(network, state)
    return share * instruments.within_quota(network, params, state, yearly)


def play(
    network: Network, params: Params, state: State, luck: Luck, months: int
) -> tuple[State, Ledger]:
    """Let months pass without further decisions."""
    after, pages, standing = state, [], None
    for _ in range(months):
        opened = dates.turn_page(network, params, after, luck)
        changed = opened.measure_on is not after.measure_on or opened.waiver is not after.waiver
        if standing is None or changed or opened.month in network.calendar:
            standing = instruments.stand(network, params, opened)
        after, page = phases(network, params, opened, standing, luck)
        pages.append(page)
    ledger = Ledger(months=tuple(pages))
    return guard.freeze(state, after, ledger), ledger


def month(network: Network, params: Params, state: State, luck: Luck) -> tuple[State, Month]:
    """Play one month."""
    opened = dates.turn_page(network, params, state, luck)
    return phases(network, params, opened, instruments.stand(network, params, opened), luck)


def phases(
    network: Network, params: Params, state: State, standing: Instruments, luck: Luck
) -> tuple[State, Month]:
    """Play the phases of a month whose page is turned (rules/README.md has the equations)."""
    inst = instruments.read(network, params, state, standing, luck)
    state = rent.lapse(state, inst)
    where = curbed.find(network, state, inst)
    now = capacity.working(network, params, state)
    stock_in, arrived = arrivals.arrive(network, state)
    terms = contracts.read(network, params, state, now)
    seen = prices.see(network, params, state, inst, terms, now, where)
    done = use.use_and_make(network, params, state, inst, now, seen, stock_in, luck)
    placed = ordering.order(network, params, state, now, terms, seen, done)
    passed = border.cross(network, params, state, inst, seen, placed, where)
    sent = shipping.ship(
        network, params, inst, terms, seen, done, placed, passed, state.pipeline, where,
        coalition.members(state),
    )  # fmt: skip
    plus = asks.cost_plus(network, params, state, done)
    asked = asks.change(network, params, state, now, terms, seen, done, placed, sent, plus)
    mean, anchor = rent.mean_asks(network, where, placed.orders, terms.ask, plus)
    rents = rent.reprice(network, params, state, inst, placed.orders, passed, mean, anchor, where)
    leaks = leak.seep(network, params, state, inst, mean, luck, where)
    known = memory.remember(network, params, state, inst, seen, done, placed, sent)
    grown = capacity.grow(params, state, now, done.throughput, done.margin)
    paid, budgets = money.settle(network, params, state, inst, terms, seen, done, sent, where)
    page = Month(
        month=state.month,
        ask=state.ask,
        ask_after=asked.ask,
        quote=seen.quote,
        delivered=seen.delivered,
        rent=state.rent,
        orders=placed.orders,
        offered=sent.offered,
        refused=passed.refused,
        shipped=sent.shipped,
        withheld=contracts.withheld(network, terms, sent.withheld, len(state.contract_volume)),
        leaked=sent.leaked,
        arrived=arrived,
        used=done.used,
        wanted=done.wanted,
        desired=done.desired,
        untouched=done.untouched,
        throughput=done.throughput,
        capacity=now.capacity,
        produced=done.produced,
        wasted=done.wasted,
        released=done.released,
        drivers=asked.drivers,
        paid=paid,
        found=leaks.found,
    )
    after = state.replace(
        month=state.month + 1,
        stock_in=done.stock_in,
        stock_out=sent.stock_out,
        pipeline=sent.pipeline,
        waiting=passed.waiting,
        queue=passed.queue,
        ask=asked.ask,
        rent=rents,
        smuggling=leaks.smuggling,
        transshipment=leaks.transshipment,
        price=seen.price,
        price_smooth=seen.smooth,
        price_trend=seen.trend,
        risk=known.risk,
        expected_use=placed.expected_use,
        expected_sales=asked.expected_sales,
        share=seen.share,
        log_price_ref=seen.log_price_ref,
        entered=seen.entered,
        fill=known.fill,
        shipped=sent.shipped,
        declared=sent.shipped[network.abroad] - sent.leaked,
        customs=state.declared,
        substitution=known.substitution,
        throughput=done.throughput,
        quota_left=_use_quota(network, state, sent.charged),
        measure_left=budgets,
        project_paid=np.where(np.isfinite(state.project_opens), 1.0, state.project_paid),
        waste=state.waste + done.wasted,
        money=state.money + paid,
        **grown,
    )
    return after, page


def _use_quota(network: Network, state: State, charged: Array) -> Array:
    """Take what was shipped under a quota off what is left of it."""
    if "quota" not in network.uses:
        return state.quota_left
    used = network.lanes_of_pool @ (network.links_of_lane @ charged)
    return np.maximum(state.quota_left - used, 0.0)
