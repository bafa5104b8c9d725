"""The first quantity in which arrays and objects differ, by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from tests.oracle.fill import column, fields_of, holders, names
from tests.oracle.month import Page
from tests.oracle.world import World

from realm.core.arrays import Array
from realm.core.ledger import Month
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State

RELATIVE = 1e-9
FLOOR = 1e-12
"""Part of the largest number that a quantity has had so far (of 1, where all were smaller) that may
differ besides: what is left over from large numbers, as of a quota, keeps their rounding."""

IN_MONTH = {
    "ask_after": "ask_after",
    "quote": "quote",
    "delivered": "delivered",
    "orders": "orders",
    "offered": "asked",
    "refused": "refused",
    "shipped": "shipped",
    "leaked": "leaked",
    "arrived": "arrived",
    "used": "used",
    "wanted": "wanted",
    "desired": "desired",
    "untouched": "untouched",
    "throughput": "made",
    "capacity": "works",
    "produced": "produced",
    "wasted": "wasted",
    "released": "released",
    "paid": "paid",
    "found": "found",
}
"""Array of the ledger -> attribute of the objects along its axis."""


@dataclass(frozen=True)
class Difference:
    """One number on which the two do not agree."""

    quantity: str
    entity: str
    month: int
    arrays: float
    oracle: float

    def __str__(self) -> str:
        return (
            f"{self.quantity} of {self.entity} in month {self.month}: "
            f"arrays {self.arrays!r}, oracle {self.oracle!r}"
        )


def differences(
    world: World, page: Page, network: Network, state: State, month: Month, at: int = 0
) -> list[Difference]:
    """List what differs after a month: the ledger in the order of the phases, then the state."""
    where = holders(world, network)
    found: list[Difference] = []

    def check(noun: str, name: str, axis: str, theirs: Array, mine: Any) -> None:
        found.extend(
            _unequal(
                world.largest, f"{noun}.{name}", names(network, axis), month.month, theirs, mine
            )
        )

    for name, axes in fields_of(Month):
        theirs = column(getattr(month, name), at).T
        axis = axes[-1]
        if name == "ask":
            kept = dict(zip(world.offers, page.ask, strict=True))
            mine: list[Any] = [kept[o.name] for o in where[axis]]
        elif name == "rent":
            kept = dict(zip(world.lanes, page.rent, strict=True))
            mine = [kept[v.name] for v in where[axis]]
        else:
            attribute = IN_MONTH.get(name, name)
            mine = [getattr(holder, attribute) for holder in where[axis]]
        check("Month", name, axis, theirs, mine)
    found.extend(unlike(world, network, state, month.month, at))
    fault = float(column(state.fault, at))
    if fault:
        found.insert(0, Difference("State.fault", "the world", month.month, fault, 0.0))
    return found


def unlike(
    world: World, network: Network, source: State | Params, month: int, at: int = 0
) -> list[Difference]:
    """List what differs from a state or from the params."""
    where = holders(world, network)
    found = []
    for name, axes in fields_of(type(source)):
        if axes and axes[-1] in where:
            theirs = column(getattr(source, name), at).T
            mine = [getattr(holder, name) for holder in where[axes[-1]]]
            quantity = f"{type(source).__name__}.{name}"
            found.extend(
                _unequal(world.largest, quantity, names(network, axes[-1]), month, theirs, mine)
            )
    return found


def _unequal(
    largest: dict[str, float],
    quantity: str,
    rows: Sequence[str],
    month: int,
    theirs: Array,
    mine: list[Any],
) -> list[Difference]:
    """Compare the rows of one quantity; lags and drivers lie along the second axis."""
    if not mine:
        return []
    ours = np.array(mine, dtype=np.float64)
    if ours.ndim > 1 and ours.shape != theirs.shape:
        wide = np.zeros_like(ours)
        wide[:, : theirs.shape[1]] = theirs
        theirs = wide
    now = float(np.abs(theirs[np.isfinite(theirs)]).max(initial=1.0))
    most = largest[quantity] = max(now, largest.get(quantity, 1.0))
    with np.errstate(invalid="ignore"):
        size = np.maximum(np.abs(ours), np.abs(theirs))
        close = np.abs(ours - theirs) <= RELATIVE * size + FLOOR * most
        bad = ~(close | (ours == theirs))
    return [
        Difference(quantity, rows[i[0]], month, float(theirs[tuple(i)]), float(ours[tuple(i)]))
        for i in np.argwhere(bad)
    ]
