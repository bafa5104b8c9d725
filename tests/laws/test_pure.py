"""A step changes none of its arguments, and does not care in what order things are listed."""

import dataclasses
from copy import deepcopy
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from tests.generate import scenarios
from tests.laws.cases import Case, cases, examples, same_bytes

from realm.content.compile import compile_scenario
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.scenario import Scenario
from realm.core.state import State
from realm.rules import turn
from realm.rules.start import first_state

SHUFFLED = (
    "countries", "firms", "facilities", "sectors", "stockpiles", "links", "contracts", "measures",
    "projects", "relations", "commodities", "recipes", "tables",
)  # fmt: skip


def frozen(holder: Any) -> None:
    """Make every array of a dataclass read-only, those of sparse matrices, too."""
    for field in dataclasses.fields(holder):
        value = getattr(holder, field.name)
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
        elif isinstance(value, csr_array):
            for part in (value.data, value.indices, value.indptr):
                part.flags.writeable = False


@given(cases())
@examples(20)
def test_a_turn_changes_none_of_its_arguments(case: Case) -> None:
    given_: tuple[Any, ...] = (case.network, case.params, case.state, case.orders)
    copies = deepcopy((case.params, case.state, case.orders))
    for holder in given_:
        frozen(holder)

    turn.step(case.network, case.params, case.state, case.orders, case.luck)

    for holder, copy in zip(given_[1:], copies, strict=True):
        assert same_bytes(holder, copy) == []


@given(cases())
@examples(20)
def test_the_same_arguments_give_the_same_bytes(case: Case) -> None:
    once = turn.step(case.network, case.params, case.state, case.orders, case.luck)
    twice = turn.step(case.network, case.params, case.state, case.orders, case.luck)

    assert same_bytes(once[0], twice[0]) == []
    for page, other in zip(once[1].months, twice[1].months, strict=True):
        assert same_bytes(page, other) == []


def shuffled(scenario: Scenario, seed: int) -> Scenario:
    """List the same entries in another order."""
    random = np.random.default_rng(seed)

    def mixed(entries: dict[str, Any]) -> dict[str, Any]:
        keys = list(entries)
        return {keys[i]: entries[keys[i]] for i in random.permutation(len(keys))}

    sections: dict[str, Any] = {name: mixed(getattr(scenario, name)) for name in SHUFFLED}
    return dataclasses.replace(scenario, **sections)


def names_of(network: Network, axis: str) -> tuple[str, ...]:
    first = network.facility_count
    match axis:
        case "facility":
            return network.nodes[:first]
        case "sector":
            return network.nodes[first : first + network.sector_count]
        case "facility offer":
            return network.offers[network.facility_offers]
        case "abroad":
            return network.links[network.abroad]
        case "memory slot":
            return ()  # rules alone remember nothing
    return network.along(axis)


def differences(network: Network, state: State, other_network: Network, other: State) -> list[str]:
    """Name the fields of two states that differ by more than 1e-9, rows matched by name."""
    found = []
    for field in dataclasses.fields(State):
        axes = field.metadata.get("axes", ())
        if not axes:
            continue
        one, two = getattr(state, field.name), getattr(other, field.name)
        names, others = names_of(network, axes[-1]), names_of(other_network, axes[-1])
        rows = np.array([others.index(name) for name in names], dtype=np.intp)
        two = np.take(two, rows, axis=-2)
        scale = np.where(np.isfinite(one), np.abs(one), 0.0).max(initial=0.0)
        if not np.allclose(one, two, rtol=1e-9, atol=1e-9 * max(scale, 1e-3)):
            found.append(field.name)
    return found


@given(scenarios(), st.integers(0, 1000))
@examples(20)
def test_order_of_entries_does_not_matter(scenario: Scenario, seed: int) -> None:
    network, params = compile_scenario(scenario)
    other_network, other_params = compile_scenario(shuffled(scenario, seed))
    luck = Luck(seed=seed, worlds=np.arange(2))

    state, _ = turn.play(network, params, first_state(network, params, 2), luck, 8)
    other, _ = turn.play(
        other_network, other_params, first_state(other_network, other_params, 2), luck, 8
    )

    assert differences(network, state, other_network, other) == []
