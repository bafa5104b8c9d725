"""What a programmer gets wrong is told in one sentence, and a frozen world is told at all."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tests.model.conftest import Make, bytes_of

import realm
from realm.content.compile import compile_scenario
from realm.errors import RealmError, RealmWarning
from realm.model.agents import CountryAgent
from realm.model.model import RealmModel
from realm.rules import start
from realm.strategies.status_quo import StatusQuo

MISTAKES: list[tuple[Callable[..., Any], str]] = [
    (lambda make: make("8"), "worlds: expected a whole number or a list of indices, got '8'"),
    (lambda make: make(2.0), "worlds: expected a whole number or a list of indices, got 2.0"),
    (lambda make: make([0, 1.5]), "worlds: expected a whole number, got 1.5"),
    (lambda make: make(turns=2.5), "turns: expected a whole number, got 2.5"),
    (lambda make: make(first_world=0.5), "first_world: expected a whole number, got 0.5"),
    (lambda make: realm.load(None), "expected the name or path of a scenario, got None"),  # type: ignore[arg-type]
    (lambda make: compile_scenario("small-world"), "expected a loaded scenario"),  # type: ignore[arg-type]
    (lambda make: realm.check_strategy(StatusQuo), r"make one of the class: StatusQuo\(\)"),  # type: ignore[arg-type]
    (lambda make: make(strategies={"aland": StatusQuo}), r"make one of the class: StatusQuo\(\)"),
    (lambda make: make().ledger.series("shiped"), "did you mean 'shipped'"),
    (lambda make: make().close("aland_smelter", "cland"), "it belongs to 'aland_metals'"),
    (lambda make: make().actor("aland_smelter"), "actors are countries, firms and sectors"),
    (lambda make: realm.run("small-world", rng=1, seed=1), "give rng or seed, not both"),
]


@pytest.mark.parametrize(("wrong", "told"), MISTAKES, ids=[told[-25:] for _, told in MISTAKES])
def test_a_mistake_is_told_in_one_sentence(
    small: Make, wrong: Callable[..., Any], told: str
) -> None:
    with pytest.raises(RealmError, match=told) as caught:
        wrong(small)
    assert "\n" not in str(caught.value)


def test_a_state_of_other_worlds_than_the_luck_is_refused(small: Make) -> None:
    model = small(4)
    model.state = model.state.take([0, 2])

    with pytest.raises(RealmError, match="expected a state of 4 worlds"):
        model.step()


def test_one_world_can_be_taken_by_its_number(small: Make) -> None:
    state = small(4).state

    assert bytes_of(state.take(3)) == bytes_of(state.take([3]))
    assert state.take(3).world_count == 1


def test_run_takes_rng_and_agents() -> None:
    class Squeeze(CountryAgent):
        def decide(self) -> None:
            self.enforce("aland_licence", 0.0)

    played = realm.run("small-world", rng=7, turns=2, agents={"aland": Squeeze})
    same = realm.run("small-world", seed=7, turns=2)

    assert played.seed == same.seed == 7
    assert played.states[-1].measure_on[0] == 1.0 != same.states[-1].measure_on[0]


def poison(model: RealmModel, position: int) -> None:
    stock = model.state.stock_in.copy()
    stock[0, position] = np.nan
    model.state = model.state.replace(stock_in=stock)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_frozen_world_is_told_once(small: Make) -> None:
    model = small([5, 9, 2], turns=3)
    assert model.faults == {}
    poison(model, 1)

    with pytest.warns(RealmWarning, match=r"world 9 \(not a number\); see model.faults") as told:
        model.run_model()

    assert sum(issubclass(one.category, RealmWarning) for one in told) == 1
    assert model.faults == {9: "not a number"}
    assert model.steps == 3


def test_a_world_that_freezes_before_the_first_turn_is_told(
    small: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_state = start.first_state

    def sick(*given: Any) -> Any:
        state = first_state(*given)
        return state.replace(fault=np.array([0.0, 2.0]))

    monkeypatch.setattr("realm.model.model.first_state", sick)
    with pytest.warns(RealmWarning, match=r"world 1 \(less than nothing\)"):
        model = small(2)
    model.step()
    assert model.faults == {1: "less than nothing"}


SICK = """
import numpy as np
from realm.cli import game
from realm.model.model import RealmModel

first = RealmModel.__init__

def sick(self, *args, **given):
    first(self, *args, **given)
    self.state = self.state.replace(stock_in=self.state.stock_in * np.nan)

RealmModel.__init__ = sick
played = game.play("small-world", seed=1, world=0, turns=2, strategies={}, told=print)
print(played.states[-1].fault)
"""


def test_the_command_line_shows_no_warning_of_its_own() -> None:
    done = subprocess.run([sys.executable, "-c", SICK], capture_output=True, text=True, check=True)

    assert done.stdout.endswith("[1.]\n")
    assert "RealmWarning" not in done.stderr
