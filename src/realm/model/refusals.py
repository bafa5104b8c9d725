"""Why offers are refused: what a side would sign rather, and what could not be had."""

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Array, Index, Mask, ratio
from realm.core.bargains import PRICED
from realm.core.talks import NONE, Tables
from realm.model.sitting import Sitting
from realm.rules.talks_reason import Reason, refusal_reason
from realm.strategies.worth import HOW, Worth


def rather(sitting: Sitting, refuser: Index) -> Index:
    """Say what each refuser would sign: what it offered last, else its best of what can be had.

    What it offered is read in the record: answers to questions lie on the table as offers, too.
    """
    tables, cells = sitting.tables, np.arange(len(refuser))
    worth = np.where(tables.legal[..., 0], _worth(tables, refuser), -np.inf)
    best = np.argmax(worth, axis=0)
    best = np.where(np.isfinite(worth[best, cells]), best, NONE)
    if not len(tables.speakers):
        return best.astype(np.intp)
    spoke = tables.speakers[..., 0] == refuser
    last = len(spoke) - 1 - np.argmax(spoke[::-1], axis=0)
    own = tables.history[last, cells, 0]
    return np.where(np.logical_or.reduce(spoke, axis=0), own, best).astype(np.intp)


def reasons(sitting: Sitting, refuser: Index, refused: Index, wanted: Index) -> Reason:
    """Find on what each refuser would gain most by what it would sign, (cell, 1)."""
    agenda, known = sitting.agenda, (refused != NONE) & (wanted != NONE)
    refused = np.where(known, refused, 0)
    names = [issue.name for issue in agenda.issues]
    goods = agenda.choices[refused, names.index("volume")] > 0
    # Where no goods change hands, nobody minds how.
    means = np.stack([goods if name in HOW else np.ones_like(goods) for name in names])
    return refusal_reason(
        agenda,
        _worth(sitting.tables, refuser)[..., None],
        refused[:, None],
        np.where(known, wanted, refused)[:, None],
        means=means[..., None],
    )


def excess(agenda: Agenda, value: Worth, refuser: Index, refused: Index, wanted: Index) -> Array:
    """Say how far the price refused is over what each refuser has elsewhere; its part, less 1.

    NaN where there is no price, or where what it would sign is no nearer to the other.
    """
    places = [place for place, issue in enumerate(agenda.issues) if issue.name in PRICED]
    if not places:
        return np.full(len(refuser), np.nan)
    place, cells = places[0], np.arange(len(refuser))
    asked, answer = (
        value.price[agenda.choices[np.maximum(one, 0), place], cells] for one in (refused, wanted)
    )
    elsewhere = value.other_price[np.maximum(refuser, 0), cells]
    over = asked - elsewhere
    fits = np.sign(over) == np.sign(asked - answer)
    return np.where(fits, ratio(over, elsewhere, np.nan), np.nan)


def beyond(sitting: Sitting, refuser: Index) -> tuple[Mask, Mask]:
    """Say where no deal that can be had is worth signing to a refuser, and where goods would do.

    Returns:
        Where nothing would do; where only goods that are not free would.
    """
    tables, cells = sitting.tables, np.arange(len(refuser))
    worth = _worth(tables, refuser)
    least = tables.reservation[np.maximum(refuser, 0), cells, 0]
    free = np.max(np.where(tables.legal[..., 0], worth, -np.inf), axis=0, initial=-np.inf)
    most = np.max(np.where(tables.possible[..., 0], worth, -np.inf), axis=0, initial=-np.inf)
    return np.asarray(most < least), np.asarray((free < least) & (most >= least))


def _worth(tables: Tables, side: Index) -> Array:
    """Look up what outcomes are worth to a side of each cell, (outcome, cell)."""
    cells = np.arange(len(side))
    return np.asarray(tables.utility[np.maximum(side, 0), :, cells, 0].T)
