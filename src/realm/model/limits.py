"""What numbers an order may hold: flags 0 and 1, sizes by family, tonnes from 0 on."""

from collections.abc import Sequence

import numpy as np

from realm.core.arrays import Array
from realm.core.bounds import NOT_NEGATIVE, SHARE, Bounds, declared
from realm.core.network import Network
from realm.core.terms import SIZE_KEYS, Sizes
from realm.strategies.legal import COLUMNS

_SIZES = declared(Sizes)
_PLAIN: dict[str, Bounds] = {
    "measure_on": SHARE,
    "measure_known": SHARE,
    "measure_delay": _SIZES["delay_working_days"],
    "link_open": SHARE,
    "project_start": SHARE,
    "revoke": SHARE,
}
"""Limits of whole columns; those of `measure_size` differ by row, of all others it is from 0 on."""


class Limits:
    """The limits of every row of every column of orders."""

    def __init__(self, network: Network) -> None:
        """Look up the family of each measure."""
        families = [network.scenario.measures[name].family for name in network.measures]
        self._sizes = [_SIZES[SIZE_KEYS[family]] for family in families]
        self._names: dict[str, Sequence[str]] = {
            axis: getattr(network, f"{axis}s") for axis in COLUMNS.values()
        }
        self._ends = {column: self._arrays(column) for column in COLUMNS}

    def broken(self, column: str, values: Array) -> str | None:
        """Say which row of a column, shape (row, world), breaks which limit; NaN breaks none."""
        low, high = self._ends[column]
        wrong = (values < low) | (values > high) | np.isinf(values)
        if not wrong.any():
            return None
        row, world = np.argwhere(wrong)[0]
        name = self._names[COLUMNS[column]][row]
        return f"{column} of {name!r}: expected {self._of(column, row)}, got {values[row, world]:g}"

    def _of(self, column: str, row: int) -> Bounds:
        if column == "measure_size":
            return self._sizes[row]
        return _PLAIN.get(column, NOT_NEGATIVE)

    def _arrays(self, column: str) -> tuple[Array, Array]:
        rows = [self._of(column, row) for row in range(len(self._names[COLUMNS[column]]))]
        low = np.array([bounds.low for bounds in rows], dtype=np.float64)
        high = np.array([bounds.high for bounds in rows], dtype=np.float64)
        return low[:, None], high[:, None]
