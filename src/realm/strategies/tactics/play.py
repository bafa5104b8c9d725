"""Talks from the first round to the last, between tactics on both sides."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Index, Mask
from realm.core.talks import NONE, Messages, Tables
from realm.rules.talks import play_round
from realm.rules.talks_signing import restrain
from realm.strategies.tactics.base import Tactic, aim
from realm.strategies.tactics.sight import Words
from realm.strategies.tactics.sight import sight as look


@dataclass(frozen=True)
class Voices:
    """Whose tactic speaks for each side of each table."""

    tactics: tuple[Tactic, ...]
    of: Index
    """Number of the tactic, (side, table)."""

    @classmethod
    def pair(cls, one: Tactic, other: Tactic, *, tables: int) -> "Voices":
        """Let one tactic speak for side 0 of every table, the other for side 1."""
        if one is other:
            return cls((one,), np.zeros((2, tables), dtype=np.intp))
        return cls((one, other), np.repeat(np.arange(2)[:, None], tables, axis=1))


def play_tables(tables: Tables, tactic_a: Tactic, tactic_b: Tactic) -> Tables:
    """Play until nobody talks any more: tactic a on side 0 of every table, b on side 1."""
    return _play(tables, Voices.pair(tactic_a, tactic_b, tables=len(tables.status)))


def speak(tables: Tables, voices: Voices, words: Words) -> Messages:
    """Ask the tactic of whoever has the word at each table."""
    who = np.where(tables.turn == 0, voices.of[0][:, None], voices.of[1][:, None])
    who = np.where(tables.open, who, -1)
    plain = [n for n, tactic in enumerate(voices.tactics) if _plain(tactic)]
    said = None
    if plain:
        # These aim, only at different heights: choose among the outcomes once.
        sight = words.sight(tables)
        least = np.full(who.shape, -np.inf)
        for number in plain:
            here = who == number
            if np.logical_or.reduce(here, axis=None):
                least = np.where(here, voices.tactics[number].least(sight), least)
        said = aim(sight, least)
    for number, tactic in enumerate(voices.tactics):
        if number in plain:
            continue
        for side in (0, 1):
            said = _said(said, ask(tables, tactic, side), (who == number) & (tables.turn == side))
    if said is None:
        nobody = np.zeros(who.shape, dtype=np.bool_)
        said = Messages(offer=np.full(who.shape, NONE, np.intp), accept=nobody, leave=nobody)
    return restrain(tables, said)


def ask(tables: Tables, tactic: Tactic, side: int) -> Messages:
    """Ask one tactic; what it says counts where its side has the word."""
    return tactic.answer(look(tables, side, both=tactic.knows_both))


def _play(tables: Tables, voices: Voices) -> Tables:
    words = Words.of(tables)
    while np.logical_or.reduce(tables.open, axis=None):
        alive = np.flatnonzero(np.logical_or.reduce(tables.open, axis=0))
        if 2 * len(alive) <= tables.open.shape[1]:
            return tables.lay(alive, _play(tables.take(alive), voices))
        tables = play_round(tables, speak(tables, voices, words))
    return tables


def _said(before: Messages | None, now: Messages, where: Mask) -> Messages:
    """Put what one tactic says over what others said before."""
    if before is None:
        return now
    return Messages(
        offer=np.where(where, now.offer, before.offer),
        accept=np.where(where, now.accept, before.accept),
        leave=np.where(where, now.leave, before.leave),
    )


def _plain(tactic: Tactic) -> bool:
    """Say whether a tactic answers by its target alone."""
    return type(tactic).answer is Tactic.answer
