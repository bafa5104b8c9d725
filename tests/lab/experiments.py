"""Experiments for tests, and what they should come to: each game alone, as `realm run` plays it."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from realm.lab.chunk import play
from realm.lab.experiment import Experiment, Factor
from realm.lab.outcomes import Block, Chunk, Reader
from realm.lab.plan import Plan
from realm.lab.reading import plan_of
from realm.lab.task import Cells, Task
from realm.lab.variant import Variant, whole
from realm.model.run import Played, run

MIXED = {
    "capacity": Factor(
        number="facilities.north_mine.capacity_t_per_year", levels=("700", "800", "900")
    ),
    "flood": Factor(event="flood"),
    "elasticity": Factor(number="coefficients.elasticity_long", levels=("0.1", "0.3")),
    "noise": Factor(number="luck.demand_noise", levels=("0.02", "0")),
    "answer": Factor(seat="cland", levels=("status_quo", "stockpile", "diversify")),
    "squeeze": Factor(seat="aland", levels=("leverage", "conserve:threshold=0.9")),
    "strictness": Factor(number="measures.aland_licence.share_let_through", levels=("0.5", "0.2")),
}
"""Factors of every kind, on small-world."""


def experiment(**changes: Any) -> Experiment:
    """Make an experiment on small-world."""
    given = {"experiment": "test", "scenario": "small-world", "worlds": 3, "turns": 3}
    return Experiment(**{**given, **changes})


def plan(**changes: Any) -> Plan:
    return plan_of(experiment(**changes))


def task(made: Plan, cells: Cells) -> Task:
    variants = dict(enumerate(made.variants))
    return Task(0, made.fingerprint, made.experiment, made.scenario, variants, cells)


def chunk(made: Plan, cells: Cells) -> Chunk:
    [one] = play(task(made, cells))
    assert not one.failures
    return one


def alone(made: Plan, variant: Variant, world: int) -> Played:
    """Play one game of a plan as `realm run` would, on the scenario that its point stands for."""
    return run(
        whole(made.scenario, variant),
        seed=made.experiment.seed,
        world=world,
        turns=made.experiment.turns,
        strategies=dict(variant.strategies),
    )


def blocks_of(played: Played, made: Plan) -> list[Block]:
    """Read what is kept off a game that was played alone."""
    keep = dataclasses.replace(made.experiment.keep)
    reader = Reader(played.network, played.params, keep, len(played.ledgers) - 1)
    return [
        block
        for number, (ledger, state) in enumerate(zip(played.ledgers, played.states, strict=True))
        for block in reader.blocks(number, ledger, state)
    ]


def assert_same(mixed: Sequence[Block], row: int, single: Sequence[Block], where: str) -> None:
    """Compare the numbers of one game, to the bit."""
    assert [block[:4] for block in mixed] == [block[:4] for block in single]
    for one, other in zip(mixed, single, strict=True):
        same = one.values[row : row + 1].tobytes() == other.values.tobytes()
        assert same, f"{where}: {one[:4]}: {one.values[row]!r} is not {other.values[0]!r}"


def every(made: Plan, most: int = 40) -> Cells:
    """Take all games of the first group of a plan, at most so many, from anywhere in it."""
    first = made.variants[0].group
    points = [n for n, variant in enumerate(made.variants) if variant.group == first]
    worlds = np.arange(made.experiment.worlds)
    whole_group = Cells(np.repeat(points, len(worlds)), np.tile(worlds, len(points)))
    rows = np.linspace(0, len(whole_group) - 1, min(most, len(whole_group))).astype(int)
    return Cells(whole_group.points[rows], whole_group.worlds[rows].astype(np.int64))
