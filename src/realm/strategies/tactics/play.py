"""Talks from the first round to the last, between tactics on both sides."""

import numpy as np

from realm.core.arrays import Mask
from realm.core.talks import Messages, Tables
from realm.rules.talks import allowed, play_round
from realm.rules.talks_signing import restrain
from realm.strategies.tactics.base import Tactic
from realm.strategies.tactics.sight import sight


def play_tables(tables: Tables, tactic_a: Tactic, tactic_b: Tactic) -> Tables:
    """Play until nobody talks any more: tactic a on side 0 of every table, b on side 1."""
    while np.logical_or.reduce(tables.open, axis=None):
        tables = play_round(tables, speak(tables, tactic_a, tactic_b))
    return tables


def speak(tables: Tables, tactic_a: Tactic, tactic_b: Tactic) -> Messages:
    """Ask the tactic of whoever has the word at each table."""
    may, going = allowed(tables), tables.open
    first = tables.turn == 0
    if not np.logical_or.reduce(going & ~first, axis=None):
        return restrain(tables, ask(tables, tactic_a, 0, may))
    if not np.logical_or.reduce(going & first, axis=None):
        return restrain(tables, ask(tables, tactic_b, 1, may))
    one, other = ask(tables, tactic_a, 0, may), ask(tables, tactic_b, 1, may)
    both = Messages(
        offer=np.where(first, one.offer, other.offer),
        accept=np.where(first, one.accept, other.accept),
        leave=np.where(first, one.leave, other.leave),
    )
    return restrain(tables, both)


def ask(tables: Tables, tactic: Tactic, side: int, may: Mask) -> Messages:
    """Ask one tactic; what it says counts where its side has the word."""
    return tactic.answer(sight(tables, side, may, both=tactic.knows_both))
