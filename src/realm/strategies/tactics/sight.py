"""What one side sees of its tables: its own worth, what was said, what it may say."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from realm.core.agenda import Agenda, Score
from realm.core.arrays import Array, Index, Mask
from realm.core.talks import NONE, Kind, Tables, at
from realm.rules.talks import stale

MARGIN = 1e-9
"""Of a step of merit, so that one rounding flips nothing."""


@dataclass(frozen=True)
class Sight:
    """The tables with the eyes of one side; nothing of the other side's but its offers.

    Shapes are (table, world), or (outcome, table, world).
    """

    agenda: Agenda
    round: int
    """Rounds played."""
    deadline: Index
    """Rounds there are."""
    side: Index | int
    """Who looks: one side, or at each table whoever has the word."""
    utilities: Array = field(repr=False)
    """Worth of outcomes, (side, outcome, table, world); look at your own side only."""
    merit: Score
    """Worth in whole steps, then the outcome: the largest is the best; 0 for what it may not
    offer when it has the word, (outcome, table, world)."""
    reservation: Array
    best: Array
    worst: Array
    signable: Mask
    """Where the offer it heard can be signed."""
    heard: Index
    """The other's last offer, -1 for none."""
    offers: tuple[Index, Index] = field(repr=False)
    """Last offers and last but one, (side, table, world)."""
    scratch: tuple[Score, Mask, Mask] | tuple[None, None, None] = (None, None, None)
    """Room to count in, (outcome, table, world) each; fresh memory costs as much as counting."""
    other: "Sight | None" = None
    """The other side's sight: for yardsticks that know both, None for everyone else."""

    @cached_property
    def heard_before(self) -> Index:
        """The other's last offer but one, -1 for none."""
        before = self.offers[1]
        if isinstance(self.side, int):
            return np.asarray(before[1 - self.side])
        return np.asarray(np.where(self.side == 0, before[1], before[0]), dtype=np.intp)

    @cached_property
    def said(self) -> Index:
        """Its own last offer, -1 for none."""
        last = self.offers[0]
        if isinstance(self.side, int):
            return np.asarray(last[self.side])
        return np.asarray(np.where(self.side == 0, last[0], last[1]), dtype=np.intp)

    @cached_property
    def proposal(self) -> Array:
        """Worth of the other's last offer, -inf where there is none."""
        return self.worth(self.heard, -np.inf)

    @property
    def progress(self) -> Array:
        """Part of the time that is gone, 0 in the first round and 1 in the last."""
        return np.minimum(self.round / np.maximum(self.deadline - 1, 1), 1.0)

    def worth(self, outcome: Index, otherwise: Array | float) -> Array:
        """Look up what an outcome is worth to it, and another number where there is none."""
        tables = np.arange(outcome.shape[0])[:, None]
        worlds = np.arange(outcome.shape[1]) if self.utilities.shape[-1] > 1 else 0
        found = self.utilities[self.side, outcome, tables, worlds]
        return np.where(outcome == NONE, otherwise, found)

    def threshold(self, least: Array) -> Score:
        """Turn a least worth into the least merit; what reaches that is worth so much."""
        steps = self.agenda.steps
        scaled = np.maximum(np.ceil(self.share(least) * steps - MARGIN), 0.0)
        known = np.where(scaled <= steps, scaled, steps + 1.0)
        return np.asarray((known + 1.0) * self.agenda.places, dtype=np.int32)

    def ceiling(self, worth: Array) -> Score:
        """Turn a worth into the largest merit of what is worth no more, to a step."""
        steps = self.agenda.steps
        scaled = np.clip(np.floor(self.share(worth) * steps + MARGIN), 0.0, steps)
        return np.asarray((scaled + 2.0) * self.agenda.places - 1.0, dtype=np.int32)

    def share(self, worth: Array) -> Array:
        """Scale worth: 0 for the worst outcome, 1 for the best."""
        span = self.best - self.worst
        return np.asarray((worth - self.worst) / np.where(span > 0.0, span, 1.0))


