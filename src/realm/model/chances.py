"""How likely outcomes are signed at one table, as who sits there can tell; what is certain."""

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.talks import NONE
from realm.model.sitting import Sitting
from realm.rules.talks import allowed
from realm.strategies.odds import COVERED, chance, covers, gains, look_at
from realm.strategies.odds import refused as refused_before
from realm.strategies.worth import Worth


def odds(sitting: Sitting, cell: int, side: int, guess: Worth) -> Array:
    """Estimate how likely outcomes would be signed if a side offered them now, (outcome,).

    1 for what the other side named itself, NaN for what may not be offered.

    Args:
        sitting: the talks.
        cell: the table.
        side: who would offer.
        guess: what that side takes the outcomes to be worth.
    """
    tables, agenda, every = sitting.tables, sitting.agenda, np.arange(sitting.agenda.size)
    utility, parts = guess.utility(agenda, 1 - side), _parts(sitting, side, guess)
    gain = gains(utility, guess.reservation[1 - side], tables.possible[:, [cell], 0])
    gain = np.repeat(gain, agenda.size, axis=1)
    said = offered(sitting, cell, 1 - side), offered(sitting, cell, side)
    late = tables.round / max(int(tables.deadline[cell, 0]) - 1, 1)
    shown = chance(look_at(agenda, gain, parts, every, said, late))
    certain = named(sitting, cell, side)
    more = covers(agenda, parts, every, np.flatnonzero(certain)[:, None])
    shown = np.where(more, np.maximum(shown, COVERED), shown)
    return np.where(certain, 1.0, np.where(allowed(tables)[:, cell, 0], shown, np.nan))


def named(sitting: Sitting, cell: int, side: int) -> Mask:
    """Say what the other side offered last or said in this round to sign, and can, (outcome,)."""
    tables, found = sitting.tables, np.zeros(sitting.agenda.size, dtype=np.bool_)
    found[names(sitting, cell, side)] = True
    return np.asarray(found & tables.legal[:, cell, 0] & tables.open[cell, 0])


def names(sitting: Sitting, cell: int, side: int) -> list[int]:
    """List what the other side offered last, and what it said in this round that it would sign."""
    heard = int(sitting.tables.last[1 - side, cell, 0])
    return sorted({*sitting.named.get(cell, ()), heard} - {NONE})


def refused(sitting: Sitting, cell: int, side: int, guess: Worth) -> Index:
    """Say in which round, from 0, the other side refused as good or better; -1 for never."""
    mine = offered(sitting, cell, side)
    every = np.arange(sitting.agenda.size)
    return refused_before(sitting.agenda, _parts(sitting, side, guess), every, mine)


def offered(sitting: Sitting, cell: int, side: int) -> Index:
    """List what a side has offered, round by round, -1 where it did not speak; (round, 1)."""
    tables = sitting.tables
    rows = slice(0, tables.round)
    spoke = tables.speakers[rows, cell, 0] == side
    return np.where(spoke, tables.history[rows, cell, 0], NONE).astype(np.intp)[:, None]


def _parts(sitting: Sitting, side: int, guess: Worth) -> Array:
    """Say what options add for the other side, once for each outcome, (option, outcome)."""
    return np.repeat(guess.parts[1 - side], sitting.agenda.size, axis=1)
