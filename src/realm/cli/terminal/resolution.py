"""What a turn came to: what happened and why, one's own numbers, prices with their causes."""

import math

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from realm.cli.decisions import sentence
from realm.cli.terminal.deeds import did, did_of_firm, held, went_without, worth
from realm.cli.terminal.earlier import bought_together, stands_now
from realm.cli.terminal.phrases import phrase, subject, who
from realm.cli.terminal.readings import Readings
from realm.cli.terminal.situation import (
    callers,
    events,
    heading,
    indicators,
    orders_to_answer,
    span,
)
from realm.cli.terminal.why import causes, explained
from realm.model.reasons import told
from realm.play.account import deeds
from realm.play.causes import AT_SELLERS, REST, Cause
from realm.play.causes import causes as named_causes
from realm.play.match import Match, Page
from realm.play.news import all_events, apart, without_losses
from realm.play.opened import opened_by_deals
from realm.play.plants import Begun, begun
from realm.play.rivals import went_to_others
from realm.play.sellers import asks_moved
from realm.play.sight import Sight
from realm.play.telling import terms_text
from realm.play.worked import standing_orders, worked
from realm.rules.event import dollars, percent, short
from realm.rules.event_prices import WORDS
from realm.rules.events import most_important
from realm.view.messages import load_messages
from realm.view.picture.of_sellers import ask_lines, ask_text

CAUSES = 3
"""Most causes that a line tells."""
TOLD = 5
"""Most events that each part of the page tells, and prices."""
LEAST_MOVE = 0.05
"""Relative change of a price that the page tells."""
OPEN_TO_ALL = frozenset({
    "measure_on", "measure_size", "measure_known", "measure_delay", "project_approve",
    "project_start", "coalition", "dispute", "revoke", "shut",
})  # fmt: skip
"""Columns of orders that everybody sees carried out."""


def resolution(
    console: Console, match: Match, page: Page, sight: Sight, readings: Readings
) -> None:
    """Print a turn that was played, for one seat."""
    console.print()
    console.rule(f"Turn {page.turn} is played: {span(match, page.turn)}", characters="-")
    _done(console, match, page, sight)
    if page is match.pages[-1]:
        stands_now(console, match, sight.seat)
        bought_together(console, match, sight.seat)
    orders_to_answer(console, sight)
    _talks(console, match, sight)
    _happened(console, match, page, sight)
    if page is match.pages[-1]:
        _others(console, match, page, sight)
        _prices(console, match)
        _sellers(console, match, sight.seat)
    indicators(console, sight, readings)
    moved = worth(match, page.turn, sight.seat, CAUSES)
    if moved:
        console.print(Padding(f"→ {moved}", (0, 0, 0, 4)), style="dim")
    if page is match.pages[-1] and sight.callers:
        console.print()
        callers(console, sight)


def _done(console: Console, match: Match, page: Page, sight: Sight) -> None:
    """Tell what the seat ordered, and what that and all of its that stands in force did."""
    scenario = match.model.network.scenario
    done = page.taken.get(sight.seat, ())
    known = {(one.axis, one.name): list(did(one)) for one in deeds(match, page.turn, sight.seat)}
    if done:
        heading(console, "What you did")
    opened = opened_by_deals(match, page.turn, sight.seat)
    plants = [one for one in begun(match, sight.seat) if one.turn == page.turn]
    for action in done:
        console.print(Padding(phrase(scenario, action), (0, 0, 0, 2)))
        lines = list(known.pop((action.axis, action.name), ()))
        if sight.actor in scenario.firms:
            lines += did_of_firm(scenario, worked(match, page.turn, action))
        if action.axis == "link" and action.name in opened:
            deal = scenario.all_contracts[opened.pop(action.name)].name
            lines.append(f"it stays open: {deal} holds it")
        lines += [_built(one) for one in plants if action.name == one.project]
        for line in lines:
            console.print(Padding(f"→ {line}", (0, 0, 0, 4)), style="dim")
    if opened:
        heading(console, "Opened by what was signed")
    for link, contract in opened.items():
        line = f"{subject(scenario, 'link', link)}: {scenario.all_contracts[contract].name}"
        console.print(Padding(line, (0, 0, 0, 2)))
    rest = [(subject(scenario, *key), lines) for key, lines in known.items() if lines]
    if sight.actor in scenario.firms and page is match.pages[-1]:
        rest += [
            (phrase(scenario, action), list(did_of_firm(scenario, found)))
            for _, action in standing_orders(match, sight.seat)
            if (found := worked(match, page.turn, action))
        ]
    if rest:
        heading(console, "What stands in force")
    for title, lines in rest[:TOLD]:
        console.print(Padding(f"{title}: {'; '.join(lines)}", (0, 0, 0, 2)))


