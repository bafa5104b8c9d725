"""Find which settings of each issue to mark while the others stand as they are set."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.talks import Agenda
from realm.model.chair import Chair
from realm.model.place import Place

LIKELY = 0.5
"""Odds from which an offer counts as likely to be signed."""
ROUNDING = 1e-6
"""Of what the other side gains: differences below it count as none."""

Zone = tuple[int, int] | None
"""First and last of some settings of an issue; None for none of them."""


@dataclass(frozen=True)
class Marks:
    """The settings of one issue that are marked; one of the two at most."""

    likely: Zone = None
    """Those that the other side is likely to sign."""
    closest: Zone = None
    """Where none is: those that it gains most by, if it minds which is chosen."""


def marks(chair: Chair, place: Place, yours: dict[str, int]) -> list[Marks]:
    """Mark settings of each issue, the others as set: by the odds of the offers that they make.

    Where none of an issue is likely signed, by what the other side would gain, as guessed.
    """
    odds = chair.odds(place.table)
    gain = chair.reckon(place.table).their_gain(place.agenda)
    gain = np.where(chair.sayable(place.table), gain, np.nan)
    return [
        _marks(_along(place.agenda, number, yours, odds), _along(place.agenda, number, yours, gain))
        for number in range(len(place.agenda.issues))
    ]


def _marks(odds: Array, gain: Array) -> Marks:
    likely = _span(odds >= LIKELY)
    known = np.isfinite(gain)
    if likely or np.count_nonzero(known) < 2:
        return Marks(likely=likely)
    best = gain >= np.nanmax(gain) - ROUNDING * np.max(np.abs(gain[known]))
    return Marks(closest=None if np.all(best[known]) else _span(best))


def _along(agenda: Agenda, number: int, yours: dict[str, int], value: Array) -> Array:
    """Return a value for each setting of an issue while the others stand; NaN where none is."""
    at = np.array([yours[issue.name] for issue in agenda.issues])
    found = np.full(len(agenda.issues[number].options), np.nan)
    for setting in range(len(found)):
        at[number] = setting
        outcome = np.flatnonzero((agenda.choices == at).all(axis=1))
        if len(outcome):
            found[setting] = value[outcome[0]]
    return found


def _span(chosen: Mask) -> Zone:
    """Return the first and the last setting of those that are chosen."""
    settings = np.flatnonzero(chosen)
    return (int(settings[0]), int(settings[-1])) if len(settings) else None
