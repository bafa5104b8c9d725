"""What actors may know: public data, their own, and of rivals the band that a number lies in."""

from typing import Any

import numpy as np

from realm.core.arrays import Array, Index, Note, notes
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.errors import UnknownNameError
from realm.rules.observe import bands
from realm.strategies.futures import Imagine
from realm.strategies.roster import Roster

_NOTES: dict[type[Any], dict[str, Note]] = {
    holder: {note.attribute: note for note in notes(holder)} for holder in (Params, State)
}


class Observation:
    """What some actors know at the end of a month; one for a seat, many for a default strategy.

    Every field of `core.state.State` and `core.params.Params` that they may know is an attribute
    with the shape it has there, world last: public fields whole, own fields with NaN in the rows
    of others, of which `band` gives the bounds where they are known within bounds. Trade across
    borders is public as `customs`, a month late. Asking for what nobody may know is an
    AttributeError. Arrays are read-only.

    Strategies, pictures and exports get this and never a State. `rules.observe` says what is
    whose; here it is looked up when asked for, once, for many actors together.

    Attributes:
        network: names and topology; everybody knows them.
        actors: numbers of the actors that decide, in the order of `Roster.names`.
        names: their names.
        month: months since the scenario's start.
        world_count: number of worlds.
        imagine: makes futures from what the actors know; None inside an imagined world.
        kept: what was worked out from it, by who works it out (`looks`).
    """

    def __init__(
        self,
        roster: Roster,
        params: Params,
        state: State,
        *,
        actors: Index,
        imagine: Imagine | None = None,
        public: "Observation | None" = None,
    ) -> None:
        """Look at a state with the eyes of these actors."""
        self.network: Network = roster.network
        self.actors = actors
        self.names: tuple[str, ...] = tuple(roster.names[actor] for actor in actors)
        self.month = state.month
        self.world_count = state.world_count
        self.imagine = imagine
        self._roster = roster
        self._holders = (params, state)
        self.kept: dict[tuple[object, ...], tuple[Any, ...]] = {}
        self._found: dict[str, Array] = {}
        self._worlds: Index | None = None
        self._narrow: dict[bytes, Observation] = {}
        self._public = public

    def in_worlds(self, worlds: Index) -> "Observation":
        """Look at some of the worlds only, given by position."""
        key = worlds.tobytes()
        if key not in self._narrow:
            narrow = Observation(self._roster, *self._holders, actors=self.actors)
            narrow._worlds = worlds if self._worlds is None else self._worlds[worlds]
            narrow.world_count = len(worlds)
            if len(self.actors):
                narrow._public = self.public.in_worlds(worlds)
            self._narrow[key] = narrow
        return self._narrow[key]

    @property
    def public(self) -> "Observation":
        """Look as who is nobody: what comes of that is the same for all who look."""
        if not len(self.actors):
            return self
        if self._public is None:
            nobody = np.zeros(0, dtype=np.intp)
            self._public = Observation(self._roster, *self._holders, actors=nobody)
        return self._public

    def own(self, axis: str) -> Index:
        """Find the rows of an axis that are own to these actors."""
        return np.flatnonzero(self._roster.own(axis, self.actors))

    def band(self, name: str) -> tuple[Array, Array]:
        """Return the bounds within which the actors know a field: own rows exactly.

        Raises:
            UnknownNameError: when it is no field of the state that rivals know within bounds.
        """
        params, state = self._holders
        note = _NOTES[type(state)].get(name)
        if note is None or note.seen != "banded":
            known = [n.attribute for n in _NOTES[type(state)].values() if n.seen == "banded"]
            raise UnknownNameError("banded field of the state", name, known)
        exact = getattr(self, name)
        mine = ~np.isnan(exact)
        factor = self._within(np.atleast_1d(params.rules.band_factor))
        low, high = bands(self._within(getattr(state, name)), factor)
        return _locked(np.where(mine, exact, low)), _locked(np.where(mine, exact, high))

    def __getattr__(self, name: str) -> Array:
        """Return a field, as far as these actors may know it."""
        if not name.startswith("_"):
            if name in self._found:
                return self._found[name]
            for holder in self._holders:
                note = _NOTES[type(holder)].get(name)
                if note is not None and note.seen != "hidden" and note.axes:
                    shown = self._found[name] = self._shown(getattr(holder, name), note)
                    return shown
        raise AttributeError(f"an observation shows no {name!r}")

    def _shown(self, values: Array, note: Note) -> Array:
        """Hide the rows of others, and let nobody write."""
        if note.seen != "public":
            mine = self._roster.own(note.axes[-1], self.actors)
            values = values.copy()
            values[..., ~mine, :] = np.nan  # a fifth of the time of a `where`
        return _locked(self._within(values))

    def _within(self, values: Array) -> Array:
        """Take the worlds that are looked at."""
        if self._worlds is None or values.shape[-1] == 1:
            return values
        return np.take(values, self._worlds, axis=-1)


def _locked(values: Array) -> Array:
    """Let nobody write."""
    values = values.view()
    values.flags.writeable = False
    return values