def _built(plant: Begun) -> str:
    """Say when a plant opens that was begun, and how that is beside what was to be expected."""
    late = ", after the game" if plant.after_end else ""
    by = plant.months - plant.planned
    luck = "as expected" if not by else f"{abs(by)} months {'later' if by > 0 else 'sooner'} than "
    return f"it opens {plant.opens}{late}: {luck}{'' if not by else 'expected'}"


def _happened(console: Console, match: Match, page: Page, sight: Sight) -> None:
    """Tell what happened to the seat itself, then elsewhere; prices have a part of their own."""
    against = list(held(match, page.turn, sight.seat, CAUSES))
    if against:
        heading(console, "Held against you")
    for line in against:
        console.print(Padding(line, (0, 0, 0, 2)))
    told = [event for event in all_events(match, page.turn) if event.kind != "price"]
    own, rest = apart(match, told, sight.seat)
    own = without_losses(match, own, page.turn, sight.seat)
    lost = list(went_without(match, page.turn, sight.seat, CAUSES))
    for title, found in (("What happened to you, and why", own), ("Elsewhere", rest)):
        first = lost if found is own else []
        if found or first:
            heading(console, title)
        for line in first:
            console.print(Padding(line, (0, 0, 0, 2)))
        if found:
            events(console, match.model.network.scenario.starts, most_important(found, TOLD))
    if not told:
        heading(console, "What happened")
        console.print("  Nothing that a newspaper would tell.")


def _talks(console: Console, match: Match, sight: Sight) -> None:
    """Tell what came of the seat's own talks; nobody hears of others' but for what was signed."""
    network = match.model.network
    mine = [talk for talk in match.model.talks.of(network) if talk.table in sight.tables]
    if not mine:
        return
    heading(console, "Your talks")
    me = short(who(network.scenario, sight.actor))
    for talk in mine:
        other = next((short(side) for side in talk.sides if short(side) != me), "")
        terms = terms_text(network.scenario, talk.table, talk.terms)
        if talk.signed:
            text = f"{other} signed: {terms}."
        elif talk.gone:
            text = f"No deal with {other}: what was offered or named last had gone to others."
        elif short(talk.refuser) == me:
            text = f"No deal with {other}; you signed nothing."
        else:
            text = f"No deal with {other}: {talk.reason}."
        console.print(Padding(text, (0, 0, 0, 2)))
        instead = () if talk.signed else went_to_others(match, talk.table, sight.actor)
        for went in instead:
            seller, buyer = (short(who(network.scenario, one)) for one in (went.seller, went.buyer))
            good = short(network.scenario.commodities[went.good].name)
            line = (
                f"In the same turn {seller} signed with {buyer}: {went.tonnes:,.0f} t/yr of {good}."
            )
            console.print(Padding(line, (0, 0, 0, 4)), style="dim")


