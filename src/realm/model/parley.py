"""The talks of one turn: every table that somebody opens, in all worlds, round by round.

Tables between strategies are played in step: in a round those between governments speak first, then
those about supply. A table where a person sits goes at that person's pace and waits for no other;
the rest of its world has played as many rounds as the one furthest on. What one signature reserves
is gone for all others. Nobody sees another's table. What comes of it is the column `Orders.signed`,
and what was said.
"""

import dataclasses
from dataclasses import dataclass

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Array, Index, Mask
from realm.core.bargains import AGENDAS
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.core.talks import NONE, Tables
from realm.model.possible import possible_here
from realm.model.purse import free as free_now
from realm.model.purse import needs, purses
from realm.model.sitting import Cells, Sitting
from realm.model.talks import Talks
from realm.rules.talks import sit_down
from realm.strategies.observation import Observation
from realm.strategies.roster import Roster
from realm.strategies.situation import Situation, situation
from realm.strategies.tactics.base import Tactic
from realm.strategies.tactics.play import Voices
from realm.strategies.worth import HOW, Worth, worth

MISJUDGED = 0.5
"""Standard deviation of the log of what a side takes no deal to be worth, over what it is: people
misjudge what else they could do. assumption: by a half."""
ROUNDS = 12
"""Rounds there are: a quarter has about as many weeks."""


@dataclass(frozen=True)
class Call:
    """Who wants to talk, and how they talk."""

    opened: Mask
    """Tables that a side asks to open, (side, table, world)."""
    tactics: tuple[Tactic, ...]
    of: Index
    """Number of the tactic of each side, -1 for who does not talk, (side, table, world)."""
    people: Mask
    """Sides whose word is a person's, (side, table)."""
    public: Observation | None = None
    """What everybody sees; who looks shares it."""


class Parley:
    """The tables of a turn.

        parley = Parley(roster, params, state, luck, call)
        parley.run()            # until people have the word where they sit, or all is said
        parley.signed()         # the column of orders

    Attributes:
        network: names and topology.
        sittings: tables that go in step, of one agenda each; those of people alone, and first.
        dropped: where talks were asked for, and a side saw at a glance nothing to gain from them.
    """

    def __init__(
        self, roster: Roster, params: Params, state: State, luck: Luck, call: Call
    ) -> None:
        """Seat everybody who is called and talks at all."""
        network = self.network = roster.network
        self._eyes = roster, params, state
        self._seen: dict[int, Situation] = {}
        self._shape = (network.bargains.count, state.world_count)
        self.sittings: list[Sitting] = []
        self.dropped: list[Cells] = []
        opened = call.opened & _ready(network, state, call)
        if not np.logical_or.reduce(opened, axis=None):
            return
        seats = np.flatnonzero(np.logical_or.reduce(opened, axis=(0, 2)))
        actors = np.unique(network.bargains.sides[:, seats])
        eyes = Observation(roster, params, state, actors=actors, public=call.public)
        seen = situation(eyes)
        self._free = free_now(network, params, state).reshape(2, -1, 1)
        lot = luck.uniform("talks", state.month, network.tables)
        taken = np.exp(MISJUDGED * luck.normal("no deal", state.month, network.sides))
        self._taken = taken.reshape(-1, 2, state.world_count).swapaxes(0, 1)
        for kind in AGENDAS:
            self._open(kind, _cells(opened, network.bargains.of_kind(kind)), call, seen, lot)
        self.sittings.sort(key=lambda sitting: not sitting.seats_people)

    @property
    def open(self) -> bool:
        """Say whether anybody still talks."""
        return any(sitting.open for sitting in self.sittings)

    @property
    def asked_of_people(self) -> Index:
        """Number the tables that stand open where a person sits, in the order of the tables."""
        rows = [sitting.cells.table for sitting in self.sittings if sitting.seats_people]
        return np.unique(np.concatenate([np.zeros(0, dtype=np.intp), *rows]))

    @property
    def waits(self) -> bool:
        """Say whether a person has the word somewhere and has not spoken."""
        return any(np.logical_or.reduce(sitting.unsaid) for sitting in self.sittings)

    def run(self) -> None:
        """Let everybody speak who need not wait: at each table until a person has the word."""
        while going := [sitting for sitting in self.sittings if self._goes(sitting)]:
            for sitting in going:
                self._play(sitting)

    def finish(self) -> None:
        """Play to the end; people who have the word and are silent leave."""
        self.run()
        while self.open:
            for sitting in self.sittings:
                if np.logical_or.reduce(sitting.unsaid):
                    self._play(sitting)
            self.run()

    def _goes(self, sitting: Sitting) -> bool:
        """Say whether the next round at some tables waits for nobody."""
        if not sitting.open:
            return False
        if sitting.seats_people:
            return not np.logical_or.reduce(sitting.unsaid)
        ahead = [one for one in self.sittings if one.seats_people and one.meets(sitting)]
        return not any(one.open for one in ahead) or any(
            one.played > sitting.played for one in ahead
        )

    def _play(self, sitting: Sitting) -> None:
        """Play a round at some tables; what is signed there is gone at once where people sit."""
        self._free = sitting.round(self._free)
        for other in self.sittings:
            if other.seats_people:
                other.hand(self._free)

    def signed(self) -> Array:
        """Return the column of orders: outcome, NaN where nothing was signed; (table, world)."""
        found = np.full(self._shape, np.nan)
        for sitting in self.sittings:
            agreed = sitting.signed()
            done = agreed != NONE
            found[sitting.cells.table[done], sitting.cells.world[done]] = agreed[done]
        return found

    def held(self) -> Mask:
        """Say where somebody asked for talks, and the other side would talk; (table, world)."""
        found = np.zeros(self._shape, dtype=np.bool_)
        for cells in (*self.dropped, *(sitting.cells for sitting in self.sittings)):
            found[cells.table, cells.world] = True
        return found

    def record(self) -> Talks:
        """Tell what became of the talks."""
        return Talks(self.sittings, self.dropped)

    def guess(self, actor: int, sitting: Sitting, cell: int) -> Worth:
        """Say what an actor takes the outcomes at one table to be worth, by what it may know."""
        where = (sitting.cells.table[[cell]], sitting.cells.world[[cell]])
        return worth(self._by(actor), self.network, sitting.agenda, *where)

    def _by(self, actor: int) -> Situation:
        """Look at all tables with the eyes of an actor; talks change nothing of what it sees."""
        if actor not in self._seen:
            roster, params, state = self._eyes
            eyes = Observation(roster, params, state, actors=np.array([actor]))
            self._seen[actor] = situation(eyes)
        return self._seen[actor]

    def _open(self, kind: str, cells: Cells, call: Call, seen: Situation, lot: Array) -> None:
        """Lay out the tables of an agenda where both sides see something to gain."""
        if not len(cells.table):
            return
        agenda = AGENDAS[kind]
        value = worth(seen, self.network, agenda, cells.table, cells.world)
        judged = value.reservation * self._taken[:, cells.table, cells.world]
        value = dataclasses.replace(value, reservation=judged)
        possible = possible_here(self.network, self._eyes[2], seen, kind, cells)
        people = call.people[:, cells.table]
        hopes = _hopes(agenda, value, possible) | people
        keen = hopes[0] & hopes[1]
        cells = dataclasses.replace(cells, cold=np.where(keen, NONE, np.where(hopes[0], 1, 0)))
        if not np.logical_and.reduce(keen):
            self.dropped.append(cells.pick(~keen))
            cells, people, possible = cells.pick(keen), people[:, keen], possible[:, keen]
            value = value.pick(keen)
        if not len(cells.table):
            return
        for rows in _in_step(cells, people) if call.people.any() else [slice(None)]:
            here = cells.pick(rows)
            self.sittings.append(
                Sitting(
                    self._tables(agenda, here, value.pick(rows), possible[:, rows], lot),
                    cells=here,
                    value=value.pick(rows),
                    voices=Voices(call.tactics, call.of[:, here.table, here.world]),
                    people=people[:, rows],
                )
            )

    def _tables(
        self, agenda: Agenda, cells: Cells, value: Worth, possible: Mask, lot: Array
    ) -> Tables:
        worlds = self._shape[1]
        return sit_down(
            agenda,
            (),
            seats=purses(self.network).of[:, cells.table] * worlds + cells.world,
            opened=cells.opened[..., None],
            utility=np.stack([value.utility(agenda, side) for side in (0, 1)])[..., None],
            reservation=value.reservation[..., None],
            deadline=ROUNDS,
            lot=lot[cells.table, cells.world][:, None],
            need=needs(self.network, agenda, cells.table),
            free=self._free,
            possible=possible[..., None],
        )


