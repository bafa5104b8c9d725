"""What actors may know when they decide: public data, and their own."""

import dataclasses

import numpy as np

from realm.core.arrays import Array, Index
from realm.core.network import Network
from realm.core.state import State
from realm.strategies.roster import Roster

_FIELDS = {f.name: f.metadata for f in dataclasses.fields(State) if "axes" in f.metadata}


class Observation:
    """What some actors know at the end of a month; one for a seat, many for a default strategy.

    Every field of `core.state.State` that they may know is an attribute with the shape it has
    there, world last: public fields whole, own fields with NaN in the rows of others. Asking for
    what nobody may know is an AttributeError. Arrays are read-only.

    Attributes:
        network: names and topology; everybody knows them.
        actors: numbers of the actors that decide, in the order of `Roster.names`.
        names: their names.
        month: months since the scenario's start.
    """

    def __init__(self, roster: Roster, state: State, actors: Index) -> None:
        """Look at a state with the eyes of these actors."""
        self.network: Network = roster.network
        self.actors = actors
        self.names: tuple[str, ...] = tuple(roster.names[actor] for actor in actors)
        self.month = state.month
        self.world_count = state.world_count
        self._roster = roster
        self._state = state

    def own(self, axis: str) -> Index:
        """Find the rows of an axis that belong to these actors."""
        return np.flatnonzero(self._roster.own(axis, self.actors))

    def __getattr__(self, name: str) -> Array:
        """Return a field of the state, as far as these actors may know it."""
        field = _FIELDS.get(name)
        if field is None or field["seen"] == "hidden":
            raise AttributeError(f"an observation shows no {name!r}")
        values: Array = getattr(self._state, name)
        if field["seen"] == "own":
            mine = self._roster.own(field["axes"][-1], self.actors)
            values = np.where(mine[:, None], values, np.nan)
        values = values.view()
        values.flags.writeable = False
        return values
