"""Why strategies decided as they did: the drivers they gave, kept as data beside the orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array
from realm.core.orders import WRITES, Orders
from realm.core.params import Params
from realm.core.state import State
from realm.errors import RealmError
from realm.rules import politics
from realm.strategies.base import Columns, Decision
from realm.strategies.legal import COLUMNS, legal_for
from realm.strategies.roster import Roster


@dataclass(frozen=True)
class Reason:
    """What one call of a strategy ordered for its actors, and what drove it; all worlds."""

    strategy: str
    actors: tuple[str, ...]
    columns: Columns
    """What it set, (row, world) or what broadcasts to it."""
    drivers: Mapping[str, Array]
    """How far each driver is beyond its threshold, (actor, world)."""

    @classmethod
    def of(
        cls, strategy: str, actors: tuple[str, ...], decision: Decision, shape: tuple[int, int]
    ) -> "Reason":
        """Keep what a decision says.

        Raises:
            RealmError: when a driver does not fit the actors and worlds, or is NaN.
        """
        drivers = {}
        for name, values in decision.drivers.items():
            try:
                drivers[name] = np.broadcast_to(np.asarray(values, dtype=np.float64), shape)
            except ValueError:
                raise RealmError(
                    f"strategy {strategy!r}: driver {name!r} must have shape {shape}, "
                    f"has {np.shape(values)}"
                ) from None
            if np.isnan(drivers[name]).any():
                raise RealmError(f"strategy {strategy!r}: driver {name!r} holds NaN")
        return cls(strategy, actors, decision.columns, drivers)

    def take(self, worlds: Sequence[int]) -> "Reason":
        """Pick worlds by position, in the order given."""
        rows = np.array(worlds, dtype=np.intp)

        def picked(values: Array) -> Array:
            alike = np.ndim(values) == 0 or np.shape(values)[-1] == 1
            return values if alike else np.take(values, rows, axis=-1)

        return Reason(
            self.strategy,
            self.actors,
            {name: picked(values) for name, values in self.columns.items()},
            {name: np.take(values, rows, axis=-1) for name, values in self.drivers.items()},
        )

    def top(self, actor: str, world: int = 0) -> tuple[tuple[str, float], ...]:
        """List what drove an actor in a world, the strongest first; nothing may have."""
        row = self.actors.index(actor)
        found = [(name, float(values[row, world])) for name, values in self.drivers.items()]
        return tuple(sorted((one for one in found if one[1] > 0.0), key=lambda one: -one[1]))


@dataclass(frozen=True)
class Change:
    """One thing that a decision changes, in one world."""

    column: str
    """Column of `core.orders.Orders`."""
    row: str
    """Name of the measure, link, ... that it sets."""
    before: float | None
    """What it was, None where the state has no such field."""
    after: float
    happens: bool = True
    """Whether political capital and money covered it."""


@dataclass(frozen=True)
class Told:
    """What one actor decided in one turn of one world, and why."""

    actor: str
    strategy: str
    changes: tuple[Change, ...]
    drivers: tuple[tuple[str, float], ...]
    """What drove it, the strongest first, with how far it is beyond its threshold."""


def told(
    roster: Roster,
    params: Params,
    before: State,
    orders: Orders,
    reasons: Sequence[Reason],
    world: int = 0,
) -> tuple[Told, ...]:
    """Tell who changed what in a turn, and why; who changed nothing is not told of.

    Args:
        roster: whose is what.
        params: numbers of the scenario.
        before: the state they decided on.
        orders: what everybody asked for; not all of it can be afforded.
        reasons: `RealmModel.reasons` of the turn.
        world: position of the world.
    """
    happen, _ = politics.bound(roster.network, params, before, orders)
    found = []
    for reason in reasons:
        for actor in reason.actors:
            changes = _changes(roster, before, happen, reason, actor, world)
            if changes:
                found.append(Told(actor, reason.strategy, changes, reason.top(actor, world)))
    return tuple(found)


def _changes(
    roster: Roster, before: State, happen: Orders, reason: Reason, actor: str, world: int
) -> tuple[Change, ...]:
    """List what an actor sets that is not so already."""
    network = roster.network
    legal = legal_for(roster, np.array([roster.number(actor)], dtype=np.intp))
    found = []
    for column, values in reason.columns.items():
        names = network.along(COLUMNS[column])
        laid = np.broadcast_to(values, (len(names), before.world_count))[:, world]
        now = getattr(before, WRITES.get(column, column), None)
        kept = getattr(happen, column)[:, world]
        for row in np.flatnonzero(~np.isnan(laid) & getattr(legal, column)[:, 0]):
            was = None if now is None else float(now[row, world])
            if was != laid[row] and not _moot(before, column, int(row), world):
                happens = not np.isnan(kept[row])
                found.append(Change(column, names[row], was, float(laid[row]), happens))
    return tuple(found)


def _moot(before: State, column: str, row: int, world: int) -> bool:
    """Say whether asking makes no difference: a test under way, a contract that calls nothing."""
    if column == "link_open":
        return bool(before.month < before.link_ready[row, world] < np.inf)
    if column == "contract_deliver":
        return bool(before.contract_volume[row, world] == 0.0)
    return False
