"""Say what a seat's orders in force did, what moved its account, and what its supply lacked."""

import math
from collections.abc import Sequence

from realm.core import actions as kinds
from realm.core.action import Action
from realm.core.words import month_after
from realm.play.account import LOANS, Deed, deeds, given_in, moved
from realm.play.match import Match
from realm.play.outpriced import outpriced
from realm.play.sight import Sight
from realm.play.worked import CAME, standing_orders, worked
from realm.rules.books import Line
from realm.rules.event import short
from realm.rules.event_terms import size_text
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_actions import label
from realm.view.picture.of_cards import said
from realm.view.picture.of_easing import eased_text
from realm.view.picture.of_lacks import lost_why, met_why, supply_why
from realm.view.picture.words import amount, dollars, good, signed_dollars

STANDING = 5
"""Orders of earlier turns, and what stood before, of which it is told what they did."""
MOST_LINES = 5
"""Causes of a change of an account that are told."""
FULL = 0.98
"""Part of a store's aim from which it counts as full."""
SOME = 0.005
"""t below which a store counts as empty."""
PATIENCE = 120.0
"""Months beyond which nobody is told when a store would be full."""


# --- what orders did ------------------------------------------------------------------------------


def in_force(match: Match, sight: Sight, messages: Messages) -> list[p.Block]:
    """Tell what measures and stores did that were not ordered in the last turn."""
    taken = {(one.axis, one.name) for one in match.pages[-1].taken.get(sight.seat, ())}
    found = [
        _standing(match, sight, deed, lines, messages)
        for deed in deeds(match, match.turn, sight.seat)
        if (deed.axis, deed.name) not in taken and (lines := _lines(match, deed, messages))
    ]
    found += _of_firm(match, sight, messages)
    found = found[:STANDING]
    return [p.Heading(text=messages.say("turn.in_force")), *found] if found else []


def deed_lines(match: Match, sight: Sight, action: Action, messages: Messages) -> tuple[str, ...]:
    """Say what an order did over the last turn, as far as the ledger tells."""
    deed = next(
        (
            one
            for one in deeds(match, match.turn, sight.seat)
            if (one.axis, one.name) == (action.axis, action.name)
        ),
        None,
    )
    if deed is None:
        return _worked(match, action, messages)
    if isinstance(action, kinds.Stockpile):
        out = action.release_t_per_month is not None
        return _sold(deed, messages) if out else _bought(match, deed, messages)
    return _lines(match, deed, messages)


def _of_firm(match: Match, sight: Sight, messages: Messages) -> list[p.Told]:
    """Tell what orders of earlier turns that still hold do for a firm."""
    scenario = match.model.network.scenario
    if sight.actor not in scenario.firms:
        return []
    return [
        p.Told(
            title=said(action, scenario, messages), lines=lines, ink="accent",
            right=messages.say("game.turn_short", turn=turn),
        )
        for turn, action in standing_orders(match, sight.seat)
        if (lines := _worked(match, action, messages))
    ]  # fmt: skip


def _worked(match: Match, action: Action, messages: Messages) -> tuple[str, ...]:
    """Say what an order of a firm is about came to over the last turn."""
    scenario = match.model.network.scenario
    return tuple(
        messages.say(
            f"turn.worked_{one.what}" if one.before or one.what != CAME else "turn.worked_idle",
            good=good(scenario.commodities[one.good].name),
            now=amount(one.now), before=amount(one.before),
        )
        for one in worked(match, match.turn, action)
    )  # fmt: skip


def _standing(
    match: Match, sight: Sight, deed: Deed, lines: tuple[str, ...], messages: Messages
) -> p.Told:
    """Tell what one that was not ordered in the last turn did."""
    scenario = match.model.network.scenario
    if deed.axis == "measure":
        row, measure = match.model.network.measures.index(deed.name), scenario.measures[deed.name]
        size = float(match.pages[-1].after.measure_size[row, 0])
        other = eased_text(sight, deed.name, messages)
        title = f"{measure.name}: {size_text(measure, size)}" + (f"; {other}" if other else "")
    else:
        title = messages.say("game.panel_stockpile", name=label(scenario, deed.axis, deed.name))
    turn = given_in(match, sight.seat, deed.axis, deed.name)
    return p.Told(
        title=title, lines=lines, ink="accent" if turn else "line_strong",
        right=messages.say("game.turn_short", turn=turn) if turn else "",
    )  # fmt: skip


def _lines(match: Match, deed: Deed, messages: Messages) -> tuple[str, ...]:
    """Say what a measure or store did; empty where it did nothing."""
    if deed.axis == "stockpile":
        return (*_bought(match, deed, messages), *_sold(deed, messages))
    say, found = messages.say, []
    if not math.isnan(deed.left):
        left = dollars(deed.left) if math.isfinite(deed.left) else ""
        key = "turn.did_aid" if deed.kusd < 0.0 else "turn.did_aid_none"
        key = key if left else "turn.did_aid_open"
        found.append(say(key, paid=dollars(abs(deed.kusd)), left=left))
    told = {"passed": amount(deed.passed), "before": amount(deed.before)}
    idle = deed.kusd == 0.0 and deed.passed > 0.0  # in force at nothing: there is no more to tell
    if not math.isnan(deed.kusd) and math.isnan(deed.left) and not idle:
        key = "turn.did_customs" if deed.at_home else "turn.did_tax"
        found.append(say(key, kusd=dollars(deed.kusd), **told))
        if deed.base > 0.0 and deed.kusd > 0.0:
            home = match.model.network.scenario.reference_exporter
            told_home = short(match.model.network.scenario.countries[home].name)
            each = amount(deed.kusd / deed.passed)
            found.append(
                say("turn.did_tax_base", each=each, base=amount(deed.base), home=told_home)
            )
    if deed.kusd > 0.0 and not deed.at_home and math.isnan(deed.left):
        found += _abroad(match, deed, messages)
    if deed.ordered > 0.0:
        found.append(
            say("turn.did_curb", refused=amount(deed.refused), ordered=amount(deed.ordered), **told)
        )
    return tuple(found)


