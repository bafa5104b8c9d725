"""One bad world is found, named and frozen; the others never notice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws.cases import Case, arrays_of, cases, examples

from realm.rules import turn
from realm.rules.guard import FAULTS

VICTIM = 1
POISONS = {"not a number": np.nan, "less than nothing": -1e9}


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@given(
    cases(luck=False),
    st.sampled_from(sorted(POISONS)),
    st.sampled_from(["stock_in", "stock_out", "ask", "expected_use", "capacity"]),
)
@examples(20)
def test_only_the_poisoned_world_freezes(case: Case, fault: str, name: str) -> None:
    values = getattr(case.state, name).copy()
    values[0, VICTIM] = POISONS[fault]
    sick = case.state.replace(**{name: values})

    well, _ = turn.play(case.network, case.params, case.state, case.luck, 3)
    after, _ = turn.play(case.network, case.params, sick, case.luck, 3)

    assert FAULTS[int(after.fault[VICTIM])] != "sound"
    assert list(np.delete(after.fault, VICTIM)) == [0.0, 0.0]
    for field, array in arrays_of(after).items():
        if field == "fault":
            continue
        sound = np.delete(array, VICTIM, axis=-1)
        assert sound.tobytes() == np.delete(getattr(well, field), VICTIM, axis=-1).tobytes(), field
        assert array[..., VICTIM].tobytes() == getattr(sick, field)[..., VICTIM].tobytes(), field


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@given(cases(luck=False))
@examples(10)
def test_a_frozen_world_stays_frozen(case: Case) -> None:
    stock = case.state.stock_in.copy()
    stock[0, VICTIM] = np.nan
    sick, _ = turn.play(case.network, case.params, case.state.replace(stock_in=stock), case.luck, 1)
    cured = sick.replace(stock_in=np.where(np.isnan(sick.stock_in), 1.0, sick.stock_in))

    after, _ = turn.play(case.network, case.params, cured, case.luck, 2)

    assert FAULTS[int(after.fault[VICTIM])] == "not a number"
    assert after.ask[:, VICTIM].tobytes() == cured.ask[:, VICTIM].tobytes()
