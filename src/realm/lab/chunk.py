"""Play a chunk: worlds of different points side by side, each as if it were alone."""

import dataclasses
import warnings
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from realm.content.compile import compile_scenario
from realm.content.dates import dates_of
from realm.content.numbers import build_params
from realm.content.parts import take_apart
from realm.core.arrays import Index
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.params import Params
from realm.core.scenario import Scenario
from realm.core.stack import stack_calendars, stack_numbers, stack_params, stack_states
from realm.core.state import State
from realm.core.words import month_after
from realm.errors import RealmWarning
from realm.lab import variant as variants
from realm.lab.outcomes import Chunk, Failure, Reader
from realm.lab.task import Cells, Task
from realm.lab.variant import Variant
from realm.model.model import RealmModel
from realm.rules.guard import FAULTS
from realm.rules.start import first_state
from realm.strategies import registry
from realm.strategies.base import Strategy
from realm.strategies.by_world import ByWorld

Settings = tuple[variants.Setting, ...]
DATED = frozenset({"measures", "contracts", "events"})
"""Sections that the calendar is made of."""


def play(task: Task) -> list[Chunk]:
    """Play a task; what raises is halved until the bad games stand alone."""
    return _halved(task, task.cells)


def _halved(task: Task, cells: Cells) -> list[Chunk]:
    try:
        return [_played(task, cells)]
    except Exception as error:  # noqa: BLE001 - whatever a strategy may raise must not stop the rest
        if len(cells) > 1:
            return [chunk for half in cells.halves() for chunk in _halved(task, half)]
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        failure = Failure(int(cells.points[0]), int(cells.worlds[0]), -1, reason)
        return [Chunk(cells, [], np.zeros(1, dtype=np.intp), [failure])]


def _played(task: Task, cells: Cells) -> Chunk:
    numbers, rows = np.unique(cells.points, return_inverse=True)
    mixed = [task.variants[int(number)] for number in numbers]
    prepared = prepare(task.scenario, mixed, rows.astype(np.intp))
    experiment = task.experiment
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RealmWarning)
        model = RealmModel(
            prepared.network.scenario,
            luck=Luck(experiment.seed, cells.worlds.astype(np.int64)),
            turns=experiment.turns,
            strategies=prepared.strategies,
            compiled=(prepared.network, prepared.params),
            start=prepared.start,
            model_reporters={"month": "steps"},
        )
        reader = Reader(model.network, model.params, experiment.keep, model.turns)
        blocks = list(reader.blocks(0, model.lead, model.state))
        model.forget()
        sound = np.where(model.state.fault > 0, 0, model.turns + 1)
        while model.running:
            model.step()
            number = int(model.steps)
            blocks += reader.blocks(number, model.ledger, model.state)
            model.forget()
            sound = np.where(model.state.fault > 0, np.minimum(sound, number), sound)
    failures = [
        _frozen(model, cells, int(row), int(sound[row]))
        for row in np.flatnonzero(model.state.fault)
    ]
    return Chunk(cells, blocks, sound.astype(np.intp), failures)


def _frozen(model: RealmModel, cells: Cells, row: int, turn: int) -> Failure:
    reason = FAULTS[int(model.state.fault[row])]
    return Failure(int(cells.points[row]), int(cells.worlds[row]), turn, f"it froze: {reason}")


class Prepared(NamedTuple):
    """What a model of mixed worlds begins with."""

    network: Network
    params: Params
    start: State | None
    """The quiet state; None where the model can make it itself."""
    strategies: dict[str, str | Strategy]


def prepare(scenario: Scenario, mixed: Sequence[Variant], rows: Index) -> Prepared:
    """Lay variants of a scenario side by side: world `w` is of variant `mixed[rows[w]]`.

    Args:
        scenario: what they vary.
        mixed: variants of one group.
        rows: (world,).
    """
    shared, network, params = _compiled(_Kept(scenario), mixed[0].group)
    start: State | None = None
    settings = [one.mixed for one in mixed]
    if any(one != settings[0] for one in settings) or settings[0]:
        network, params, start = _mixed(shared, network, settings, rows)
    return Prepared(
        network=network,
        params=_switched(network, _ruled(shared, params, mixed, rows), mixed, rows),
        start=start,
        strategies=_strategies(mixed, rows),
    )


class _Kept:
    """A scenario that is told from others by being itself."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and self.scenario is other.scenario

    def __hash__(self) -> int:
        return id(self.scenario)


@lru_cache(maxsize=2)
def _compiled(
    kept: _Kept, group: tuple[Settings, tuple[str, ...]]
) -> tuple[Scenario, Network, Params]:
    """Compile what all worlds of a chunk share; chunks of a group come one after the other."""
    numbers, lifted = group
    shared = variants.applied(variants.without(kept.scenario, lifted), numbers)
    return (shared, *compile_scenario(shared))


def _mixed(
    shared: Scenario, network: Network, settings: Sequence[Settings], rows: Index
) -> tuple[Network, Params, State]:
    """Compile each variant of the numbers, and stack them.

    Names and routes hang on the numbers of links alone, dates on those of what bears dates.
    """
    unlike = list(dict.fromkeys(settings))
    where = np.array([unlike.index(one) for one in settings], dtype=np.intp)[rows]
    touched = {steps[0] for one in unlike for steps, _ in one}
    parts, dated = take_apart(shared), bool(touched & DATED)
    params, states, calendars = [], [], []
    for one in unlike:
        scenario = variants.applied(shared, one)
        own = dataclasses.replace(network, scenario=scenario)
        params.append(build_params(own, take_apart(scenario) if "links" in touched else parts))
        states.append(first_state(own, params[-1], 1))
        if dated:
            calendars.append(dates_of(scenario, network.links))
    if dated:
        network = dataclasses.replace(network, calendar=stack_calendars(calendars, where))
    return network, stack_params(params, where), stack_states(states, where)


def _ruled(shared: Scenario, params: Params, mixed: Sequence[Variant], rows: Index) -> Params:
    """Set the numbers that reach the rules as they are."""
    own = [variants.applied(shared, one.rules) for one in mixed]
    return dataclasses.replace(
        params,
        rules=stack_numbers([one.coefficients for one in own], rows),
        luck=stack_numbers([one.luck for one in own], rows),
    )


def _switched(network: Network, params: Params, mixed: Sequence[Variant], rows: Index) -> Params:
    """Let events happen in the worlds that have them."""
    happens = [[float(name not in one.missing) for one in mixed] for name in network.events]
    flags = np.array(happens, dtype=np.float64).reshape(len(network.events), len(mixed))
    if flags.all():
        return params
    return dataclasses.replace(params, event_on=np.take(flags, rows, axis=-1))


def _strategies(mixed: Sequence[Variant], rows: Index) -> dict[str, str | Strategy]:
    """Seat strategies: one for all worlds, or each for its own."""
    found: dict[str, str | Strategy] = {}
    tables = [dict(one.strategies) for one in mixed]
    for player in tables[0]:
        texts = [table[player] for table in tables]
        unlike = list(dict.fromkeys(texts))
        if len(unlike) == 1:
            found[player] = unlike[0]
            continue
        which = np.array([unlike.index(text) for text in texts], dtype=np.intp)[rows]
        found[player] = ByWorld([registry.make(text) for text in unlike], which)
    return found


def month_of(scenario: Scenario, month: int) -> str:
    """Name a month of the ledger."""
    return month_after(scenario.starts, month)
