"""The law of the laboratory: a game beside others is, to the bit, the game played alone."""

import dataclasses
import math
import pickle
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from tests.lab.experiments import MIXED, alone, assert_same, blocks_of, chunk, every, plan

from realm.content import vary
from realm.content.load import load
from realm.content.topology import build_network
from realm.core.chance import Luck
from realm.core.fingerprint import fingerprint
from realm.core.scenario import Scenario
from realm.lab import variant
from realm.lab.chunk import prepare
from realm.lab.designs import points_of
from realm.lab.experiment import Design, Factor, Keep
from realm.lab.outcomes import Block, Reader
from realm.lab.variant import mixes
from realm.model.model import RealmModel
from realm.rules.start import first_state
from realm.strategies import registry


def numbers_that_mix(scenario: Scenario) -> list[vary.Steps]:
    """List every number of a scenario that worlds of one chunk may differ in."""
    found = []
    for section in (*variant.MIXED, "events"):
        for name, noun in getattr(scenario, section).items():
            found += [(section, name, *rest) for rest in _numbers(noun)]
    return [steps for steps in found if mixes(steps)]


def _numbers(part: Any) -> list[tuple[str, ...]]:
    if isinstance(part, dict):
        return [(key, *rest) for key, inner in part.items() for rest in _numbers(inner)]
    if not dataclasses.is_dataclass(part):
        number = isinstance(part, int | float) and not isinstance(part, bool)
        return [()] if number else []
    names = [field.name for field in dataclasses.fields(part)]
    return [(name, *rest) for name in names for rest in _numbers(getattr(part, name))]


def first_of_each(scenario: Scenario) -> list[vary.Steps]:
    """List one number of each kind, the first in the file."""
    first: dict[tuple[str, str], vary.Steps] = {}
    for steps in numbers_that_mix(scenario):
        first.setdefault((steps[0], steps[-1]), steps)
    return list(first.values())


def other_value(scenario: Scenario, steps: vary.Steps) -> float:
    """Change a number a little, within its limits."""
    part: Any = scenario
    for step in steps:
        part = part[step] if isinstance(part, dict) else getattr(part, step)
    shape = vary.number_shape(scenario, steps)
    changed = part * 0.93 if part else 0.07
    return math.floor(changed) if shape.kind == "count" else changed


def test_mixed_points_equal_each_game_alone() -> None:
    made = plan(factors=MIXED)
    cells = every(made)
    mixed = chunk(made, cells)
    assert len({int(point) for point in cells.points}) > 20

    for row in range(0, len(cells), 3):
        point, world = int(cells.points[row]), int(cells.worlds[row])
        single = blocks_of(alone(made, made.variants[point], world), made)
        assert_same(mixed.blocks, row, single, f"{made.points[point]} in world {world}")


@pytest.mark.parametrize(
    ("name", "turns"), [("small-world", 1), pytest.param("june-2025", 2, marks=pytest.mark.slow)]
)
def test_every_number_that_mixes_does_so(name: str, turns: int) -> None:
    """Vary one of each kind, side by side in one chunk."""
    scenario = load(name)
    paths = first_of_each(scenario)
    assert len(paths) > 20
    _one_by_one(scenario, paths, turns=turns)


@pytest.mark.parametrize("name", ["small-world", "june-2025"])
def test_the_network_does_not_hang_on_what_mixes(name: str) -> None:
    """Change one of each kind, all at once: names, routes and tables stay as they are."""
    scenario = load(name)
    changed = scenario
    for steps in first_of_each(scenario):
        changed = vary.with_number(changed, steps, other_value(scenario, steps))
    before, after = build_network(scenario), build_network(changed)
    for field in dataclasses.fields(before):
        if field.name not in {"scenario", "calendar"}:
            one, other = getattr(before, field.name), getattr(after, field.name)
            assert pickle.dumps(one) == pickle.dumps(other), field.name


