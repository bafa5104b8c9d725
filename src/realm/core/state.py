"""The arrays of one moment, all worlds."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array, Index, array
from realm.core.state_goods import Goods
from realm.core.state_in_force import InForce


@dataclass(frozen=True)
class State(InForce, Goods):
    """Everything that the next month depends on, at the end of the last one.

    Its fields are those of `Goods`, then those of `InForce`, then its own.
    """

    money: Array = array(
        "account", unit="k$", symbol="-", meaning="balance; firms, treasuries, carriers, "
        "smugglers, outside", seen="banded",
    )  # fmt: skip
    waste: Array = array(
        "facility offer", unit="t", symbol="-", meaning="co-products thrown away so far"
    )
    memory: Array = array(
        "memory slot", unit="-", symbol="-",
        meaning="what strategies remember; `model.desk` says which rows are whose",
    )  # fmt: skip
    fault: Array = array(
        unit="-", symbol="-", meaning="0 while sound, else the reason this world is frozen"
    )

    @property
    def world_count(self) -> int:
        """Number of worlds."""
        return int(self.fault.shape[-1])

    def replace(self, **changes: Any) -> "State":
        """Make a state that differs in these fields.

        Raises:
            TypeError: when there is no such field.
        """
        # What `dataclasses.replace` does, without writing all fields one by one.
        if not changes.keys() <= self.__dict__.keys():
            raise TypeError(f"no such field: {sorted(changes.keys() - self.__dict__.keys())}")
        fresh = object.__new__(State)
        fresh.__dict__.update(self.__dict__, **changes)
        return fresh

    def take(self, worlds: Index | Sequence[int] | int) -> "State":
        """Pick worlds by position, in the order given, or a single one; each keeps its luck."""
        rows = np.atleast_1d(np.asarray(worlds, dtype=np.intp))
        return self.replace(
            **{
                f.name: np.take(getattr(self, f.name), rows, axis=-1)
                for f in dataclasses.fields(self)
                if f.name != "month"
            }
        )
