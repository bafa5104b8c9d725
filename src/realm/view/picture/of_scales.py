"""Weigh an offer: what each issue brings both sides, and what no deal means for them."""

import math

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Array
from realm.model.chair import Chair
from realm.model.place import Place
from realm.model.wishes import Reckoning
from realm.play.sight import Sight
from realm.strategies.worth import CAUSES, HOW, TRUSTED
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_guess import guess
from realm.view.picture.of_terms import name_of, other_side, setting_text
from realm.view.picture.words import capital, dollars, signed_dollars

LEAST = 50.0
"""k$ below which an issue counts as worth nothing."""


def weighed(
    chair: Chair, sight: Sight, place: Place, yours: dict[str, int], messages: Messages,
    asked: float = math.nan,
) -> list[p.Block]:  # fmt: skip
    """Show what each issue of an offer brings the seat, and what it takes the other side to get.

    Args:
        chair: the seat's place at the tables.
        sight: what it sees.
        place: how it stands at one of them.
        yours: setting of each issue.
        messages: texts.
        asked: what the seller asks for the goods now, $/kg; NaN where that is not known.
    """
    say, scenario = messages.say, sight.observation.network.scenario
    guessed = guess(chair, place)
    found = guessed.found
    them = name_of(scenario, other_side(sight, place.table))
    mine, theirs = added(place.agenda, yours, found.yours), added(place.agenda, yours, found.theirs)
    most = max([abs(value) for value in (*mine, *theirs)] + [1.0])
    rows = [
        p.Scale(
            label=messages.texts.get(f"game.issue_{issue.name}", capital(issue.name)),
            note=setting_text(
                scenario, place.table, issue.name, issue.options[yours[issue.name]].label, messages,
                asked,
            ),
            left=own / most, right=other / most,
            left_text=_worth(own), right_text=_worth(other),
        )
        for issue, own, other in zip(place.agenda.issues, mine, theirs, strict=True)
        if max(abs(own), abs(other)) >= LEAST
    ]  # fmt: skip
    gains = math.fsum(mine) - found.your_least, math.fsum(theirs) - found.their_least
    rows.append(
        p.Scale(label=say("game.least"), left_text=_worth(-found.your_least),
                right_text=_worth(-found.their_least),
                left=-found.your_least / most, right=-found.their_least / most)
    )  # fmt: skip
    rows.append(
        p.Scale(label=say("game.whole"), left_text=_worth(gains[0]), right_text=_worth(gains[1]),
                left=gains[0], right=gains[1], whole=True)
    )  # fmt: skip
    same = {i.name: i.options[yours[i.name]].label for i in place.agenda.issues} == place.heard
    wrong = same and gains[1] < 0.0
    notes = [say("game.guess_wrong")] if wrong else []
    if guessed.raised:
        names = (messages.say(f"game.issue_{name}") for name in guessed.raised)
        notes.append(say("game.guess_raised", name=them, terms=", ".join(names)))
    return [
        p.Heading(text=say("game.weighed")),
        p.Scales(heads=(say("game.to_you"), say("game.to_them", name=them)), rows=tuple(rows)),
        *(p.Text(text=note, role="note", ink="ghost") for note in notes),
        p.Text(text=say("game.weighed_text", name=them), role="note", ink="low"),
    ]


def without_deal(found: Reckoning, messages: Messages) -> list[p.Block]:
    """Say what a deal has to bring the seat to be better than none."""
    told = [messages.say("game.without_least", least=dollars(found.your_least))]
    told += [
        messages.say(f"game.without_{cause}", part=dollars(part), trust=f"{TRUSTED:+.2f}")
        for cause, part in zip(CAUSES, found.your_causes, strict=True)
        if cause != "trouble" and part >= LEAST
    ]
    return [p.Heading(text=messages.say("game.without")), p.Text(text=" ".join(told), role="note")]


def added(agenda: Agenda, yours: dict[str, int], parts: Array) -> list[float]:
    """Say what each issue adds at its setting; how goods change hands means nothing without any."""
    first, found = 0, []
    empty = yours.get("volume") == 0
    for issue in agenda.issues:
        value = float(np.asarray(parts)[first + yours[issue.name]])
        found.append(0.0 if empty and issue.name in HOW else value)
        first += len(issue.options)
    return found


def gain_text(worth: float, messages: Messages) -> str:
    """Say what an outcome is worth to the seat over no deal; empty where it cannot be."""
    if not math.isfinite(worth):
        return ""
    if abs(worth) < LEAST:
        return messages.say("game.gain_none")
    return messages.say("game.gain_short", gain=signed_dollars(worth))


def _worth(kusd: float) -> str:
    return "–" if abs(kusd) < LEAST else signed_dollars(kusd)
