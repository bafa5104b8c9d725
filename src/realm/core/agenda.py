"""What is bargained about: issues, their options, and outcomes that settle all of them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from realm.core.arrays import Array, Index
from realm.errors import RealmError, UnknownNameError

Score = NDArray[np.int32]
"""Whole numbers to pick an outcome by: the largest wins."""

MOST_OUTCOMES = 256
"""Outcomes that an agenda may have unless it asks for more."""
OUTCOME_LIMIT = 4096
"""Outcomes that no agenda may exceed."""
GRADE = 2**24
"""One step of nearness in an outcome's score; merits are smaller."""
GRADES = 42
"""Steps of nearness to an offer that count in the choice of the next, shared by the issues.
Three times as many fit into a score: nearness to what was heard counts twice, to what was said
once."""


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
