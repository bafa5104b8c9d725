"""Mass and money are conserved, nothing is negative, all is finite, whatever one plays."""

import numpy as np
import pytest
from hypothesis import given
from tests.generate import network_of, scenarios
from tests.laws.cases import LIMITLESS, Case, Played, arrays_of, cases, examples, played

from realm.content import bindings, flows
from realm.content.compile import compile_scenario
from realm.core.arrays import Array, Index
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.scenario import Scenario
from realm.core.state import State
from realm.rules import turn
from realm.rules.guard import NEVER_NEGATIVE
from realm.rules.start import first_state

NOT_BELOW_ZERO = (
    "orders", "offered", "refused", "shipped", "leaked", "arrived", "used", "wanted", "desired",
    "throughput", "capacity", "produced", "wasted", "released", "rent", "ask",
)  # fmt: skip
"""Quantities of the ledger that cannot be negative."""


def tonnes(network: Network, commodities: Index, slots: Array) -> Array:
    """Add up slots by commodity, (commodity, world)."""
    found = np.zeros((len(network.commodities), slots.shape[-1]))
    np.add.at(found, commodities, slots)
    return found


def stocks(network: Network, state: State) -> Array:
    moving = state.pipeline.sum(axis=0)
    return (
        tonnes(network, network.intake_commodity, state.stock_in)
        + tonnes(network, network.offer_commodity, state.stock_out)
        + tonnes(network, network.offer_commodity[network.link_offer], moving)
    )


def mass_is_conserved(case: Case, month: Played) -> None:
    """Before + produced = after + used + wasted; what stockpiles offer only changes its place."""
    network, page = case.network, month.page
    offered = network.offer_commodity[network.facility_offers]
    before, after = stocks(network, month.before), stocks(network, month.after)
    made = before + tonnes(network, offered, page.produced - page.wasted)
    used = page.used.copy()
    used[network.stockpile_intakes] -= page.released
    left = made - tonnes(network, network.intake_commodity, used)
    scale = before + tonnes(network, offered, page.produced)
    assert np.all(np.abs(after - left) <= 1e-9 * np.maximum(scale, 1e-4))


def sellers_ship_what_they_have(case: Case, month: Played) -> None:
    network, page = case.network, month.page
    stock = month.before.stock_out.copy()
    stock[network.facility_offers] += page.produced - page.wasted
    stock[network.stockpile_offers] += page.released
    gone = network.links_of_offer @ page.shipped
    assert np.all(gone <= stock * (1.0 + 1e-12) + 1e-12)
    assert np.allclose(month.after.stock_out, np.maximum(stock - gone, 0.0), rtol=1e-9, atol=1e-9)


def lines_use_what_they_have(case: Case, month: Played) -> None:
    in_hand = month.before.stock_in + month.page.arrived
    assert np.all(month.page.used <= in_hand * (1.0 + 1e-12))


def money_is_conserved(case: Case, month: Played) -> None:
    paid = month.page.paid
    turnover = np.abs(paid).sum(axis=0)
    dollar = 1e-3  # where less moves, what is left of large numbers is rounding
    assert np.all(np.abs(paid.sum(axis=0)) <= 1e-9 * np.maximum(turnover, dollar))
    assert np.array_equal(month.after.money, month.before.money + paid)


def budgets_hold(case: Case, month: Played) -> None:
    left, before = month.after.measure_left, month.before.measure_left
    limited = np.isfinite(before)
    assert np.all(left[limited] <= before[limited])
    assert np.all(left[limited] >= -1e-9 * np.maximum(before[limited], 1.0))


def nothing_is_negative(case: Case, month: Played) -> None:
    for name in NEVER_NEGATIVE:
        assert np.all(getattr(month.after, name) >= 0.0), name
    for name in NOT_BELOW_ZERO:
        assert np.all(getattr(month.page, name) >= 0.0), name
    assert np.all(month.after.ask > 0.0)
    assert np.all(month.after.share <= 1.0 + 1e-12)


def leak_is_part_of_shipments(case: Case, month: Played) -> None:
    abroad = month.page.shipped[case.network.abroad]
    assert np.all(month.page.leaked <= abroad * (1.0 + 1e-12))
    assert np.all(month.after.smuggling + month.after.transshipment <= 0.95 + 1e-12)


def all_is_finite(case: Case, month: Played) -> None:
    for name, values in arrays_of(month.after).items():
        assert not np.any(np.isnan(values)), name
        assert name in LIMITLESS or np.all(np.isfinite(values)), name
    for name, values in arrays_of(month.page).items():
        assert np.all(np.isfinite(values)), name


def drivers_add_up(case: Case, month: Played) -> None:
    offers = case.network.facility_offers
    moved = np.log(month.page.ask_after[offers] / month.page.ask[offers])
    assert np.allclose(month.page.drivers.sum(axis=0), moved, rtol=0.0, atol=1e-9)


LAWS = (
    mass_is_conserved,
    sellers_ship_what_they_have,
    lines_use_what_they_have,
    money_is_conserved,
    budgets_hold,
    nothing_is_negative,
    leak_is_part_of_shipments,
    all_is_finite,
    drivers_add_up,
)


def obey(case: Case, months: int) -> None:
    for month in played(case, months):
        for law in LAWS:
            law(case, month)


@given(cases())
@examples(30)
def test_the_books_balance_each_month(case: Case) -> None:
    obey(case, 9)


@pytest.mark.slow
@given(cases())
@examples(80)
def test_the_books_balance_for_years(case: Case) -> None:
    obey(case, 40)


@given(scenarios())
@examples(25)
def test_generated_scenarios_pass_the_checks_of_files(scenario: Scenario) -> None:
    found = [
        *flows.findings(scenario),
        *bindings.findings(scenario),
        *bindings.measure_findings(scenario),
    ]
    assert found == []


@pytest.mark.parametrize("size", [100, 400, pytest.param(8000, marks=pytest.mark.slow)])
def test_big_networks_have_the_links_asked_for_and_play(size: int) -> None:
    scenario = network_of(size, seed=1)

    assert network_of(size, seed=1) == scenario
    assert abs(len(scenario.links) - size) <= 0.1 * size
    assert [*flows.findings(scenario), *bindings.findings(scenario)] == []
    network, params = compile_scenario(scenario)
    luck = Luck(seed=1, worlds=np.arange(2))
    after, _ = turn.play(network, params, first_state(network, params, 2), luck, 12)
    assert not after.fault.any()
