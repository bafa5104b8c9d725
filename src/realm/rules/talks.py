"""Stacked alternating offers: open many tables at once, and play one round at all of them.

Rosenschein and Zlotkin 1994; Aydogan et al. 2017, https://doi.org/10.1007/978-3-319-51563-2_10.

An *exchange* is an offer made in answer to what the other side offered last (or to nothing). At
a table each side may make an exchange once: whoever would repeat one moves or leaves. So talks
between two who insist cannot go in circles, and they end with the deadline at the latest.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from realm.core.agenda import Agenda, Score
from realm.core.arrays import Array, Index, Mask
from realm.core.chance import Luck
from realm.core.incidence import Incidence
from realm.core.talks import MOST_ROUNDS, NONE, Messages, Said, Status, Tables, at
from realm.errors import RealmError
from realm.rules.talks_signing import legal, seal

ROUNDING = 1e-9
"""Of a step of merit: what lies so little below a step reaches it, so that one rounding flips
nothing."""
# An enum's member is slow to look up.
_OPEN, _AGREED, _LEFT, _LAPSED = (int(status) for status in Status)


def open_tables(
    agenda: Agenda,
    names: Sequence[str],
    *,
    seats: Index,
    opened: Mask,
    utility: Array,
    reservation: Array,
    deadline: Index | int,
    luck: Luck,
    month: int,
    need: Array | None = None,
    free: Array | None = None,
    possible: Mask | None = None,
) -> Tables:
    """Sit down. Who opened the talks speaks first; if both did, luck decides.

    Args:
        agenda: what is bargained about at all of these tables.
        names: of the tables, all different; luck is drawn by them.
        seats: who sits at each, (side, table).
        opened: who opened the talks, (side, table, world); nobody means there are none, and
            the table has lapsed.
        utility: (side, outcome, table, world); an outcome that is not finite for both is not
            possible.
        reservation: (side, table, world).
        deadline: rounds there are, 1 to 20, (table, world).
        luck: chance, and the worlds there are.
        month: months since the scenario's start.
        need: what a signature reserves, (resource, side, outcome, table, world).
        free: what the seats have, (resource, seat, world).
        possible: outcomes this pair may talk about, (outcome, table, world).

    Raises:
        RealmError: when shapes do not fit each other, or a deadline is out of bounds.
    """
    count, worlds = len(names), len(luck.worlds)
    if len(set(names)) < count:
        raise RealmError(f"tables need different names, found {list(names)}")
    return sit_down(
        agenda,
        names,
        seats=seats,
        opened=np.broadcast_to(opened, (2, count, worlds)),
        utility=utility,
        reservation=reservation,
        deadline=deadline,
        lot=luck.uniform("talks", month, names),
        need=need,
        free=free,
        possible=possible,
    )


def sit_down(
    agenda: Agenda,
    names: Sequence[str],
    *,
    seats: Index,
    opened: Mask,
    utility: Array,
    reservation: Array,
    deadline: Index | int,
    lot: Array,
    need: Array | None = None,
    free: Array | None = None,
    possible: Mask | None = None,
) -> Tables:
    """Sit down with luck drawn already: `lot`, 0 to 1, (table, world); names may be left out.

    The other arguments are those of `open_tables`.

    Raises:
        RealmError: when shapes do not fit each other, or a deadline is out of bounds.
    """
    size, cell = agenda.size, lot.shape
    count, worlds = cell
    need = np.zeros((0, 2, size, count, 1)) if need is None else need
    free = (
        np.zeros((need.shape[0], int(np.max(seats, initial=0)) + 1, worlds))
        if free is None
        else free
    )
    possible = np.ones((size, count, 1), dtype=bool) if possible is None else possible
    for what, found, wanted in (
        ("seats", seats.shape, (2, count)),
        ("utility", utility.shape[:-1], (2, size, count)),
        ("need", need.shape[1:-1], (2, size, count)),
        ("free", free.shape[:1], need.shape[:1]),
        ("possible", possible.shape[:-1], (size, count)),
    ):
        if found != wanted:
            raise RealmError(f"{what} of talks: expected axes {wanted}, found {found}")
    rounds = np.array(np.broadcast_to(deadline, cell), dtype=np.intp)
    if rounds.size and not 1 <= np.min(rounds) <= np.max(rounds) <= MOST_ROUNDS:
        raise RealmError(f"talks last 1 to {MOST_ROUNDS} rounds, found {deadline}")
    free = np.array(np.broadcast_to(free, (*free.shape[:2], worlds)))
    finite = np.isfinite(utility)
    possible = possible & finite[0] & finite[1]
    free_of = legal(possible, need, free, seats)
    best, worst = _ends(utility, free_of)
    both = np.broadcast_to(opened, (2, *cell))
    first = np.where(both[0] & both[1], np.where(lot < 0.5, 0, 1), np.where(both[0], 0, 1))
    none = np.full((2, *cell), NONE, dtype=np.intp)
    unsaid = np.full((int(np.max(rounds, initial=0)), *cell), NONE, dtype=np.int16)
    return Tables(
        agenda=agenda,
        names=tuple(names),
        seats=seats,
        members=Incidence.group(seats.ravel(), free.shape[1]),
        round=0,
        utility=utility,
        reservation=np.array(np.broadcast_to(reservation, (2, *cell)), dtype=np.float64),
        best=best,
        worst=worst,
        merit=_merit(agenda, utility, free_of, best, worst),
        need=need,
        free=free,
        possible=possible,
        legal=free_of,
        deadline=rounds,
        lot=lot,
        turn=first.astype(np.intp),
        last=none,
        before=none,
        status=np.where(both[0] | both[1], _OPEN, _LAPSED).astype(np.intp),
        agreed=none[0],
        history=unsaid,
        speakers=unsaid,
        answered=unsaid,
    )


def allowed(tables: Tables) -> Mask:
    """Say what the side whose turn it is may offer: legal, and no exchange it had before."""
    mask = np.array(np.broadcast_to(tables.legal, (tables.agenda.size, *tables.status.shape)))
    mask[stale(tables)] = False
    return mask


def stale(tables: Tables) -> tuple[Index, Index, Index]:
    """List offers that would repeat an exchange of who has the word: outcomes, tables, worlds."""
    at_round, table, world = np.nonzero(_answers(tables) & tables.open)
    return tables.history[at_round, table, world].astype(np.intp), table, world


def play_round(tables: Tables, messages: Messages) -> Tables:
    """Play one round: at every open table one side offers, accepts or leaves.

    An offer that is not `allowed`, an acceptance of what is no longer legal, and silence count
    as leaving. A signature reserves what it needs. Where the signatures of one seat in this
    round need more than it has, they fall back: the other side's offer stands, and the seat
    has the word in its next round (both collided: who did not just speak).
    """
    going, turn, heard = tables.open, tables.turn, tables.heard
    stays = going & ~messages.leave
    signs = stays & messages.accept & (heard != NONE) & _holds(tables.legal, heard)
    says = stays & ~messages.accept & _holds(tables.legal, messages.offer)
    again = tables.history[: tables.round] == messages.offer.astype(np.int16)
    again &= _answers(tables)
    says &= ~np.logical_or.reduce(again, axis=0)
    offer = (messages.offer - NONE) * says + NONE

    left, back = seal(tables, signs, heard)
    sealed, voiced, next_turn = signs, offer, 1 - turn
    falls = back[0] | back[1]
    if np.logical_or.reduce(falls, axis=None):
        sealed = signs & ~falls
        offerer_back = np.where(turn == 0, back[1], back[0])
        next_turn = np.where(falls & ~offerer_back, turn, next_turn)
        # A signature that falls back on who offered stands as the other side's offer.
        voiced = np.where(offerer_back, heard, offer)
    speaks = (np.arange(2)[:, None, None] == turn) & (voiced != NONE)

    gone = going & ~(sealed | says | falls)
    status = tables.status + _AGREED * sealed + _LEFT * gone
    over = (status == _OPEN) & (tables.round + 1 >= tables.deadline)
    return replace(
        left,
        round=tables.round + 1,
        turn=turn + (next_turn - turn) * going,
        last=tables.last + (voiced - tables.last) * speaks,
        before=tables.before + (tables.last - tables.before) * speaks,
        status=status + _LAPSED * over,
        agreed=tables.agreed + (heard - tables.agreed) * sealed,
        history=_noted(tables.history, tables.round, offer),
        speakers=_noted(tables.speakers, tables.round, (turn - NONE) * says + NONE),
        answered=_noted(tables.answered, tables.round, (heard - NONE) * says + NONE),
    )


def _ends(utility: Array, possible: Mask) -> tuple[Array, Array]:
    """Find the worth of the best and the worst of these outcomes, 0 where there is none."""
    if np.logical_and.reduce(possible, axis=None):
        return np.maximum.reduce(utility, axis=1), np.minimum.reduce(utility, axis=1)
    some = np.logical_or.reduce(possible, axis=0)
    best = np.maximum.reduce(np.where(possible, utility, -np.inf), axis=1)
    worst = np.minimum.reduce(np.where(possible, utility, np.inf), axis=1)
    return np.where(some, best, 0.0), np.where(some, worst, 0.0)


def _answers(tables: Tables) -> Mask:
    """Say in which rounds who has the word now has answered the same offer, (round, ...)."""
    played = slice(0, tables.round)
    # In the record's own type: comparing is quick.
    same = tables.answered[played] == tables.heard.astype(np.int16)
    return np.asarray((tables.speakers[played] == tables.turn.astype(np.int16)) & same)


def _holds(mask: Mask, outcome: Index) -> Mask:
    """Say where there is an outcome and the mask has it, (table, world)."""
    known = (outcome >= 0) & (outcome < mask.shape[0])
    return np.asarray(known & at(mask, np.where(known, outcome, 0)))


def _noted(record: Said, round_: int, said: Index) -> Said:
    """Write down one round."""
    if round_ >= record.shape[0]:
        return record
    noted = record.copy()
    noted[round_] = said
    return noted


def _merit(agenda: Agenda, utility: Array, possible: Mask, best: Array, worst: Array) -> Score:
    """Put worth and outcome in one whole number, so that one maximum finds the best outcome."""
    scale = agenda.steps / np.where(best > worst, best - worst, 1.0)
    full = bool(np.logical_and.reduce(possible, axis=None))
    place = (agenda.size - 1 - np.arange(agenda.size, dtype=np.int32))[:, None, None]
    merit = np.empty(utility.shape, dtype=np.int32)
    above = np.empty(utility.shape[1:])
    for side in (0, 1):
        np.subtract(utility[side], worst[side], out=above)
        above *= scale[side]
        if not full:
            above = np.where(possible, above, 0.0)
        above += ROUNDING
        np.floor(above, out=merit[side], casting="unsafe")
    merit += 1
    merit *= agenda.places
    merit += place
    return merit
