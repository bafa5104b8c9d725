"""Indicators: by hand on the small world, and laws that hold everywhere."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.ledger import Ledger
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules import turn
from realm.rules.groups import group
from realm.rules.indicators import INDICATORS, measure
from realm.rules.reading import DAYS_PER_MONTH, Turn
from realm.rules.start import first_state

Game = tuple[Network, Params, State, Ledger]


@cache
def played(scenario: str, months: int, worlds: int = 1) -> Game:
    network, params = compile_scenario(load(scenario))
    luck = Luck(seed=1, worlds=np.arange(worlds))
    state, ledger = turn.play(network, params, first_state(network, params, worlds), luck, months)
    return network, params, state, ledger


def read(game: Game) -> dict[str, dict[str, Array]]:
    network, params, state, ledger = game
    values = measure(Turn.of(network, params, ledger, state))
    actors = group(network).actors
    return {actor: {name: values[name][row] for name in values} for row, actor in enumerate(actors)}


def test_the_first_month_of_the_small_world_by_hand() -> None:
    """600 t ore each; Aland keeps 120 of its 300 t metal; Cland buys 60 of its 360 t abroad."""
    found = {
        k: {n: v[0] for n, v in one.items()} for k, one in read(played("small-world", 1)).items()
    }
    aland, cland = found["aland"], found["cland"]

    assert aland["supply_hhi"] == pytest.approx(0)
    assert aland["import_reliance"] == pytest.approx(0)
    # Cland, in $ a year: 1,200 k$ of ore, all from Bland; 3,600 k$ of metal, a sixth from Aland.
    assert cland["supply_hhi"] == pytest.approx((1200 * 1 + 3600 / 36) / 4800, rel=0.03)
    assert cland["import_reliance"] == pytest.approx((1200 + 600) / 4800, rel=0.1)
    assert aland["fill_rate"] == cland["fill_rate"] == pytest.approx(1)
    assert cland["lost_output"] == 0
    assert aland["utilisation"] == pytest.approx(0.75, rel=0.02)
    assert aland["price_gap"] == pytest.approx(1, rel=0.01)
    # Stocks: a month and a half of ore, two months of metal; ore is 50 of the 150 k$ a month.
    cover = (1.5 * 100 + 2 * 100) / 200 * DAYS_PER_MONTH
    assert aland["days_of_cover"] == pytest.approx(cover, rel=0.03)
    # Only Aland and Cland smelt; the mines and Bland's users make nothing of another good.
    assert aland["industrial_base"] == pytest.approx(400)
    assert found["bland"]["industrial_base"] == found["north_mining"]["industrial_base"] == 0
    # All ore of Cland comes from Bland, a sixth of its metal from Aland. Without them it lives off
    # stocks: 1.5 months of a year of ore, 2 of metal; ore is a quarter of what it buys.
    ore, metal = 1.5 / 12, 5 / 6 + 2 / 12
    assert cland["supply_security"] == pytest.approx((ore * 1200 + metal * 3600) / 4800, rel=0.05)
    assert aland["supply_security"] == 1
    assert aland["treasury"] == pytest.approx(100, rel=0.01)
    # Aland sells 180 t of metal a year at $10; others take in 600 t of ore and 480 t of metal.
    assert aland["export_income"] == pytest.approx(1.8 / 12, rel=0.01)
    assert aland["market_share"] == pytest.approx(1800 / 6000, rel=0.02)
    assert found["bland"]["market_share"] == pytest.approx(1200 / 7200, rel=0.02)
    assert np.isnan(aland["reserve_days"])  # it has no store; Cland's holds a month's 30 t
    # What is wanted moves with the luck of its demand.
    assert cland["reserve_days"] == pytest.approx(DAYS_PER_MONTH, rel=0.03)
    assert 0.97 < aland["industry_approval"] <= 1
    # 50 t of ore at $2 less a cost of $1 each.
    assert found["north_mining"]["profit"] == pytest.approx(0.05, rel=0.05)


def test_what_an_actor_does_not_have_is_not_a_number() -> None:
    found = read(played("small-world", 1))
    for name, indicator in INDICATORS.items():
        for actor in ("aland", "bland", "cland"):
            if "country" not in indicator.actors:
                assert np.isnan(found[actor][name]).all(), (actor, name)
        if "firm" not in indicator.actors:
            assert np.isnan(found["north_mining"][name]).all(), name
    assert np.isnan(found["north_mining"]["supply_hhi"]).all()  # a mine buys nothing


@pytest.mark.parametrize("scenario", ["small-world", "june-2025"])
def test_shares_are_shares_and_shortage_is_lost_output(scenario: str) -> None:
    game = played(scenario, 9, 2)
    found = read(game)
    for actor, values in found.items():
        for name in ("supply_hhi", "import_reliance", "fill_rate", "utilisation"):
            known = values[name][~np.isnan(values[name])]
            assert ((known >= 0) & (known <= 1 + 1e-12)).all(), (actor, name)
        for name in ("days_of_cover", "lost_output", "price_gap"):
            known = values[name][~np.isnan(values[name])]
            assert (known >= 0).all(), (actor, name)
    countries = list(game[0].countries)
    short = [c for c in countries if (found[c]["fill_rate"] < 0.999).any()]
    assert all((found[c]["lost_output"] > 0).any() for c in short)
    assert scenario == "small-world" or short


def test_who_gets_nothing_has_not_many_suppliers() -> None:
    network, params, state, ledger = played("small-world", 3)
    month = ledger.months[0]
    nothing = Ledger((replace(month, shipped=np.zeros_like(month.shipped)),))
    found = INDICATORS["supply_hhi"].function(Turn.of(network, params, nothing, state))
    actors = (*network.countries, *network.firms)

    assert (found[actors.index("cland")] == 1.0).all()
    assert (found[actors.index("cland_metals")] == 1.0).all()
    assert np.isnan(found[actors.index("south_mining")]).all(), "a mine buys nothing"


def test_a_world_alone_reads_as_among_others() -> None:
    network, params, state, ledger = played("june-2025", 4, 3)
    for name, values in measure(Turn.of(network, params, ledger, state)).items():
        alone = Luck(seed=1, worlds=np.array([2]))
        one, page = turn.play(network, params, first_state(network, params, 1), alone, 4)
        assert values.shape[-1] == 3
        other = INDICATORS[name].function(Turn.of(network, params, page, one))
        np.testing.assert_array_equal(values[:, 2], other[:, 0], err_msg=name)


def test_firms_profits_are_what_their_accounts_gained() -> None:
    network, _, state, ledger = played("june-2025", 6)
    found = read(played("june-2025", 6))
    started = first_state(network, played("june-2025", 6)[1], 1)
    gains = (state.money - started.money) / 1000
    for row, firm in enumerate(network.firms):
        assert found[firm]["profit"][0] == pytest.approx(gains[row, 0], abs=1e-9)
    assert len(ledger.months) == 6


def test_seats_of_shipped_scenarios_weigh_what_there_is() -> None:
    for name in ("small-world", "june-2025"):
        scenario = load(name)
        for seat in scenario.seats.values():
            kind = "country" if seat.actor in scenario.countries else "firm"
            for indicator in seat.objectives:
                assert kind in INDICATORS[indicator].actors, (seat.actor, indicator)
