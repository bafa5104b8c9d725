"""How the form of talks stands before a person moves it, and what is guessed of an offer in it."""

import math

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Array
from realm.core.bargains import PRICED
from realm.model.place import Place
from realm.play.match import Match
from realm.play.sight import Sight
from realm.view.picture.of_wish import offered

FAIR = 0.3
"""Odds from which a first offer is worth making."""


def form(match: Match, sight: Sight, place: Place, draft: dict[str, int]) -> dict[str, int]:
    """Say how the settings of talks stand, as a person sees them."""
    return settings(place, draft or opening(match, sight, place))


def settings(place: Place, draft: dict[str, int]) -> dict[str, int]:
    """Say how the sliders stand: as drafted, else as said last, else as the other side asks."""
    found = {}
    for issue in place.agenda.issues:
        labels = [option.label for option in issue.options]
        known = place.agreed or place.said or offered(place)
        said = labels.index(known[issue.name]) if issue.name in known else 0
        setting = said if place.agreed else draft.get(issue.name, said)
        found[issue.name] = max(0, min(len(labels) - 1, setting))
    if not found.get("volume", 1):  # no goods, no price
        found |= dict.fromkeys(found.keys() & set(PRICED), 0)
    return found


def opening(match: Match, sight: Sight, place: Place) -> dict[str, int]:
    """Find a first offer: the best that is fairly likely signed, else one that both could like.

    In the first rounds hardly anything is signed. Then it is the offer with the largest product of
    what both gain, one's own counted double: a bold offer that is no insult.
    """
    chair = match.chair(sight.seat)
    if chair is None or place.said or offered(place) or not place.mine:
        return {}
    worth, nothing = chair.worth(place.table)
    odds = chair.odds(place.table)
    gain = np.where(np.isfinite(odds), worth - nothing, -np.inf)
    theirs = chair.reckon(place.table).their_gain(place.agenda)
    fair, both = (gain > 0.0) & (odds >= FAIR), (gain > 0.0) & (theirs > 0.0)
    if fair.any():
        value = np.where(fair, gain, -np.inf)
    elif both.any():
        value = np.where(both, np.maximum(gain, 0.0) ** 2 * theirs, -np.inf)
    elif (gain > 0.0).any():
        value = np.where(gain > 0.0, theirs, -np.inf)
    else:
        value = gain
    chosen = place.agenda.choices[int(np.argmax(value))]
    return {
        issue.name: int(option) for issue, option in zip(place.agenda.issues, chosen, strict=True)
    }


def value_of(agenda: Agenda, yours: dict[str, int], odds: Array | None) -> float:
    """Look up the odds of the settings; NaN where they may not be offered, or nobody may now."""
    if odds is None:
        return math.nan
    at = np.array([yours[issue.name] for issue in agenda.issues])
    outcome = np.flatnonzero((agenda.choices == at).all(axis=1))
    return float(odds[outcome[0]]) if len(outcome) else math.nan
