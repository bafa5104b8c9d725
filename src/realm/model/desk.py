"""The desk where decisions come together: agents write them, strategies are asked for the rest."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index
from realm.core.chance import Luck
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.errors import LimitError, RealmError, UnknownNameError
from realm.model.limits import Limits
from realm.strategies import memory as memories
from realm.strategies.base import Strategy
from realm.strategies.legal import COLUMNS, Legal, legal_for
from realm.strategies.observation import Observation
from realm.strategies.roster import Roster


@dataclass
class Group:
    """Actors whose strategy is asked in one call: a seat alone, or all who share a default."""

    strategy: Strategy
    actors: Index
    """Numbers in the roster, rising."""
    memory: Array
    """(actor, slot, world)."""


class Desk:
    """Gathers the decisions of one turn; nobody sees another's before all have decided.

    Where two actors set one row (both ends of a link, both parties of a contract), the lower
    value holds: closed beats open, less beats more.
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
        self._names = {axis: getattr(roster.network, f"{axis}s") for axis in COLUMNS.values()}
        self._limits = Limits(roster.network)
        self._legal: dict[bytes, Legal] = {}
        self._columns: dict[str, Array] = {}
        self._deferring: list[int] = []
        seats = {roster.number(name): strategy for name, strategy in named.items()}
        parts = [([number], strategy) for number, strategy in sorted(seats.items())]
        for kind, rows in (("countries", roster.countries), ("firms", roster.firms)):
            others = [n for n in range(rows.start, rows.stop) if n not in seats]
            parts.append((others, defaults[kind]))
        self.groups = [self._group(actors, strategy) for actors, strategy in parts if actors]

    def defer(self, actor: int) -> None:
        """Leave an actor's decision to its strategy."""
        self._deferring.append(actor)

    def write(
        self, actor: int, column: str, name: str, value: Array | float, where: Array | bool
    ) -> None:
        """Set one row for an actor, in some worlds.

        Raises:
            UnknownNameError: when there is no such column or row.
            RealmError: when it is not the actor's to set, or the value is out of its limits.
        """
        if column not in COLUMNS:
            raise UnknownNameError("column of orders", column, COLUMNS)
        axis = COLUMNS[column]
        names = self._names[axis]
        if name not in names:
            raise UnknownNameError(axis, name, names)
        row = names.index(name)
        legal = self._legal_for(np.array([actor], dtype=np.intp))
        if not getattr(legal, column)[row].all():
            raise RealmError(
                f"{column} of {name!r} is not for {self._roster.names[actor]!r} to set"
            )
        wanted = np.full((len(names), self._worlds), np.nan)
        wanted[row] = np.where(where, value, np.nan)
        broken = self._limits.broken(column, wanted)
        if broken:
            raise LimitError(broken)
        self._lay(column, wanted)

    def gather(self, state: State, luck: Luck) -> Orders:
        """Ask the strategies of all who deferred, and hand out the orders of everyone."""
        deferring = np.unique(np.array(self._deferring, dtype=np.intp))
        for group in self.groups:
            rows = np.flatnonzero(np.isin(group.actors, deferring))
            if len(rows):
                self._ask(group, rows, state, luck)
        orders = Orders(**{**vars(Orders.none(state)), **self._columns})
        self.clear()
        return orders

    def clear(self) -> None:
        """Forget what was decided so far."""
        self._columns, self._deferring = {}, []

    def _group(self, actors: list[int], strategy: Strategy) -> Group:
        memory = memories.blank(strategy, actors=len(actors), worlds=self._worlds)
        return Group(strategy, np.array(actors, dtype=np.intp), memory)

    def _ask(self, group: Group, rows: Index, state: State, luck: Luck) -> None:
        """Call a strategy for some actors of its group."""
        actors = group.actors[rows]
        legal = self._legal_for(actors)
        held = group.memory[rows]
        columns, memory = group.strategy.decide(
            Observation(self._roster, self._params, state, actors=actors),
            legal,
            memories.unpack(group.strategy, held),
            luck,
        )
        group.memory[rows] = memories.pack(group.strategy, memory, held)
        for column, values in columns.items():
            self._check(group.strategy, column, values, legal)
            self._lay(column, values)

    def _check(self, strategy: Strategy, column: str, values: Array, legal: Legal) -> None:
        """Refuse unknown columns, shapes that do not fit, rows of others, numbers out of limits."""
        if column not in COLUMNS:
            raise UnknownNameError(f"column of orders, as {strategy.name!r} sets,", column, COLUMNS)
        names = self._names[COLUMNS[column]]
        try:
            wanted = np.broadcast_to(values, (len(names), self._worlds))
        except ValueError:
            shape = (len(names), self._worlds)
            raise RealmError(
                f"strategy {strategy.name!r}: {column} must have shape {shape}, "
                f"has {np.shape(values)}"
            ) from None
        alien = np.flatnonzero((~np.isnan(wanted) & ~getattr(legal, column)).any(axis=1))
        if len(alien):
            row = names[alien[0]]
            raise RealmError(f"strategy {strategy.name!r} may not set {column} of {row!r}")
        broken = self._limits.broken(column, wanted)
        if broken:
            raise LimitError(f"strategy {strategy.name!r}: {broken}")

    def _lay(self, column: str, values: Array) -> None:
        """Add a column to what lies on the desk; the lower of two values holds."""
        shape = (len(self._names[COLUMNS[column]]), self._worlds)
        laid = self._columns.get(column)
        wanted = np.broadcast_to(values, shape)
        self._columns[column] = np.array(wanted if laid is None else np.fmin(laid, wanted))

    def _legal_for(self, actors: Index) -> Legal:
        """Say what actors may order; it depends on who they are alone, so say it once."""
        key = actors.tobytes()
        if key not in self._legal:
            self._legal[key] = legal_for(self._roster, actors)
        return self._legal[key]
