"""Tell every offer of some talks, the newest first, and how they ended in a signature."""

import math
from collections.abc import Mapping
from dataclasses import replace

from realm.core.arrays import Array
from realm.core.talks import Status
from realm.model.chair import Chair
from realm.model.place import Place
from realm.play.foresight import Foresight
from realm.play.match import Match
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.negotiation import Offer
from realm.view.picture.of_foresight import points_text
from realm.view.picture.of_price import asked_now
from realm.view.picture.of_scales import gain_text
from realm.view.picture.of_terms import name_of, offer_text, other_side, terms_text
from realm.view.picture.of_wish import wished
from realm.view.picture.table import Kpi
from realm.view.picture.words import amount, sentence, signed_dollars


def offers(match: Match, sight: Sight, place: Place, messages: Messages) -> tuple[Offer, ...]:
    """Tell every offer whole, the newest first, and before it how the talks ended."""
    scenario = match.model.network.scenario
    them = name_of(scenario, other_side(sight, place.table))
    price = asked_now(match, sight, place)
    told = [offer_text(scenario, place.table, terms, messages, price) for _, terms in place.history]
    ends = [
        Offer(who=who, you=mine, when="", text=text)
        for who, mine, text in _ends(match, sight, place, messages)
    ]
    if place.agreed:
        ends[0] = replace(ends[0], when=messages.say("game.signed"))
    said_so_far = [
        Offer(
            who=messages.say("game.you") if mine else them,
            you=mine,
            when=messages.say("game.offer_number", number=number + 1),
            text=told[number],
        )
        for number, (mine, _) in reversed(list(enumerate(place.history)))
    ]
    return (*ends, *said_so_far)


def _ends(
    match: Match, sight: Sight, place: Place, messages: Messages
) -> tuple[tuple[str, bool, str], ...]:
    """Tell who signed and, where it is in no offer, what they named: who, whether you, what."""
    say, scenario = messages.say, match.model.network.scenario
    them, you = name_of(scenario, other_side(sight, place.table)), say("game.you")
    price = asked_now(match, sight, place)
    terms = (
        offer_text(scenario, place.table, place.agreed or place.heard, messages, price)
        if place.agreed or place.heard
        else ""
    )
    last_mine, last = place.history[-1] if place.history else (False, {})
    if not place.agreed:
        chair = match.chair(sight.seat)
        if chair is not None and chair.would_sign_nothing(place.table):
            return ((them, False, say("game.want_none_said")),)
        return ((them, False, say("game.end_named", terms=terms)),) if wished(place) else ()
    if last == place.agreed:
        signed = say("game.end_they_signed" if last_mine else "game.end_you_signed")
        return ((them if last_mine else you, not last_mine, signed),)
    named = say("game.end_named", terms=terms)
    return (you, True, say("game.end_you_signed")), (them, False, named)


def told_offers(
    match: Match,
    sight: Sight,
    place: Place,
    chair: Chair,
    messages: Messages,
    foreseen: Mapping[int, Foresight],
) -> list[p.Block]:
    """Tell every offer, the newest first, what it is worth to the seat, and why they said no.

    Points of the score stand beside where `foreseen` has the outcome.
    """
    say, scenario = messages.say, match.model.network.scenario
    worth, nothing = chair.worth(place.table)
    them = name_of(scenario, other_side(sight, place.table))
    found: list[p.Block] = [p.Heading(text=say("table.history"))]
    answered = place.mine or place.status is not Status.OPEN
    reason = match.refusal(place)
    price = asked_now(match, sight, place)
    newest, noes = place.last_said, match.noes.get((sight.seat, place.table), {})
    if reason and place.said and answered:
        told = say("game.said_no", name=them)
        lines = (sentence(reason), *_compared(match, place, them, messages))
        found.append(p.Told(title=told, lines=lines, ink="bad"))
    found += [
        p.Told(title=who, lines=(text,), ink="accent" if mine else "ghost")
        for who, mine, text in _ends(match, sight, place, messages)
    ]
    for number, (mine, terms) in reversed(list(enumerate(place.history))):
        outcome = place.agenda.outcome(**terms)
        why = noes.get(number, "") if number != newest else ""
        refused = (say("game.said_no_for", name=them, why=sentence(why)),) if why else ()
        found.append(
            p.Told(
                title=f"{say('game.you') if mine else them} · "
                + say("game.offer_of", number=number + 1, most=place.rounds),
                lines=(terms_text(scenario, place.table, terms, messages, price) + ".",
                       _gain(float(worth[outcome]) - nothing, foreseen.get(outcome), messages),
                       *refused),
                ink="accent" if mine else "ghost",
            )
        )  # fmt: skip
    found += _course(place, worth, nothing, them, messages)
    if len(found) == 1:
        found.append(p.Text(text=say("table.no_history"), role="note", ink="low"))
        found.append(p.Text(text=say("game.first_offer"), role="note", ink="low"))
    return found


def _compared(match: Match, place: Place, them: str, messages: Messages) -> tuple[str, ...]:
    """Say with which price they compare, by their own books: the seat's guess is another one."""
    paid = match.alternative(place)
    if not math.isfinite(paid):
        return ()
    return (messages.say("game.compared", name=them, paid=amount(paid)),)


def _gain(worth: float, found: Foresight | None, messages: Messages) -> str:
    """Say what an offer is worth to the seat: as money, and in points where that is known."""
    told = gain_text(worth, messages)
    points = points_text(found, messages) if found is not None else ""
    return f"{told} {messages.say('game.gain_points', points=points)}" if points else told


def _course(
    place: Place, worth: Array, nothing: float, them: str, messages: Messages
) -> list[p.Block]:
    """Draw how the offers of each side went, by what they are worth to the seat."""
    charts = []
    for mine in (False, True):
        terms = [said for whose, said in place.history if whose is mine]
        gains = [float(worth[place.agenda.outcome(**said)]) - nothing for said in terms]
        if len(gains) > 1 and all(map(math.isfinite, gains)):
            key = "game.course_yours" if mine else "game.course_theirs"
            charts.append(
                Kpi(id=f"course:{mine}", label=messages.say(key, name=them),
                    value=signed_dollars(gains[-1]), series=tuple(gains))
            )  # fmt: skip
    if not charts:
        return []
    return [p.Heading(text=messages.say("game.course")), p.Charts(kpis=tuple(charts))]
