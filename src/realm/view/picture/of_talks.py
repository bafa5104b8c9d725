"""Make the picture of a table of talks: issues, the other side's offer, and likely answers."""

import math
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from realm.core.agenda import Agenda
from realm.core.arrays import Mask
from realm.core.scenario import Scenario
from realm.core.talks import Status
from realm.model.place import Place
from realm.play.asked import asked
from realm.play.foresight import Foresight
from realm.play.match import Match
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture.negotiation import Issue, Negotiation
from realm.view.picture.of_form import form
from realm.view.picture.of_odds import Chance, chance_of
from realm.view.picture.of_offers import offers
from realm.view.picture.of_price import price_note, price_told, steep_note
from realm.view.picture.of_signing import bound_text, hints, limit_text, refusals
from realm.view.picture.of_terms import (
    name_of,
    other_side,
    setting_text,
    short_setting,
    subject,
    term_text,
    terms_of,
)
from realm.view.picture.of_wish import offered, wished
from realm.view.picture.of_worth import loses_told, worth_short, worth_told
from realm.view.picture.of_zones import Marks, marks
from realm.view.picture.words import capital

AMOUNTS = ("volume", "premium", "years", "easing")
"""Issues whose options are more and less of something; of the others some are yes or no."""


def negotiation(
    match: Match, sight: Sight, place: Place, draft: dict[str, int], messages: Messages,
    foreseen: Mapping[int, Foresight] = MappingProxyType({}),
) -> Negotiation:  # fmt: skip
    """Show a table as it stands, with the settings that the person has drafted.

    Points of the score stand beside money where `foreseen` has the outcome.
    """
    scenario, agenda = match.model.network.scenario, place.agenda
    chair = match.chair(sight.seat)
    assert chair is not None
    yours = form(match, sight, place, draft)
    none = [Marks()] * len(agenda.issues)
    marked = marks(chair, place, yours) if place.mine else none
    chance = chance_of(chair, place, yours, messages) if place.mine else Chance()
    most, limits = _most(agenda, chair.sayable(place.table)), chair.limits(place.table)
    at = terms_of(place, yours)
    brings, points = worth_short(chair, place, at, foreseen, messages)
    told = {
        name: worth_told(chair, place, terms, foreseen, messages)
        for name, terms in (("counter", at), ("accept", place.heard))
        if terms
    }
    goods = asked(match, sight, chair, place.table)
    notes = {
        "price": price_note(goods, messages),
        "premium": steep_note(goods, messages),
        "technology": _whose(sight, place, messages),
    }
    issues = tuple(
        replace(
            _issue(
                scenario,
                place,
                number,
                yours,
                marked[number],
                most,
                messages,
                math.nan if goods is None else goods.asked,
            ),
            why=limit_text(scenario, place.table, issue.name, limits, most, messages),
            note=notes.get(issue.name, ""),
        )
        for number, issue in enumerate(agenda.issues)
    )
    return Negotiation(
        id=place.table,
        partner=name_of(scenario, other_side(sight, place.table)),
        subject=_state(sight, place, messages),
        issues=issues,
        closed=_closed(issues, messages),
        odds=chance.text,
        odds_why=chance.why,
        signs=chance.signs,
        odds_ink=chance.ink,
        worth=brings,
        points=points,
        loses=loses_told(chair, place, at, foreseen, messages),
        price=price_told(match, sight, chair, place, messages),
        history=offers(match, sight, place, messages),
        signed=place.status is Status.AGREED,
        wished=bool(wished(place)),
        refusals=refusals(
            match,
            sight,
            place,
            messages,
            stale=chance.refusal,
            gone=chance.gone,
            same=chance.signs and at == place.heard,
        ),
        hints=hints(
            match, sight, place, yours, messages, told, signs=chance.why if chance.signs else ""
        ),
        binds=bound_text(match, sight, place, at, messages) if place.mine else "",
    )


def trades(issues: tuple[Issue, ...]) -> bool:
    """Tell whether goods can change hands at a table now."""
    return any(issue.id == "volume" and not issue.shut for issue in issues)


