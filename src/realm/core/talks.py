"""Talks as nouns: what is bargained about, many tables at once, what is said at them.

Of the axes of a table's arrays the outcome comes first: choosing among outcomes is then one
maximum over whole rows, at whatever numbers of tables and worlds.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from realm.core.arrays import Array, Index, Mask, array, notes
from realm.core.incidence import Incidence
from realm.errors import RealmError, UnknownNameError

Score = NDArray[np.int32]
"""Whole numbers to pick an outcome by: the largest wins."""

Said = NDArray[np.int16]
"""Outcomes or sides in the record of talks, -1 for none."""

Kind = TypeVar("Kind", bound=np.generic)

MOST_OUTCOMES = 256
"""Outcomes that an agenda may have unless it asks for more."""
OUTCOME_LIMIT = 4096
"""Outcomes that no agenda may exceed."""
MOST_ROUNDS = 20
"""Rounds that talks may last."""
GRADE = 2**24
"""One step of nearness in an outcome's score; merits are smaller."""
GRADES = 42
"""Steps of nearness to an offer that count in the choice of the next, shared by the issues.
Three times as many fit into a score: nearness to what was heard counts twice, to what was said
once."""
NONE = -1
"""The outcome where there is none."""


@dataclass(frozen=True)
class Option:
    """One way to settle an issue."""

    label: str
    """What people read."""
    amount: float
    """How much of the issue's unit that is."""


@dataclass(frozen=True)
class Issue:
    """One thing that is bargained about: its options, from low to high."""

    name: str
    unit: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Agenda:
    """The issues of some talks; an outcome settles every one of them.

    Raises:
        RealmError: where an issue has no option or shares its name, or outcomes are too many.
    """

    issues: tuple[Issue, ...]
    limit: int = MOST_OUTCOMES
    """Most outcomes, at most `OUTCOME_LIMIT`."""

    def __post_init__(self) -> None:
        """Check the names and count the outcomes."""
        names = [issue.name for issue in self.issues]
        if not names or len(set(names)) < len(names):
            raise RealmError(f"an agenda needs issues of different names, found {names}")
        for issue in self.issues:
            if not issue.options:
                raise RealmError(f"issue {issue.name!r} has no options")
        if self.limit > OUTCOME_LIMIT:
            raise RealmError(f"an agenda's limit is {OUTCOME_LIMIT} outcomes, found {self.limit}")
        if self.size > self.limit:
            product = " x ".join(str(len(issue.options)) for issue in self.issues)
            raise RealmError(
                f"{product} options make {self.size} outcomes; this agenda may have {self.limit}"
            )

    @property
    def size(self) -> int:
        """Count the outcomes."""
        return math.prod(len(issue.options) for issue in self.issues)

    @cached_property
    def choices(self) -> Index:
        """Option of each issue in each outcome, shape (outcome, issue)."""
        counts = [len(issue.options) for issue in self.issues]
        return np.stack(np.unravel_index(np.arange(self.size), counts), axis=1).astype(np.intp)

    @cached_property
    def columns(self) -> Index:
        """Place of that option in the row of all options of all issues, (outcome, issue)."""
        counts = [len(issue.options) for issue in self.issues]
        return np.asarray(self.choices + np.cumsum([0, *counts[:-1]]), dtype=np.intp)

    @cached_property
    def column_issue(self) -> Index:
        """Issue of each option, shape (option,)."""
        return np.repeat(np.arange(len(self.issues)), [len(i.options) for i in self.issues])

    @cached_property
    def amounts(self) -> Array:
        """Amount of each option, shape (option,)."""
        return np.array([option.amount for issue in self.issues for option in issue.options])

    @cached_property
    def places(self) -> int:
        """Room for the outcome in a merit, a power of two."""
        return 1 << (self.size - 1).bit_length()

    @property
    def steps(self) -> int:
        """Steps from the worst to the best outcome that a merit tells apart: 65,534 for 256."""
        return GRADE // self.places - 2

    @cached_property
    def nearness(self) -> tuple[Score, ...]:
        """How near the options of each issue are to that of an outcome, (option, outcome + 1).

        In whole steps, each larger than every merit, so that what outcomes have in common
        with earlier offers comes before their merit when all are added up. The last column,
        reached as `NONE`, is 0.
        """
        grades = GRADES // len(self.issues)
        tables = []
        for place, issue in enumerate(self.issues):
            option = np.arange(len(issue.options))
            apart = np.abs(np.subtract.outer(option, self.choices[:, place]))
            steps = np.rint((1.0 - apart / max(len(option) - 1, 1)) * grades).astype(np.int32)
            nothing = np.zeros((len(option), 1), dtype=np.int32)
            tables.append(np.concatenate([steps * np.int32(GRADE), nothing], axis=1))
        return tuple(tables)

    def outcome(self, **labels: str) -> int:
        """Find the outcome with these options, one for each issue.

        Raises:
            UnknownNameError: when an issue or an option is unknown.
            RealmError: when an issue is left out.
        """
        names = [issue.name for issue in self.issues]
        for name in labels:
            if name not in names:
                raise UnknownNameError("issue", name, names)
        place = 0
        for issue in self.issues:
            options = [option.label for option in issue.options]
            if issue.name not in labels:
                raise RealmError(f"an outcome settles every issue, {issue.name!r} is left out")
            if labels[issue.name] not in options:
                raise UnknownNameError(f"option of {issue.name}", labels[issue.name], options)
            place = place * len(options) + options.index(labels[issue.name])
        return place

    def amount(self, terms: Mapping[str, str], issue: str) -> float:
        """Say how much some terms, issue -> label, settle of an issue; 0 where they settle none."""
        amounts = {
            option.label: option.amount
            for one in self.issues
            if one.name == issue
            for option in one.options
        }
        return amounts.get(terms.get(issue, ""), 0.0)

    def describe(self, outcome: int) -> dict[str, str]:
        """Say what an outcome settles: issue -> label."""
        chosen = self.choices[outcome]
        return {i.name: i.options[o].label for i, o in zip(self.issues, chosen, strict=True)}


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
