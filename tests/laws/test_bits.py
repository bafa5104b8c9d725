"""World 417 of a batch is bit for bit the game one gets by playing world 417 alone."""

import importlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.laws.cases import arrays_of, same_bytes

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.arrays import Array, Index
from realm.core.chance import Luck
from realm.core.ledger import Ledger, Month
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.rules import turn
from realm.rules.start import first_state

TURNS = {"small-world": 8, "june-2025": 2}
SEED = 11
ROOT = Path(__file__).parents[2]


@cache
def compiled(name: str) -> tuple[Network, Params]:
    return compile_scenario(load(name))


def orders_for(
    network: Network, params: Params, state: State, worlds: Index, number: int
) -> Orders:
    """Decide by the identity of each world, so that orders differ by world but not by company.

    In turn `number` world i puts measure j in force where i + j + number is a multiple of 3, and
    so on for sizes, links and projects.
    """
    orders = Orders.none(state)
    changes = {}
    for column in fields(Orders):
        values = getattr(orders, column.name).copy()
        rows = np.arange(len(values))[:, None]
        given = (worlds[None, :] + rows + number) % 3 == 0
        if column.name in {"measure_on", "measure_known", "project_start"}:
            values[given] = 1.0
        if column.name in {"contract_volume", "stock_release"}:
            now = getattr(state, column.name)
            values = np.where(given, now * (0.5 + (worlds % 4) / 4.0), values)
        if column.name == "signed":
            values = np.where(given, possible_outcomes(network, worlds + number), values)
        if column.name == "revoke":
            values[given & ((worlds[None, :] + number) % 5 == 0)] = 1.0
        changes[column.name] = values
    return Orders(**changes)


def possible_outcomes(network: Network, numbers: Index) -> Array:
    """Pick a possible outcome of each table by a number of each world, (table, world)."""
    found = np.full((len(network.tables), len(numbers)), np.nan)
    for table, possible in enumerate(network.bargains.possible):
        outcomes = np.flatnonzero(possible)
        found[table] = outcomes[(7 * numbers + table) % len(outcomes)]
    return found


def play(name: str, worlds: Index) -> tuple[State, Ledger]:
    """Play some turns in these worlds."""
    network, params = compiled(name)
    state = first_state(network, params, len(worlds))
    luck = Luck(seed=SEED, worlds=worlds)
    pages: list[Month] = []
    for number in range(TURNS[name]):
        orders = orders_for(network, params, state, worlds, number)
        state, ledger = turn.step(network, params, state, orders, luck)
        pages.extend(ledger.months)
    return state, Ledger(months=tuple(pages))


@cache
def crowd(name: str) -> tuple[State, Ledger]:
    """All 200 worlds at once."""
    return play(name, np.arange(200))


COMPANIES: dict[str, Callable[[], Index]] = {
    "one": lambda: np.array([0]),
    "two": lambda: np.array([0, 1]),
    "seven": lambda: np.arange(7),
    "sixty-four": lambda: np.arange(64),
    "one of the middle": lambda: np.array([137]),
    "permuted": lambda: np.random.default_rng(1).permutation(200),
    "a chunk of thirty-three": lambda: np.arange(99, 132),
}


@pytest.mark.parametrize("company", COMPANIES)
@pytest.mark.parametrize("name", TURNS)
def test_a_world_is_the_same_in_any_company(name: str, company: str) -> None:
    worlds = COMPANIES[company]()

    state, ledger = play(name, worlds)
    whole, pages = crowd(name)

    assert same_bytes(state, whole.take(worlds)) == []
    for page, other in zip(ledger.months, pages.months, strict=True):
        for field, values in arrays_of(page).items():
            among = np.take(getattr(other, field), worlds, axis=-1)
            assert values.tobytes() == among.tobytes(), field


@pytest.mark.parametrize("name", TURNS)
def test_worlds_differ_and_stay_sound(name: str) -> None:
    state, _ = crowd(name)

    assert not state.fault.any()
    assert len(np.unique(state.price_smooth[0])) == 200


@pytest.mark.parametrize("name", TURNS)
def test_worlds_taken_out_go_on_as_they_would_have(name: str) -> None:
    network, params = compiled(name)
    worlds = np.array([150, 3, 77])
    state, _ = crowd(name)
    luck = Luck(seed=SEED, worlds=np.arange(200))

    together, _ = turn.play(network, params, state, luck, 2)
    apart, _ = turn.play(network, params, state.take(worlds), Luck(seed=SEED, worlds=worlds), 2)

    assert same_bytes(apart, together.take(worlds)) == []


@pytest.mark.parametrize("name", TURNS)
def test_saving_and_loading_keeps_bytes(name: str) -> None:
    network, params = compiled(name)
    worlds = np.arange(5)
    luck = Luck(seed=SEED, worlds=worlds)
    state = crowd(name)[0].take(worlds)
    file = io.BytesIO()
    kept_arrays: dict[str, Any] = {"month": state.month, **arrays_of(state)}
    np.savez(file, **kept_arrays)
    file.seek(0)
    with np.load(file) as kept:
        loaded = State(**{n: kept[n] for n in kept.files if n != "month"}, month=int(kept["month"]))

    went_on, _ = turn.play(network, params, state, luck, 2)
    after, _ = turn.play(network, params, loaded, luck, 2)

    assert same_bytes(state, loaded) == []
    assert same_bytes(went_on, after) == []


ELSEWHERE = """
import sys
import numpy as np
from tests.laws.cases import arrays_of
from tests.laws.test_bits import play
state, _ = play(sys.argv[1], np.arange(int(sys.argv[2])))
np.savez(sys.stdout.buffer, **arrays_of(state))
"""


def played_elsewhere(name: str, worlds: int, **environment: str) -> dict[str, np.ndarray]:
    """Play in another process."""
    paths = [str(ROOT), *sys.path]
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ELSEWHERE, name, str(worlds)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **environment},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    with np.load(io.BytesIO(run.stdout)) as kept:
        return {name: kept[name] for name in kept.files}


def test_another_process_gives_the_same_bytes() -> None:
    found = played_elsewhere("small-world", 3)
    state, _ = play("small-world", np.arange(3))

    differing = [n for n, v in arrays_of(state).items() if v.tobytes() != found[n].tobytes()]
    assert differing == []


def dispatched() -> list[str]:
    """CPU features that numpy would use here beyond those it was built for."""
    umath = importlib.import_module("numpy._core._multiarray_umath")

    return [feature for feature in umath.__cpu_dispatch__ if umath.__cpu_features__.get(feature)]


@pytest.mark.parametrize("name", TURNS)
def test_numbers_hold_without_the_fast_paths_of_numpy(name: str) -> None:
    features = dispatched()
    if not features:
        pytest.skip("numpy uses no CPU features here beyond its baseline")

    found = played_elsewhere(name, 3, NPY_DISABLE_CPU_FEATURES=" ".join(features))
    state, _ = play(name, np.arange(3))

    for field, values in arrays_of(state).items():
        scale = np.where(np.isfinite(values), np.abs(values), 0.0).max(initial=1.0)  # no dust
        close = np.isclose(values, found[field], rtol=1e-6, atol=1e-9 * scale)
        assert close.all(), field
