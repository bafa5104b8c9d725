"""Talks as cells: one row for each table that is opened in a world, and a single world.

Most tables are silent in most worlds. As cells, nothing is counted for those; a seat of one
world is another than the same seat of another world, so that they share nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from realm.core.arrays import Index
from realm.core.incidence import Incidence
from realm.core.talks import FIELDS, MOVED, Tables

_BY_TABLE = tuple(name for name in FIELDS if name != "free")


def among(tables: Tables, rows: Index) -> Tables:
    """Keep some tables; the seats keep what they have free."""
    kept: dict[str, Any] = {
        name: np.take(getattr(tables, name), rows, axis=-2) for name in _BY_TABLE
    }
    seats = np.take(tables.seats, rows, axis=1)
    members = Incidence.group(seats.ravel(), tables.members.shape[0])
    names = tuple(tables.names[row] for row in rows) if tables.names else ()
    return replace(tables, names=names, seats=seats, members=members, **kept)


def put_back(tables: Tables, rows: Index, rest: Tables) -> Tables:
    """Put back what became of some tables."""
    merged: Mapping[str, Any] = {name: getattr(tables, name).copy() for name in MOVED}
    for name, values in merged.items():
        if name == "free":
            values[...] = rest.free
        else:
            values[..., rows, :] = getattr(rest, name)
    return replace(tables, round=rest.round, **merged)
