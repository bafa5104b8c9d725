"""What a person may ask for at a table, in options and their worth."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index
from realm.core.talks import NONE, Agenda


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
    your_price: float
    """$/kg of the table's goods without a deal."""
    their_price: float


def terms_of(agenda: Agenda, outcome: int) -> dict[str, str]:
    """Say what an outcome settles; nothing where there is none."""
    return agenda.describe(outcome) if outcome != NONE else {}


def far_from(agenda: Agenda, wish: dict[str, str]) -> Index | None:
    """Say how far outcomes are from a wish, (outcome,); None where an option is unknown.

    An issue given up counts more than all the steps by which issues can be away.
    """
    far = np.zeros(agenda.size, dtype=np.intp)
    issues = {issue.name: place for place, issue in enumerate(agenda.issues)}
    for name, label in wish.items():
        if name not in issues:
            return None
        labels = [option.label for option in agenda.issues[issues[name]].options]
        if label not in labels:
            return None
        away = np.abs(agenda.choices[:, issues[name]] - labels.index(label))
        far += away + agenda.size * (away > 0)
    return far
