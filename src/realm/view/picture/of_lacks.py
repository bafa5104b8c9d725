"""Say in which goods a seat's supply became less secure, and what its users went without."""

import math

from realm.content.sides import home_of
from realm.play.lacks import LEAST_LOST, Want, losses, supplies, wants
from realm.play.match import Match
from realm.play.sight import Sight
from realm.rules.event import percent, short
from realm.view.messages import Messages
from realm.view.picture.words import amount, dollars, good

MOST_GOODS = 2
"""Goods behind a number of which it is told how that moved."""
LEAST_SECURE = 0.005
"""Change of supply security below which no good is told."""
SEVERAL = 2
"""Goods from which it is told what the want of each cost: of one that is the whole."""
TRACE = 0.01
"""Part of what users went without below which it is not told apart."""
SOME = 0.005
"""t below which nothing was wanted."""


def supply_why(match: Match, sight: Sight, messages: Messages) -> list[str]:
    """Say in which goods supply became more or less secure, and what that is made of."""
    scenario = match.model.network.scenario
    told = []
    for now, before, by in supplies(match, match.turn, sight.seat)[:MOST_GOODS]:
        if abs(by) < LEAST_SECURE:
            break
        largest = scenario.countries.get(now.largest or before.largest)
        told.append(
            messages.say(
                "turn.secure", good=good(scenario.commodities[now.good].name),
                before=percent(before.secure), now=percent(now.secure),
                largest=short(largest.name) if largest else messages.say("turn.nobody"),
                rest=_two(now.rest, before.rest), held=_two(now.held, before.held),
                ordered=_two(now.ordered, before.ordered),
            )
        )  # fmt: skip
    return told


def lost_why(match: Match, sight: Sight, messages: Messages) -> list[str]:
    """Say of which goods users at home went short, and who refused them."""
    scenario = match.model.network.scenario
    told = [f"• {line}" for line in lost_parts(match, sight, messages)]
    for now, before, by in wants(match, match.turn, sight.seat)[:MOST_GOODS]:
        if abs(by) < LEAST_LOST:
            break
        line = messages.say(
            "turn.lacked", good=good(scenario.commodities[now.good].name),
            missing=_two(now.missing, before.missing), wanted=_two(now.wanted, before.wanted),
        )  # fmt: skip
        if now.by:
            line += messages.say(
                "turn.lacked_by", who=short(scenario.countries[now.by].name),
                refused=_two(now.refused, before.refused),
            )  # fmt: skip
            if now.refused > now.wanted:
                line += f" {messages.say('turn.refused_more')}"
        told.append(line)
    return told


def lost_title(match: Match, sight: Sight, one: Want, messages: Messages) -> str:
    """Say in a line what went without use at home of one good, and what that cost."""
    scenario = match.model.network.scenario
    return messages.say(
        "turn.lost", home=short(scenario.countries[home_of(scenario, sight.actor)].name),
        good=good(scenario.commodities[one.good].name), missing=amount(one.missing),
        wanted=amount(one.wanted), lost=dollars(1000.0 * one.lost),
    )  # fmt: skip


def missed_why(match: Match, one: Want, messages: Messages) -> list[str]:
    """Say what of a good users gave up because it is dear, what did not come, and who refused."""
    scenario = match.model.network.scenario
    short_of = min(max(one.asked - one.met, 0.0), one.missing)
    dear = one.missing - short_of
    part = "both" if min(dear, short_of) >= TRACE * one.missing else "dear"
    key = part if dear > short_of or part == "both" else "short"
    told = [
        messages.say(
            f"turn.lost_{key}",
            dear=amount(dear),
            missed=amount(short_of),
            wanted=amount(one.wanted),
            asked=amount(one.asked),
        )
    ]
    if one.by:
        who = short(scenario.countries[one.by].name)
        told.append(messages.say("turn.lost_refused", refused=amount(one.refused), who=who))
        if one.refused > one.wanted:
            told.append(messages.say("turn.refused_more"))
    return told


def lost_parts(match: Match, sight: Sight, messages: Messages) -> list[str]:
    """Say what was lost at home in all, and for want of which goods, where that is of several."""
    scenario = match.model.network.scenario
    found = losses(match, match.turn, sight.seat)
    if len(found) < SEVERAL:
        return []
    parts = [
        f"{good(scenario.commodities[one.good].name)} {dollars(1000.0 * one.lost)}" for one in found
    ]
    whole = dollars(1000.0 * math.fsum(one.lost for one in found))
    return [messages.say("turn.lost_in_all", whole=whole, parts=", ".join(parts))]


def met_why(match: Match, sight: Sight, messages: Messages) -> list[str]:
    """Say how much of each good end users at home got of what they wanted, the worthiest first."""
    scenario = match.model.network.scenario
    if sight.actor not in scenario.countries:
        return []
    found = [now for now, _, _ in wants(match, match.turn, sight.seat) if now.asked >= SOME]
    found.sort(key=lambda one: -one.asked * scenario.commodities[one.good].price_usd_per_kg)
    told = [
        messages.say(
            "turn.met", good=good(scenario.commodities[one.good].name),
            part=percent(one.met / one.asked), asked=amount(one.asked),
        )
        for one in found
    ]  # fmt: skip
    return [*told, messages.say("turn.met_note")] if told else []


def _two(now: float, before: float) -> str:
    """Write tonnes, and in brackets what they were the turn before."""
    return f"{amount(now)} t ({amount(before)})"
