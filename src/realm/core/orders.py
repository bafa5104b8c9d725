"""One turn of decisions of all seats, as arrays."""

import dataclasses
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, array
from realm.core.state import State

WRITES: dict[str, str] = {
    "project_start": "project_opens",
    "project_approve": "project_approved",
    "dispute": "dispute_month",
}
"""The field of the state a column sets, where it does not bear its name."""


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
    link_open: Array = array("link", unit="-", meaning="open (1) or close (0); begins to qualify")
    contract_volume: Array = array("contract", unit="t/month", meaning="tonnes the buyer calls")
    contract_deliver: Array = array(
        "contract", unit="-", meaning="part of what is called that the seller delivers"
    )
    project_approve: Array = array("project", unit="-", meaning="approve (1) or take back (0)")
    project_start: Array = array("project", unit="-", meaning="start (1) an approved project")
    directive: Array = array("directive", unit="-", meaning="give (1) or withdraw (0)")
    directive_answer: Array = array(
        "directive", unit="-", meaning="comply (1), delay (2) or contest (3)"
    )
    dispute: Array = array(
        "measure", unit="-", meaning="complain: 1 + the number of the country that does"
    )
    shut: Array = array("facility", unit="-", meaning="stand still (1) or run (0)")
    hold: Array = array("firm", unit="-", meaning="multiple of the stocks its plants aim at")
    absorb: Array = array("firm", unit="-", meaning="part of cost changes not passed on")
    coalition: Array = array("country", unit="-", meaning="join (1) or leave (0)")
    signed: Array = array(
        "table", unit="-", meaning="outcome signed; written by the talks, no seat sets it alone"
    )
    revoke: Array = array("side", unit="-", meaning="break (1) the deal of the table")

    @classmethod
    def none(cls, state: State) -> "Orders":
        """Make orders that leave everything as it is."""
        tables, worlds = state.deal.shape
        shapes = {
            "signed": (tables, worlds),
            "revoke": (2 * tables, worlds),
        }
        for field in dataclasses.fields(cls):
            if field.name not in shapes:
                shapes[field.name] = getattr(state, WRITES.get(field.name, field.name)).shape
        return cls(**{name: np.full(shape, np.nan) for name, shape in shapes.items()})
