"""Laws of deals: nothing is overwritten, made or lost; a breach is found once; trust has bounds."""

import dataclasses
from collections.abc import Iterator

import numpy as np
from hypothesis import given
from tests.laws.cases import Case, cases, examples

from realm.core.arrays import total
from realm.core.ledger import Ledger
from realm.core.orders import Orders
from realm.core.state import State
from realm.rules import deals, instruments, turn
from realm.rules.indicators import INDICATORS
from realm.rules.reading import Turn

TURNS = 3
TERMS = ("contract_price", "contract_fixed", "contract_index", "contract_floor", "contract_ends")


def turns(case: Case) -> Iterator[tuple[State, turn.Opening, State, Ledger]]:
    """Play some turns with the same orders each; those of the case, signatures among them."""
    state = case.state
    for _ in range(TURNS):
        opening = turn.begin(case.network, case.params, state, case.orders, case.luck)
        after, ledger = turn.step(case.network, case.params, state, case.orders, case.luck)
        yield state, opening, after, ledger
        state = after


@given(cases())
@examples(15)
def test_no_deal_overwrites_what_runs(case: Case) -> None:
    quiet = dataclasses.replace(case.orders, revoke=np.full_like(case.orders.revoke, np.nan))
    for before, opening, _, _ in turns(dataclasses.replace(case, orders=quiet)):
        taken = before.contract_volume > 0.0
        taken[: len(case.scenario.contracts)] = False
        now = opening.state
        for name in ("contract_volume", *TERMS):
            old, new = getattr(before, name), getattr(now, name)
            assert np.array_equal(old[taken], new[taken]), name
        assert np.all(now.waiver >= before.waiver)
        assert np.all(now.know_how >= before.know_how)
        lent = before.loan_left > 0.0
        assert np.array_equal(now.loan_left[lent], before.loan_left[lent])
        begun = np.isfinite(before.project_opens)
        assert np.array_equal(now.project_opens[begun], before.project_opens[begun])


@given(cases())
@examples(15)
def test_what_can_be_agreed_on_takes_effect_and_nothing_else(case: Case) -> None:
    bargains, signed = case.network.bargains, case.orders.signed
    only = dataclasses.replace(Orders.none(case.state), signed=signed)
    for before, opening, _, _ in turns(dataclasses.replace(case, orders=only)):
        for kind in set(bargains.kinds):
            can = deals.possible(case.network, before, kind)
            for place, table in enumerate(bargains.of_kind(kind)):
                for world, outcome in enumerate(signed[table]):
                    if not np.isnan(outcome):
                        stands = bool(can[int(outcome), place, world])
                        assert (opening.signed[table, world] == outcome) == stands


@given(cases())
@examples(15)
def test_money_moves_between_accounts_only(case: Case) -> None:
    for before, _, after, ledger in turns(case):
        assert ledger.accord is not None
        moved = ledger.accord.transfers
        paid = sum((month.paid for month in ledger.months), np.zeros_like(before.money))
        scale = np.abs(before.money).max(initial=1.0) + np.abs(paid).max(initial=1.0)
        assert np.abs(total(moved)).max(initial=0.0) <= 1e-9 * scale
        gap = np.abs(after.money - before.money - paid - moved)
        assert gap.max(initial=0.0) <= 1e-9 * scale


@given(cases())
@examples(15)
def test_what_is_lent_is_no_loss_and_what_is_paid_back_no_gain(case: Case) -> None:
    bargains, firms = case.network.bargains, slice(len(case.network.countries), None)
    for before, _, after, ledger in turns(case):
        lent = after.loan_left - before.loan_left
        owed = np.zeros_like(before.money)
        for table in np.flatnonzero(bargains.seller >= 0):
            seller = int(bargains.seller[table])
            owed[bargains.accounts[1 - seller, table]] += lent[table]
            owed[bargains.accounts[seller, table]] -= lent[table]
        grown = (after.money - before.money + owed)[: len(case.network.firms)]
        read = Turn.of(case.network, case.params, ledger, after)

        earned = INDICATORS["profit"].function(read)[firms]

        scale = np.abs(before.money).max(initial=1.0) + np.abs(grown).max(initial=1.0)
        assert np.abs(1000.0 * earned - grown).max(initial=0.0) <= 1e-9 * scale


@given(cases())
@examples(15)
def test_a_waiver_lets_no_more_through_than_no_measure(case: Case) -> None:
    network, params = case.network, case.params
    for before, _, _, _ in turns(case):
        generous = before.replace(waiver=np.ones_like(before.waiver))
        none = before.replace(measure_on=np.zeros_like(before.measure_on),
                              measure_known=np.zeros_like(before.measure_known))  # fmt: skip
        bare = instruments.stand(network, params, none)
        for state in (before, generous):
            standing = instruments.stand(network, params, state)
            inst = instruments.read(network, params, state, standing, case.luck)
            assert np.all(inst.share <= bare.share)
            for name in ("duty", "levy", "minimum", "tariff", "delay", "counted", "severity"):
                assert np.all(getattr(inst, name) >= getattr(bare, name)), name
    if "waiver" in network.uses:
        eased = instruments.stand(network, params, generous)
        for name in ("share", "duty", "levy", "minimum", "tariff", "delay", "counted", "severity"):
            assert np.array_equal(
                getattr(eased, name), 0.0 * getattr(eased, name) + getattr(bare, name)
            )


@given(cases())
@examples(15)
def test_a_breach_is_found_once(case: Case) -> None:
    for _, opening, after, ledger in turns(case):
        assert ledger.accord is not None
        broken = ledger.accord.broken > 0.0
        assert np.all(after.deal[broken & (opening.revoked < 0.0)] < 0.0)
        assert np.all(after.deal_ends[broken & (opening.revoked < 0.0)] == np.inf)
        bargains = case.network.bargains
        for slots in bargains.slots:
            has = slots >= 0
            ended = broken[has] & (opening.revoked[has] < 0.0)
            assert np.all(after.contract_volume[slots[has]][ended] == 0.0)
        none = dataclasses.replace(
            case.orders,
            signed=np.full_like(case.orders.signed, np.nan),
            revoke=np.full_like(case.orders.revoke, np.nan),
        )
        _, later = turn.step(case.network, case.params, after, none, case.luck)
        assert later.accord is not None
        assert not np.any(later.accord.broken[after.deal < 0.0] > 0.0)


@given(cases())
@examples(15)
def test_trust_keeps_its_bounds_and_its_terms_add_up(case: Case) -> None:
    for before, _, after, ledger in turns(case):
        assert ledger.accord is not None
        assert np.all(np.abs(after.trust) <= 1.0)
        change = total(ledger.accord.trust)
        assert np.abs(after.trust - before.trust - change).max(initial=0.0) <= 1e-12


@given(cases(terms=False, growth=False, luck=False))
@examples(20)
def test_where_nobody_acts_trust_stays_as_it_is(case: Case) -> None:
    state = case.state.replace(transshipment=np.zeros_like(case.state.transshipment))
    before = state.trust.copy()
    for _ in range(TURNS):
        state, ledger = turn.step(case.network, case.params, state, Orders.none(state), case.luck)
        assert ledger.accord is not None
        assert not np.any(ledger.accord.transfers)
    assert np.array_equal(state.trust, before)
    assert instruments.stand(case.network, case.params, state).liking is None
