"""Actions become columns of orders, words and JSON, and come back from it the same."""

import dataclasses
import json
from typing import Any, get_type_hints

import numpy as np
import pytest

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.action import ACTIONS, Action, from_dict
from realm.core.actions import Answer, Dispute, SetTariff, Stockpile, Tighten
from realm.core.network import Network
from realm.core.orders import Orders
from realm.errors import RealmError, UnknownNameError
from realm.strategies.judge import orders_of
from realm.strategies.legal import COLUMNS


@pytest.fixture(scope="module")
def network() -> Network:
    return compile_scenario(load("small-world"))[0]


def some(kind: type[Action], network: Network, seed: int) -> Action:
    """Make an action of a kind, with names of the scenario and numbers at random."""
    random = np.random.default_rng(seed)
    hints = get_type_hints(kind)
    given: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        hint = hints[field.name]
        if hint is str:
            names = network.along(field.name)
            given[field.name] = str(random.choice(names))
        elif hint is bool:
            given[field.name] = bool(random.integers(2))
        elif field.name == "reply":
            given[field.name] = "contest"
        elif field.default is dataclasses.MISSING or random.integers(2):
            given[field.name] = float(random.uniform())
    return kind(**given)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", ACTIONS.values(), ids=ACTIONS)
def test_json_gives_back_the_same(kind: type[Action], seed: int, network: Network) -> None:
    action = some(kind, network, seed)

    assert from_dict(json.loads(json.dumps(action.to_dict()))) == action


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", ACTIONS.values(), ids=ACTIONS)
def test_columns_are_columns_of_orders_and_rows_are_there(
    kind: type[Action], seed: int, network: Network
) -> None:
    for column, cells in some(kind, network, seed).columns(network).items():
        names = network.along(COLUMNS[column])
        assert all(0 <= row < len(names) and np.isfinite(value) for row, value in cells)


@pytest.mark.parametrize("kind", ACTIONS.values(), ids=ACTIONS)
def test_people_read_names_not_keys(kind: type[Action], network: Network) -> None:
    action = some(kind, network, 0)

    assert "{" not in action.text(network.scenario)
    assert "_" not in action.text(network.scenario)


def test_every_column_but_those_of_talks_is_set_by_some_action(network: Network) -> None:
    columns = {c for kind in ACTIONS.values() for s in range(9)
               for c in some(kind, network, s).columns(network)}  # fmt: skip

    assert {f.name for f in dataclasses.fields(Orders)} - columns == {"signed"}


def test_the_later_of_two_that_set_one_row_holds(network: Network) -> None:
    name = network.measures[0]
    orders = orders_of(network, [Tighten(measure=name, size=0.2), Tighten(measure=name, size=0.4)])

    assert orders.measure_size[0, 0] == 0.4
    assert int((~np.isnan(orders.measure_size)).sum()) == 1


def test_words_say_sizes_and_who() -> None:
    scenario = load("june-2025")

    def read(action: Action) -> str:
        return action.text(scenario)

    assert read(Tighten(measure="china_licence_magnets", size=0.25, delay_working_days=45)) == (
        "tighten: Export licences for magnets to 0.25, 45 days' wait"
    )
    assert read(SetTariff(measure="india_magnet_tariff", share=0.2)) == (
        "set tariff: Indian duty on magnets at 20 % of the price"
    )
    assert read(Answer(directive="irel_toyotsu_2012:suspend", reply="contest")) == (
        "contest: IREL (India) Limited suspends The pact of 2012 (to 2028-03)"
    )
    assert "release 3.00 t a month" in read(
        Stockpile(stockpile="japan_dytb_oxide", release_t_per_month=3)
    )


BAD: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"action": "tightn", "measure": "x"}, UnknownNameError, "did you mean 'tighten'"),
    ({}, UnknownNameError, "no action named 'None'"),
    ({"action": "lift"}, RealmError, "action 'lift': measure is missing"),
    ({"action": "lift", "measur": "x"}, UnknownNameError, "did you mean 'measure'"),
    ({"action": "lift", "measure": 3}, RealmError, "measure cannot be 3"),
    ({"action": "hold", "firm": "x", "factor": "2"}, RealmError, "factor cannot be '2'"),
    ({"action": "hold", "firm": "x", "factor": True}, RealmError, "factor cannot be True"),
    ({"action": "hold", "firm": "x", "factor": float("nan")}, RealmError, "factor cannot be nan"),
    ({"action": "answer", "directive": "x", "reply": "no"}, RealmError, "reply cannot be 'no'"),
    ({"action": "direct", "directive": "x", "undo": 1}, RealmError, "undo cannot be 1"),
]


@pytest.mark.parametrize(("data", "kind", "told"), BAD)
def test_what_is_no_action_is_told(data: dict[str, Any], kind: type[Exception], told: str) -> None:
    with pytest.raises(kind, match=told):
        from_dict(data)


def test_a_row_that_is_not_there_is_named(network: Network) -> None:
    with pytest.raises(UnknownNameError, match="no measure named 'no_such'"):
        Dispute(measure="no_such", country="japan").columns(network)
