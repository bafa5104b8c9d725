"""What signatures reserve, which outcomes are still free for both sides, who signs too much."""

from dataclasses import replace

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.talks import NONE, Messages, Tables, at

MARGIN = 1e-9
"""Of what is free: how far a need may exceed it, so that one rounding flips nothing."""


def legal(possible: Mask, need: Array, free: Array, seats: Index) -> Mask:
    """Say which outcomes both sides have free what they need for, (outcome, table, world)."""
    room = _room(free)
    fits = np.array(np.broadcast_to(possible, (*possible.shape[:2], free.shape[2])))
    enough = np.empty_like(fits)
    for resource in range(need.shape[0]):
        for side in (0, 1):
            if np.logical_or.reduce(need[resource, side], axis=None):
                has = np.take(room[resource], seats[side], axis=0)
                fits &= np.less_equal(need[resource, side], has, out=enough)
    return fits


def seal(tables: Tables, signed: Mask, outcome: Index) -> tuple[Tables, Mask]:
    """Let signatures of one round stand, or fall back where they collide.

    Where all that a seat signs in a round is more than it has free, all its signatures that use
    what is short fall back, whoever signed first. The others take what they need.

    Args:
        tables: the talks.
        signed: where the offer on the table is accepted, (table, world).
        outcome: that offer, (table, world).

    Returns:
        The tables with what is left free, and whose signatures fell back, (side, table, world).
    """
    back = np.zeros((2, *signed.shape), dtype=bool)
    if not tables.need.shape[0] or not np.logical_or.reduce(signed, axis=None):
        return tables, back
    resources = range(tables.need.shape[0])
    wanted = [_wanted(tables, resource, signed, outcome) for resource in resources]
    asked = [_asked(tables, amounts) for amounts in wanted]
    short = [asked[resource] > _room(tables.free[resource]) for resource in resources]
    for resource in resources:
        if np.logical_or.reduce(short[resource], axis=None):
            back |= (wanted[resource] > 0.0) & np.take(short[resource], tables.seats, axis=0)
    stands = signed
    if np.logical_or.reduce(back, axis=None):
        stands = signed & ~(back[0] | back[1])
        asked = [_asked(tables, amounts * stands) for amounts in wanted]
    taken = np.stack(asked)
    free = tables.free - taken
    return replace(tables, free=free, legal=_legal_still(tables, stands, taken, free)), back


def hand_on(tables: Tables, free: Array) -> Tables:
    """Take over what signatures at other tables left free."""
    if free is tables.free:
        return tables
    taken = tables.free - free
    if not np.logical_or.reduce(taken != 0.0, axis=None):
        return replace(tables, free=free)
    nobody = np.zeros(tables.status.shape, dtype=np.bool_)
    legal_still = _legal_still(tables, nobody, taken, free)
    return replace(tables, free=free, legal=legal_still)


def restrain(tables: Tables, messages: Messages) -> Messages:
    """Keep each seat from signing more in one round than it has: it signs what gains it most.

    The others of its signatures become the offers that the messages hold ready. Of equals the
    table's lot decides. A seat looks at its own pen only, not at what others sign of its offers.
    """
    outcome, turn = tables.heard, tables.turn
    signs = tables.open & messages.accept & ~messages.leave & (outcome != NONE)
    mine = signs & (np.arange(2)[:, None, None] == turn)
    drop = np.zeros_like(signs)
    if not tables.need.shape[0] or not np.logical_or.reduce(signs, axis=None):
        return messages
    for resource in range(tables.need.shape[0]):
        wanted = _wanted(tables, resource, mine, outcome)
        short = _asked(tables, wanted) > _room(tables.free[resource])
        if not np.logical_or.reduce(short, axis=None):
            continue
        worth = np.where(turn == 0, at(tables.utility[0], outcome), at(tables.utility[1], outcome))
        gain = worth - np.where(turn == 0, tables.reservation[0], tables.reservation[1])
        keen = mine & (wanted > 0.0) & np.take(short, tables.seats, axis=0)
        for value in (gain, tables.lot):
            top = np.full(tables.free.shape[1:], -np.inf)
            for side in (0, 1):
                np.maximum.at(top, tables.seats[side], np.where(keen[side], value, -np.inf))
            lesser = keen & (value < np.take(top, tables.seats, axis=0))
            drop |= lesser[0] | lesser[1]
            keen &= ~lesser
    return replace(messages, accept=messages.accept & ~drop)


def _legal_still(tables: Tables, signed: Mask, taken: Array, free: Array) -> Mask:
    """Strike what is no longer free for both, where talks go on with a seat that signed."""
    poorer = np.take(np.logical_or.reduce(taken != 0.0, axis=0), tables.seats, axis=0)
    table, world = np.nonzero(tables.open & ~signed & (poorer[0] | poorer[1]))
    if not len(table):
        return tables.legal
    struck = tables.legal.copy()
    room, of_need = _room(free), world if tables.need.shape[-1] > 1 else 0
    for resource in range(tables.need.shape[0]):
        for side in (0, 1):
            has = room[resource, tables.seats[side, table], world]
            struck[:, table, world] &= tables.need[resource, side][:, table, of_need] <= has
    return struck


def _room(free: Array) -> Array:
    """Allow for rounding."""
    return free + MARGIN * np.maximum(np.abs(free), 1.0)


def _wanted(tables: Tables, resource: int, signed: Mask, outcome: Index) -> Array:
    """Look up what these signatures need of a resource, (side, table, world)."""
    need = tables.need[resource]
    return np.stack([at(need[side], outcome) for side in (0, 1)]) * signed


def _asked(tables: Tables, wanted: Array) -> Array:
    """Add up by seat, (side, table, world) -> (seat, world)."""
    return tables.members @ wanted.reshape(tables.seats.size, -1)
