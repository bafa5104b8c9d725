"""What numbers an order may hold: flags 0 and 1, sizes by family, tonnes from 0 on."""

from collections.abc import Sequence

import numpy as np

from realm.core.arrays import Array, Index
from realm.core.bounds import NOT_NEGATIVE, SHARE, Bounds, declared
from realm.core.network import Network
from realm.core.terms import SIZE_KEYS, Sizes
from realm.strategies.legal import COLUMNS

MOST_HELD = 4.0
"""Most that a firm may aim to hold, in multiples of its usual stocks."""
_SIZES = declared(Sizes)
_PLAIN: dict[str, Bounds] = {
    "measure_on": SHARE,
    "measure_known": SHARE,
    "measure_delay": _SIZES["delay_working_days"],
    "link_open": SHARE,
    "contract_deliver": SHARE,
    "project_approve": SHARE,
    "project_start": SHARE,
    "directive": SHARE,
    "directive_answer": Bounds(1.0, 3.0),
    "shut": SHARE,
    "hold": Bounds(0.0, MOST_HELD),
    "absorb": SHARE,
    "coalition": SHARE,
    "revoke": SHARE,
}
"""Limits of whole columns; those of `measure_size` differ by row, of all others it is from 0 on."""


class Limits:
    """The limits of every row of every column of orders."""

    def __init__(self, network: Network) -> None:
        """Look up the family of each measure."""
        families = [network.scenario.measures[name].family for name in network.measures]
        self._sizes = [_SIZES[SIZE_KEYS[family]] for family in families]
        self._complainants = Bounds(1.0, float(len(network.countries)))
        self._names: dict[str, Sequence[str]] = {
            axis: network.along(axis) for axis in COLUMNS.values()
        }
        self._ends = {column: self._arrays(column) for column in COLUMNS}

    def broken(self, column: str, values: Array, rows: Index | None = None) -> str | None:
        """Say which row of a column breaks which limit; NaN breaks none.

        Args:
            column: name.
            values: (row, world).
            rows: those to look at; all if not given.
        """
        rows = np.arange(len(values)) if rows is None else rows
        some = values[rows]
        low, high = (ends[rows] for ends in self._ends[column])
        wrong = (some < low) | (some > high) | np.isinf(some)
        if not wrong.any():
            return None
        place, world = np.argwhere(wrong)[0]
        row = int(rows[place])
        name = self._names[COLUMNS[column]][row]
        return f"{column} of {name!r}: expected {self._of(column, row)}, got {values[row, world]:g}"

    def holds(self, column: str, row: int, value: float) -> bool:
        """Say whether a number keeps the limits of a row."""
        return self._of(column, row).hold(value)

    def words(self, column: str, row: int) -> str:
        """Say which numbers a row may hold."""
        return str(self._of(column, row))

    def _of(self, column: str, row: int) -> Bounds:
        if column == "measure_size":
            return self._sizes[row]
        if column == "dispute":
            return self._complainants
        return _PLAIN.get(column, NOT_NEGATIVE)

    def _arrays(self, column: str) -> tuple[Array, Array]:
        rows = [self._of(column, row) for row in range(len(self._names[COLUMNS[column]]))]
        low = np.array([bounds.low for bounds in rows], dtype=np.float64)
        high = np.array([bounds.high for bounds in rows], dtype=np.float64)
        return low[:, None], high[:, None]
