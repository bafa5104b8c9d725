"""Who plays how: text, mappings, defaults; one call a default strategy."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from tests.model.conftest import Make, bytes_of

from realm.core.chance import Luck
from realm.errors import RealmError, UnknownNameError
from realm.strategies.base import Columns, Decision, Strategy
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation


class Spy(Strategy):
    """Changes nothing, and tells whom it was asked for."""

    name = "spy"
    source = "assumption: a test"

    def __init__(self) -> None:
        super().__init__()
        object.__setattr__(self, "calls", [])

    def decide(self, observation: Observation, legal: Legal, memory: Any, luck: Luck) -> Decision:
        self.calls.append(observation.names)  # type: ignore[attr-defined]
        return Decision({}, memory)


class Answer(Strategy):
    """Answers what it is told to."""

    name = "answer"
    source = "assumption: a test"

    def __init__(self, columns: Columns, memory: Any = None) -> None:
        super().__init__()
        object.__setattr__(self, "answer", (columns, memory))

    def decide(self, observation: Observation, legal: Legal, memory: Any, luck: Luck) -> Decision:
        columns, other = self.answer  # type: ignore[attr-defined]
        return Decision(columns, memory if other is None else other)


def test_no_seats_are_decided_for_in_one_call_a_default(small: Make) -> None:
    countries, firms, seat = Spy(), Spy(), Spy()
    model = small(strategies={"countries": countries, "firms": firms, "cland": seat})

    model.step()
    model.step()

    assert countries.calls == [("bland",)] * 2  # type: ignore[attr-defined]
    everyone = ("north_mining", "south_mining", "aland_metals", "cland_metals")
    assert firms.calls == [everyone] * 2  # type: ignore[attr-defined]
    assert seat.calls == [("cland",)] * 2  # type: ignore[attr-defined]


def test_text_and_mapping_say_the_same(small: Make) -> None:
    by_text = small(strategies="aland=status_quo, firms=status_quo")
    by_mapping = small(strategies={"aland": "status_quo", "firms": "status_quo"})
    by_text.step()
    by_mapping.step()

    assert bytes_of(by_text.state) == bytes_of(by_mapping.state)


def test_an_actor_that_is_no_seat_may_have_a_part(small: Make) -> None:
    spy, firms = Spy(), Spy()
    small(strategies={"north_mining": spy, "firms": firms}).step()

    assert spy.calls == [("north_mining",)]  # type: ignore[attr-defined]
    assert "north_mining" not in firms.calls[0]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("aland=status_qou", "no strategy named 'status_qou' (did you mean 'status_quo'?)"),
        ("alan=status_quo", "named 'alan' (did you mean 'aland'?)"),
        ("aland", "expected name=strategy, got 'aland'"),
        ("aland=", "expected name=strategy, got 'aland='"),
        ("aland=status_quo aland=status_quo", "'aland' is given twice"),
        ("aland=conserve:treshold=0.2", "named 'treshold' (did you mean 'threshold'?)"),
        ("aland=conserve:threshold", "expected parameter=number, got 'threshold'"),
        ("aland=conserve:threshold=much", "expected parameter=number, got 'threshold=much'"),
        ("aland=conserve:threshold=nan", "expected parameter=number, got 'threshold=nan'"),
        ("aland=conserve:step=1:step=1", "'conserve': 'step' is given twice"),
        ("aland=status_quo:step=1", "no parameter of status_quo named 'step'; there is none"),
        (7, "expected text or a mapping, got 7"),
        ({"aland": 7}, "expected a strategy or its name, got 7"),
        ({"aland": lambda me: {}}, "from_function makes one of a function"),
    ],
)
def test_what_means_nothing_is_refused(small: Make, given: Any, sentence: str) -> None:
    with pytest.raises(RealmError) as caught:
        small(strategies=given)

    assert sentence in str(caught.value)


def test_parameters_follow_a_colon(small: Make) -> None:
    model = small(strategies="aland=conserve:threshold=0.4:step=0.5, cland=stockpile")

    found = {g.strategy.name: g.strategy for g in model.desk.groups}
    assert found["conserve"].params.threshold == 0.4
    assert found["conserve"].params.step == 0.5
    assert found["conserve"].params.relief == type(found["conserve"]).Params().relief


def test_a_strategy_orders_its_own_rows_only(small: Make) -> None:
    alien = Answer({"measure_on": np.ones((2, 1))})
    with pytest.raises(RealmError, match="'answer' may not set measure_on of 'aland_licence'"):
        small(strategies={"cland": alien}).step()

    model = small(strategies={"aland": alien})
    model.step()
    assert (model.state.measure_on == 1.0).all()


def test_a_strategy_orders_columns_that_are_there(small: Make) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'measure_on'"):
        small(strategies={"aland": Answer({"measure_onn": np.ones((2, 1))})}).step()
    with pytest.raises(RealmError, match=r"measure_on must have shape \(2, 1\), has \(3, 1\)"):
        small(strategies={"aland": Answer({"measure_on": np.ones((3, 1))})}).step()


def test_a_strategy_returns_its_memory(small: Make) -> None:
    with pytest.raises(RealmError, match="'answer' must return its Memory, returned int"):
        small(strategies={"aland": Answer({}, 3)}).step()


def test_memory_is_kept_by_actor_and_world(small: Make) -> None:
    class Counts(Strategy):
        name = "counts"
        source = "assumption: a test"

        @dataclass(frozen=True)
        class Memory:
            turns: Any = 0.0
            dear: Any = 5.0

        def decide(
            self, observation: Observation, legal: Legal, memory: Any, luck: Luck
        ) -> Decision:
            assert memory.turns.shape == (len(observation.actors), observation.world_count)
            dear = memory.dear + (observation.ask[0] > 2.05)
            return Decision({}, self.Memory(turns=memory.turns + 1.0, dear=dear))

    model = small(3, strategies={"firms": Counts()})
    for _ in range(2):
        model.step()

    memory = model.desk.held(model.state, model.desk.groups[-1])
    assert memory.shape == (4, 2, 3)
    assert (memory[:, 0] == 2.0).all()
    assert (memory[:, 1] >= 5.0).all()


class Counts(Strategy):
    """Counts its turns, and says so."""

    name = "counts"
    source = "assumption: a test"

    @dataclass(frozen=True)
    class Memory:
        turns: Any = 0.0

    def decide(self, observation: Observation, legal: Legal, memory: Any, luck: Luck) -> Decision:
        turns = memory.turns + 1.0
        return Decision({}, self.Memory(turns=turns), {"time": turns - 1.0, "habit": 0.5})


def test_memory_goes_with_the_state(small: Make) -> None:
    strategies = {"aland": Counts(), "firms": Counts()}
    model, other = small(3, strategies=strategies), small(2, strategies=strategies)
    model.step()
    model.step()
    assert (model.state.memory == 2.0).all()

    other.state = model.state.take([2, 0])
    other.step()
    assert (other.state.memory == 3.0).all()
    assert (model.state.memory == 2.0).all()


def test_a_state_of_other_strategies_is_refused(small: Make) -> None:
    model = small()
    model.state = small(strategies={"aland": Counts()}).state

    with pytest.raises(RealmError, match="carries 1 numbers of memory, these strategies keep 0"):
        model.step()


def test_reasons_are_kept_with_the_strongest_first(small: Make) -> None:
    model = small(2, strategies={"aland": Counts()})
    model.step()
    assert model.reasons[0].top("aland") == (("habit", 0.5),)
    model.step()
    assert model.reasons[0].top("aland", 1) == (("time", 1.0), ("habit", 0.5))
    assert model.reasons[0].strategy == "counts"