def _whose(sight: Sight, place: Place, messages: Messages) -> str:
    """Say in a word whose know-how is talked about; empty where nobody has any to hand over."""
    network = sight.observation.network
    row = network.tables.index(place.table)
    giver = int(network.bargains.giver[row])
    if giver < 0:
        return ""
    theirs = int(network.bargains.sides[giver, row]) == place.other
    return messages.say("game.know_how_theirs" if theirs else "game.know_how_yours")


def _goods(sight: Sight, place: Place, messages: Messages) -> str:
    """Say which goods a table is about, and who would sell them; empty where it has none."""
    network = sight.observation.network
    what = subject(network.scenario, place.table)
    row = network.tables.index(place.table)
    seller = int(network.bargains.seller[row])
    if not what or seller < 0:
        return what
    theirs = int(network.bargains.sides[seller, row]) == place.other
    return messages.say("game.talk_buys" if theirs else "game.talk_sells", what=what)


def _closed(issues: tuple[Issue, ...], messages: Messages) -> str:
    """Say in a line what these two cannot settle now, by why; empty where all is open."""
    shut: dict[str, list[str]] = {}
    for issue in issues:
        if issue.shut:
            shut.setdefault(issue.why, []).append(issue.label)
    told = [
        f"{', '.join(labels)}: {why}" if why else ", ".join(labels) for why, labels in shut.items()
    ]
    return messages.say("game.not_on_table", what=" ".join(told)) if told else ""


def _state(sight: Sight, place: Place, messages: Messages) -> str:
    match place.status:
        case Status.AGREED:
            month = sight.binds_until(place, place.agreed)
            return messages.say("game.signed_until", month=month)
        case Status.LEFT:
            return messages.say("game.talks_left")
        case Status.LAPSED:
            return messages.say("game.talks_lapsed")
    what = _goods(sight, place, messages)
    told = messages.say("game.offer_of", number=place.round + 1, most=place.rounds)
    return f"{what} · {told}" if what else told


def _issue(
    scenario: Scenario, place: Place, number: int, yours: dict[str, int], marked: Marks,
    most: dict[str, int], messages: Messages, price: float,
) -> Issue:  # fmt: skip
    issue, table = place.agenda.issues[number], place.table
    labels = [option.label for option in issue.options]
    limit = most.get(issue.name, len(labels) - 1)
    last = {} if place.agreed else offered(place)  # what is signed is nobody's offer
    wish = wished(place)
    theirs = labels.index(last[issue.name]) if last else None
    shorts = tuple(
        short_setting(scenario, table, issue.name, one, messages, price) for one in labels
    )
    return Issue(
        id=issue.name,
        label=messages.texts.get(f"game.issue_{issue.name}", capital(issue.name)),
        settings=tuple(
            setting_text(scenario, table, issue.name, one, messages, price) for one in labels
        ),
        yours=yours[issue.name],
        theirs=theirs,
        likely=marked.likely,
        closest=marked.closest,
        wish=labels.index(wish[issue.name]) if wish else None,
        agreed=bool(last) and place.said.get(issue.name) == last[issue.name],
        in_words=tuple(
            term_text(scenario, table, issue.name, one, messages, price) for one in labels
        ),
        theirs_short=shorts,
        span=_span(issue.name, shorts[: limit + 1], price) if issue.name in AMOUNTS else "",
        most=limit if limit < len(labels) - 1 else None,
        amount=issue.name in AMOUNTS,
        shut=max(limit, yours[issue.name], theirs or 0) == 0,
    )


def _span(name: str, shorts: tuple[str, ...], price: float) -> str:
    """Say from what to what an amount goes now; a price in dollars where it is known."""
    dollar = "$" if name == "premium" and math.isfinite(price) else ""
    return f"{dollar}{shorts[0]}–{shorts[-1]}"


def _most(agenda: Agenda, sayable: Mask) -> dict[str, int]:
    """Find the highest setting of each issue that some offer may still have."""
    if not sayable.any():
        return {}
    found = agenda.choices[sayable].max(axis=0)
    return {issue.name: int(most) for issue, most in zip(agenda.issues, found, strict=True)}