def _one_by_one(scenario: Scenario, paths: list[vary.Steps], *, turns: int) -> None:
    changes = [(steps, other_value(scenario, steps)) for steps in paths]
    blank = variant.Variant((), (), (), (), (), ())
    mixed = [dataclasses.replace(blank, mixed=(change,)) for change in changes]
    rows = np.arange(len(mixed))
    prepared = prepare(scenario, mixed, rows)
    luck = Luck(5, np.zeros(len(mixed), dtype=np.int64))
    everyone = dict.fromkeys((*scenario.seats, "countries", "firms"), "relationship")
    model = RealmModel(
        luck=luck,
        turns=turns,
        strategies=everyone,
        compiled=(prepared.network, prepared.params),
        start=prepared.start,
    )
    blocks = outcomes_of(model)
    for row, one in enumerate(mixed):
        own = variant.whole(scenario, one)
        single = RealmModel(own, 1, seed=5, turns=turns, strategies=everyone)
        assert_same(blocks, row, outcomes_of(single), f"{changes[row]}")
        assert fingerprint(model.state.take(row)) == fingerprint(single.state), changes[row]


def outcomes_of(model: RealmModel) -> list[Block]:
    """Play a model to its end and read everything there is."""
    reader = Reader(model.network, model.params, Keep(), model.turns)
    blocks = list(reader.blocks(0, model.lead, model.state))
    while model.running:
        model.step()
        blocks += reader.blocks(int(model.steps), model.ledger, model.state)
    return blocks


@pytest.mark.parametrize(
    "strategy",
    [
        pytest.param(name, marks=pytest.mark.slow) if name == "look_ahead" else name
        for name in registry.shipped()
    ],
)
def test_nobody_reads_what_mixes_off_the_scenario(strategy: str) -> None:
    _poison(load("small-world"), ("aland", "cland", "countries", "firms"), strategy, turns=4)


@pytest.mark.slow
@pytest.mark.parametrize("strategy", ["diversify", "leverage", "profit", "relationship"])
def test_nobody_reads_what_mixes_off_june_2025(strategy: str) -> None:
    scenario = load("june-2025")
    _poison(scenario, (*scenario.seats, "countries", "firms"), strategy, turns=4)


def _poison(scenario: Scenario, players: Iterable[str], strategy: str, *, turns: int) -> None:
    """Poison every such number in the scenario, after it was compiled: no bit may change."""
    poisoned = scenario
    for steps in numbers_that_mix(scenario):
        poisoned = vary.with_number(poisoned, steps, other_value(scenario, steps))
    made = plan(scenario=scenario.name, strategies=dict.fromkeys(players, strategy), worlds=2)
    prepared = prepare(scenario, made.variants, np.zeros(2, dtype=np.intp))
    start = first_state(prepared.network, prepared.params, 2)
    found = []
    for network in (
        prepared.network,
        dataclasses.replace(prepared.network, scenario=poisoned),
    ):
        model = RealmModel(
            luck=Luck(5, np.arange(2)),
            turns=turns,
            strategies=prepared.strategies,
            compiled=(network, prepared.params),
            start=start,
        )
        numbers = b"".join(block.values.tobytes() for block in outcomes_of(model))
        found.append((fingerprint(model.state), numbers))
    assert found[0] == found[1]


def test_the_same_world_has_the_same_luck_at_every_point() -> None:
    """Two identical points differ in nothing: common random numbers, to the bit."""
    twins = ({"flood": "on"}, {"flood": "on"})
    made = plan(
        factors={"flood": Factor(event="flood")},
        design=Design(kind="list"),
        points=twins,
        worlds=4,
    )
    found = chunk(made, every(made))

    assert all(block.values[:4].tobytes() == block.values[4:].tobytes() for block in found.blocks)
    assert any(np.ptp(block.values) > 0.0 for block in found.blocks)


def test_points_of_one_group_share_chunks() -> None:
    made = plan(factors=MIXED, worlds=1)
    groups = [{made.variants[int(p)].group for p in cells.points} for cells in made.chunks]

    assert all(len(group) == 1 for group in groups)
    assert sum(map(len, made.chunks)) == made.games == len(points_of(made.experiment))
    assert len(made.chunks) <= 2 * 8
