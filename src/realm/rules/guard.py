"""One bad world never stops the rest: it is found and frozen as it last was sound."""

import dataclasses

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.incidence import column_totals
from realm.core.ledger import Ledger
from realm.core.state import State

FAULTS = ("sound", "not a number", "less than nothing", "mass not conserved")
"""What `State.fault` counts."""

NEVER_NEGATIVE = (
    "stock_in",
    "stock_out",
    "pipeline",
    "waiting",
    "queue",
    "ask",
    "rent",
    "smuggling",
    "transshipment",
    "price",
    "expected_use",
    "expected_sales",
    "share",
    "capacity",
    "throughput",
    "quota_left",
    "shipped",
    "building",
    "mothballed",
    "waste",
)
TOLERANCE = 1e-9


def freeze(before: State, after: State, ledger: Ledger) -> State:
    """Keep worlds that went wrong as they were before, and note the reason."""
    reason = _faults(before, after, ledger)
    if not np.any(reason):
        return after
    bad = reason > 0.0
    fields = [f.name for f in dataclasses.fields(State) if f.name not in ("month", "fault")]
    kept = {n: np.where(bad, getattr(before, n), getattr(after, n)) for n in fields}
    return after.replace(fault=reason, **kept)


def _faults(before: State, after: State, ledger: Ledger) -> Array:
    """Name what is wrong with each world, 0 where nothing is."""
    reason = before.fault.copy()

    def mark(where: Mask, fault: str) -> None:
        reason[(reason == 0.0) & where] = FAULTS.index(fault)

    for field in dataclasses.fields(State):
        if field.name == "month":
            continue
        values = np.asarray(getattr(after, field.name))
        if values is getattr(before, field.name):
            continue  # no phase touched it
        least = 0.0 if field.name in NEVER_NEGATIVE else -np.inf
        if values.min(initial=np.inf) >= least:  # what is not a number fails this, too
            continue
        flat = values.reshape(-1, values.shape[-1])
        mark(np.asarray(np.isnan(flat).any(axis=0)), "not a number")
        mark(np.asarray((flat < least).any(axis=0)), "less than nothing")
    made = mass(before)
    for month in ledger.months:
        made = made + column_totals(month.produced) - column_totals(month.wasted)
        made = made + column_totals(month.released) - column_totals(month.used)
    mark(np.abs(mass(after) - made) > TOLERANCE * np.maximum(made, 1.0), "mass not conserved")
    return reason


def mass(state: State) -> Array:
    """All tonnes in stocks and under way, (world,)."""
    tonnes = column_totals(state.stock_in) + column_totals(state.stock_out)
    for lag in state.pipeline:
        tonnes = tonnes + column_totals(lag)
    return tonnes
