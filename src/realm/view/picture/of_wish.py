"""Tell what the other side said it would want when it was asked: apart from what it offered.

What it named waits to be signed until the next word, and changes nothing that a person has set.
"""

from collections.abc import Mapping

from realm.core.talks import Status
from realm.model.place import Place
from realm.play.match import Match
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_price import asked_now
from realm.view.picture.of_terms import changed_terms, name_of, offer_text, other_side


def offered(place: Place) -> dict[str, str]:
    """Return what the other side offered last by itself; empty where it offered nothing."""
    return next((terms for mine, terms in reversed(place.history) if not mine), {})


def wished(place: Place) -> dict[str, str]:
    """Return what it named when it was asked; empty where that is nothing, or what it offers."""
    waits = place.mine and place.status is Status.OPEN
    return place.heard if waits and place.heard != offered(place) else {}


def wish_told(
    match: Match, sight: Sight, place: Place, answer: Mapping[str, str], messages: Messages
) -> str:
    """Say in a line what the other side would want: Japan would want: 75 t at $85.9, 5 years."""
    scenario = match.model.network.scenario
    price = asked_now(match, sight, place)
    return messages.say(
        "game.wish", name=name_of(scenario, other_side(sight, place.table)),
        terms=offer_text(scenario, place.table, dict(answer), messages, price),
    )  # fmt: skip


def wish_apart(
    match: Match, sight: Sight, place: Place, answer: Mapping[str, str], form: Mapping[str, str],
    kept: Mapping[str, str], messages: Messages,
) -> str:  # fmt: skip
    """Say in what an answer differs from the form, first of all from what was set by hand.

    Args:
        match: the match.
        sight: what the seat sees.
        place: how the talks stand.
        answer: what the other side would sign.
        form: what is set.
        kept: what of it was set by hand.
        messages: texts.
    """
    say, scenario = messages.say, match.model.network.scenario
    other = {name: label for name, label in answer.items() if form[name] != label}
    if not other:
        return say("game.want_done")
    gave = {name: label for name, label in other.items() if name in kept}
    rest = {name: label for name, label in other.items() if name not in kept}
    price, told = asked_now(match, sight, place), []
    for key, of in (("want_gave", gave), ("want_besides" if gave else "want_nearest", rest)):
        if of:
            terms = changed_terms(scenario, place.table, dict(form), of, messages, price)
            told.append(say(f"game.{key}", terms=terms))
    return " ".join(told)


def wish_block(
    match: Match, sight: Sight, place: Place, answer: Mapping[str, str], form: Mapping[str, str],
    kept: Mapping[str, str], messages: Messages,
) -> p.Told:  # fmt: skip
    """Show the answer beside what was asked, with a button that sets the sliders to it."""
    say, chair = messages.say, match.chair(sight.seat)
    asked = chair.answer(place.table) if chair is not None else None
    before = form if asked is None else {**form, **asked.rest, **asked.wish}
    held = kept if asked is None else asked.wish
    stands = say("game.wish_stands") if dict(form) == dict(answer) else ""
    return p.Told(
        title=wish_told(match, sight, place, answer, messages),
        lines=(wish_apart(match, sight, place, answer, before, held, messages),),
        ink="ghost",
        press=p.Press(
            id="take", label=say("game.wish_take"), refusal=stands, hint=say("game.wish_take_hint")
        ),
    )
