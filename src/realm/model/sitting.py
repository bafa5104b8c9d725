"""Tables of one agenda that go in step, as cells: a row for each table opened in a world."""

from dataclasses import dataclass

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Array, Index, Mask
from realm.core.talks import NONE, Messages, Status, Tables
from realm.core.talks_cells import among, put_back
from realm.rules.talks import play_round
from realm.rules.talks_signing import hand_on
from realm.strategies.tactics.base import Tactic
from realm.strategies.tactics.play import Voices, speak
from realm.strategies.tactics.sight import Words
from realm.strategies.worth import Worth


@dataclass(frozen=True)
class Cells:
    """Which tables are opened where, and by whom."""

    table: Index
    """Number of the table, (cell,)."""
    world: Index
    """Position of the world, (cell,)."""
    opened: Mask
    """Which sides asked for the talks, (side, cell)."""
    cold: Index
    """A side that sees nothing to gain, -1 where there is none, (cell,)."""

    def pick(self, rows: Index | Mask | slice) -> "Cells":
        """Keep some cells."""
        return Cells(self.table[rows], self.world[rows], self.opened[:, rows], self.cold[rows])


class Sitting:
    """Plays tables of one agenda in step; those where nobody talks any more cost nothing.

    Attributes:
        agenda: what is bargained about.
        cells: which tables, in which worlds.
        value: what the options are worth to both sides.
        people: sides whose word is a person's, (side, cell).
        named: what strategies said in this round that they would sign, by cell.
    """

    def __init__(
        self, tables: Tables, *, cells: Cells, value: Worth, voices: Voices, people: Mask
    ) -> None:
        """Sit down at tables that are laid out."""
        self.cells, self.value, self.people = cells, value, people
        self._voices, self._whole = voices, tables
        self._rows = np.arange(len(cells.table))
        self._live, self._words = tables, Words.of(tables)
        self._speaking = voices
        self._said: dict[int, tuple[int, bool, bool]] = {}
        self.named: dict[int, tuple[int, ...]] = {}

    @property
    def agenda(self) -> Agenda:
        """Return what is bargained about."""
        return self._whole.agenda

    @property
    def tables(self) -> Tables:
        """Return how it stands at all tables."""
        if self._live is not self._whole:
            self._whole = put_back(self._whole, self._rows, self._live)
            if len(self._rows) == len(self.cells.table):
                self._live = self._whole
        return self._whole

    @property
    def open(self) -> bool:
        """Say whether anybody still talks."""
        return bool(np.logical_or.reduce(self._live.open, axis=None))

    @property
    def played(self) -> int:
        """Count the rounds played."""
        return self._live.round

    @property
    def seats_people(self) -> bool:
        """Say whether a person sits at one of the tables."""
        return bool(np.logical_or.reduce(self.people, axis=None))

    def meets(self, other: "Sitting") -> bool:
        """Say whether some tables of both are in one world."""
        return bool(np.logical_or.reduce(np.isin(self.cells.world, other.cells.world)))

    @property
    def waits(self) -> Mask:
        """Say at which tables it is a person's turn, (cell,)."""
        found = np.zeros(len(self.cells.table), dtype=np.bool_)
        if self.seats_people:
            turn = self._live.turn[:, 0]
            mine = np.where(turn == 0, *self.people[:, self._rows])
            found[self._rows] = mine & self._live.open[:, 0]
        return found

    def voice(self, side: int, cell: int) -> Tactic | None:
        """Return the tactic that speaks for a side, None where a person does."""
        number = int(self._voices.of[side, cell])
        return None if self.people[side, cell] else self._voices.tactics[number]

    def say(self, cell: int, offer: int, *, accept: bool, leave: bool) -> None:
        """Keep what a person says until the round is played; the last word counts."""
        self._said[cell] = (offer, accept, leave)

    @property
    def unsaid(self) -> Mask:
        """Say where it is a person's turn who has not spoken, (cell,)."""
        found = self.waits
        found[list(self._said)] = False
        return found

    def lay(self, cell: int, tables: Tables, outcome: int) -> None:
        """Take over tables that a person's question changed, and keep the answer."""
        if outcome != NONE:
            self.named[cell] = (*self.named.get(cell, ()), outcome)
        self._whole, self._rows = tables, np.arange(len(self.cells.table))
        self._live, self._speaking, self._words = tables, self._voices, Words.of(tables)

    def hand(self, free: Array) -> None:
        """Take over what signatures at other tables left free."""
        self._live = hand_on(self._live, free)

    def round(self, free: Array) -> Array:
        """Play one round at the tables where somebody still talks; people's silence is leaving.

        Args:
            free: what no signature has reserved, (resource, purse of a world, 1).

        Returns:
            What is left free.
        """
        if not self.open:
            return free
        live = hand_on(self._live, free)
        going = np.flatnonzero(live.open[:, 0])
        if 2 * len(going) <= len(self._rows):
            self._whole = put_back(self._whole, self._rows, live)
            self._rows = self._rows[going]
            live = among(live, going)
            self._speaking = Voices(self._voices.tactics, self._voices.of[:, self._rows])
            self._words = Words.of(live)
        messages = speak(live, self._speaking, self._words)
        self._live = play_round(live, self._with_people(live, messages))
        self._said, self.named = {}, {}
        return self._live.free

    def _with_people(self, live: Tables, messages: Messages) -> Messages:
        """Let people speak for themselves."""
        people = self.people[:, self._rows]
        person = np.where(live.turn[:, 0] == 0, people[0], people[1])[:, None]
        if not np.logical_or.reduce(person, axis=None):
            return messages
        offer = np.full((len(self.cells.table), 1), NONE, dtype=np.intp)
        accept = np.zeros(offer.shape, dtype=np.bool_)
        leave = accept.copy()
        for cell, said in self._said.items():
            offer[cell], accept[cell], leave[cell] = said
        return Messages(
            offer=np.where(person, offer[self._rows], messages.offer),
            accept=np.where(person, accept[self._rows], messages.accept),
            leave=np.where(person, leave[self._rows], messages.leave),
        )

    def signed(self) -> Array:
        """Return the outcome of each cell, -1 where nothing was signed, (cell,)."""
        agreed = np.where(self.tables.status == Status.AGREED, self.tables.agreed, NONE)
        return np.asarray(agreed[:, 0], dtype=np.float64)
