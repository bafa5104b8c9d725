"""The protocol of a strategy: what it declares, what it is asked, what it answers."""

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.bounds import Bounds, declared
from realm.core.chance import Luck
from realm.errors import LimitError, RealmError, UnknownNameError
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation

Columns = Mapping[str, Array]
"""Columns of `core.orders.Orders` that a decision sets: shape (row, world) or what broadcasts to
it; NaN leaves a thing as it is, and so does a column that is not there."""


Drivers = Mapping[str, Array]
"""What drives a decision -> how far it is beyond the threshold that it acts from, (actor, world) or
what broadcasts to it; 0 or less is no reason. The largest is the top driver."""


@dataclass(frozen=True)
class Nothing:
    """Params or Memory of a strategy that has none."""


@dataclass(frozen=True)
class Decision:
    """What a strategy answers: what shall change, what it will remember, and why."""

    columns: Columns = field(default_factory=dict)
    memory: Any = Nothing()
    """Its Memory for the next turn."""
    drivers: Drivers = field(default_factory=dict)


class Strategy(ABC):
    """A bot's way to decide, for all worlds and for one actor or many at once. Frozen.

    A subclass gives `name`, `source` and `decide`, and where it needs them:

    - `Params`: a frozen dataclass of its tunables with their defaults;
      `Conserve(threshold=0.2)` makes a strategy with `self.params.threshold == 0.2`. A field
      may declare its limits, as `Annotated[float, Ge(0), Le(1)]` or the types of `core.words`.
    - `Memory`: a frozen dataclass of the numbers it carries from turn to turn, with their first
      values. It is handed in with arrays (actor, world) in its fields, and returned.

    strategies/README.md writes one in twenty lines.
    """

    name: ClassVar[str]
    """What it is called by."""
    source: ClassVar[str]
    """Where the idea comes from: author and year, or `assumption: why`."""
    plays: ClassVar[frozenset[str]] = frozenset({"country", "firm"})
    """Kinds of actor that it has something to do for."""
    Params: ClassVar[type[Any]] = Nothing
    Memory: ClassVar[type[Any]] = Nothing
    tactic: ClassVar[str] = "linear"
    """Tactic by which it bargains (`strategies.tactics`); empty for who keeps away from talks."""

    params: Any
    """Its tunables, a `Params`."""

    def __init__(self, **params: float) -> None:
        """Set tunables that shall differ from their defaults."""
        for needed in ("name", "source"):
            if not getattr(self, needed, ""):
                raise RealmError(f"strategy {type(self).__name__} declares no {needed}")
        known = [field.name for field in dataclasses.fields(self.Params)]
        for name in params:
            if name not in known:
                raise UnknownNameError(f"parameter of {self.name}", name, known)
        self._check_bounds(params)
        object.__setattr__(self, "params", self.Params(**params))

    def _check_bounds(self, params: Mapping[str, object]) -> None:
        """Refuse tunables outside the limits that Params declares."""
        try:
            bounds = declared(self.Params)
        except NameError:  # hints given as text that only the author's function can read
            return
        for name, value in params.items():
            limits = bounds.get(name, Bounds())
            if limits == Bounds():
                continue
            if not isinstance(value, int | float | np.number) or not limits.hold(float(value)):
                raise LimitError(f"{self.name}: {name}: expected {limits}, got {value!r}")

    @abstractmethod
    def decide(self, observation: Observation, legal: Legal, memory: Any, luck: Luck) -> Decision:
        """Say what the actors want, what they will remember, and what drives them.

        Args:
            observation: what they know; its `actors` says who they are.
            legal: which rows they may set.
            memory: a `Memory` with arrays (actor, world) in its fields.
            luck: keyed chance; name your draws after the strategy.

        Returns:
            The columns of orders it sets, the memory for the next turn, and the drivers.
        """

    def invite(
        self,
        observation: Observation,  # noqa: ARG002 - the protocol's
        legal: Legal,  # noqa: ARG002
        memory: Any,  # noqa: ARG002
    ) -> Mask | None:
        """Say which tables the actors ask to open this turn, before they decide; here: none.

        Who sits at which side of which table is `observation.network.bargains.sides`.

        Returns:
            True where a side asks, (side, table, world) or what broadcasts to it; None for nowhere.
        """
        return None

    def voices(self) -> tuple[tuple[str, Mask | None], ...]:
        """Name the tactic by which it bargains, and the worlds in which it does: None for all."""
        return ((self.tactic, None),)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: one object may play many seats and worlds."""
        raise AttributeError(f"a strategy is frozen: declare {name!r} in Memory and return it")

    def __repr__(self) -> str:
        given = dataclasses.asdict(self.params)
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in given.items())})"
