"""Say what can be said at a table of talks, what limits it, and what a signature binds to."""

from collections.abc import Mapping

from realm.core.bargains import AGENDAS
from realm.core.scenario import Scenario
from realm.core.talks import Status
from realm.model.limits import Limit
from realm.model.place import Place
from realm.play.match import Match
from realm.play.plants import last_month
from realm.play.sight import Sight
from realm.play.takes import takes
from realm.rules.event import short
from realm.strategies.worth import HOW
from realm.view.messages import Messages
from realm.view.picture.of_price import asked_now
from realm.view.picture.of_terms import name_of, other_side, short_setting, terms_of, terms_text
from realm.view.picture.of_wish import wished
from realm.view.picture.words import amount, good

SPARE = 0.01
"""Part of what a seller sent from which what it did not send is told."""


def limit_text(
    scenario: Scenario, table: str, issue: str, limits: Mapping[str, Limit], most: dict[str, int],
    messages: Messages,
) -> str:  # fmt: skip
    """Say what keeps an issue from being settled higher; empty where nothing does."""
    if issue not in limits:
        return ""
    kind = limits[issue].value
    if limits[issue] is not Limit.NOT_FREE:
        known = messages.texts.get(f"game.limit_{kind}_{issue}")
        return known or messages.say(f"game.limit_{kind}")
    noun = scenario.tables[table]
    if issue in HOW:
        return messages.say("game.limit_no_goods")
    if issue != "volume":
        return messages.say("game.limit_no_money")
    plant = scenario.facilities.get(noun.seller or "")
    seller = plant.firm if plant is not None else noun.seller
    who = name_of(scenario, seller) if seller else messages.say("game.limit_seller")
    volume = next(one for one in AGENDAS[noun.kind].issues if one.name == issue)
    label = volume.options[most.get(issue) or 1].label
    held = f"{short_setting(scenario, table, issue, label, messages)} t"
    if not most.get(issue):
        return messages.say("game.limit_all_promised", name=who, least=held)
    return messages.say("game.limit_promised", name=who, most=held)


def takes_text(
    match: Match, sight: Sight, place: Place, terms: Mapping[str, str], messages: Messages
) -> str:
    """Say from whom the goods of some terms go away; empty where nobody gets less for them."""
    found, say = takes(match, sight, place, terms), messages.say
    if found is None or not (found.losers or found.bound > 0.0):
        return ""
    scenario = match.model.network.scenario
    told = ", ".join(
        say(
            "game.takes_loser", name=short(scenario.countries[one.country].name),
            less=amount(one.less), got=amount(one.got),
        )
        for one in found.losers
    )  # fmt: skip
    lines = [
        say(
            "game.takes", firm=name_of(scenario, found.firm), sent=amount(found.sent),
            good=good(scenario.commodities[found.good].name), volume=amount(found.volume),
            months=scenario.months_per_turn, already=amount(found.already),
            name=name_of(scenario, other_side(sight, place.table)),
        )
    ]  # fmt: skip
    if found.promised > 0.0:
        lines.append(say("game.takes_promised", promised=amount(found.promised)))
    if found.spare >= SPARE * found.sent:
        lines.append(say("game.takes_spare", spare=amount(found.spare)))
    if told:
        lines.append(say("game.takes_from", losers=told))
    if found.bound > 0.0:
        lines.append(say("game.takes_bound", bound=amount(found.bound)))
    return " ".join(lines)


def binds_text(sight: Sight, place: Place, terms: Mapping[str, str], messages: Messages) -> str:
    """Say until when a signature under some terms binds the two, and keeps them from talking."""
    until, end = sight.binds_until(place, terms), last_month(sight)
    key = "game.binds_past_end" if until >= end else "game.binds"
    return messages.say(key, month=until, end=end)


def hints(
    match: Match,
    sight: Sight,
    place: Place,
    yours: dict[str, int],
    messages: Messages,
    brings: Mapping[str, str],
    *,
    signs: str = "",
) -> dict[str, str]:
    """Say what the buttons of talks do and bring, what signing binds to, if sending `signs`."""
    scenario = sight.observation.network.scenario
    say, found = messages.say, {"leave": messages.say("game.leave_hint")}
    price = asked_now(match, sight, place)
    if signs:
        set_now = terms_text(scenario, place.table, terms_of(place, yours), messages, price)
        signs = say("game.signs_terms", signs=signs, terms=set_now)
    at = terms_of(place, yours)
    parts = [
        signs or say("game.counter_hint"),
        brings.get("counter", ""),
        binds_text(sight, place, at, messages),
        takes_text(match, sight, place, at, messages),
    ]
    found["counter"] = " ".join(filter(None, parts))
    if place.heard:
        terms = terms_text(scenario, place.table, place.heard, messages, price)
        parts = [
            say("game.accept_wish_hint" if wished(place) else "game.accept_hint", terms=terms),
            brings.get("accept", ""),
            binds_text(sight, place, place.heard, messages),
            takes_text(match, sight, place, place.heard, messages),
        ]
        found["accept"] = " ".join(filter(None, parts))
    return found


def refusals(
    match: Match,
    sight: Sight,
    place: Place,
    messages: Messages,
    *,
    stale: str = "",
    gone: bool = False,
    same: bool = False,
) -> dict[str, str]:
    """Say what cannot be said now, and why.

    Args:
        match: the match.
        sight: what the seat sees.
        place: how the talks stand.
        messages: texts.
        stale: why what is set cannot be sent, though these two could agree on it.
        gone: whether what they offered went to others.
        same: whether what is set is what they offer, so that to send it is to sign theirs.
    """
    if place.status is not Status.OPEN:
        why = messages.say("game.talks_over")
        if place.status is Status.AGREED:
            until = sight.binds_until(place, place.agreed)
            why = messages.say("game.talks_signed", month=until)
        return dict.fromkeys(("counter", "accept", "leave"), why)
    if not place.mine:
        other = other_side(sight, place.table)
        name = name_of(match.model.network.scenario, other)
        why = messages.say("game.their_word", name=name)
        return dict.fromkeys(("counter", "accept", "leave"), why)
    found = {"counter": stale} if stale else {}
    if same:
        found["accept"] = messages.say("game.same_as_theirs")
    if gone or not place.heard:
        found["accept"] = messages.say("game.gone" if gone else "game.no_offer")
    return found
