"""What a person may ask for at a table, in options and their worth."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Array, Index
from realm.core.talks import NONE
from realm.strategies.worth import HOW, Worth


@dataclass(frozen=True)
class Reckoning:
    """What options at a table add for both sides, as one of them reckons; k$ against nothing.

    The other's are guessed from what the side itself may know.
    """

    yours: Array
    """Of each option of all issues in a row, (option,)."""
    theirs: Array
    your_least: float
    """What a deal must be worth to be better than none."""
    their_least: float
    your_causes: tuple[float, ...]
    """What that comes of, as `CAUSES` names it."""
    their_causes: tuple[float, ...]
    your_price: float
    """$/kg of the table's goods without a deal."""
    their_price: float

    def their_gain(self, agenda: Agenda) -> Array:
        """Guess what outcomes are worth to the other side over no deal, (outcome,)."""
        return worth_of(agenda, self.theirs) - self.their_least


@dataclass(frozen=True)
class Glance:
    """What a side sees of a table where it does not sit, by what it may know."""

    agenda: Agenda
    yours: Array
    """k$ that outcomes are worth to it over no deal, NaN where they cannot be, (outcome,)."""
    theirs: Array
    """The same of the other side, as guessed."""
    their_least: float
    """What a deal must be worth to it to be better than none."""
    their_causes: tuple[float, ...]
    """What that comes of, as `CAUSES` names it."""
    holds_back: bool
    """Whether measures of the side that looks hold trade of the other back, to be eased."""


def causes(value: Worth, side: int, cell: int) -> tuple[float, ...]:
    """Part what no deal is worth to a side by what that comes of, k$."""
    parts, whole = value.causes[:, side, cell], float(value.reservation[side, cell])
    by = whole / float(np.sum(parts)) if np.any(parts > 0.0) else 0.0
    return tuple(float(part) * by for part in parts)


def worth_of(agenda: Agenda, parts: Array) -> Array:
    """Add up what options add, (option,) -> (outcome,); without goods their terms mean nothing."""
    added = np.take(parts, agenda.columns)
    names = [issue.name for issue in agenda.issues]
    if "volume" in names:
        empty = agenda.choices[:, names.index("volume")] == 0
        for number, name in enumerate(names):
            if name in HOW:
                added[:, number] = np.where(empty, 0.0, added[:, number])
    return np.asarray(np.add.reduce(added, axis=1))


def terms_of(agenda: Agenda, outcome: int) -> dict[str, str]:
    """Say what an outcome settles; nothing where there is none."""
    return agenda.describe(outcome) if outcome != NONE else {}


def far_from(agenda: Agenda, wish: Mapping[str, str], rest: Mapping[str, str]) -> Index | None:
    """Say how far outcomes are from a wish, (outcome,); None where an option is unknown.

    An issue given up counts more than all the steps by which issues can be away, and anything of
    the wish more than all of the rest.

    Args:
        agenda: what is bargained about.
        wish: what should be kept first, issue -> option.
        rest: what should be kept if it can, the issues of the wish aside.
    """
    lost = agenda.size
    all_of_rest = 1 + sum(lost + len(issue.options) for issue in agenda.issues)
    far = np.zeros(agenda.size, dtype=np.intp)
    issues = {issue.name: place for place, issue in enumerate(agenda.issues)}
    for name, label in {**rest, **wish}.items():
        if name not in issues:
            return None
        labels = [option.label for option in agenda.issues[issues[name]].options]
        if label not in labels:
            return None
        away = np.abs(agenda.choices[:, issues[name]] - labels.index(label))
        far += (away + lost * (away > 0)) * (all_of_rest if name in wish else 1)
    return far
