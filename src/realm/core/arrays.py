"""Arrays that know their axes and unit; sums that keep bits."""

import dataclasses
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
"""Numbers with the world axis last; length 1 stands for every world."""

Mask = NDArray[np.bool_]
"""Yes or no, with the world axis last."""

Index = NDArray[np.intp]
"""Positions along one axis."""

Seen = Literal["public", "own", "banded", "hidden"]
"""Who may know a field: everyone; the actor it belongs to; that actor, and others the band that it
lies in; nobody."""


def array(
    *axes: str, unit: str, meaning: str, symbol: str = "", seen: Seen = "hidden"
) -> Any:  # a dataclass field has the type of what it will hold
    """Declare an array field of a dataclass.

    Args:
        axes: Entity axes in order, without the last one, `world`.
        unit: Unit of the numbers, `-` for none.
        meaning: What they are, one thought.
        symbol: Letter the equations of rules/README.md use.
        seen: Who may know it.
    """
    return field(
        metadata={"axes": axes, "unit": unit, "meaning": meaning, "symbol": symbol, "seen": seen}
    )


@dataclass(frozen=True)
class Note:
    """One row of a notation table."""

    attribute: str
    symbol: str
    meaning: str
    unit: str
    axes: tuple[str, ...]
    seen: Seen


def notes(holder: type[Any]) -> list[Note]:
    """List the array fields that a dataclass declares."""
    return [
        Note(
            attribute=f.name,
            symbol=f.metadata["symbol"],
            meaning=f.metadata["meaning"],
            unit=f.metadata["unit"],
            axes=f.metadata["axes"],
            seen=f.metadata["seen"],
        )
        for f in dataclasses.fields(holder)
        if "axes" in f.metadata
    ]


FEW = 8
"""Rows that are added quicker one by one."""


def total(values: Array) -> Array:
    """Add over the first axis in one order whatever the number of worlds.

    `np.sum` adds in another order for one world than for many; this does not.
    """
    if values.shape[0] == 0:
        return np.zeros(values.shape[1:])
    if 1 < values.shape[0] <= FEW:  # as below: the first, and all others one after another
        rest = values[1]
        for row in values[2:]:
            rest = rest + row
        return np.asarray(values[0] + rest)
    whole: Array = np.add.reduceat(values, [0], axis=0)[0]
    return whole


DUST = 1e-9
"""Part of a quantity that is rounding, not tonnes: what remains below it counts as nothing."""
LEAST = 1e-200
"""Smaller than any tonne or dollar, larger than what would overflow a division by it."""


def part(over: Array, whole: Array) -> Array:
    """Divide a part by its whole; nothing of nothing is 0, something of nothing is huge."""
    safe = np.maximum(whole, LEAST)
    return np.divide(over, safe, out=safe if safe.shape == over.shape else None)


def ratio(over: Array, under: Array, otherwise: Array | float) -> Array:
    """Divide where `under` is positive; give `otherwise` elsewhere."""
    positive = under > 0.0
    safe = np.where(positive, under, 1.0)
    return np.where(positive, over / safe, otherwise)


def anywhere(values: Array | Mask) -> Mask:
    """Say which rows are not 0 in some world, (row,)."""
    return np.asarray(values.any(axis=-1))


def smooth(old: Array, new: Array, months: Array | float) -> Array:
    """Move `old` towards `new` by one part in `months`."""
    step: Array = new - old
    step /= months
    step += old
    return step