def sight(tables: Tables, side: int, *, both: bool = False) -> Sight:
    """Look at tables from one side.

    Args:
        tables: the talks.
        side: who looks.
        both: whether to see the other side's worth too.
    """
    heard = tables.last[1 - side]
    return Sight(
        agenda=tables.agenda,
        round=tables.round,
        deadline=tables.deadline,
        side=side,
        utilities=tables.utility,
        merit=_offers(tables, tables.merit[side]),
        reservation=tables.reservation[side],
        best=tables.best[side],
        worst=tables.worst[side],
        signable=(heard != NONE) & at(tables.legal, heard),
        heard=heard,
        offers=(tables.last, tables.before),
        other=sight(tables, 1 - side) if both else None,
    )


@dataclass(frozen=True)
class Words:
    """Both sides' worth of outcomes, sorted by who spoke first at each table, in each world.

    As talks alternate, whoever has the word sees one half or the other; sorting once spares a
    choice between the sides in every round.
    """

    first: Index
    """Side that spoke first, (table, world)."""
    merit: Score
    """These four: (speaker, ...), first speaker on top."""
    reservation: Array
    best: Array
    worst: Array
    scratch: tuple[Score, Score, Mask, Mask]
    """Room to count in, used again in every round."""

    @classmethod
    def of(cls, tables: Tables) -> "Words":
        """Sort by who has the word now."""
        turn, whole = tables.turn, (tables.agenda.size, *tables.turn.shape)
        return cls(
            first=turn,
            merit=_by_turn(turn, tables.merit),
            reservation=_by_turn(turn, tables.reservation),
            best=_by_turn(turn, tables.best),
            worst=_by_turn(turn, tables.worst),
            scratch=(
                np.empty(whole, np.int32),
                np.empty(whole, np.int32),
                np.empty(whole, np.bool_),
                np.empty(whole, np.bool_),
            ),
        )

    def sight(self, tables: Tables) -> Sight:
        """Look at each table from the side that has the word."""
        turn, heard = tables.turn, tables.heard
        second = turn != self.first
        row = int(np.count_nonzero(second & tables.open) * 2 > np.count_nonzero(tables.open))
        merit = _offers(tables, self.merit[row], self.scratch[0])
        # Signatures that fell back moved the word elsewhere.
        ends = [self.reservation[row], self.best[row], self.worst[row]]
        table, world = np.nonzero((second != (row == 1)) & tables.open)
        if len(table):
            by_side = (self.reservation, self.best, self.worst)
            ends = [np.where(second, values[1], values[0]) for values in by_side]
            of_table = world if merit.shape[-1] > 1 else 0
            merit[:, table, world] = (
                self.merit[1 - row][:, table, of_table] * tables.legal[:, table, world]
            )
            merit[stale(tables)] = 0
        return Sight(
            agenda=tables.agenda,
            round=tables.round,
            deadline=tables.deadline,
            side=turn,
            utilities=tables.utility,
            merit=merit,
            reservation=ends[0],
            best=ends[1],
            worst=ends[2],
            signable=(heard != NONE) & at(tables.legal, heard),
            heard=heard,
            offers=(tables.last, tables.before),
            scratch=self.scratch[1:],
        )


def _offers(tables: Tables, merit: Score, out: Score | None = None) -> Score:
    """Take away what may not be offered."""
    left: Score = np.multiply(merit, tables.legal.view(np.int8), out=out)
    left[stale(tables)] = 0
    return left


def _by_turn(turn: Index, values: NDArray[Kind]) -> NDArray[Kind]:
    """Put who has the word first and the other second, (side, ...) -> (speaker, ...)."""
    if not np.logical_or.reduce(turn, axis=None):
        return values
    mine = turn == 0
    return np.stack([np.where(mine, values[0], values[1]), np.where(mine, values[1], values[0])])
