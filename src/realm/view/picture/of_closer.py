"""Say which single term would bring the other side nearest to a signature, and who else would gain.

All is guessed from what the seat may know.
"""

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Index
from realm.core.talks import Status
from realm.model.chair import Chair
from realm.model.place import Place
from realm.play.match import Match
from realm.play.prospects import serves_both
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture.of_guess import guess
from realm.view.picture.of_price import asked_now
from realm.view.picture.of_terms import (
    changed_terms,
    name_of,
    other_side,
    terms_of,
)
from realm.view.picture.of_zones import LIKELY

SEEN = 0.005
"""Rise of the odds that shows in whole percents."""


def closer(
    match: Match, sight: Sight, place: Place, yours: dict[str, int], messages: Messages
) -> str:
    """Say which change of one term of the form would raise the odds most; empty where none need.

    Where no term would, it says so.
    """
    chair = match.chair(sight.seat)
    if chair is None or place.status is not Status.OPEN or not place.mine:
        return ""
    agenda, odds = place.agenda, np.nan_to_num(chair.odds(place.table))
    now = odds[agenda.outcome(**terms_of(place, yours))]
    if now >= LIKELY or chair.would_sign_nothing(place.table):
        return ""
    single = np.flatnonzero(_away(agenda, yours) == 1)
    best = single[np.lexsort((-chair.worth(place.table)[0][single], -odds[single]))[0]]
    if odds[best] >= now + SEEN:
        change = _change(place, yours, int(best), match, sight, messages)
        return messages.say("game.closer", change=change, odds=f"{100.0 * odds[best]:.0f} %")
    gain = guess(chair, place).found.their_gain(agenda)
    gain = np.where(chair.sayable(place.table), gain, -np.inf)
    if np.max(gain) <= 0.0:
        return _no_term(sight, place.table, messages)
    gain = np.where(chair.denied(place.table), -np.inf, gain)
    best = single[np.argmax(gain[single])]
    if np.isfinite(gain[best]) and gain[best] > gain[agenda.outcome(**terms_of(place, yours))]:
        change = _change(place, yours, int(best), match, sight, messages)
        return messages.say("game.closer_worth", change=change)
    return messages.say("game.closer_none")


def others_told(match: Match, sight: Sight, table: str, messages: Messages) -> str:
    """Say at which other tables some deal would serve both sides; empty where at none."""
    chair, scenario = match.chair(sight.seat), match.model.network.scenario
    assert chair is not None
    others = [
        name_of(scenario, other_side(sight, one)) for one in _others(match, sight, chair, table)
    ]
    return messages.say("game.closer_others", names=", ".join(others)) if others else ""


def _no_term(sight: Sight, table: str, messages: Messages) -> str:
    scenario = sight.observation.network.scenario
    return messages.say("game.closer_no_term", name=name_of(scenario, other_side(sight, table)))


def _others(match: Match, sight: Sight, chair: Chair, table: str) -> list[str]:
    """List other tables where, as far as the seat knows, some deal would serve both sides."""
    places, found = {place.table: place for place in sight.talks or ()}, []
    for one in sight.tables:
        if one == table or sight.bound_until(one):
            continue
        if one in places:
            serves = places[one].status is Status.OPEN and bool(np.any(chair.mutual(one)))
        else:
            serves = serves_both(match, sight, one)
        if serves:
            found.append(one)
    return found


def _away(agenda: Agenda, yours: dict[str, int]) -> Index:
    """Count for each outcome the issues that it settles otherwise than the form, (outcome,)."""
    at = np.array([yours[issue.name] for issue in agenda.issues])
    return np.asarray(np.add.reduce(agenda.choices != at, axis=1))


def _change(
    place: Place,
    yours: dict[str, int],
    outcome: int,
    match: Match,
    sight: Sight,
    messages: Messages,
) -> str:
    """Say in which term an outcome differs from the form."""
    before, now = terms_of(place, yours), place.agenda.describe(outcome)
    moved = {name: label for name, label in now.items() if before[name] != label}
    scenario = match.model.network.scenario
    return changed_terms(
        scenario, place.table, before, moved, messages, asked_now(match, sight, place)
    )
