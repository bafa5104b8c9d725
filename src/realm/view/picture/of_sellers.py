"""Tell on a turn's page which sellers of the seat ask much more or less than before."""

import math

from realm.play.match import Match
from realm.play.sellers import Ask, asks_moved
from realm.play.sight import Sight
from realm.rules.event import percent, short
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_causes import plain
from realm.view.picture.words import amount, good, sentence

MOST = 4
"""Sellers that are told of, at most."""


def sellers_told(match: Match, sight: Sight, messages: Messages) -> list[p.Block]:
    """Tell whose asks moved, by how much, and why; nothing where none moved much."""
    found = asks_moved(match, match.turn, sight.seat)[:MOST]
    if not found:
        return []
    head = p.Heading(text=messages.say("turn.sellers"), note="$/kg")
    return [head, *(_told(match, sight, one, messages) for one in found)]


def _told(match: Match, sight: Sight, one: Ask, messages: Messages) -> p.Told:
    dearer = one.now > one.before
    home = match.model.network.scenario.facilities[one.facility].country == sight.actor
    return p.Told(
        title=ask_text(match, one, messages),
        lines=ask_lines(one, messages),
        right=f"{'+' if dearer else '−'}{percent(abs(one.now / one.before - 1.0))}",
        ink="line_strong" if home else "good" if one.own is dearer else "bad",
    )


def ask_text(match: Match, one: Ask, messages: Messages) -> str:
    """Say who asks how much for what."""
    scenario = match.model.network.scenario
    plant = scenario.facilities[one.facility]
    return messages.say(
        "turn.sellers_own" if one.own else "turn.sellers_ask",
        who=short(scenario.firms[plant.firm].name),
        where=short(scenario.countries[plant.country].name),
        good=good(scenario.commodities[one.good].name),
        before=amount(one.before), now=amount(one.now),
    )  # fmt: skip


def ask_lines(one: Ask, messages: Messages) -> tuple[str, ...]:
    """Say what moved an ask, in percent of it, and how much of the seat's trade it is about."""
    told = [
        sentence(
            messages.say(
                "turn.cause", part=f"{'+' if by > 0.0 else '−'}{percent(abs(math.expm1(by)))}",
                why=plain(driver, messages, raises=by > 0.0),
            )
        )
        for driver, by in one.causes
    ]  # fmt: skip
    key = "turn.sellers_sold" if one.own else "turn.sellers_bought"
    return (*told, messages.say(key, tonnes=amount(one.tonnes)))
