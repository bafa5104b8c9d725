"""`check_strategy` passes what is shipped and names every cheat."""

import pickle
import random
from typing import Any

import numpy as np
import pytest
from tests.lab import cheats

import realm
from realm.lab.deadline import TooLong, within
from realm.lab.report import INSTEAD
from realm.strategies import registry
from realm.strategies.function import OneWorld, from_function

CASES = {
    cheats.Globals: ("memory", "the global 'seen'"),
    cheats.OnItself: ("memory", "declare 'turns' in Memory"),
    cheats.BehindItsBack: ("memory", "self.turns"),
    cheats.OnItsClass: ("memory", "OnItsClass.turns"),
    cheats.Dice: ("luck", "`random` or `np.random`"),
    cheats.OwnDice: ("luck", "answers differently"),
    cheats.Mixes: ("worlds", "comes out differently among"),
    cheats.WorldOrder: ("worlds", "comes out differently among"),
    cheats.Infinite: ("numbers", "measure_size holds an infinite number"),
    cheats.Negative: ("numbers", "holds -1, below 0"),
    cheats.TooLarge: ("numbers", "expected 0 to 1, got 1.7"),
    cheats.NotAFlag: ("numbers", "numbers other than 0 and 1"),
    cheats.NaNMemory: ("numbers", "Memory.turns holds NaN"),
    cheats.Alien: ("legal", "may not set stock_target of 'cland_store'"),
    cheats.BadShape: ("legal", "must have shape (1, 7)"),
    cheats.Writes: ("observation", "writes into what it is shown"),
    cheats.Forces: ("observation", "writes into 'money'"),
    cheats.Peeks: ("sight", "what it may not know"),
    cheats.Asks: ("sight", "shows no 'smuggling'"),
    cheats.Endless: ("time", "more than 0.3 s"),
    cheats.Breaks: ("runs", "it raises KeyError"),
    cheats.Wanton: ("declared", "Params is not frozen"),
    cheats.ForgetsMemory: ("memory", "must return its Memory"),
    cheats.HoldsAFile: ("copies", "does not pickle"),
    cheats.OldWay: ("legal", "must return a Decision, returned tuple"),
    cheats.BadDriver: ("legal", "driver 'fear' must have shape"),
    cheats.ReasonsByDice: ("luck", "answers differently"),
    cheats.MixedReasons: ("worlds", "comes out differently among"),
}


@pytest.mark.parametrize(
    ("kind", "rule", "seen"), [(k, *told) for k, told in CASES.items()], ids=lambda x: str(x)[-25:]
)
def test_a_cheat_is_named_with_what_to_do(kind: Any, rule: str, seen: str) -> None:
    report = realm.check_strategy(kind(), turns=2, seconds=0.3)

    assert not report.ok
    found = {finding.rule: finding for finding in report.findings}
    assert rule in found, str(report)
    assert seen in found[rule].seen
    assert INSTEAD[rule] in str(report)  # type: ignore[index]


def test_who_does_not_cheat_passes() -> None:
    report = realm.check_strategy(cheats.Cheat(), turns=2)

    assert report.ok, str(report)
    assert report.orders == {"measure_size": 4}
    assert str(report) == "cheat keeps every rule on small-world; orders: 4 measure_size"


PATIENCE_S = 120.0
"""For a decision of what is shipped: a busy machine is no fault of theirs."""


@pytest.mark.parametrize("name", sorted({*registry.names()} - {"look_ahead"}))
def test_every_shipped_strategy_passes(name: str) -> None:
    report = realm.check_strategy(name, turns=3, seconds=PATIENCE_S)

    assert report.ok, str(report)


QUICKER = {"look_ahead": "look_ahead:turns=1:copies=2"}
"""How who takes seconds for a turn is made quicker."""


@pytest.mark.slow
@pytest.mark.parametrize("name", registry.names())
def test_and_so_it_does_in_longer_games(name: str) -> None:
    report = realm.check_strategy(QUICKER.get(name, name), seconds=PATIENCE_S)

    assert report.ok, str(report)


def test_a_name_may_carry_parameters() -> None:
    assert realm.check_strategy("conserve:threshold=0.1", turns=2).ok


def test_a_deadline_leaves_no_trace() -> None:
    with pytest.raises(TooLong):
        within(0.05, lambda: [0 for _ in iter(int, 1)])

    assert within(1.0, lambda: 7) == 7
    assert [within(0.5, lambda n=n: n) for n in range(50)] == list(range(50))  # type: ignore[misc]


def test_watching_changes_no_dice() -> None:
    before = random.getstate(), pickle.dumps(np.random.get_state())  # noqa: NPY002
    realm.check_strategy("random", turns=1)

    assert before == (random.getstate(), pickle.dumps(np.random.get_state()))  # noqa: NPY002


def panic(observation: OneWorld) -> dict[str, Any]:
    store = observation.network.stockpiles.index("cland_store")
    if observation.legal.stock_purchase[store] and observation.measure_known.any():
        return {"stock_purchase": {"cland_store": 3.0}, "stock_target": {"cland_store": 90.0}}
    return {}


def test_a_plain_function_plays_and_passes() -> None:
    strategy = from_function("panic", "assumption: a test", panic)
    report = realm.check_strategy(strategy, turns=2)

    assert report.ok, str(report)
    assert report.orders["stock_purchase"] > 0


def test_a_function_that_remembers_is_named() -> None:
    turns = [0]

    def counts(observation: OneWorld) -> dict[str, Any]:
        turns[0] += 1
        return {"measure_size": np.where(observation.legal.measure_size, turns[0] / 1e4, np.nan)}

    report = realm.check_strategy(from_function("counts", "assumption: a test", counts), turns=2)

    assert "memory" in {finding.rule for finding in report.findings}
    assert "the outer variable 'turns'" in str(report)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (7, "expected a dict of columns, got 7"),
        ({"stock_targt": {}}, "did you mean 'stock_target'"),
        ({"stock_target": {"cland_stor": 1.0}}, "did you mean 'cland_store'"),
        ({"stock_target": [1.0, 2.0]}, "expected 1 numbers, one a stockpile"),
    ],
)
def test_what_a_function_answers_wrongly_is_said(answer: Any, sentence: str) -> None:
    report = realm.check_strategy(
        from_function("wrong", "assumption: a test", lambda observation: answer), turns=1
    )

    assert sentence in str(report)
