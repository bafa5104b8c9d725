"""A plain function of one world as a strategy: slow, and easy to write in a notebook."""

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np

from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.errors import RealmError, UnknownNameError
from realm.strategies.base import Decision, Strategy
from realm.strategies.legal import COLUMNS, Legal
from realm.strategies.observation import Observation

Answer = Mapping[str, Mapping[str, float] | Array]
"""Column of orders -> value by name of the row, or an array (row,) with NaN for "leave it"."""


class OneWorld:
    """What one actor, or many, know of one world: arrays without their last axis.

    Every attribute of an `Observation` is here, and `legal`, whose columns are True in the rows
    that may be set.
    """

    def __init__(self, observation: Observation, legal: Legal, world: int) -> None:
        """Look at one world of many."""
        self._observation, self._world = observation, world
        self.legal = SimpleNamespace(
            **{name: self._of_world(getattr(legal, name)) for name in COLUMNS}
        )

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the observation, in this world."""
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(self._observation, name)
        if isinstance(found, np.ndarray) and found.ndim > 1:
            return self._of_world(found)
        return found

    def _of_world(self, values: Array) -> Array:
        """Take one world; a last axis of 1 stands for every world."""
        return values[..., self._world if values.shape[-1] > 1 else 0]


class FromFunction(Strategy):
    """Calls a function once a world; made by `from_function`.

    One call a world and turn is some hundred times slower than arrays for all worlds: fine for a
    game or fifty, not for a batch of thousands.
    """

    name: ClassVar[str] = "function"
    source: ClassVar[str] = "assumption: a function"

    function: Callable[[OneWorld], Answer]

    def __init__(self, name: str, source: str, function: Callable[[OneWorld], Answer]) -> None:
        """Keep the function; see `from_function`."""
        for key, given in (("name", name), ("source", source), ("function", function)):
            object.__setattr__(self, key, given)
        super().__init__()

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - the protocol's
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Ask the function for each world and lay its answers side by side."""
        columns: dict[str, Array] = {}
        for world in range(observation.world_count):
            answer = self.function(OneWorld(observation, legal, world))
            if not isinstance(answer, Mapping):
                raise RealmError(
                    f"strategy {self.name!r}: expected a dict of columns, got {answer!r}"
                )
            for column, values in answer.items():
                if column not in COLUMNS:
                    raise UnknownNameError("column of orders", column, COLUMNS)
                names = observation.network.along(COLUMNS[column])
                if column not in columns:
                    columns[column] = np.full((len(names), observation.world_count), np.nan)
                columns[column][:, world] = _row_values(values, names, COLUMNS[column])
        return Decision(columns)


def from_function(name: str, source: str, function: Callable[[OneWorld], Answer]) -> FromFunction:
    """Make a strategy of a function of one world.

        def panic(observation):
            if observation.measure_known.any():
                return {"stock_purchase": {"cland_store": 3.0}}
            return {}

        RealmModel("small-world", strategies={"cland": from_function("panic", "mine", panic)})

    The function may remember nothing from turn to turn: a strategy with a memory is a class.

    Args:
        name: what it is called by.
        source: where the idea comes from.
        function: takes a `OneWorld`, returns columns of orders: `{column: {row: value}}`.
    """
    return FromFunction(name, source, function)


def _row_values(values: Mapping[str, float] | Array, names: tuple[str, ...], axis: str) -> Array:
    """Lay values by name, or as they come, along the rows."""
    if not isinstance(values, Mapping):
        given = np.asarray(values, dtype=np.float64)
        if given.shape not in ((), (len(names),)):
            raise RealmError(f"expected {len(names)} numbers, one a {axis}, got {given.shape}")
        return np.array(np.broadcast_to(given, (len(names),)))
    laid = np.full(len(names), np.nan)
    for row, value in values.items():
        if row not in names:
            raise UnknownNameError(axis, row, names)
        laid[names.index(row)] = value
    return laid
