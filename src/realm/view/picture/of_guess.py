"""Guess what terms are worth to the other side, and believe more what it asked for itself.

The guess comes from what the seat may know, corrected by the reasons heard (`model/answers.py`).
What the other side put into its offers is worth no less to it than leaving it out, or it would
not have; but for what it would give there as a price for the rest.
"""

from dataclasses import dataclass, replace

import numpy as np

from realm.core.arrays import Array
from realm.model.chair import Chair
from realm.model.place import Place
from realm.model.wishes import Reckoning

GIVEN = ("premium", "technology", "easing", "loan")
"""Issues that one side gives and the other gets: who would get it for itself asks for it."""
UP_TO = ("volume", "easing")
"""Issues of which a part of what is asked for is no loss either."""


@dataclass(frozen=True)
class Guess:
    """What is guessed of the other side, with what it said itself."""

    found: Reckoning
    raised: tuple[str, ...] = ()
    """Issues of which the guess was lower than what it asked for allows."""


def guess(chair: Chair, place: Place) -> Guess:
    """Guess what the options at a table are worth to both sides, by what was said there, too."""
    found = chair.reckon(place.table)
    theirs, raised, first = found.theirs.copy(), [], 0
    for issue in place.agenda.issues:
        here = slice(first, first + len(issue.options))
        labels = [option.label for option in issue.options]
        for option in _asked(place, issue.name, labels, found.yours[here]):
            least = option if issue.name not in UP_TO else min(option, 1)
            part = slice(first + least, first + option + 1)
            if np.any(theirs[part] < 0.0):
                theirs[part] = np.maximum(theirs[part], 0.0)
                raised.append(issue.name)
        first += len(labels)
    return Guess(replace(found, theirs=theirs), tuple(dict.fromkeys(raised)))


def _asked(place: Place, issue: str, labels: list[str], yours: Array) -> list[int]:
    """List the options of an issue that the other side asked for in its offers."""
    found = {labels.index(terms[issue]) for mine, terms in place.history if not mine}
    return sorted(option for option in found if issue not in GIVEN or yours[option] <= 0.0)
