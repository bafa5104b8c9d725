"""Why no more of an issue can be offered at a table than it can."""

from enum import Enum

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Index, Mask
from realm.core.network import Network
from realm.model.sitting import Sitting


class Limit(Enum):
    """What keeps an issue from being settled higher; the value is its name in texts."""

    NOT_HERE = "not_here"
    """These two have nothing of the kind between them."""
    TAKEN = "taken"
    """What they have is in use: a contract that runs, a plant that is being built."""
    NOT_FREE = "not_free"
    """Who would give it has promised too much already, or has no money for it."""


def limits(network: Network, sitting: Sitting, cell: int) -> dict[str, Limit]:
    """Say what limits the issues at a table that cannot be settled to their end."""
    agenda, tables = sitting.agenda, sitting.tables
    static = network.bargains.possible[int(sitting.cells.table[cell])]
    possible = tables.possible[:, cell, 0]
    ends = [_ends(agenda, mask) for mask in (static, possible, possible & tables.legal[:, cell, 0])]
    found = {}
    for place, issue in enumerate(agenda.issues):
        here, now, free = (int(end[place]) for end in ends)
        if free < now:
            found[issue.name] = Limit.NOT_FREE
        elif now < here:
            found[issue.name] = Limit.TAKEN
        elif here < len(issue.options) - 1:
            found[issue.name] = Limit.NOT_HERE
    return found


def _ends(agenda: Agenda, outcomes: Mask) -> Index:
    """Find the highest option of each issue among some outcomes, (issue,)."""
    if not np.logical_or.reduce(outcomes):
        return np.zeros(len(agenda.issues), dtype=np.intp)
    return np.asarray(np.max(agenda.choices[outcomes], axis=0), dtype=np.intp)
