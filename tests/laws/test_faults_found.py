"""Faults that the laws found, in their smallest form."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.plain import MADE, world

from realm.content import bindings
from realm.content.compile import compile_scenario
from realm.core import chance
from realm.core.actors import Link, Stockpile
from realm.core.chance import Luck
from realm.core.scenario import Scenario
from realm.core.state import State
from realm.core.terms import Contract, Measure
from realm.rules import turn
from realm.rules.start import first_state

LUCK = Luck(seed=1, worlds=np.arange(1))


def trade(**rest: Any) -> Scenario:
    """A mine at home sells to users at home and abroad."""
    spot = Contract(
        name="spot", seller="mine", buyers=("here",), commodity="ore", volume_t_per_year=60.0,
        source=MADE,
    )  # fmt: skip
    return world(
        {"ore": 10.0},
        {"mine": ("home", {}, {"ore": 1.0})},
        {"here": ("home", "ore"), "there": ("abroad", "ore")},
        {("mine", "here", "ore"): 120.0, ("mine", "there", "ore"): 120.0},
        **{"contracts": {"spot": spot}, **rest},
    )


def play(scenario: Scenario, months: int) -> tuple[State, State]:
    network, params = compile_scenario(scenario)
    start = first_state(network, params, 1)
    return start, turn.play(network, params, start, LUCK, months)[0]


def test_a_scenario_without_contracts_compiles() -> None:
    compile_scenario(trade(contracts={}))


def test_a_product_that_nobody_buys_is_waste() -> None:
    plain = trade()
    recipe = replace(plain.recipes["make_mine"], outputs={"ore": 1.0, "slag": 0.5})
    slag = replace(plain.commodities["ore"], price_usd_per_kg=0.1, measure_group="slag")
    scenario = replace(
        plain,
        commodities={**plain.commodities, "slag": slag},
        recipes={"make_mine": recipe},
    )

    _, after = play(scenario, 3)

    assert after.fault[0] == 0.0
    assert np.isfinite(after.ask).all()


def test_an_index_without_reference_sales_stays_at_its_start() -> None:
    index = Contract(
        name="index", seller="mine", buyers=("there",), commodity="ore", volume_t_per_year=60.0,
        price_rule="index", source=MADE,
    )  # fmt: skip
    scenario = trade(contracts={"index": index}, reference_exporter="abroad")

    start, after = play(scenario, 3)

    assert after.price == pytest.approx(start.price, rel=1e-9)


def test_a_plant_that_runs_at_a_loss_rests() -> None:
    plain = trade()
    mine = replace(plain.facilities["mine"], cost_usd_per_kg=13.0)

    start, after = play(replace(plain, facilities={"mine": mine}), 3)

    assert after.ask == pytest.approx(start.ask, rel=1e-9)


def test_an_idle_plant_rests_and_so_does_the_store_beside_it() -> None:
    plain = trade(
        stockpiles={"store": Stockpile(country="home", commodity="ore", stock_t=5.0, source=MADE)}
    )
    idle = replace(plain.facilities["mine"], capacity_t_per_year=100.0)

    start, after = play(replace(plain, facilities={**plain.facilities, "idle": idle}), 12)

    assert after.ask == pytest.approx(start.ask, rel=1e-9)


def test_a_rent_at_its_ceiling_without_orders_warns_nobody() -> None:
    scenario = trade()
    network, params = compile_scenario(scenario)
    start = first_state(network, params, 1)

    turn.play(network, params, start.replace(rent=start.rent + 100.0), LUCK, 1)


def test_smuggling_that_a_duty_of_the_start_would_feed_is_refused() -> None:
    duty = Measure(
        name="duty", country="home", family="export_tax", duty_share=0.4, enforcement=1.0,
        in_force="2025-01", source=MADE,
    )  # fmt: skip

    found = [path for path, _, _ in bindings.measure_findings(trade(measures={"duty": duty}))]

    assert found == [("measures", "duty", "enforcement")]


def test_a_minimum_price_of_the_start_rests() -> None:
    least = Measure(
        name="least", country="home", family="minimum_export_price", minimum_usd_per_kg=15.0,
        in_force="2025-01", source=MADE,
    )  # fmt: skip

    start, after = play(trade(measures={"least": least}), 3)

    assert after.price == pytest.approx(start.price, rel=1e-9)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", ["stock_out", "ask", "expected_use"])
def test_the_guard_finds_infinity(name: str) -> None:
    network, params = compile_scenario(trade())
    start = first_state(network, params, 2)
    values = getattr(start, name).copy()
    values[0, 1] = np.inf

    after, _ = turn.play(network, params, start.replace(**{name: values}),
                         Luck(seed=1, worlds=np.arange(2)), 2)  # fmt: skip

    assert after.fault[1] > 0.0


def test_a_store_buys_by_the_same_route_in_any_order() -> None:
    plain = trade(stockpiles={"store": Stockpile(country="abroad", commodity="ore", source=MADE)})
    slow = Link(
        seller="mine", buyer="too", commodity="ore", base_flow_t_per_year=120.0,
        transit_months=3.0, source=MADE,
    )  # fmt: skip
    too = replace(plain.sectors["there"], demand_t_per_year=120.0, use="too")
    mine = replace(plain.facilities["mine"], capacity_t_per_year=500.0)
    whole = replace(
        plain,
        facilities={"mine": mine},
        sectors={**plain.sectors, "too": too},
        links={**plain.links, "slow": slow},
    )
    turned = replace(whole, links=dict(reversed(whole.links.items())))

    lags = []
    for scenario in (whole, turned):
        network, params = compile_scenario(scenario)
        lags.append(params.transit[:, network.links.index("mine>store"), 0].tolist())

    assert lags[0] == lags[1]


def test_the_largest_hash_gives_less_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chance, "_mix", lambda bits: np.full_like(bits, 2**64 - 1))

    assert Luck(seed=1, worlds=np.arange(1)).uniform("demand", 0, ("a",))[0, 0] < 1.0


def test_an_empty_seller_under_a_home_obligation_ships_nothing() -> None:
    duty = Measure(
        name="duty", country="home", family="domestic_market_obligation", obliged_share=0.5,
        in_force="2025-02", source=MADE,
    )  # fmt: skip
    plain = world(
        {"ore": 2.0, "metal": 10.0},
        {"mine": ("home", {}, {"ore": 1.0}), "plant": ("home", {"ore": 1.0}, {"metal": 1.0})},
        {"here": ("home", "metal"), "there": ("abroad", "metal")},
        {
            ("mine", "plant", "ore"): 240.0,
            ("plant", "here", "metal"): 100.0,
            ("plant", "there", "metal"): 140.0,
        },
        measures={"duty": duty},
    )
    links = {name: replace(link, contract_share=0.317) for name, link in plain.links.items()}
    network, params = compile_scenario(replace(plain, links=links))
    start = first_state(network, params, 64)
    stock = start.stock_in * np.random.default_rng(0).uniform(0.3, 2.0, start.stock_in.shape)
    pipeline = start.pipeline.copy()
    stock[network.intakes.index("plant:ore")] = 0.0
    pipeline[:, network.links.index("mine_to_plant_ore")] = 0.0
    empty = start.replace(
        stock_in=stock, pipeline=pipeline, stock_out=np.zeros_like(start.stock_out)
    )

    _, page = turn.month(network, params, empty, Luck(seed=1, worlds=np.arange(64)))

    metal = [i for i, name in enumerate(network.links) if name.startswith("plant")]
    assert np.all(page.shipped[metal] == 0.0)
