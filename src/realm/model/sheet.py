"""The sheet of a turn's orders: what was laid on the desk, row by row, if it may stand there."""

import numpy as np

from realm.core.arrays import Array, Index
from realm.core.orders import Orders
from realm.core.state import State
from realm.errors import LimitError, RealmError, UnknownNameError
from realm.strategies.base import Decision
from realm.strategies.legal import COLUMNS, Legal, legal_for
from realm.strategies.limits import Limits
from realm.strategies.roster import Roster


class Sheet:
    """Takes down orders, and refuses what is not who orders to set, or out of its limits.

    Where two actors set one row (both ends of a link, both parties of a contract), the lower
    value holds: closed beats open, less beats more.
    """

    def __init__(self, roster: Roster, worlds: int) -> None:
        """Begin with nothing ordered."""
        self._roster = roster
        self._worlds = worlds
        self._names = {axis: roster.network.along(axis) for axis in COLUMNS.values()}
        self._limits = Limits(roster.network)
        self._legal: dict[bytes, Legal] = {}
        self._columns: dict[str, Array] = {}

    def orders(self, state: State) -> Orders:
        """Return everything that was taken down."""
        return Orders(**{**vars(Orders.none(state)), **self._columns})

    def clear(self) -> None:
        """Forget what was taken down."""
        self._columns = {}

    def legal_for(self, actors: Index) -> Legal:
        """Say what actors may order; it depends on who they are alone, so say it once."""
        key = actors.tobytes()
        if key not in self._legal:
            self._legal[key] = legal_for(self._roster, actors)
        return self._legal[key]

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
        legal = self.legal_for(np.array([actor], dtype=np.intp))
        if not getattr(legal, column)[row].all():
            raise RealmError(
                f"{column} of {name!r} is not for {self._roster.names[actor]!r} to set"
            )
        wanted = np.full((len(names), self._worlds), np.nan)
        wanted[row] = np.where(where, value, np.nan)
        broken = self._limits.broken(column, wanted) or self._closed(column, wanted, legal)
        if broken:
            raise LimitError(broken)
        self._lay(column, wanted)

    def take(self, name: str, decision: Decision, legal: Legal) -> None:
        """Take down what a strategy decided.

        Args:
            name: the strategy's.
            decision: what it answered.
            legal: what the actors it decides for may set.

        Raises:
            UnknownNameError: when there is no such column.
            RealmError: when a row is not theirs to set, or a value is out of its limits.
        """
        for column, values in decision.columns.items():
            wanted, said = self._checked(name, column, values, legal)
            if len(said):
                self._lay(column, wanted, said)

    def _checked(
        self, strategy: str, column: str, values: Array, legal: Legal
    ) -> tuple[Array, Index]:
        """Refuse unknown columns, shapes that do not fit, rows of others, numbers out of limits.

        Returns:
            The column, (row, world), and the rows that say something in some world: few of many.
        """
        if column not in COLUMNS:
            raise UnknownNameError(f"column of orders, as {strategy!r} sets,", column, COLUMNS)
        names = self._names[COLUMNS[column]]
        try:
            wanted = np.broadcast_to(values, (len(names), self._worlds))
        except ValueError:
            shape = (len(names), self._worlds)
            raise RealmError(
                f"strategy {strategy!r}: {column} must have shape {shape}, has {np.shape(values)}"
            ) from None
        said = ~np.isnan(wanted)
        rows = np.flatnonzero(np.logical_or.reduce(said, axis=1))
        alien = np.logical_or.reduce(said[rows] & ~getattr(legal, column)[rows], axis=1)
        if np.logical_or.reduce(alien):
            row = names[rows[alien][0]]
            raise RealmError(f"strategy {strategy!r} may not set {column} of {row!r}")
        broken = self._limits.broken(column, wanted, rows) or self._closed(column, wanted, legal)
        if broken:
            raise LimitError(f"strategy {strategy!r}: {broken}")
        return wanted, rows

    def _closed(self, column: str, wanted: Array, legal: Legal) -> str | None:
        """Say which link somebody would close who may only open it."""
        if column != "link_open":
            return None
        found = np.flatnonzero(np.logical_or.reduce((wanted <= 0.0) & ~legal.link_close, axis=1))
        if not len(found):
            return None
        name = self._names["link"][found[0]]
        return f"link_open of {name!r}: a government closes no link; it has its measures for that"

    def _lay(self, column: str, values: Array, rows: Index | slice = slice(None)) -> None:
        """Add rows of a column to what lies on the desk; the lower of two values holds."""
        if column not in self._columns:
            shape = (len(self._names[COLUMNS[column]]), self._worlds)
            self._columns[column] = np.full(shape, np.nan)
        laid = self._columns[column]
        laid[rows] = np.fmin(laid[rows], values[rows])
