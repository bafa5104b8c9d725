"""Faults that the laws found, in their smallest form; those not mended yet are marked so."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.plain import MADE, world

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


@pytest.mark.xfail(
    strict=True, reason="base.py: np.bincount of nothing gives int64; np.divide(out=) refuses it"
)
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


@pytest.mark.xfail(
    strict=True,
    reason="asks._floors: revenue under 80 % of cost is lifted although the start has it so; "
    "floor at min(0.8, exp(base_margin)), or let the check refuse such plants",
)
def test_a_plant_that_runs_at_a_loss_rests() -> None:
    plain = trade()
    mine = replace(plain.facilities["mine"], cost_usd_per_kg=13.0)

    start, after = play(replace(plain, facilities={"mine": mine}), 3)

    assert after.ask == pytest.approx(start.ask, rel=1e-9)


@pytest.mark.xfail(
    strict=True,
    reason="asks: an offer with capacity and no sales gets log(1e-12) orders, its ask falls 12 % "
    "a month, and a stockpile's ask (plain mean of its market) falls with it",
)
def test_an_idle_plant_rests_and_so_does_the_store_beside_it() -> None:
    plain = trade(
        stockpiles={"store": Stockpile(country="home", commodity="ore", stock_t=5.0, source=MADE)}
    )
    idle = replace(plain.facilities["mine"], capacity_t_per_year=100.0)

    start, after = play(replace(plain, facilities={**plain.facilities, "idle": idle}), 12)

    assert after.ask == pytest.approx(start.ask, rel=1e-9)


@pytest.mark.xfail(
    strict=True,
    reason="rent.reprice: excess -inf times room 0 is nan with a RuntimeWarning, then thrown away; "
    "np.maximum(excess, 0) in `up` mends it",
)
def test_a_rent_at_its_ceiling_without_orders_warns_nobody() -> None:
    scenario = trade()
    network, params = compile_scenario(scenario)
    start = first_state(network, params, 1)

    turn.play(network, params, start.replace(rent=start.rent + 100.0), LUCK, 1)


@pytest.mark.xfail(
    strict=True,
    reason="leak.seep: smuggling starts at 0, but a duty over 25 % with enforcement > 0 feeds it "
    "from the first month; start it at its target",
)
def test_a_high_duty_of_the_start_rests() -> None:
    duty = Measure(
        name="duty", country="home", family="export_tax", duty_share=0.4, enforcement=1.0,
        in_force="2025-01", source=MADE,
    )  # fmt: skip

    start, after = play(trade(measures={"duty": duty}), 24)

    assert after.price == pytest.approx(start.price, rel=1e-9)


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


@pytest.mark.xfail(
    strict=True,
    reason="parts._purchases: a store takes transit and freight of the link listed first",
)
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


@pytest.mark.xfail(
    strict=True,
    reason="Luck.uniform: (2**53 - 1 + 0.5) * 2**-53 rounds to 1.0, so normal can be inf "
    "(1 draw in 9e15); take 52 bits: ((cells >> 12) + 0.5) * 2.0**-52",
)
def test_the_largest_hash_gives_less_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chance, "_mix", lambda bits: np.full_like(bits, 2**64 - 1))

    assert Luck(seed=1, worlds=np.arange(1)).uniform("demand", 0, ("a",))[0, 0] < 1.0
