"""What the other side's answers tell a person: what it refuses still, and what its reasons say.

A strategy answers an offer that it does not sign with one of its own. As long as that stands, its
position has not moved, and the same offer gets the same answer. Why it said no is told in words:
one issue, and which way it would rather have that. Whoever guesses what outcomes are worth to it
believes that more than the guess.
"""

from dataclasses import replace

import numpy as np

from realm.core.arrays import Mask
from realm.core.talks import NONE
from realm.model.refusals import reasons
from realm.model.sitting import Sitting
from realm.strategies.worth import Worth

LITTLE = 1e-6
"""Of the largest worth of an option: by how much one is better at least that was said to be."""
UNRANKED = ("price",)
"""Issues whose options are no more and less of something: a word on one tells of that one."""


def exchanges(sitting: Sitting, cell: int, side: int) -> list[tuple[int, int]]:
    """List offers of a side that were refused, each with the other's answer, in their order."""
    tables = sitting.tables
    said = tables.history[: tables.round, cell, 0].tolist()
    who = tables.speakers[: tables.round, cell, 0].tolist()
    found = zip(said, said[1:], who, who[1:], strict=False)
    return [
        (offer, answer)
        for offer, answer, one, other in found
        if one == side and other == 1 - side and NONE not in (offer, answer)
    ]


def unmoved(sitting: Sitting, cell: int, side: int) -> Mask:
    """Say which outcomes a strategy refused by the offer that is still its last, (outcome,)."""
    found = np.zeros(sitting.agenda.size, dtype=np.bool_)
    refused = exchanges(sitting, cell, side)
    if refused and sitting.voice(1 - side, cell) is not None:
        stands = refused[-1][1]
        found[[offer for offer, answer in refused if answer == stands]] = True
    return found


def heed(guess: Worth, sitting: Sitting, cell: int, side: int) -> Worth:
    """Correct what a side guesses of the other's worth by the reasons that this gave.

    The option that it would rather have is better for it than the one that it refused. Of two
    that were guessed the wrong way round the one that gives more is moved past the other; where
    less is wanted, what gives more still is no better either.

    Args:
        guess: what the side takes the outcomes to be worth, at this table alone.
        sitting: the talks.
        cell: the table.
        side: whose guess it is.
    """
    parts, agenda = guess.parts.copy(), sitting.agenda
    column = parts[1 - side, :, 0]
    step = LITTLE * float(np.max(np.abs(column), initial=0.0))
    first = np.cumsum([0, *(len(issue.options) for issue in agenda.issues)])
    others = np.full(len(sitting.cells.table), 1 - side)
    for offer, answer in exchanges(sitting, cell, side):
        told = reasons(sitting, others, np.full_like(others, offer), np.full_like(others, answer))
        place, rather = int(told.issue[cell, 0]), int(told.wanted[cell, 0])
        if place == NONE or not told.gain[cell, 0] > 0.0:
            continue
        options = column[first[place] : first[place + 1]]
        refused = int(agenda.choices[offer, place])
        if rather > refused:
            options[rather] = max(options[rather], options[refused] + step)
        else:
            alone = agenda.issues[place].name in UNRANKED
            more = slice(refused, refused + 1 if alone else None)
            options[more] = np.minimum(options[more], options[rather] - step)
    return replace(guess, parts=parts)
