"""Tell on a turn's page what has become of earlier orders, and what came under deals."""

import math
from collections.abc import Iterator

from realm.core.words import month_after
from realm.play.match import Match
from realm.play.sight import Sight
from realm.play.since import Delivered, Ended, Fate, Since, deliveries, since
from realm.play.together import Together, together
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_actions import label
from realm.view.picture.of_cards import said
from realm.view.picture.of_terms import name_of
from realm.view.picture.words import amount, capital, good

GOOD = frozenset(
    {
        Fate.OPENED, Fate.COMPLIES, Fate.CARRIED_OUT, Fate.STRUCK, Fate.WON, Fate.DROPPED,
        Fate.RULED, Fate.OPEN,
    }
)  # fmt: skip
BAD = frozenset({Fate.DELAYS, Fate.CONTESTS})
GOODS = 3
"""Goods that are told of a coalition, at most."""
LITTLE = 0.9
"""Part of what a deal promises below which its deliveries are told as bad news."""


def earlier(match: Match, sight: Sight, messages: Messages) -> list[p.Block]:
    """Tell how orders of earlier turns stand, and what came under deals; nothing where none is."""
    found: list[p.Block] = [
        *(_deal(match, sight, one, messages) for one in deliveries(match, sight.seat)),
        *(_order(match, one, messages) for one in since(match, sight.seat)),
    ]
    return [p.Heading(text=messages.say("turn.earlier")), *found] if found else []


def _order(match: Match, one: Since, messages: Messages) -> p.Told:
    network = match.model.network
    scenario = network.scenario
    month = month_after(scenario.starts, int(one.month)) if math.isfinite(one.month) else ""
    who = ""
    if one.action.axis == "directive":
        row = network.directives.index(one.action.name)
        who = short(scenario.firms[network.firms[network.directive_firm[row]]].name)
    elif one.action.axis == "project":
        who = short(scenario.firms[scenario.projects[one.action.name].firm].name)
    ink = "good" if one.fate in GOOD else "bad" if one.fate in BAD else "ghost"
    return p.Told(
        title=said(one.action, scenario, messages),
        lines=(
            messages.say(f"turn.since_{one.fate.value}", month=month, who=who),
            *complaint(one, messages),
        ),
        right=messages.say("game.turn_short", turn=one.turn),
        ink=ink,
    )


def complaint(one: Since, messages: Messages) -> tuple[str, ...]:
    """Say what the measure that a seat complained of refused it; nothing for other orders."""
    if not one.ordered > 0.0:
        return ()
    key = "turn.since_refused" if math.isnan(one.before) else "turn.since_passes"
    told = messages.say(
        key, refused=amount(one.refused), ordered=amount(one.ordered), before=amount(one.before)
    )
    others = one.fate is Fate.WON and one.refused > 0.0
    return (told, messages.say("turn.since_others")) if others else (told,)


def together_told(match: Match, sight: Sight, messages: Messages) -> list[p.Block]:
    """Tell who is in the seat's buyers' coalition, and what it changed; nothing for no member."""
    found = together(match, match.turn, sight.seat)
    if found is None:
        return []
    told = tuple(together_lines(match, found, messages))
    head = p.Heading(text=messages.say("turn.together"))
    return [head, p.Told(title=told[0], lines=told[1:], ink="accent" if found.goods else "ghost")]


def together_lines(match: Match, found: Together, messages: Messages) -> Iterator[str]:
    """Say who buys together, then what that changed, good by good."""
    scenario, say = match.model.network.scenario, messages.say
    names = ", ".join(short(scenario.countries[name].name) for name in found.others)
    yield say("turn.together_with", names=names) if names else say("turn.together_alone")
    if not found.stands:
        return
    yield say("turn.together_why" if found.goods else "turn.together_same")
    for one in found.goods[:GOODS]:
        prices = ""
        if amount(one.paid) != amount(one.paid_without) and one.got > 0.0 and one.without > 0.0:
            prices = say(
                "turn.together_paid", paid=amount(one.paid), without=amount(one.paid_without)
            )
        yield say(
            "turn.together_got", good=capital(good(scenario.commodities[one.good].name)),
            got=amount(one.got), ordered=amount(one.ordered), without=amount(one.without),
            ordered_without=amount(one.ordered_without), prices=prices,
        )  # fmt: skip


def _deal(match: Match, sight: Sight, one: Delivered, messages: Messages) -> p.Told:
    """Tell what came under a deal, and when what was agreed to be built opens."""
    scenario, say = match.model.network.scenario, messages.say
    other = next(side for side in scenario.tables[one.table].sides if side != sight.actor)
    lines, poor = [], False
    if one.ended is not None:
        lines.append(_ended(match, sight, one, messages))
    if one.promised > 0.0 and one.ended not in (Ended.YOURS, Ended.THEIRS):
        poor = one.came < LITTLE * one.promised
        lines.append(
            say("turn.came", came=amount(one.came), promised=amount(one.promised))
            + (say("turn.came_border", reached=amount(one.reached))
               if one.reached < LITTLE * one.promised else "")
        )  # fmt: skip
    for project, opens in one.opens.items():
        if opens < match.pages[-1].before.month:
            continue
        key = "turn.agreed_opens" if math.isfinite(opens) else "turn.agreed_waits"
        if opens < match.pages[-1].after.month:
            key = "turn.agreed_opened"
        month = month_after(scenario.starts, int(opens)) if math.isfinite(opens) else ""
        lines.append(say(key, what=capital(label(scenario, "project", project)), month=month))
    return p.Told(
        title=say("turn.under_deal", name=name_of(scenario, other)),
        lines=tuple(lines) or (say("turn.deal_holds"),),
        ink="ghost" if one.ended is Ended.OVER else "bad" if poor or one.ended else "good",
    )


def _ended(match: Match, sight: Sight, one: Delivered, messages: Messages) -> str:
    """Say how a deal ended."""
    scenario, page = match.model.network.scenario, match.pages[-1]
    assert one.ended is not None
    if one.ended is Ended.FAILED:
        who = messages.say("turn.you") if one.breaker == sight.actor else ""
        who = who or name_of(scenario, one.breaker)
        return messages.say("turn.deal_failed", who=who, why=messages.say(f"turn.broke_{one.why}"))
    row = match.model.network.tables.index(one.table)
    month = page.before.month
    if one.ended is Ended.OVER:
        month = int(page.before.deal_ends[row, 0]) - 1
    who = name_of(scenario, one.breaker) if one.breaker else ""
    told = month_after(scenario.starts, month)
    return messages.say(f"turn.deal_{one.ended.value}", who=who, month=told)
