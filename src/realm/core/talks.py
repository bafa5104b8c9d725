"""Talks as nouns: many tables at once, and what is said at them.

Of the axes of a table's arrays the outcome comes first: choosing among outcomes is then one
maximum over whole rows, at whatever numbers of tables and worlds.
"""

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from realm.core.agenda import Agenda, Score
from realm.core.arrays import Array, Index, Mask, array, notes
from realm.core.incidence import Incidence

Said = NDArray[np.int16]
"""Outcomes or sides in the record of talks, -1 for none."""

Kind = TypeVar("Kind", bound=np.generic)

MOST_ROUNDS = 20
"""Rounds that talks may last."""
NONE = -1
"""The outcome where there is none."""


class Status(IntEnum):
    """How it stands at a table."""

    OPEN = 0
    AGREED = 1
    LEFT = 2
    """Somebody walked out, or had nothing left to say."""
    LAPSED = 3
    """The rounds are over."""


_OPEN = int(Status.OPEN)


@dataclass(frozen=True)
class Messages:
    """What the side whose turn it is says at each table; `leave` goes before `accept`."""

    offer: Index = array("table", unit="-", meaning="outcome offered, -1 for none")
    accept: Mask = array("table", unit="-", meaning="signs what the other side offered last")
    leave: Mask = array("table", unit="-", meaning="walks out")


@dataclass(frozen=True)
class Tables:
    """Many talks between two sides each, all at the same round. Sides are 0 and 1.

    Utilities, needs and what is possible may have 1 for `world` where all worlds agree.
    """

    agenda: Agenda
    names: tuple[str, ...]
    """Of each table; luck is drawn by them. None where tables are cells (`talks_cells`)."""
    seats: Index
    """Seat of each side, shape (side, table)."""
    members: Incidence
    """(seat, side x table)."""
    round: int
    """Rounds played."""

    utility: Array = array(
        "side", "outcome", "table", unit="utility", meaning="worth of an outcome", seen="own"
    )
    reservation: Array = array(
        "side", "table", unit="utility", meaning="worth of no deal: signs nothing below", seen="own"
    )
    best: Array = array(
        "side", "table", unit="utility", meaning="worth of the best possible outcome", seen="own"
    )
    worst: Array = array(
        "side", "table", unit="utility", meaning="worth of the worst possible outcome", seen="own"
    )
    merit: Score = array(
        "side", "outcome", "table", unit="-", seen="own",
        meaning="worth in steps from worst to best, then outcome, in one whole number",
    )  # fmt: skip
    need: Array = array(
        "resource", "side", "outcome", "table", unit="see resource", seen="own",
        meaning="what a signature reserves",
    )  # fmt: skip
    free: Array = array(
        "resource", "seat", unit="see resource", meaning="what no signature has reserved",
        seen="own",
    )  # fmt: skip
    possible: Mask = array("outcome", "table", unit="-", meaning="what may be talked about")
    legal: Mask = array(
        "outcome", "table", unit="-", meaning="possible, and free for both while open"
    )
    deadline: Index = array("table", unit="rounds", meaning="rounds there are", seen="public")
    lot: Array = array("table", unit="-", meaning="luck that decides between equals, 0 to 1")
    turn: Index = array("table", unit="-", meaning="side that speaks next")
    last: Index = array("side", "table", unit="-", meaning="last offer, -1 for none")
    before: Index = array("side", "table", unit="-", meaning="last offer but one, -1 for none")
    status: Index = array("table", unit="-", meaning="see `Status`")
    agreed: Index = array("table", unit="-", meaning="outcome signed, -1 for none")
    history: Said = array("round", "table", unit="-", meaning="offer made, -1 for none")
    speakers: Said = array("round", "table", unit="-", meaning="side that spoke, -1 for none")
    answered: Said = array(
        "round", "table", unit="-", meaning="offer that was on the table, -1 for none"
    )

    @cached_property
    def open(self) -> Mask:
        """Say where talks go on, (table, world)."""
        return np.asarray(self.status == _OPEN)

    @cached_property
    def heard(self) -> Index:
        """Last offer of the side that does not speak next, -1 for none, (table, world)."""
        return np.asarray(self.last[1] + (self.last[0] - self.last[1]) * self.turn)

    def take(self, worlds: Index) -> "Tables":
        """Keep the tables of some worlds."""
        fields = {name: getattr(self, name) for name in FIELDS}
        kept: dict[str, Any] = {
            n: np.take(v, worlds, axis=-1) for n, v in fields.items() if v.shape[-1] > 1
        }
        return replace(self, **kept)

    def lay(self, worlds: Index, rest: "Tables") -> "Tables":
        """Put back what became of the tables of some worlds."""
        merged: dict[str, Any] = {name: getattr(self, name).copy() for name in MOVED}
        for name, values in merged.items():
            values[..., worlds] = getattr(rest, name)
        return replace(self, round=rest.round, **merged)


FIELDS = tuple(note.attribute for note in notes(Tables))
"""Arrays of tables."""
MOVED = (
    "free", "legal", "turn", "last", "before",
    "status", "agreed", "history", "speakers", "answered",
)  # fmt: skip
"""Those that a round may change."""


def at(values: NDArray[Kind], outcome: Index) -> NDArray[Kind]:
    """Pick each table's value at its outcome, (outcome, table, world) -> (table, world).

    What is picked at `NONE` has no meaning.
    """
    tables = np.arange(outcome.shape[0])[:, None]
    worlds = np.arange(outcome.shape[1]) if values.shape[-1] > 1 else 0
    picked: NDArray[Kind] = values[outcome, tables, worlds]
    return picked
