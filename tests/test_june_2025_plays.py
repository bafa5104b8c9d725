"""June 2025 as a world: it rests when nothing moves it, and answers as markets do."""

from dataclasses import replace

import numpy as np
import pytest
from tools.mine_cut import Paths, follow_cut

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.content.still import LUCKLESS, still
from realm.core.chance import Luck
from realm.core.state import State
from realm.core.terms import Measure
from realm.core.words import month_after
from realm.rules import start, turn

YEARS = 10


@pytest.mark.parametrize("name", ["small-world", "june-2025", "june-2025-full"])
def test_a_still_world_stays_where_it_is_for_ten_years(name: str) -> None:
    network, params = compile_scenario(still(load(name)))
    state = first = start.first_state(network, params, 1)
    luck = Luck(1, np.arange(1))

    for _ in range(12 * YEARS):
        state, _ = turn.month(network, params, state, luck)

    for field in ("ask", "price", "expected_use", "expected_sales", "stock_in", "stock_out"):
        before, after = getattr(first, field), getattr(state, field)
        assert np.abs(after - before).max() <= 1e-9 * np.abs(before).max(), field


@pytest.mark.slow
def test_demand_noise_keeps_prices_within_a_tenth_for_ten_years() -> None:
    noise = load("june-2025").luck.demand_noise
    noisy = replace(still(load("june-2025")), luck=replace(LUCKLESS, demand_noise=noise))
    network, params = compile_scenario(noisy)
    worlds = 8
    state = start.first_state(network, params, worlds)
    luck = Luck(2, np.arange(worlds))

    furthest = 0.0
    for _ in range(12 * YEARS):
        state, page = turn.month(network, params, state, luck)
        furthest = max(furthest, _furthest(state, params.base_ask, params.base_sales, page.month))

    assert furthest < 0.10


def _furthest(state: State, base: np.ndarray, sales: np.ndarray, month: int) -> float:
    """Largest distance of an ask from its base among offers that sell."""
    offers = np.flatnonzero(sales[:, 0] > 0)
    assert month >= 0
    return float(np.abs(state.ask[offers] / base[offers] - 1.0).max())


@pytest.fixture(scope="module")
def cut() -> Paths:
    return follow_cut(load("june-2025"), cut=0.3, first=12, months=24, years=12)


def test_cutting_the_largest_mine_raises_its_price_within_four_months(cut: Paths) -> None:
    assert cut.own[12:17].max() >= 1.15


def test_cutting_the_largest_mine_raises_its_oxide_outside_within_eighteen_months(
    cut: Paths,
) -> None:
    assert cut.product == "ndpr_oxide"
    assert cut.outside[12:31].max() >= 1.15


def test_prices_come_back_some_years_after_the_mine_does(cut: Paths) -> None:
    back = 12 + 24
    assert np.abs(cut.own[back + 6 * 12 :] - 1.0).max() < 0.10
    assert np.abs(cut.outside[back + 6 * 12 :] - 1.0).max() < 0.10


@pytest.mark.parametrize("name", ["june-2025", "june-2025-full"])
@pytest.mark.parametrize("severity", [0.0, 0.3, 0.5])
def test_magnets_overshoot_a_little_after_a_licence_of_two_months(
    name: str, severity: float
) -> None:
    """1.20, 1.27, 1.29 in june-2025, 1.18, 1.25, 1.28 in the full size."""
    whole = still(load(name))
    licence = Measure(
        name="licence", country="china", family="licence", commodities=("magnet",),
        in_force=month_after(whole.starts, 6), until=month_after(whole.starts, 8),
        share_let_through=0.2, delay_working_days=0, severity=severity,
        source="assumption: an experiment",
    )  # fmt: skip
    scenario = replace(whole, measures={**whole.measures, "licence": licence})
    network, params = compile_scenario(scenario)
    first = start.first_state(network, params, 1)
    _, ledger = turn.play(network, params, first, Luck(0, np.arange(1)), 30)
    lanes = [
        row for row, lane in enumerate(network.lanes)
        if lane.startswith("china>") and lane.endswith(":magnet")
    ]  # fmt: skip
    magnets = np.isin(network.lane_of, lanes)
    sent = ledger.series("shipped")[network.abroad][magnets, :, 0].sum(axis=0)
    path = sent / sent[0]

    assert path[6:8].max() < 0.35
    assert 1.1 <= path[8:].max() <= 1.3, path[8:]
    assert path[-1] == pytest.approx(1.0, abs=0.1)
