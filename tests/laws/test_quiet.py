"""Where nothing happens nothing changes; where little happens little changes."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from tests.generate import quiet_scenarios
from tests.laws.cases import examples

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.content.still import LUCKLESS, still
from realm.core.chance import Luck
from realm.core.params import Params
from realm.core.scenario import Scenario
from realm.core.state import State
from realm.rules import turn
from realm.rules.start import first_state

FLOWS = (
    "ask",
    "stock_in", "stock_out", "pipeline", "rent", "smuggling", "transshipment", "price",
    "price_smooth", "price_trend", "risk", "expected_use", "expected_sales", "fill", "shipped",
    "substitution", "capacity", "building", "throughput", "waiting", "queue", "contract_volume",
)  # fmt: skip


def drift(params: Params, start: State, now: State) -> dict[str, float]:
    """Say how far each field has moved, relative to itself and a thousandth of its largest.

    Stocks, which may all be nothing, are also measured by the largest flow. Shares of links that
    carry nothing are left out.
    """
    pairs = {name: (getattr(start, name), getattr(now, name)) for name in FLOWS}
    used = params.base_flow[:, 0] > 0.0
    pairs["share"] = (start.share[used], now.share[used])
    found = {}
    for name, (before, after) in pairs.items():
        most = np.abs(before).max(initial=0.0)
        if name in {"stock_in", "stock_out", "pipeline"}:
            most = max(most, params.base_flow.max(initial=0.0))
        scale = np.abs(before) + 1e-3 * most + 1e-9
        if name in {"price_trend", "risk", "smuggling", "substitution"}:
            scale = np.ones_like(before)
        found[name] = float((np.abs(after - before) / scale).max(initial=0.0))
    return {name: moved for name, moved in found.items() if not moved <= 1e-9}


def rests(scenario: Scenario, months: int) -> None:
    network, params = compile_scenario(scenario)
    start = first_state(network, params, 1)

    now, _ = turn.play(network, params, start, Luck(seed=1, worlds=np.arange(1)), months)

    assert now.fault[0] == 0.0
    assert drift(params, start, now) == {}


@given(quiet_scenarios())
@examples(25)
def test_a_quiet_world_stays_as_it_is(scenario: Scenario) -> None:
    rests(scenario, 24)


@pytest.mark.slow
@given(quiet_scenarios())
@examples(40)
def test_a_quiet_world_stays_as_it_is_for_ten_years(scenario: Scenario) -> None:
    rests(scenario, 120)


@pytest.mark.parametrize("name", ["small-world", "june-2025"])
def test_shipped_worlds_rest_for_ten_years(name: str) -> None:
    rests(still(load(name)), 120)


@pytest.mark.slow
def test_demand_noise_of_two_percent_keeps_prices_within_ten_percent() -> None:
    calm = still(load("june-2025"))
    noisy = dataclasses.replace(
        calm, luck=dataclasses.replace(LUCKLESS, demand_noise=0.02, demand_noise_common=0.5)
    )
    network, params = compile_scenario(noisy)
    start = first_state(network, params, 8)

    _, ledger = turn.play(network, params, start, Luck(seed=3, worlds=np.arange(8)), 120)

    busy = params.base_sales[:, 0] > 0.0
    asks = ledger.series("ask_after")[: len(busy)][busy]
    moved = np.abs(np.log(asks / start.ask[: len(busy)][busy][:, None, :]))
    worst = [network.offers[i] for i in np.flatnonzero(busy)[moved.max(axis=(1, 2)) > np.log(1.1)]]
    assert worst == [], moved.max()
