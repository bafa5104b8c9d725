"""Tell the two measures of an offer beside each other: in money, and in points of the score."""

import math
from collections.abc import Mapping

from realm.core.talks import Status
from realm.model.chair import Chair
from realm.model.place import Place
from realm.play.foresight import Foresight
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_foresight import offer_told, points_text
from realm.view.picture.of_scales import LEAST, gain_text
from realm.view.picture.of_terms import name_of
from realm.view.picture.words import signed_dollars

Known = Mapping[int, Foresight]
"""What offers at a table would do to the score, by outcome, as far as that was asked."""


def gain_of(chair: Chair, place: Place, terms: Mapping[str, str]) -> float:
    """Return what terms bring the seat over no deal, k$; NaN where nobody may offer them now."""
    if place.status is not Status.OPEN or not place.mine:
        return math.nan
    worth, nothing = chair.worth(place.table)
    return float(worth[place.agenda.outcome(**terms)]) - nothing


def worth_short(
    chair: Chair, place: Place, terms: Mapping[str, str], known: Known, messages: Messages
) -> tuple[str, str]:
    """Say in a few words what terms bring in money, and in points where that was asked."""
    gain = gain_of(chair, place, terms)
    if not math.isfinite(gain):
        return "", ""
    points = _points(place, terms, known, messages)
    told = messages.say("game.in_money", gain=signed_dollars(gain))
    return told, points


def worth_told(
    chair: Chair, place: Place, terms: Mapping[str, str], known: Known, messages: Messages
) -> str:
    """Say in a sentence or two what terms bring, as a question before a signature needs it."""
    told = [gain_text(gain_of(chair, place, terms), messages)]
    points = _points(place, terms, known, messages)
    if told[0] and points:
        told.append(messages.say("game.gain_points", points=points))
        told.append(messages.say("game.measures_differ"))
    return " ".join(filter(None, told))


def loses_told(
    chair: Chair, place: Place, terms: Mapping[str, str], known: Known, messages: Messages
) -> str:
    """Say in a sentence that terms are worth less in money than no deal; empty where not."""
    gain = gain_of(chair, place, terms)
    if not gain < -LEAST:
        return ""
    told = messages.say("game.loses", gain=signed_dollars(gain))
    points = _points(place, terms, known, messages)
    return f"{told} {messages.say('game.gain_points', points=points)}" if points else told


def worth_block(
    sight: Sight, chair: Chair, place: Place, terms: Mapping[str, str], known: Known,
    messages: Messages,
) -> p.Told | None:  # fmt: skip
    """Show what the form brings in money, whose money that is, and what it does to the score.

    Its button asks for the score, or once that is known shows what the score counts.
    """
    say, gain = messages.say, gain_of(chair, place, terms)
    if not math.isfinite(gain):
        return None
    scenario = sight.observation.network.scenario
    key = "state" if sight.actor in scenario.countries else "firm"
    whose = say(f"game.whose_{key}", name=name_of(scenario, sight.actor))
    found = known.get(place.agenda.outcome(**terms))
    points: tuple[str, ...] = ()
    if found is not None:
        points = (*offer_told(found, messages), say("game.measures_differ"))
    return p.Told(
        title=gain_text(gain, messages),
        lines=(whose, *points),
        ink="line_strong" if abs(gain) < LEAST else "good" if gain > 0.0 else "bad",
        press=ask_points(messages)
        if found is None
        else p.Press(id="why", label=say("game.score_counts"), hint=say("game.score_counts_hint")),
    )


def ask_points(messages: Messages) -> p.Press:
    """Return the button that asks what the form would do to the score."""
    say = messages.say
    return p.Press(id="points", label=say("game.offer_ask"), hint=say("game.offer_ask_hint"))


def _points(place: Place, terms: Mapping[str, str], known: Known, messages: Messages) -> str:
    found = known.get(place.agenda.outcome(**terms))
    return points_text(found, messages) if found is not None else ""
