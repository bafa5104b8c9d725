"""The quiet start is what the README says: found a second time in plain Python, it is the same."""

import pytest
from hypothesis import Phase, given, settings
from tests.generate import scenarios
from tests.oracle.compare import Difference, unlike
from tests.oracle.start import begin
from tests.oracle.together import SHIPPED, told

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.scenario import Scenario
from realm.rules.start import first_state

PHASES = (Phase.explicit, Phase.generate, Phase.shrink)


def found(scenario: Scenario) -> list[Difference]:
    network, params = compile_scenario(scenario)
    world = begin(scenario)
    state = first_state(network, params, 1)
    return [*unlike(world, network, params, 0), *unlike(world, network, state, 0)]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scenario_starts_as_in_plain_python(name: str) -> None:
    assert not found(load(name)), told(found(load(name)))


@settings(max_examples=30, phases=PHASES)
@given(scenarios())
def test_a_generated_world_starts_as_in_plain_python(scenario: Scenario) -> None:
    assert not found(scenario), told(found(scenario))


@pytest.mark.slow
@settings(max_examples=300, phases=PHASES)
@given(scenarios())
def test_and_so_do_many(scenario: Scenario) -> None:
    assert not found(scenario), told(found(scenario))