def _others(console: Console, match: Match, page: Page, sight: Sight) -> None:
    """Tell what other seats did for all to see."""
    model, scenario = match.model, match.model.network.scenario
    seats = {noun.actor: noun.title for name, noun in scenario.seats.items() if name != sight.seat}
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(ratio=1)
    seated = [one for one in model.reasons if not seats.keys().isdisjoint(one.actors)]
    for one in told(model.roster, model.params, page.before, page.orders, seated):
        changes = tuple(
            change for change in one.changes if change.happens and change.column in OPEN_TO_ALL
        )
        if one.actor in seats and changes:
            table.add_row(f"  {short(who(scenario, one.actor))}", sentence(scenario, changes))
    for name, actions in page.taken.items():
        if name != sight.seat:
            open_ones = [a for a in actions if not OPEN_TO_ALL.isdisjoint(a.columns(model.network))]
            text = "; ".join(phrase(scenario, action) for action in open_ones)
            if text:
                table.add_row(f"  {short(who(scenario, scenario.seats[name].actor))}", text)
    if table.row_count:
        heading(console, "What others did for all to see")
        console.print(table)


def _prices(console: Console, match: Match) -> None:
    """Print the prices that moved, with at most three causes a line."""
    network = match.model.network
    scenario = network.scenario
    home = short(scenario.countries[scenario.reference_exporter].name)
    rows: list[tuple[float, Text, str]] = []
    for quantity, place in (("inside", f"in {home}"), ("outside", f"outside {home}")):
        why = explained(match, quantity)
        if why is None:
            continue
        for row, name in enumerate(network.commodities):
            start, end = float(why.start[row, 0]), float(why.end[row, 0])
            if not (start > 0.0 and end > 0.0) or abs(end / start - 1.0) < LEAST_MOVE:
                continue
            sign = "+" if end > start else "-"
            head = Text(f"{short(scenario.commodities[name].name)} {place} ")
            head.append(f"{sign}{percent(abs(end / start - 1.0))}", "bold")
            head.append(f", from {dollars(start)} to {dollars(end)}")
            own = _named(match, name, start, end) if quantity == "outside" else []
            told = (
                f"{cause} ({_signed(part)})"
                for cause, part in (own or causes(match, why, row)[:CAUSES])
            )
            rows.append((abs(end / start - 1.0), head, "; ".join(told)))
    if not rows:
        return
    heading(console, "Prices that moved most", "$/kg; `prices` shows all, `why NAME` more causes")
    for _, head, found in sorted(rows, key=lambda one: -one[0])[:TOLD]:
        console.print(Padding(head, (0, 0, 0, 2)))
        if found:
            console.print(Padding(f"→ {found}", (0, 0, 0, 4)), style="dim")


def _sellers(console: Console, match: Match, seat: str) -> None:
    """Print which sellers of the seat ask much more or less than a turn ago, and why."""
    found, messages = asks_moved(match, match.turn, seat)[:TOLD], load_messages()
    if found:
        heading(console, "What your sellers ask", "$/kg")
    for one in found:
        sign = "+" if one.now > one.before else "-"
        part = percent(abs(one.now / one.before - 1.0))
        console.print(Padding(f"{ask_text(match, one, messages)} ({sign}{part})", (0, 0, 0, 2)))
        line = " ".join(ask_lines(one, messages))
        console.print(Padding(f"→ {line}", (0, 0, 0, 4)), style="dim")


def _named(match: Match, good: str, start: float, end: float) -> list[tuple[str, float]]:
    """List what moved a price outside the reference exporter, $/kg each, and who made most of it.

    What orders and offers did at the same sellers is told as one.
    """
    scale = (end - start) / math.log(end / start)
    return [
        (_whose(one), scale * one.part)
        for one in named_causes(match, match.turn).get(good, ())
        if one.driver != REST
    ]  # fmt: skip


def _whose(cause: Cause) -> str:
    """Say a cause in words, and who made most of it or at whose door it happened."""
    told = WORDS[cause.driver][cause.part < 0.0]
    if cause.by:
        return f"{told}{f', most in {cause.who}' if cause.who else ''}; behind it: {cause.by}"
    if not cause.who:
        return told
    most = f"{told}, most: {'at ' if cause.driver in AT_SELLERS else ''}{cause.who}"
    if cause.lacked:
        by = f", most of it refused by {cause.refuser}" if cause.refuser else ""
        return f"{most}, short of {cause.lacked}{by}"
    return f"{most}, with less plant in working order" if cause.fell else most


def _signed(value: float) -> str:
    return f"{'+' if value > 0.0 else '-'}{dollars(abs(value))}"
