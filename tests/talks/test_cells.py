"""Tables as cells: only what is opened somewhere is counted, and all goes as it goes at tables."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.talks.tables import agenda_of, cases, open_case, sit

from realm.core.talks import Tables
from realm.core.talks_cells import among, put_back
from realm.rules.talks import sit_down
from realm.rules.talks_signing import hand_on
from realm.strategies.tactics.play import play_tables
from realm.strategies.tactics.registry import find, names

TACTICS = st.sampled_from([name for name in names() if name != "rubinstein"])


def as_cells(case: dict[str, Any], tables: Tables) -> tuple[Tables, Any, Any]:
    """Lay out the opened tables of all worlds as rows of a single one."""
    worlds = tables.status.shape[1]
    table, world = np.nonzero(np.broadcast_to(case["opened"].any(axis=0), tables.status.shape))
    free = case["free"]
    cells = sit_down(
        case["agenda"],
        (),
        seats=case["seats"][:, table] * worlds + world,
        opened=case["opened"][:, table, world][..., None],
        utility=case["utility"][:, :, table, world][..., None],
        reservation=case["reservation"][:, table, world][..., None],
        deadline=case["deadline"][table],
        lot=tables.lot[table, world][:, None],
        need=case["need"][:, :, :, table],
        free=free.reshape(free.shape[0], free.shape[1] * worlds, 1),
        possible=case["possible"][:, table],
    )
    return cells, table, world


@given(cases(), TACTICS, TACTICS)
@settings(max_examples=80)
def test_cells_go_the_way_of_tables(case: dict[str, Any], first: str, second: str) -> None:
    tables = open_case(case)
    cells, table, world = as_cells(case, tables)
    one, other = find(first), find(second)

    whole = play_tables(tables, one, other)
    apart = play_tables(cells, one, other)

    for field in ("status", "agreed", "turn"):
        assert np.array_equal(getattr(whole, field)[table, world], getattr(apart, field)[:, 0]), (
            field
        )
    rounds = apart.history.shape[0]
    assert np.array_equal(whole.history[:rounds, table, world], apart.history[..., 0])


def test_some_tables_can_be_played_apart_and_put_back() -> None:
    rng = np.random.default_rng(2)
    tables = sit(agenda_of(4, 3), rng.random((2, 12, 5, 1)), reservation=0.3)
    tactic = find("linear")
    rows = np.array([0, 3])

    done = put_back(tables, rows, play_tables(among(tables, rows), tactic, tactic))

    whole = play_tables(tables, tactic, tactic)
    assert np.array_equal(done.agreed[rows], whole.agreed[rows])
    assert done.open[:, 0].tolist() == [False, True, True, False, True]


def test_what_is_signed_elsewhere_is_gone_here() -> None:
    need = np.zeros((1, 2, 3, 1, 1))
    need[0, 0, :, 0, 0] = [1.0, 2.0, 3.0]
    tables = sit(agenda_of(3), np.ones((2, 3, 1, 1)), need=need, free=np.full((1, 2, 1), 3.0))

    less = hand_on(tables, np.array([2.0, 3.0]).reshape(1, 2, 1))

    assert tables.legal[:, 0, 0].tolist() == [True, True, True]
    assert less.legal[:, 0, 0].tolist() == [True, True, False]
    assert hand_on(less, less.free) is less
