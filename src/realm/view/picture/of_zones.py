"""Find which settings of each issue to mark: what the other side is likely to sign."""

from dataclasses import dataclass

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Array, Mask
from realm.model.place import Place
from realm.play.told import Seat
from realm.view.picture.of_guess import guess

LIKELY = 0.5
"""Odds from which an offer counts as likely to be signed."""
ROUNDING = 1e-6
"""Of what the other side gains: differences below it count as none."""

Zone = tuple[int, int] | None
"""First and last of some settings of an issue; None for none of them."""


@dataclass(frozen=True)
class Marks:
    """The settings of one issue that are marked; one of the two at most, the same for all."""

    likely: Zone = None
    """Those that the other side is likely to sign."""
    closest: Zone = None
    """Where nothing is likely: those that it gains most by, if it minds which is chosen."""


def marks(chair: Seat, place: Place, yours: dict[str, int]) -> list[Marks]:
    """Mark settings of each issue by what is likely signed that is nearest to the form.

    With the other issues as there, those are marked that keep it likely: so where the form stands
    outside, that has to change. Where nothing is likely, it is by what the other side would gain
    while the others stand as set, as guessed, but for what its answers have ruled out.
    """
    agenda, table = place.agenda, place.table
    odds = chair.odds(table)
    near = _nearest(place, yours, odds)
    if near is not None:
        around = [_along(agenda, number, near, odds) for number in range(len(agenda.issues))]
        return [Marks(likely=_span(values >= LIKELY)) for values in around]
    gain = guess(chair, place).found.their_gain(agenda)
    gain = np.where(chair.sayable(table) & ~chair.denied(table), gain, np.nan)
    return [
        Marks(closest=_best(_along(agenda, number, yours, gain)))
        for number in range(len(agenda.issues))
    ]


def _nearest(place: Place, yours: dict[str, int], odds: Array) -> dict[str, int] | None:
    """Find the settings likely signed that differ least from the form; none where nothing is.

    Among equals that is what the other side offered last, then what is likeliest.
    """
    agenda = place.agenda
    likely = np.flatnonzero(odds >= LIKELY)
    if not len(likely):
        return None
    at = np.array([yours[issue.name] for issue in agenda.issues])
    away = (agenda.choices[likely] != at).sum(axis=1)
    heard = agenda.outcome(**place.heard) if place.heard else -1
    best = np.lexsort((-odds[likely], likely != heard, away))[0]
    chosen = agenda.choices[likely[best]]
    return {issue.name: int(one) for issue, one in zip(agenda.issues, chosen, strict=True)}


def _best(gain: Array) -> Zone:
    """Return the settings of the greatest gain; none where it is the same for all."""
    known = np.isfinite(gain)
    if np.count_nonzero(known) < 2:
        return None
    best = gain >= np.nanmax(gain) - ROUNDING * np.max(np.abs(gain[known]))
    return None if np.all(best[known]) else _span(best)


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
