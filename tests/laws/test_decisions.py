"""A turn holds no more than political capital and money allow, and no less."""

import dataclasses

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.laws.cases import Case, cases, examples

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.arrays import Array, total
from realm.core.orders import Orders
from realm.rules import politics, turn
from realm.rules.start import first_state


def afforded(case: Case) -> tuple[Orders, Array]:
    return politics.bound(case.network, case.params, case.state, case.orders)


def rich(case: Case) -> Case:
    """The same game with bottomless purses."""
    state = case.state.replace(
        political_capital=np.full_like(case.state.political_capital, 1e9),
        money=np.full_like(case.state.money, 1e15),
    )
    return dataclasses.replace(case, state=state)


def columns(orders: Orders) -> dict[str, Array]:
    return {f.name: getattr(orders, f.name) for f in dataclasses.fields(Orders)}


@given(cases())
@examples(25)
def test_what_happens_was_ordered_and_is_paid(case: Case) -> None:
    orders, left = afforded(case)

    for name, values in columns(orders).items():
        wanted = columns(case.orders)[name]
        assert np.all(np.isnan(values) | (values == wanted)), name
    assert np.all(left >= 0.0)
    spent = np.zeros_like(left)
    due = np.zeros_like(case.state.money)
    purses = (*case.network.countries, *case.network.firms)
    groups = politics.acts(
        case.network, case.params.rules, case.state, orders, cost=case.params.project_cost
    )
    for group in groups:
        for actor, name in enumerate(purses):
            mine = np.broadcast_to(group.payer, group.capital.shape) == actor
            if actor < len(left):
                spent[actor] += total(np.where(mine, group.capital, 0.0))
            due[case.network.accounts.index(name)] += total(np.where(mine, group.money, 0.0))
    assert np.allclose(case.state.political_capital - spent, left, rtol=1e-9, atol=1e-9)
    held = np.maximum(case.state.money, 0.0)
    assert np.all(due <= held * (1.0 + 1e-8))


@given(cases())
@examples(25)
def test_who_can_pay_for_everything_gets_everything(case: Case) -> None:
    orders, _ = afforded(rich(case))

    for name, values in columns(orders).items():
        assert np.array_equal(values, columns(case.orders)[name], equal_nan=True), name


@given(cases())
@examples(15)
def test_who_asks_for_nothing_new_pays_nothing(case: Case) -> None:
    same = Orders.none(case.state)
    same = dataclasses.replace(
        same,
        measure_on=case.state.measure_on,
        measure_size=case.state.measure_size,
        coalition=case.state.coalition,
        stock_target=case.state.stock_target,
    )
    poor = case.state.replace(political_capital=np.zeros_like(case.state.political_capital))
    orders, left = politics.bound(case.network, case.params, poor, same)

    assert np.all(left == 0.0)
    assert not np.isnan(orders.measure_on).any()


@given(cases(), st.integers(0, 2))
@examples(15)
def test_political_capital_grows_back_to_its_most_and_no_further(case: Case, turns: int) -> None:
    state, most = case.state, case.params.rules.political_capital
    before = np.maximum(state.political_capital, most)
    for _ in range(turns + 1):
        state, _ = turn.step(case.network, case.params, state, Orders.none(state), case.luck)

    sound = state.fault == 0.0
    assert np.all((state.political_capital <= before)[:, sound])
    assert np.all((state.political_capital >= case.state.political_capital)[:, sound])


def test_a_frozen_world_gains_no_capital() -> None:
    network, params = compile_scenario(load("small-world"))
    state = first_state(network, params, 2)
    capital = state.political_capital - 8.0
    after = politics.regrow(
        params, state.replace(political_capital=capital, fault=np.array([0.0, 1.0]))
    )

    assert np.all(after.political_capital[:, 0] == 10.0)
    assert np.all(after.political_capital[:, 1] == 4.0)
