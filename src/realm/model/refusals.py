"""Why offers are refused: what cost a side most, what it missed most, what could not be had."""

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.talks import NONE
from realm.model.sitting import Sitting
from realm.rules.talks_reason import Alternative, Reason, refusal_reason
from realm.strategies.worth import HOW


def reasons(sitting: Sitting, refuser: Index, outcome: Index) -> Reason:
    """Find what cost each refuser most of the last offer, against no deal."""
    agenda, value = sitting.agenda, sitting.value
    cells = np.arange(len(refuser))
    parts = value.parts[np.maximum(refuser, 0), :, cells].T
    amounts = np.repeat(agenda.amounts[:, None], len(cells), axis=1)
    names = [issue.name for issue in agenda.issues]
    without = np.zeros((len(names), len(cells)))
    part = np.zeros((len(names), len(cells)))
    if "price" in names:
        place = names.index("price")
        amounts[agenda.column_issue == place] = value.price
        without[place] = value.other_price[np.maximum(refuser, 0), cells]
    # Where no goods change hands, nobody minds how.
    empty = agenda.choices[outcome, names.index("volume")] == 0
    for issue in (names.index(name) for name in HOW if name in names):
        part[issue] = np.where(empty, parts[agenda.columns[outcome, issue], cells], 0.0)
    alternative = Alternative(
        sources=("",) * len(cells), amount=without[..., None], part=part[..., None]
    )
    return refusal_reason(
        agenda, parts[..., None], alternative, outcome[:, None], amounts=amounts[..., None]
    )


def wishes(sitting: Sitting, refuser: Index, outcome: Index, cost: Array) -> Index:
    """Find the issue that would have given each refuser most more, where that beats the cost."""
    agenda, cells = sitting.agenda, np.arange(len(refuser))
    parts = sitting.value.parts[np.maximum(refuser, 0), :, cells].T
    volume = [issue.name for issue in agenda.issues].index("volume")
    missed, legal = [], sitting.tables.legal[..., 0]
    for place, issue in enumerate(agenda.issues):
        first = agenda.columns[0, place]
        options = parts[first : first + len(issue.options)]
        there = np.stack([
            np.logical_or.reduce(legal[agenda.choices[:, place] == option], axis=0)
            for option in range(len(issue.options))
        ])  # fmt: skip
        best = np.max(np.where(there, options, -np.inf), axis=0)
        if issue.name in HOW:
            best = np.where(agenda.choices[outcome, volume] == 0, -np.inf, best)
        missed.append(best - parts[agenda.columns[outcome, place], cells])
    most = np.argmax(missed, axis=0)
    return np.where(np.max(missed, axis=0) > cost, most, NONE)


def beyond(sitting: Sitting, refuser: Index) -> Mask:
    """Say where only goods that are not free would make a deal worth signing to each refuser."""
    tables, cells = sitting.tables, np.arange(len(refuser))
    side = np.maximum(refuser, 0)
    worth = tables.utility[side, :, cells, 0].T
    least = tables.reservation[side, cells, 0]
    free = np.max(np.where(tables.legal[..., 0], worth, -np.inf), axis=0, initial=-np.inf)
    most = np.max(np.where(tables.possible[..., 0], worth, -np.inf), axis=0, initial=-np.inf)
    return np.asarray((free < least) & (most >= least))
