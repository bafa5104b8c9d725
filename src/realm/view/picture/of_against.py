"""Tell what others' measures did to the seat's own trade over the last turn."""

from realm.play.against import REFUSED, Against, against
from realm.play.match import Match
from realm.play.sight import Sight
from realm.rules.event import percent, short
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.words import amount, dollars, good, sentence

MOST = 3
"""What is told of, at most."""


def against_told(match: Match, sight: Sight, messages: Messages) -> list[p.Block]:
    """Tell what was done to the seat's trade, and how much of it that touches; nothing for none."""
    found = against(match, match.turn, sight.seat)[:MOST]
    if not found:
        return []
    head = p.Heading(text=messages.say("turn.against"), note=messages.say("turn.against_note"))
    return [head, *(_told(match, one, messages) for one in found)]


def short_against(match: Match, one: Against, messages: Messages) -> str:
    """Say in one line what a country did."""
    scenario = match.model.network.scenario
    hit = f"{amount(one.hit)} t" if one.what == REFUSED else dollars(one.hit)
    return messages.say(
        f"turn.against_{one.what}", who=short(scenario.countries[one.country].name), hit=hit,
        tonnes=amount(one.tonnes), good=good(scenario.commodities[one.good].name),
    )  # fmt: skip


def _told(match: Match, one: Against, messages: Messages) -> p.Told:
    """Tell what a country did to the seat's trade in one good."""
    scenario, say = match.model.network.scenario, messages.say
    share = say(f"turn.against_{one.what}_share", part=percent(one.share))
    by = [scenario.measures[name].name for name in one.measures[:1]]
    if one.measures[1:]:
        by.append(say("turn.against_more", count=len(one.measures) - 1))
    lines = (sentence(share), *((" ".join(by) + ".",) if by else ()))
    return p.Told(
        title=short_against(match, one, messages), lines=lines, ink="curbed",
        right=say("turn.against_new") if one.fresh else "",
    )  # fmt: skip
