"""Say how likely the other side signs what is set, and what it said or refused that tells of it."""

import math
from dataclasses import dataclass

from realm.model.place import Place
from realm.play.told import Seat
from realm.view.messages import Messages
from realm.view.picture.of_form import FAIR
from realm.view.picture.of_terms import terms_of
from realm.view.picture.of_wish import offered
from realm.view.picture.of_zones import LIKELY
from realm.view.picture.words import NONE


@dataclass(frozen=True)
class Chance:
    """How likely the settings of a form are signed if they are sent now."""

    text: str = ""
    """As a number or a word; empty where nobody may send them now."""
    ink: str = "good"
    why: str = ""
    """What the other side said or refused that tells of it, in a sentence."""
    signs: bool = False
    """Whether to send them is to sign them: the other side offered or named them."""
    refusal: str = ""
    """Why they cannot be sent, though these two could agree on them."""
    gone: bool = False
    """Whether what the other side offered last is free no more."""


def chance_of(chair: Seat, place: Place, yours: dict[str, int], messages: Messages) -> Chance:
    """Say how likely settings are signed at a table where the seat has the word."""
    say, table = messages.say, place.table
    outcome = place.agenda.outcome(**terms_of(place, yours))
    sayable = chair.sayable(table)
    gone = bool(place.heard) and not sayable[place.agenda.outcome(**place.heard)]
    if chair.named(table)[outcome]:
        theirs = terms_of(place, yours) == offered(place)
        why = say("game.they_offer" if theirs else "game.they_named")
        return Chance(text=say("game.odds_sure"), why=why, signs=True, gone=gone)
    refused = int(chair.refused(table)[outcome])
    if chair.unmoved(table)[outcome]:
        why = say("game.they_stand", number=refused + 1)
        return Chance(text=_percent(0.0), ink="bad", why=why, refusal=why, gone=gone)
    if chair.denied(table)[outcome]:
        return Chance(text=say("game.odds_not_now"), ink="bad", why=say("game.they_denied"),
                      gone=gone)  # fmt: skip
    odds = float(chair.odds(table)[outcome])
    known = math.isfinite(odds)
    before = _offered(place, yours)
    if before > refused:
        why = say("game.they_offered", number=before + 1)
    else:
        why = say("game.they_refused", number=refused + 1) if refused >= 0 else ""
    return Chance(
        text=_percent(odds) if known else NONE,
        ink="good" if odds >= LIKELY else "bad" if odds < FAIR else "high",
        why=why,
        refusal=say("game.stale") if sayable[outcome] and not known else "",
        gone=gone,
    )


def _offered(place: Place, yours: dict[str, int]) -> int:
    """Say as which offer, from 0, the other side named just that last; -1 for never."""
    terms = terms_of(place, yours)
    numbers = [n for n, (mine, said) in enumerate(place.history) if not mine and said == terms]
    return max(numbers, default=-1)


def _percent(value: float) -> str:
    return f"{100.0 * value:.0f} %"
