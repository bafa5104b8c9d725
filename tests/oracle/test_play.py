"""The oracle as a whole: it finds what is wrong, and plays alike from objects, arrays and Mesa."""

import dataclasses

import numpy as np
import pytest
from tests.oracle.compare import differences, unlike
from tests.oracle.decisions import decide
from tests.oracle.fill import build, decided
from tests.oracle.mesa_model import OracleModel, play_oracle
from tests.oracle.month import play_month, play_turn
from tests.oracle.together import first_differences

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.chance import Luck
from realm.core.ledger import Month
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.rules import turn
from realm.rules.start import first_state


def test_it_names_what_differs_first(monkeypatch: pytest.MonkeyPatch) -> None:
    month = turn.month

    def wrong(network: Network, params: Params, state: State, luck: Luck) -> tuple[State, Month]:
        state, page = month(network, params, state, luck)
        stock = state.stock_in.copy()
        stock[2] += 1e-6 * (state.month == 3)
        return state.replace(stock_in=stock), page

    monkeypatch.setattr(turn, "month", wrong)

    (found,) = first_differences(load("small-world"), 6)

    assert (found.quantity, found.entity) == ("State.stock_in", "aland_use:metal")
    assert found.month == 2


@pytest.mark.parametrize("name", ["price_pressure_per_month", "fill_memory_months", "quota_pace"])
def test_a_coefficient_that_is_off_by_a_millionth_is_found(name: str) -> None:
    scenario = load("tests/scenarios/cobalt.yaml")
    network, params = compile_scenario(scenario)
    state = first_state(network, params, 1)
    world = build(network, params, state)
    off = {name: getattr(params.rules, name) * (1.0 + 1e-6)}
    world.rules = dataclasses.replace(params.rules, **off)

    found = []
    for _ in range(24):
        state, page = turn.month(network, params, state, Luck(0, np.array([0])))
        found += differences(world, play_month(world), network, state, page)

    assert found


def test_a_turn_goes_as_its_decisions_and_months() -> None:
    scenario = load("small-world")
    network, params = compile_scenario(scenario)
    start = first_state(network, params, 1)
    orders = dataclasses.replace(
        Orders.none(start),
        measure_on=np.ones_like(start.measure_on),
        stock_release=np.full_like(start.stock_release, 3.0),
        project_start=np.ones_like(start.project_opens),
    )
    world = build(network, params, start, seed=5)

    after, _ = turn.step(network, params, start, orders, Luck(5, np.array([0])))
    play_turn(world, decided(network, orders))

    assert unlike(world, network, after, after.month) == []


def test_a_game_from_the_file_alone_ends_as_the_arrays_do() -> None:
    scenario = load("june-2025")
    network, params = compile_scenario(scenario)
    state = first_state(network, params, 1)
    state, _ = turn.play(network, params, state, Luck(3, np.array([8])), 12)

    world = play_oracle(scenario, 12, world=8, seed=3)

    assert unlike(world, network, state, 12) == []


def test_a_plain_mesa_model_plays_the_same_turns() -> None:
    scenario = load("small-world")
    model = OracleModel(scenario, world=2, seed=4)
    for _ in range(4):
        model.step()

    network, _ = compile_scenario(scenario)
    months = network.first_turn_month + 4 * scenario.months_per_turn
    alone = play_oracle(scenario, months, world=2, seed=4)
    assert model.steps == 4
    assert model.world.month == alone.month == months
    assert {a.name: a.money for a in model.world.accounts.values()} == {
        a.name: a.money for a in alone.accounts.values()
    }


def test_agents_of_the_mesa_model_may_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = load("small-world")
    model = OracleModel(scenario)
    country = model.actors["aland"]
    (measure, *_) = country.measures
    monkeypatch.setattr(country, "decide", lambda: [("measure_on", measure.name, 1.0)])

    model.step()

    assert measure.measure_on == measure.measure_known == 1.0


def test_nothing_goes_through_links_that_are_closed() -> None:
    world = play_oracle(load("small-world"), 3)
    decide(world, {"link_open": dict.fromkeys(world.links, 0.0)})
    play_month(world)

    assert all(link.shipped == 0.0 for link in world.links.values() if not link.is_release)