def _abroad(match: Match, deed: Deed, messages: Messages) -> list[str]:
    """Say what a tax on exports makes of the price abroad, and how much went without it."""
    there = outpriced(match, match.turn, deed.name)
    if there is None or math.isnan(there.others):
        return []
    told = [messages.say("turn.did_abroad", mine=amount(there.mine), others=amount(there.others))]
    if there.since < match.turn and math.isfinite(there.untaxed):
        told.append(messages.say("turn.did_untaxed", tonnes=amount(there.untaxed)))
    return [" ".join(told)]


def _bought(match: Match, deed: Deed, messages: Messages) -> tuple[str, ...]:
    """Say what a store bought, and when it is full."""
    say = messages.say
    if not (deed.bought > 0.0 or deed.pace > 0.0):
        return ()
    had = deed.stock + deed.coming
    told = [say("turn.did_bought" if deed.bought > 0.0 else "turn.did_bought_none",
                bought=amount(deed.bought), paid=dollars(deed.paid),
                price=amount(deed.paid / deed.bought) if deed.bought > 0.0 else "")]  # fmt: skip
    key = "turn.did_stock_coming" if deed.coming >= SOME else "turn.did_stock"
    told.append(
        say(key, stock=amount(deed.stock), aim=amount(deed.aim), coming=amount(deed.coming))
    )
    if deed.held_back > 0.0:
        told.append(say("turn.did_held_back", refused=amount(deed.held_back)))
    pace = deed.bought / len(match.pages[-1].ledger.months)
    months = (deed.aim - had) / pace if pace > 0.0 else math.inf
    if had < FULL * deed.aim and months < PATIENCE:
        scenario = match.model.network.scenario
        month = month_after(scenario.starts, match.pages[-1].after.month + math.ceil(months))
        told.append(say("turn.did_full", month=month))
    return (" ".join(told),)


def _sold(deed: Deed, messages: Messages) -> tuple[str, ...]:
    """Say what a store let out."""
    if not (deed.sold > 0.0 or deed.release > 0.0):
        return ()
    key = "turn.did_sold" if deed.sold > 0.0 else "turn.did_sold_none"
    key = key if deed.sold > 0.0 or deed.stock >= SOME else "turn.did_empty"
    price = amount(deed.earned / deed.sold) if deed.sold > 0.0 else ""
    told = messages.say(
        key, sold=amount(deed.sold), earned=dollars(deed.earned), stock=amount(deed.stock),
        price=price,
    )  # fmt: skip
    goes_on = messages.say("turn.did_goes_on") if deed.release > 0.0 else ""
    return (f"{told} {goes_on}".rstrip(),)


# --- what moved numbers ---------------------------------------------------------------------------


def account_why(match: Match, sight: Sight, messages: Messages) -> list[str]:
    """Say what came into the seat's account over the last turn and what went out of it."""
    return _told(match, moved(match, match.turn, sight.seat), messages)


def _told(match: Match, lines: Sequence[Line], messages: Messages) -> list[str]:
    """Tell the largest lines of an account, and what the rest comes to."""
    told = [_money(match, line, messages) for line in lines[:MOST_LINES]]
    rest = math.fsum(float(line.kusd[0]) for line in lines[MOST_LINES:])
    if lines[MOST_LINES:]:
        told.append(messages.say("turn.money", kusd=signed_dollars(rest),
                                 what=messages.say("turn.all_else")))  # fmt: skip
    return told


def profit_why(match: Match, sight: Sight, messages: Messages) -> list[str]:
    """Say what a firm earned and paid over the last turn; what it lent is neither."""
    return _told(match, [one for one in moved(match, match.turn, sight.seat) if one.cause != LOANS],
                 messages)  # fmt: skip


def _money(match: Match, line: Line, messages: Messages) -> str:
    """Say one cause for which money came or went."""
    scenario = match.model.network.scenario
    name = line.name
    if line.cause in ("duty", "support"):
        name = scenario.measures[name].name if name else messages.say("turn.supports")
    elif line.cause in ("bought", "sold"):
        name = good(scenario.commodities[scenario.stockpiles[name].commodity].name)
    elif line.cause in ("sales", "purchases"):
        name = good(scenario.commodities[name].name)
    elif line.cause == "project":
        name = label(scenario, "project", name)
    tonnes, kusd = float(line.tonnes[0]), float(line.kusd[0])
    what = messages.say(
        f"turn.money_{line.cause}", name=name, tonnes=amount(tonnes),
        price=amount(abs(kusd) / tonnes) if tonnes > 0.0 else "",
    )  # fmt: skip
    return messages.say("turn.money", kusd=signed_dollars(float(line.kusd[0])), what=what)


WHYS = {
    "treasury": account_why, "cash": account_why, "profit": profit_why,
    "supply_security": supply_why, "lost_output": lost_why,
    "fill_rate": met_why,
}  # fmt: skip
"""Numbers of which causes of their own are told."""


def causes_of(match: Match, sight: Sight, name: str, messages: Messages) -> Sequence[str]:
    """Say what moved a number over the last turn, where the ledger tells more than its parts."""
    return WHYS[name](match, sight, messages) if name in WHYS else ()
