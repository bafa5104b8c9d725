"""Sums and steps that the months are made of keep bits whatever the number of worlds."""

import dataclasses

import numpy as np
import pytest

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.arrays import FEW, smooth, total
from realm.core.incidence import Incidence, column_totals
from realm.core.state import State
from realm.rules.start import first_state

ROWS = np.random.default_rng(5).integers(0, 20, 400)
VALUES = np.random.default_rng(6).lognormal(0.0, 5.0, (400, 9))


@pytest.fixture(scope="module")
def state() -> State:
    return first_state(*compile_scenario(load("small-world")), 2)


def test_one_column_adds_up_as_it_does_among_others() -> None:
    matrix = Incidence.of(ROWS, 20, np.arange(400), 400)

    together = matrix @ VALUES

    assert np.allclose(together[3], VALUES[ROWS == 3].sum(axis=0))
    for column in range(9):
        alone = matrix @ VALUES[:, [column]]
        assert alone[:, 0].tobytes() == together[:, column].tobytes()


def test_all_rows_add_up_one_after_another() -> None:
    added = np.zeros(9)
    for row in VALUES:
        added = added + row

    assert column_totals(VALUES).tobytes() == added.tobytes()
    assert column_totals(np.zeros((0, 3))).tolist() == [0.0, 0.0, 0.0]


def test_a_smoothed_value_goes_one_part_in_so_many_months() -> None:
    old, new = np.array([[1.0, 4.0]]), np.array([[4.0, 4.0]])

    assert smooth(old, new, 3.0).tolist() == [[2.0, 4.0]]
    assert old.tolist() == [[1.0, 4.0]]
    assert new.tolist() == [[4.0, 4.0]]


def test_a_state_is_replaced_as_dataclasses_do_it(state: State) -> None:
    fresh = state.replace(ask=state.ask + 1.0, month=7)
    usual = dataclasses.replace(state, ask=state.ask + 1.0, month=7)

    assert type(fresh) is State
    assert fresh.month == 7
    assert state.month == 0
    assert vars(fresh).keys() == vars(usual).keys()
    assert fresh.ask.tobytes() == usual.ask.tobytes()
    assert fresh.rent is state.rent
    with pytest.raises(TypeError, match="asks"):
        state.replace(asks=state.ask)


@pytest.mark.parametrize("rows", [1, 2, FEW, FEW + 1, 60])
def test_a_total_is_the_same_for_one_world_and_for_many(rows: int) -> None:
    together = total(VALUES[:rows])

    assert together.tobytes() == np.add.reduceat(VALUES[:rows], [0], axis=0)[0].tobytes()
    for column in range(9):
        assert total(VALUES[:rows, [column]]).tobytes() == together[[column]].tobytes()
