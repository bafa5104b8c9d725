"""Lay holders of arrays side by side along the world axis, as a chunk of mixed worlds needs."""

import dataclasses
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from realm.core.arrays import Array, Index
from realm.core.network import Patch
from realm.core.params import Params
from realm.core.state import State

Numbers = TypeVar("Numbers")


def stack_params(variants: Sequence[Params], rows: Index) -> Params:
    """Make params whose world `w` has the numbers of `variants[rows[w]]`.

    What is the same in all of them keeps a last axis of 1.
    """
    first = variants[0]
    changes = {
        field.name: _joined([getattr(one, field.name) for one in variants], rows)
        for field in dataclasses.fields(first)
        if field.name not in {"rules", "luck"}
    }
    return dataclasses.replace(
        first,
        rules=stack_numbers([one.rules for one in variants], rows),
        luck=stack_numbers([one.luck for one in variants], rows),
        **changes,
    )


def stack_numbers(variants: Sequence[Numbers], rows: Index) -> Numbers:
    """Do the same with a dataclass of plain numbers: those that differ become (world,) arrays."""
    first: Numbers = variants[0]
    changes = {}
    for field in dataclasses.fields(first):  # type: ignore[arg-type]
        values = [getattr(one, field.name) for one in variants]
        if not isinstance(values[0], str) and any(value != values[0] for value in values):
            changes[field.name] = np.array(values, dtype=np.float64)[rows]
    return dataclasses.replace(first, **changes) if changes else first  # type: ignore[type-var]


def stack_states(variants: Sequence[State], rows: Index) -> State:
    """Make a state whose world `w` is that of `variants[rows[w]]`, each of one world."""
    changes = {}
    for field in dataclasses.fields(State):
        if field.name != "month":
            joined = _joined([getattr(one, field.name) for one in variants], rows)
            whole = joined if joined.shape[-1] == len(rows) else np.repeat(joined, len(rows), -1)
            changes[field.name] = np.ascontiguousarray(whole)
    return variants[0].replace(**changes)


def stack_calendars(
    variants: Sequence[dict[int, tuple[Patch, ...]]], rows: Index
) -> dict[int, tuple[Patch, ...]]:
    """Make a calendar whose patches hold the values of each world's variant."""
    return {
        month: tuple(
            dataclasses.replace(
                patch,
                values=_joined([one[month][number].values[:, None] for one in variants], rows),
            )
            for number, patch in enumerate(patches)
        )
        for month, patches in variants[0].items()
    }


def _joined(values: Sequence[Array], rows: Index) -> Array:
    """Join arrays with a last axis of 1; one of them if they are all the same."""
    first = values[0]
    if all(np.array_equal(value, first, equal_nan=True) for value in values[1:]):
        return first
    return np.take(np.concatenate(values, axis=-1), rows, axis=-1)
