"""Say what can be said at a table of talks, what limits it, and what a signature binds to."""

import math
from collections.abc import Mapping, Sequence

from realm.core.bargains import AGENDAS
from realm.core.scenario import Scenario
from realm.core.talks import Status
from realm.model.limits import Limit
from realm.model.place import Place
from realm.play.match import Match
from realm.play.plants import last_month
from realm.play.rivals import selling_firm
from realm.play.sight import Sight
from realm.play.takes import Takes, takes
from realm.rules.event import short
from realm.strategies.worth import HOW
from realm.view.messages import Messages
from realm.view.picture.of_price import asked_now
from realm.view.picture.of_terms import name_of, other_side, short_setting, terms_of, terms_text
from realm.view.picture.of_wish import wished
from realm.view.picture.words import amount, good

SPARE = 0.01
"""Part of what a seller sent from which it is told that others get less."""
NAMED = 3
"""Who get less that are named; of more the others are one part."""


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
    """Say from whom the goods of some terms go away; empty where nobody gets less for them.

    What the parts come to, as they are written, is what is promised.
    """
    found, say = takes(match, sight, place, terms), messages.say
    if found is None or found.more - found.kept < SPARE * found.sent:
        return ""
    scenario = match.model.network.scenario
    lines = [
        say(
            "game.takes", firm=name_of(scenario, found.firm), sent=amount(found.sent),
            good=good(scenario.commodities[found.good].name), volume=amount(found.volume),
            months=scenario.months_per_turn, already=amount(found.already),
            buyers=", ".join(name_of(scenario, one) for one in found.buyers),
        )
    ]  # fmt: skip
    if found.promised > 0.0:
        lines.append(say("game.takes_promised", promised=amount(found.promised)))
    lines.append(_parts(found, scenario, messages))
    if found.bound > 0.0:
        lines.append(say("game.takes_bound"))
    return " ".join(lines)


def _parts(found: Takes, scenario: Scenario, messages: Messages) -> str:
    """Say where what is promised comes from: three who lose, the others as one, and the rest."""
    say, lost = messages.say, list(found.losers)
    named = [_loser(one.country, one.firm, scenario, messages) for one in lost]
    parts = list(zip(named, [one.less for one in lost], strict=True))
    if len(parts) > NAMED + 1:
        rest = parts[NAMED:]
        others = say("game.takes_others", count=len(rest))
        parts = [*parts[:NAMED], (others, sum(less for _, less in rest))]
    if found.kept > 0.0:
        parts.append((say("game.takes_spare"), found.kept))
    if found.bound > 0.0:
        parts.append((say("game.takes_make"), found.bound))
    more = amount(found.more)
    tonnes = rounded([part for _, part in parts], more)
    told = ", ".join(f"{name} {part} t" for (name, _), part in zip(parts, tonnes, strict=True))
    return say("game.takes_from", more=more, losers=told)


def _loser(country: str, firm: str, scenario: Scenario, messages: Messages) -> str:
    """Name who gets less: a country, or one of its firms where others of them get more."""
    where = short(scenario.countries[country].name)
    if not firm:
        return where
    return messages.say("game.takes_firm", firm=name_of(scenario, firm), country=where)


def rounded(parts: Sequence[float], whole: str) -> list[str]:
    """Write parts with the digits of their sum as written, so that they add up to it.

    By largest remainder: each is rounded down, and what is left goes to who lost most by that.
    """
    digits = len(whole.partition(".")[2])
    unit = 10.0**-digits
    total = round(float(whole.replace(",", "")) / unit)
    scale = total / math.fsum(parts) if math.fsum(parts) > 0.0 else 0.0
    exact = [part * scale for part in parts]
    units = [math.floor(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda i: units[i] - exact[i])
    for i in order[: total - sum(units)]:
        units[i] += 1
    return [f"{one * unit:,.{digits}f}" for one in units]


def binds_text(sight: Sight, place: Place, terms: Mapping[str, str], messages: Messages) -> str:
    """Say until when a signature under some terms binds the two, and keeps them from talking."""
    until, end = sight.binds_until(place, terms), last_month(sight)
    key = "game.binds_past_end" if until >= end else "game.binds"
    return messages.say(key, month=until, end=end)


def bound_text(
    match: Match, sight: Sight, place: Place, terms: Mapping[str, str], messages: Messages
) -> str:
    """Say until when a signature under some terms binds, and whether it leaves nothing to offer."""
    told = (
        binds_text(sight, place, terms, messages),
        spends_text(match, sight, place, terms, messages),
    )
    return " ".join(filter(None, told))


def spends_text(
    match: Match, sight: Sight, place: Place, terms: Mapping[str, str], messages: Messages
) -> str:
    """Say to whom nothing is left to be offered once a seller promised all that it has free.

    Empty where some is left, where the seat does not sell, and where nobody else is there.
    """
    chair, network = match.chair(sight.seat), match.model.network
    seller = int(network.bargains.seller[network.tables.index(place.table)])
    sides = network.scenario.tables[place.table].sides
    if chair is None or seller < 0 or sides[seller] != sight.actor:
        return ""
    if chair.limits(place.table).get("volume") is not Limit.NOT_FREE:
        return ""
    agenda, sayable = place.agenda, chair.sayable(place.table)
    number = next(i for i, issue in enumerate(agenda.issues) if issue.name == "volume")
    chosen = int(agenda.choices[agenda.outcome(**terms)][number])
    if not chosen or chosen < int(agenda.choices[sayable][:, number].max(initial=0)):
        return ""
    firm = selling_firm(network.scenario, place.table)
    others = [
        name_of(network.scenario, other_side(sight, one)) for one in sight.tables
        if one != place.table and selling_firm(network.scenario, one) == firm
        and not sight.bound_until(one)
    ]  # fmt: skip
    if not others:
        return ""
    return messages.say(
        "game.spends_all", firm=name_of(network.scenario, firm), names=", ".join(others),
        month=sight.binds_until(place, terms),
    )  # fmt: skip


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
        bound_text(match, sight, place, at, messages),
        takes_text(match, sight, place, at, messages),
    ]
    found["counter"] = "\n".join(filter(None, parts))
    if place.heard:
        terms = terms_text(scenario, place.table, place.heard, messages, price)
        parts = [
            say("game.accept_wish_hint" if wished(place) else "game.accept_hint", terms=terms),
            brings.get("accept", ""),
            bound_text(match, sight, place, place.heard, messages),
            takes_text(match, sight, place, place.heard, messages),
        ]
        found["accept"] = "\n".join(filter(None, parts))
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
