"""Who goes without lowers no reliance and lengthens no reserve: both go by what is wanted."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.generate import scenarios
from tests.laws.cases import Case, cases, examples

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.content.still import still
from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.ledger import Ledger, Month
from realm.core.network import Network
from realm.core.params import Params
from realm.core.scenario import Scenario
from realm.core.state import State
from realm.rules import turn
from realm.rules.groups import group
from realm.rules.provision import import_reliance
from realm.rules.reading import DAYS_PER_MONTH, Turn
from realm.rules.standing import reserve_days
from realm.rules.start import first_state

LUCK = Luck(1, np.arange(2))
SLIGHT = 1e-12


def read(network: Network, params: Params, after: State, *months: Month) -> tuple[Array, Array]:
    """Read reliance and reserves; -1 for who has none."""
    seen = Turn.of(network, params, Ledger(months), after)
    return np.nan_to_num(import_reliance(seen), nan=-1.0), np.nan_to_num(
        reserve_days(seen), nan=-1.0
    )


@given(cases(), st.floats(0.0, 1.0))
@examples(40)
def test_goods_taken_from_who_uses_them_lower_no_reliance_and_lengthen_no_reserve(
    case: Case, left: float
) -> None:
    network, params, state = case.network, case.params, case.decided()
    stock, pipeline = state.stock_in.copy(), state.pipeline.copy()
    users = np.arange(len(stock)) < network.stockpile_intakes.start
    stock[users] *= left
    pipeline[:, users[network.link_intake]] *= left
    bare = state.replace(stock_in=stock, pipeline=pipeline)

    fed, plenty = turn.month(network, params, state, case.luck)
    starved, want = turn.month(network, params, bare, case.luck)

    assert np.all(want.used[users] <= plenty.used[users] * (1.0 + SLIGHT))
    np.testing.assert_array_equal(want.wanted, plenty.wanted)
    before, kept = read(network, params, fed, plenty)
    reliance, days = read(network, params, starved, want)
    assert np.all(reliance >= before - SLIGHT)
    assert np.all(days <= kept + SLIGHT * np.abs(kept))


@given(cases())
@examples(20)
def test_end_users_want_what_they_use_at_least(case: Case) -> None:
    network, users = case.network, case.network.sector_intakes
    _, page = turn.month(network, case.params, case.decided(), case.luck)

    assert np.all(page.wanted[users] >= page.used[users])
    assert np.all(page.wanted[users] >= page.untouched)
    assert np.all(page.wanted[network.stockpile_intakes] == 0.0)


@given(scenarios())
@examples(15)
def test_at_the_quiet_start_all_use_what_they_want(scenario: Scenario) -> None:
    _agree(*compile_scenario(still(scenario)))


@pytest.mark.parametrize("name", ["small-world", "june-2025", "june-2025-full"])
def test_a_shipped_scenario_begins_as_wanted(name: str) -> None:
    _agree(*compile_scenario(still(load(name))))


def _agree(network: Network, params: Params) -> None:
    """See that reliance and reserves are those of what is used, and of the use expected."""
    after, page = turn.month(network, params, first_state(network, params, 2), LUCK)
    stores = network.stockpile_intakes
    expected = after.expected_use.copy()
    expected[stores] = 0.0
    used = page.used.copy()
    used[stores] = 0.0
    np.testing.assert_allclose(page.wanted, used, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(page.wanted, expected, rtol=1e-9, atol=1e-12)


def starve(network: Network, params: Params, country: str, months: int) -> tuple[State, Ledger]:
    """Play months in which nothing more comes to a country in the second world."""
    state = first_state(network, params, 2)
    buyer = network.node_country[network.intake_node[network.link_intake]]
    there = np.flatnonzero(buyer[network.abroad] == network.countries.index(country))
    rows = np.arange(len(network.links))[network.abroad][there]
    shut = state.link_open.copy()
    shut[rows, 1] = 0.0
    return turn.play(network, params, state.replace(link_open=shut), LUCK, months)


@pytest.mark.parametrize("country", ["india", "japan", "korea"])
def test_who_gets_nothing_from_abroad_for_two_years_wants_no_less(country: str) -> None:
    """Reliance then falls by what home makes more, and by nothing else."""
    network, params = compile_scenario(still(load("june-2025")))
    _, ledger = starve(network, params, country, 24)
    row, users = network.countries.index(country), network.sector_intakes
    home = network.node_country[network.intake_node[users]] == row

    pairs = group(network).intake_pairs
    for month in ledger.months:
        used, wanted = month.used[users][home].sum(axis=0), pairs @ month.wanted
        assert month.month < 9 or used[1] < 0.7 * used[0]
        assert np.all(wanted[:, 1] >= wanted[:, 0] * (1.0 - 1e-9)), month.month


@pytest.mark.parametrize(("field", "value", "part"), [
    ("shut", 1.0, 0.0),
    ("capacity_factor", 0.5, 0.5),
    ("capacity", 2.0, 2.0),
    ("capacity", 0.0, 1.0),
    ("stock_in", 0.0, 1.0),
])  # fmt: skip
def test_what_a_plant_wants_grows_with_it_and_ends_where_it_is_stopped(
    field: str, value: float, part: float
) -> None:
    """A multiple of what the plant had; idle capacity that was mothballed is wanted as before."""
    network, params = compile_scenario(still(load("small-world")))
    state = first_state(network, params, 2)
    plant = int(network.intake_node[0])
    changed = getattr(state, field).copy()
    place = 0 if field == "stock_in" else plant
    changed[place, 1] = value * changed[place, 0] if field != "shut" else value
    _, page = turn.month(network, params, state.replace(**{field: changed}), LUCK)

    assert page.wanted[0, 1] == pytest.approx(part * page.wanted[0, 0], rel=1e-9)
    assert page.wanted[0, 0] > 0.0


def test_a_store_of_a_day_for_all_who_want_is_a_day() -> None:
    network, params = compile_scenario(still(load("small-world")))
    after, page = turn.month(network, params, first_state(network, params, 2), LUCK)
    half = replace(page, wanted=page.wanted / 2.0)
    _, days = read(network, params, after, page)
    _, longer = read(network, params, after, half)
    _, over_two = read(network, params, after, page, page)

    row = network.countries.index("cland")
    assert days[row, 0] == pytest.approx(DAYS_PER_MONTH, rel=0.02)
    assert longer[row] == pytest.approx(2.0 * days[row])
    assert over_two[row] == pytest.approx(days[row])
