"""Make the page of talks: the negotiation table in full size, what it is about, what was said."""

import math
from collections.abc import Mapping
from types import MappingProxyType

from realm.content.sides import home_of
from realm.core.talks import Status
from realm.model.place import Place
from realm.play.foresight import Foresight
from realm.play.match import Match
from realm.play.sight import Sight
from realm.play.trusts import trust_in
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.negotiation import Negotiation
from realm.view.picture.of_closer import closer, others_told
from realm.view.picture.of_firm import trusted_told
from realm.view.picture.of_instead import instead
from realm.view.picture.of_offers import told_offers
from realm.view.picture.of_price import asked_now, priced
from realm.view.picture.of_scales import weighed, without_deal
from realm.view.picture.of_signing import takes_text
from realm.view.picture.of_silent import silent
from realm.view.picture.of_stances import WARM
from realm.view.picture.of_talks import negotiation, trades
from realm.view.picture.of_terms import name_of, named_terms, other_side, terms_of, terms_text
from realm.view.picture.of_wish import wish_block, wished
from realm.view.picture.of_words import promises
from realm.view.picture.of_world import world_of
from realm.view.picture.of_worth import ask_points, worth_block
from realm.view.picture.trade import lately


def talks_page(
    match: Match,
    sight: Sight,
    messages: Messages,
    talk: str,
    drafts: dict[str, dict[str, int]],
    next_seat: str = "",
    answer: Mapping[str, str] | None = None,
    wish: Mapping[str, str] = MappingProxyType({}),
    foreseen: Mapping[int, Foresight] = MappingProxyType({}),
) -> p.Page:
    """Show the talks of this turn at the left, one of them in full size, and what was offered.

    Args:
        match: the match.
        sight: what the seat sees.
        messages: texts.
        talk: which talks are shown.
        drafts: settings that the person has moved, by table.
        next_seat: who at this machine the talks wait for; empty for nobody else.
        answer: what the other side named when it was asked last; nothing where it was not asked.
        wish: terms that the person has set by hand.
        foreseen: what offers there would do to the score, by outcome, as far as that is known.
    """
    places = {place.table: place for place in sight.talks or ()}
    name = talk if talk in places else next(iter(places), "")
    foot = _foot(next_seat, messages)
    quiet = silent(match, sight, messages, helps=True)
    if not name:
        said = tuple(p.Told(title=one.who, lines=(one.text,), ink="ghost") for one in quiet)
        column = p.Column(blocks=said or (p.Text(text=messages.say("game.no_talks_yet")),))
        return p.Page(name="talks", title=messages.say("game.talks"), columns=(column,), foot=foot,
                      back="close", narrow=720.0)  # fmt: skip
    place, chair = places[name], match.chair(sight.seat)
    assert chair is not None
    shown = negotiation(match, sight, place, drafts.get(name, {}), messages, foreseen)
    elsewhere = others_told(match, sight, name, messages)
    left = (
        *_tables(match, sight, name, messages),
        *(p.Told(title=one.who, lines=(one.text,), ink="ghost") for one in quiet),
        *(p.Text(text=text, role="note") for text in (elsewhere if quiet else "",) if text),
        *_case(match, sight, place, shown, messages),
    )
    middle: list[p.Block] = [p.Bargain(talk=shown)]
    if shown.closed:
        middle.append(p.Text(text=shown.closed, role="note", ink="low"))
    if place.status is Status.OPEN:
        middle += _open(match, sight, place, shown, answer, wish, foreseen, messages)
        middle += instead(chair, sight, place, messages, "" if quiet else elsewhere)
    middle += _brings(match, sight, place, shown, messages)
    told = tuple(told_offers(match, sight, place, chair, messages, foreseen))
    return p.Page(
        name="talks",
        title=messages.say("game.talks"),
        note=messages.say("game.talks_note"),
        columns=(
            p.Column(blocks=left, share=0.85),
            p.Column(blocks=tuple(middle), share=1.5),
            p.Column(blocks=told, share=0.85),
        ),
        foot=foot,
        back="close",
    )


def _foot(next_seat: str, messages: Messages) -> tuple[p.Press, ...]:
    """Return the buttons under the talks: back, and over to whom they wait for."""
    say = messages.say
    back = p.Press(id="close", label=say("game.close"), primary=not next_seat)
    if not next_seat:
        return (back,)
    hand = p.Press(id="hand", label=say("game.hand_to", seat=next_seat), primary=True,
                   hint=say("game.hand_hint", seat=next_seat))  # fmt: skip
    return back, hand


def _tables(match: Match, sight: Sight, shown: str, messages: Messages) -> tuple[p.Block, ...]:
    """List the talks of the turn, to turn to."""
    scenario = match.model.network.scenario
    return tuple(
        p.Item(
            id=f"talk:{one.table}",
            title=name_of(scenario, other_side(sight, one.table)),
            lines=(_state(one, messages),),
            chosen=one.table == shown,
        )
        for one in sight.talks or ()
    )


def _case(
    match: Match, sight: Sight, place: Place, shown: Negotiation, messages: Messages
) -> tuple[p.Block, ...]:
    """Say what some talks are about, what the goods cost, and whom one talks with."""
    chair, other = match.chair(sight.seat), other_side(sight, place.table)
    assert chair is not None
    text = match.model.network.scenario.tables[place.table].text
    return (
        p.Heading(text=messages.say("game.their_case")),
        p.Text(text=text, role="note"),
        *(priced(match, sight, chair, place, messages) if trades(shown.issues) else ()),
        *_known(match, sight, other, messages),
        *without_deal(chair.reckon(place.table), messages),
        *_words(match, sight, other, messages),
    )


