"""Tables to test talks on: small ones by hand, and generated ones."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from realm.core.agenda import Agenda, Issue, Option
from realm.core.chance import Luck
from realm.core.talks import Messages, Tables
from realm.rules.talks import open_tables


def agenda_of(*counts: int, limit: int = 256) -> Agenda:
    """Issues a, b, ... with so many options each, amounts 0, 1, ..."""
    return Agenda(
        tuple(
            Issue(chr(97 + i), "-", tuple(Option(str(o), float(o)) for o in range(count)))
            for i, count in enumerate(counts)
        ),
        limit=limit,
    )


def sit(
    agenda: Agenda,
    utility: Any,
    *,
    worlds: Any = 1,
    reservation: Any = 0.0,
    opened: Any = (True, False),
    names: Any = None,
    seats: Any = None,
    deadline: int = 20,
    **more: Any,
) -> Tables:
    """Open tables; utility is (side, outcome, table, world)."""
    utility = np.asarray(utility, dtype=np.float64)
    count = utility.shape[2]
    identities = np.arange(worlds) if isinstance(worlds, int) else np.asarray(worlds)
    opened = np.asarray(opened)
    reservation = np.asarray(reservation, dtype=np.float64)
    return open_tables(
        agenda,
        names or [f"table {row}" for row in range(count)],
        seats=np.arange(2 * count).reshape(2, count) if seats is None else np.asarray(seats),
        opened=opened.reshape(2, 1, 1) if opened.ndim == 1 else opened,
        utility=utility,
        reservation=reservation.reshape(2, 1, 1) if reservation.ndim == 1 else reservation,
        deadline=deadline,
        luck=Luck(7, identities),
        month=0,
        **more,
    )


def say(tables: Tables, **columns: Any) -> Messages:
    """Messages to every table and world; silence where nothing is said."""
    shape = tables.status.shape
    base = {"offer": -1, "accept": False, "leave": False} | columns
    return Messages(
        offer=np.array(np.broadcast_to(np.reshape(base["offer"], (-1, 1)), shape), dtype=np.intp),
        accept=np.array(np.broadcast_to(np.reshape(base["accept"], (-1, 1)), shape), dtype=bool),
        leave=np.array(np.broadcast_to(np.reshape(base["leave"], (-1, 1)), shape), dtype=bool),
    )


@st.composite
def cases(draw: Any) -> dict[str, Any]:
    """Arguments of `open_tables` for some worlds, seats shared by tables, scarce resources."""
    counts = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    agenda = agenda_of(*counts)
    tables, worlds = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    levels = draw(st.sampled_from([3, 1000]))
    resources = draw(st.integers(0, 2))
    shape = (2, agenda.size, tables, worlds)
    utility = rng.integers(0, levels, shape) / levels
    need = rng.integers(0, 3, (resources, *shape[:-1], 1)).astype(np.float64)
    return {
        "agenda": agenda,
        "names": [f"table {row}" for row in range(tables)],
        "seats": np.stack([rng.integers(0, 2, tables), np.arange(2, 2 + tables)]),
        "opened": rng.random((2, tables, worlds)) < 0.7,
        "utility": utility,
        "reservation": rng.random((2, tables, worlds)) * draw(st.sampled_from([0.2, 0.6, 1.2])),
        "deadline": rng.integers(1, 21, (tables, 1)),
        "month": 3,
        "need": need,
        "free": rng.integers(0, 4, (resources, 2 + tables, worlds)).astype(np.float64),
        "possible": rng.random((agenda.size, tables, 1)) < 0.9,
    }


def open_case(case: dict[str, Any], worlds: Any = None) -> Tables:
    """Open the tables of a case, or those of some of its worlds."""
    count = case["utility"].shape[-1]
    worlds = np.arange(count) if worlds is None else np.asarray(worlds)
    picked = dict(case)
    for name in ("opened", "utility", "reservation", "free"):
        picked[name] = case[name][..., worlds]
    return open_tables(picked.pop("agenda"), picked.pop("names"), luck=Luck(11, worlds), **picked)
