"""Talks from the first round to the last, between tactics on both sides."""

import numpy as np

from realm.core.talks import Messages, Tables
from realm.rules.talks import play_round
from realm.rules.talks_signing import restrain
from realm.strategies.tactics.base import Tactic, aim
from realm.strategies.tactics.sight import Words
from realm.strategies.tactics.sight import sight as look


def play_tables(tables: Tables, tactic_a: Tactic, tactic_b: Tactic) -> Tables:
    """Play until nobody talks any more: tactic a on side 0 of every table, b on side 1."""
    words = Words.of(tables)
    while np.logical_or.reduce(tables.open, axis=None):
        alive = np.flatnonzero(np.logical_or.reduce(tables.open, axis=0))
        if 2 * len(alive) <= tables.open.shape[1]:
            return tables.lay(alive, play_tables(tables.take(alive), tactic_a, tactic_b))
        tables = play_round(tables, speak(tables, tactic_a, tactic_b, words))
    return tables


def speak(tables: Tables, tactic_a: Tactic, tactic_b: Tactic, words: Words) -> Messages:
    """Ask the tactic of whoever has the word at each table."""
    mine = tables.turn == 0
    if _plain(tactic_a) and _plain(tactic_b):
        # Both aim, only at different heights: choose among the outcomes once.
        sight = words.sight(tables)
        least = tactic_a.least(sight)
        if tactic_b is not tactic_a:
            least = np.where(mine, least, tactic_b.least(sight))
        least = np.where(tables.open, least, -np.inf)
        return restrain(tables, aim(sight, least))
    one, other = ask(tables, tactic_a, 0), ask(tables, tactic_b, 1)
    both = Messages(
        offer=np.where(mine, one.offer, other.offer),
        accept=np.where(mine, one.accept, other.accept),
        leave=np.where(mine, one.leave, other.leave),
    )
    return restrain(tables, both)


def ask(tables: Tables, tactic: Tactic, side: int) -> Messages:
    """Ask one tactic; what it says counts where its side has the word."""
    return tactic.answer(look(tables, side, both=tactic.knows_both))


def _plain(tactic: Tactic) -> bool:
    """Say whether a tactic answers by its target alone."""
    return type(tactic).answer is Tactic.answer