def _brings(
    match: Match, sight: Sight, place: Place, shown: Negotiation, messages: Messages
) -> list[p.Block]:
    """Say what was signed, and what that or the form brings both; nothing where talks broke off."""
    found: list[p.Block] = []
    price, chair = asked_now(match, sight, place), match.chair(sight.seat)
    assert chair is not None
    if place.agreed:
        scenario = match.model.network.scenario
        terms = terms_text(scenario, place.table, place.agreed, messages, price)
        found += [p.Heading(text=messages.say("game.deal_terms")), p.Text(text=terms, ink="good")]
    elif place.status is not Status.OPEN:
        return found
    at = {one.id: one.yours for one in shown.issues}
    return found + weighed(chair, sight, place, at, messages, price)


def _open(
    match: Match, sight: Sight, place: Place, shown: Negotiation,
    answer: Mapping[str, str] | None, wish: Mapping[str, str], foreseen: Mapping[int, Foresight],
    messages: Messages,
) -> list[p.Block]:  # fmt: skip
    """Show what can be asked at an open table, and what is to be known of the form there."""
    say, scenario = messages.say, match.model.network.scenario
    refusal = shown.refusals.get("leave", "")  # who has nothing new to offer may still ask
    price = asked_now(match, sight, place)
    kept = named_terms(scenario, place.table, dict(wish), messages, price)
    theirs = all(one.yours == one.theirs for one in shown.issues)
    key = "want_hint" if wish else "want_hint_open" if theirs else "want_hint_form"
    hint = say(f"game.{key}", terms=kept)
    want = p.Press(id="want", label=say("game.want"), hint=hint, refusal=refusal)
    at, nearer = {one.id: one.yours for one in shown.issues}, ""
    chair = match.chair(sight.seat)
    assert chair is not None
    person, named = _person(match, sight, place), wished(place) or answer
    none = chair.would_sign_nothing(place.table)
    brings = worth_block(sight, chair, place, terms_of(place, at), foreseen, messages)
    presses = (*(() if person else (want,)), *(() if brings else (ask_points(messages),)))
    found: list[p.Block] = [p.Buttons(buttons=presses)] if presses else []
    if named and place.mine and not person:
        form = terms_of(place, at)
        found.append(wish_block(match, sight, place, named, form, wish, messages))
    if none and place.mine and not person:
        found.append(p.Told(title=say("game.want_none"), lines=(), ink="ghost"))
    if brings:
        found.append(brings)
    found.append(p.Text(text=say("game.said_person" if person else "game.said"), role="note"))
    if not person:
        nearer = closer(match, sight, place, at, messages)
    limits = [one.why for one in shown.issues if one.id in ("volume", "loan") and not one.shut]
    held = say("game.kept", terms=kept) if kept else ""
    waits = "" if place.mine else refusal
    notes = (shown.odds_why, nearer, held, *limits, shown.binds, waits)
    found += [p.Text(text=text, role="note") for text in notes if text]
    taken = takes_text(match, sight, place, terms_of(place, at), messages)
    if taken and place.mine:
        found.append(p.Told(title=say("game.takes_title"), lines=(taken,), ink="bad"))
    return found


def _words(match: Match, sight: Sight, other: str, messages: Messages) -> list[p.Block]:
    """Show what the two have promised each other by word of mouth, where people play both."""
    seat = _person_of(match, sight, other)
    if not seat:
        return []
    say = messages.say
    told = promises(match, sight.seat, messages, seat)
    press = p.Press(id="promises", label=say("game.promise_something"))
    return [
        p.Heading(text=say("game.said_not_signed")),
        *(told or [p.Text(text=say("game.promises_none"), role="note")]),
        p.Buttons(buttons=(press,)),
    ]


def _person_of(match: Match, sight: Sight, other: str) -> str:
    """Name the seat of the other side where a person plays it; empty where none does."""
    seats = match.model.network.scenario.seats
    return next((s for s in match.players if s != sight.seat and seats[s].actor == other), "")


def _person(match: Match, sight: Sight, place: Place) -> bool:
    return bool(_person_of(match, sight, other_side(sight, place.table)))


def _known(match: Match, sight: Sight, other: str, messages: Messages) -> list[p.Block]:
    """Say what is known of the other side: its trade, its curbs, and whether to trust it."""
    scenario = sight.observation.network.scenario
    name = name_of(scenario, other)
    where = home_of(scenario, other)
    found: list[p.Block] = [p.Heading(text=messages.say("game.known_of", name=name).upper())]
    trust = trust_in(sight, other)
    if math.isfinite(trust):
        key = "high" if trust >= WARM else "low" if trust <= -WARM else "none"
        told = messages.say(f"game.trust_{key}", trust=f"{trust:+.2f}", name=name)
        found.append(p.Text(text=told, role="note"))
    found += trusted_told(match, sight, other, messages)
    place = next(
        one for one in world_of(sight, messages, customs=lately(match)).places if one.id == where
    )
    if place.sheet is not None:
        found += [p.Text(text=line, role="note") for line in place.lines]
    press = p.Press(id=f"know:{other}", label=messages.say("game.know_more"))
    found.append(p.Buttons(buttons=(press,)))
    return found


def _state(place: Place, messages: Messages) -> str:
    match place.status:
        case Status.AGREED:
            return messages.say("game.signed")
        case Status.LEFT:
            return messages.say("game.talks_left")
        case Status.LAPSED:
            return messages.say("game.talks_lapsed")
    return messages.say("game.offer_of", number=place.round + 1, most=place.rounds)