def _ready(network: Network, state: State, call: Call) -> Mask:
    """Say where both sides talk, nothing that was signed runs on, and the world is sound."""
    talks = np.logical_and.reduce((call.of >= 0) | call.people[:, :, None], axis=0)
    runs = (state.deal >= 0.0) & (state.deal_ends > state.month + network.months_per_turn)
    return np.asarray(talks & ~runs & (state.fault == 0.0))


def _cells(opened: Mask, tables: Index) -> Cells:
    """Find the tables of a kind that somebody opens, and where."""
    row, world = np.nonzero(np.logical_or.reduce(opened[:, tables], axis=0))
    table = tables[row]
    nobody = np.full(len(table), NONE, dtype=np.intp)
    return Cells(table=table, world=world, opened=opened[:, table, world], cold=nobody)


def _in_step(cells: Cells, people: Mask) -> list[Index]:
    """Part cells into those that go in step: each of a person's by itself, the others by world."""
    alone = np.logical_or.reduce(people, axis=0)
    worlds = [np.flatnonzero(~alone & (cells.world == world)) for world in np.unique(cells.world)]
    own = [np.array([row], dtype=np.intp) for row in np.flatnonzero(alone)]
    return [*own, *(rows for rows in worlds if len(rows))]


def _hopes(agenda: Agenda, value: Worth, possible: Mask) -> Mask:
    """Say where the best options together beat no deal, (side, cell)."""
    best, first = np.zeros(value.reservation.shape), 0
    for place, issue in enumerate(agenda.issues):
        count = len(issue.options)
        there = np.stack([
            np.logical_or.reduce(possible[agenda.choices[:, place] == option], axis=0)
            for option in range(count)
        ])  # fmt: skip
        options = np.where(there, value.parts[:, first : first + count], -np.inf)
        most = np.max(options, axis=1)
        best = best + (np.maximum(most, 0.0) if issue.name in HOW else most)
        first += count
    return np.asarray(best >= value.reservation)
