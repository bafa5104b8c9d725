"""A table of the scenario: two actors who can come to terms, and all that it can be about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from realm.core.actors import CONFIG
from realm.core.terms import Contract
from realm.core.words import Id, NotNegative

SLOTS = 2
"""Contracts that one table can have running at once."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """Two actors who can negotiate; an issue whose thing is not given is not on the agenda."""

    __pydantic_config__ = CONFIG
    sides: tuple[Id, ...]
    """The two countries or firms."""
    kind: Literal["state", "supply"]
    """Between governments: technology, easing; or about supply: price, loan."""
    seller: Id | None = None
    """Firm or facility that would sell; one side is its firm or that firm's country."""
    buyers: tuple[Id, ...] = ()
    """Firms, facilities or sectors that would buy."""
    commodity: Id | None = None
    """What would be sold."""
    volume_t_per_year: NotNegative = 0.0
    """Tonnes a year of the full volume."""
    tolling: Id | None = None
    """Project of the tolling line: goods out, products back."""
    plant: Id | None = None
    """Project of the joint plant."""
    eases: dict[Id, tuple[Id, ...]] = field(default_factory=dict)
    """State: measures that a side could ease for the other, by the side that took them."""
    technology: Id | None = None
    """State: the side that could give technology."""
    loan_musd: NotNegative = 0.0
    """Supply: loan of the buying side to the selling side, million US dollars."""
    text: str = ""
    """For people."""
    source: str
    """Why these two, and where the numbers come from, or `assumption: why`."""


def slots_of(tables: dict[str, Table], titles: Mapping[str, str]) -> dict[str, Contract]:
    """Make the empty contracts that deals can fill, `SLOTS` for each table that has goods.

    Args:
        tables: Name -> table.
        titles: Name of an actor -> what people call it.
    """
    return {
        f"{name}#{number}": Contract(
            name=f"Deal of {' and '.join(titles.get(side, side) for side in table.sides)}",
            seller=table.seller,
            buyers=table.buyers,
            commodity=table.commodity,
            volume_t_per_year=table.volume_t_per_year,
            text=table.text,
            source=table.source,
        )
        for name, table in tables.items()
        if table.seller and table.commodity and table.volume_t_per_year > 0.0
        for number in range(1, SLOTS + 1)
    }
