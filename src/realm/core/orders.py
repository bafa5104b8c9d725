"""One turn of decisions of all seats, as arrays."""

import dataclasses
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, array
from realm.core.state import State


@dataclass(frozen=True)
class Orders:
    """What the seats want changed before the months of a turn; NaN leaves a thing as it is.

    Each column is a state array that decisions may set; `rules.turn` writes the new values
    into the state before the first month.
    """

    measure_on: Array = array("measure", unit="-", meaning="put in force (1) or lift (0)")
    measure_known: Array = array("measure", unit="-", meaning="announce (1) or withdraw (0)")
    measure_size: Array = array("measure", unit="see family", meaning="size of the measure")
    measure_delay: Array = array("measure", unit="working days", meaning="wait of approved orders")
    stock_target: Array = array("stockpile", unit="t", meaning="tonnes to aim at")
    stock_purchase: Array = array("stockpile", unit="t/month", meaning="most to buy")
    stock_release: Array = array("stockpile", unit="t/month", meaning="what to offer")
    link_open: Array = array("link", unit="-", meaning="open (1) or close (0)")
    contract_volume: Array = array("contract", unit="t/month", meaning="tonnes to call")
    project_start: Array = array("project", unit="-", meaning="start (1) an approved project")

    @classmethod
    def none(cls, state: State) -> "Orders":
        """Make orders that leave everything as it is."""
        shapes = {
            f.name: getattr(state, "project_opens" if f.name == "project_start" else f.name).shape
            for f in dataclasses.fields(cls)
        }
        return cls(**{name: np.full(shape, np.nan) for name, shape in shapes.items()})
