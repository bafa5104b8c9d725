"""A strategy's memory as rows of `State.memory`, and back."""

import dataclasses
from typing import Any

import numpy as np

from realm.core.arrays import Array
from realm.errors import LimitError, RealmError
from realm.strategies.base import Strategy


def blank(strategy: Strategy, *, actors: int, worlds: int) -> Array:
    """Lay out the memory that a strategy begins with, (actor, slot, world)."""
    first = strategy.Memory()
    values = [float(getattr(first, slot)) for slot in slots(strategy)]
    column = np.array(values, dtype=np.float64)[None, :, None]
    return np.array(np.broadcast_to(column, (actors, len(values), worlds)))


def unpack(strategy: Strategy, packed: Array) -> Any:
    """Give each slot its name."""
    named = {slot: packed[:, row] for row, slot in enumerate(slots(strategy))}
    return strategy.Memory(**named)


def pack(strategy: Strategy, memory: Any, like: Array) -> Array:
    """Put a memory back into an array shaped as `like`, (actor, slot, world).

    Raises:
        RealmError: when the strategy returned something else than its Memory.
        LimitError: when it holds what is no finite number.
    """
    if not isinstance(memory, strategy.Memory):
        found = type(memory).__name__
        raise RealmError(f"strategy {strategy.name!r} must return its Memory, returned {found}")
    packed = np.empty_like(like)
    for row, slot in enumerate(slots(strategy)):
        packed[:, row] = getattr(memory, slot)
        if not np.isfinite(packed[:, row]).all():
            raise LimitError(
                f"strategy {strategy.name!r}: Memory.{slot} holds NaN or an infinite number"
            )
    return packed


def slots(strategy: Strategy) -> tuple[str, ...]:
    """Name what a strategy remembers."""
    return tuple(field.name for field in dataclasses.fields(strategy.Memory))
