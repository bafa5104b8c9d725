"""The arrays do what the README says: they agree with a second, slow, obvious implementation."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.generate import scenarios
from tests.oracle.together import SHIPPED, Shaken, first_differences, told

from realm.content.load import load
from realm.core.scenario import Scenario

PHASES = (Phase.explicit, Phase.generate, Phase.shrink)
MONTHS = 12

shaken = st.builds(
    Shaken,
    size=st.sampled_from((0.0, 0.1, 1.0)),
    part=st.sampled_from((0.0, 0.3)),
    seed=st.integers(0, 2**16),
)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scenario_goes_as_in_plain_python(name: str) -> None:
    found = first_differences(load(name), 24)
    assert not found, told(found)


@pytest.mark.parametrize("name", SHIPPED)
def test_and_so_it_does_off_its_rest_with_seats_that_decide(name: str) -> None:
    found = first_differences(load(name), MONTHS, shaken=Shaken(0.3, 0.2, seed=5))
    assert not found, told(found)


@settings(max_examples=15, phases=PHASES)
@given(scenarios(), shaken, st.integers(0, 999))
def test_a_generated_world_goes_as_in_plain_python(
    scenario: Scenario, start: Shaken, seed: int
) -> None:
    found = first_differences(scenario, MONTHS, seed=seed, shaken=start)
    assert not found, told(found)


@pytest.mark.slow
@settings(max_examples=200, phases=PHASES)
@given(scenarios(), shaken, st.integers(0, 999))
def test_and_so_do_many(scenario: Scenario, start: Shaken, seed: int) -> None:
    found = first_differences(scenario, MONTHS, seed=seed, shaken=start)
    assert not found, told(found)
