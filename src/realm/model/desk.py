"""The desk where decisions come together: agents write them, strategies are asked for the rest."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.chance import Luck
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.errors import RealmError
from realm.model.parley import Call
from realm.model.reasons import Reason
from realm.model.sheet import Sheet
from realm.strategies import memory as memories
from realm.strategies.base import Decision, Strategy
from realm.strategies.futures import Futures
from realm.strategies.observation import Observation
from realm.strategies.roster import Roster
from realm.strategies.tactics.registry import find as tactic


@dataclass(frozen=True)
class Group:
    """Actors whose strategy is asked in one call: a seat alone, or all who share a default."""

    strategy: Strategy
    actors: Index
    """Numbers in the roster, rising."""
    slots: slice
    """Rows of `State.memory` that are its own: actor by actor, slot by slot."""
    seated: Mask
    """Where its actors sit, (side, table)."""


@dataclass(frozen=True)
class Decided:
    """What a turn's decisions came to."""

    orders: Orders
    memory: Array
    """`State.memory` for the next turn."""
    reasons: tuple[Reason, ...]
    """One for each call of a strategy."""


Imagination = Callable[[Observation, Luck, int, str], Futures]
"""Makes futures from what an observation shows; see `strategies.futures`."""


class Desk:
    """Gathers the decisions of one turn; nobody sees another's before all have decided.

    Attributes:
        sheet: what was ordered so far.
        groups: who is asked in one call.
        imagination: makes futures for strategies that want them.
    """

    def __init__(
        self,
        roster: Roster,
        params: Params,
        *,
        named: Mapping[str, Strategy],
        defaults: Mapping[str, Strategy],
        worlds: int,
    ) -> None:
        """Seat each strategy: `named` by actor, `defaults` for all other countries and firms."""
        self._roster = roster
        self._params = params
        self._worlds = worlds
        self.sheet = Sheet(roster, worlds)
        self.imagination: Imagination | None = None
        self._deferring: list[int] = []
        self._looks: tuple[State | None, dict[bytes, Observation]] = (None, {})
        self._nobody: Index = np.zeros(0, dtype=np.intp)
        seats = {roster.number(name): strategy for name, strategy in named.items()}
        parts = [([number], strategy) for number, strategy in sorted(seats.items())]
        for kind, rows in (("countries", roster.countries), ("firms", roster.firms)):
            others = [n for n in range(rows.start, rows.stop) if n not in seats]
            parts.append((others, defaults[kind]))
        self.groups: list[Group] = []
        for actors, strategy in parts:
            if actors:
                self._seat(actors, strategy)

    def defer(self, actor: int) -> None:
        """Leave an actor's decision to its strategy."""
        self._deferring.append(actor)

    def blank(self) -> Array:
        """Lay out what all strategies remember at first, (memory slot, world)."""
        empty = np.zeros((0, self._worlds))
        laid = [self._blank(group).reshape(-1, self._worlds) for group in self.groups]
        return np.concatenate([empty, *laid])

    def held(self, state: State, group: Group) -> Array:
        """Read what a group's actors remember, (actor, slot, world)."""
        mine = state.memory[group.slots]
        return mine.reshape(len(group.actors), -1, self._worlds)

    def call(
        self,
        state: State,
        luck: Luck,
        people: Collection[int] = (),
        opened: Mask | None = None,
    ) -> Call:
        """Ask the strategies which tables they want to open, and how they bargain.

        Args:
            state: where it stands before the turn.
            luck: keyed chance.
            people: actors for whom people talk; their strategies are not asked.
            opened: tables that people ask to open, (side, table, world).
        """
        sides = self._roster.network.bargains.sides
        shape = (*sides.shape, self._worlds)
        asked = np.zeros(shape, dtype=np.bool_) if opened is None else opened.copy()
        tactics: dict[str, int] = {}
        of = np.full(shape, -1, dtype=np.intp)
        person = np.isin(sides, np.array(sorted(people), dtype=np.intp))
        for group in self.groups:
            mine = group.seated & ~person
            strategy = group.strategy
            voices = [(name, worlds) for name, worlds in strategy.voices() if name]
            if not (voices and np.logical_or.reduce(mine, axis=None)):
                continue
            for name, worlds in voices:
                here = mine[:, :, None] if worlds is None else mine[:, :, None] & worlds
                of = np.where(here, tactics.setdefault(name, len(tactics)), of)
            if type(strategy).invite is not Strategy.invite:
                asked |= self._invited(group, state, luck, shape) & mine[:, :, None]
        public = self._eyes(self._nobody, state, luck)
        return Call(asked, tuple(tactic(name) for name in tactics), of, person, public)

    def gather(self, state: State, luck: Luck) -> Decided:
        """Ask the strategies of all who deferred, and hand out what everyone decided.

        Raises:
            RealmError: when the state carries the memory of other strategies than these.
        """
        rows = self.groups[-1].slots.stop if self.groups else 0
        if len(state.memory) != rows:
            raise RealmError(
                f"the state carries {len(state.memory)} numbers of memory, these strategies "
                f"keep {rows}: go on with the strategies it was played with"
            )
        memory, reasons = state.memory.copy(), []
        deferring = np.zeros(len(self._roster.names), dtype=np.bool_)
        deferring[self._deferring] = True
        for group in self.groups:
            asked = np.flatnonzero(deferring[group.actors])
            if len(asked):
                kept, reason = self._ask(group, asked, state, luck)
                memory[group.slots] = kept.reshape(-1, self._worlds)
                reasons.append(reason)
        orders = self.sheet.orders(state)
        self.clear()
        self._looks = (None, {})  # nobody looks at this state any more
        return Decided(orders, memory, tuple(reasons))

    def clear(self) -> None:
        """Forget what was decided so far."""
        self.sheet.clear()
        self._deferring = []

    def _seat(self, actors: list[int], strategy: Strategy) -> None:
        first = self.groups[-1].slots.stop if self.groups else 0
        slots = slice(first, first + len(actors) * len(memories.slots(strategy)))
        seated = np.isin(self._roster.network.bargains.sides, actors)
        self.groups.append(Group(strategy, np.array(actors, dtype=np.intp), slots, seated))

    def _blank(self, group: Group) -> Array:
        return memories.blank(group.strategy, actors=len(group.actors), worlds=self._worlds)

    def _ask(self, group: Group, rows: Index, state: State, luck: Luck) -> tuple[Array, Reason]:
        """Call a strategy for some actors of its group; return the group's memory and why."""
        actors = group.actors[rows]
        legal = self.sheet.legal_for(actors)
        strategy, kept = group.strategy, self.held(state, group).copy()
        decision: Any = strategy.decide(
            self._eyes(actors, state, luck),
            legal,
            memories.unpack(strategy, kept[rows]),
            luck,
        )
        if not isinstance(decision, Decision):
            found = type(decision).__name__
            raise RealmError(f"strategy {strategy.name!r} must return a Decision, returned {found}")
        kept[rows] = memories.pack(strategy, decision.memory, kept[rows])
        self.sheet.take(strategy.name, decision, legal)
        shape = (len(actors), self._worlds)
        names = tuple(self._roster.names[actor] for actor in actors)
        return kept, Reason.of(strategy.name, names, decision, shape)

    def _eyes(self, actors: Index, state: State, luck: Luck) -> Observation:
        """Look at a state as actors do, who can imagine futures from what they see.

        Talks and decisions of a turn share the look: what was worked out once is known, what is
        public for all.
        """
        if self._looks[0] is not state:
            self._looks = (state, {})
        held = self._looks[1]
        key = actors.tobytes()
        if key not in held:
            public = self._eyes(self._nobody, state, luck) if len(actors) else None
            look = partial(Observation, self._roster, self._params, state, actors=actors)
            seen = look(public=public)
            if self.imagination is not None:
                seen = look(public=public, imagine=partial(self.imagination, seen, luck))
            held[key] = seen
        return held[key]

    def _invited(self, group: Group, state: State, luck: Luck, shape: tuple[int, ...]) -> Mask:
        """Call a strategy for the tables that its actors want to open."""
        strategy, actors = group.strategy, group.actors
        invited = strategy.invite(
            self._eyes(actors, state, luck),
            self.sheet.legal_for(actors),
            memories.unpack(strategy, self.held(state, group).copy()),
        )
        wanted = np.zeros(1, dtype=np.bool_) if invited is None else invited
        try:
            return np.broadcast_to(np.asarray(wanted, dtype=np.bool_), shape)
        except ValueError:
            raise RealmError(
                f"strategy {strategy.name!r}: invitations must have shape {shape}, "
                f"have {np.shape(wanted)}"
            ) from None
