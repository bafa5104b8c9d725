"""Tell what happened in a turn, what touches the seat first."""

from collections.abc import Sequence

from realm.core.words import month_after
from realm.play.against import against
from realm.play.lacks import losses
from realm.play.match import Match
from realm.play.news import all_events, apart, without_losses
from realm.play.sight import Sight
from realm.rules.event import Event
from realm.rules.events import most_important
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_against import short_against
from realm.view.picture.of_causes import driver_text
from realm.view.picture.of_grey import grey_lines, is_grey
from realm.view.picture.of_lacks import lost_parts, lost_title, missed_why

TOLD, OWN, LOST = 9, 5, 3
"""Events on the page of a turn, of those that touch the seat, and of those goods it lacked."""
TICKED, HELD = 8, 2
"""News in the ticker, and of those what is held against the seat."""
INKS = {
    "price": "ghost", "shortage": "bad", "measure": "curbed", "news": "accent", "outage": "bad",
    "deal": "good", "breach": "bad", "plant": "good", "trust": "accent", "contract": "accent",
}  # fmt: skip
"""Colour of the bar beside an event, by its kind."""


def happened(match: Match, sight: Sight, messages: Messages) -> list[p.Block]:
    """Tell what happened to the seat, then elsewhere, what has most at stake first.

    What users at home lost for want of a good comes before all else: it is counted, while what is
    at stake in other events is the trade that they are about.
    Prices that have a list of their own are left to it. What changed of the seat's own measures
    without an order is told however little hangs on it.
    """
    own, rest = parted(match, sight)
    lost = _lost(match, sight, own, messages)
    own = without_losses(match, own, match.turn, sight.seat)
    found: list[p.Block] = []
    before: list[Event] = []
    for key, events, most in (
        ("own", own, OWN - len(lost)),
        ("elsewhere", rest, TOLD - min(len(lost) + len(own), OWN)),
    ):
        first = lost if key == "own" else []
        fixed = [event for event in events if _sets_own(match, sight, event)]
        others = [event for event in events if event not in fixed]
        chosen = [*fixed, *most_important(others, max(most - len(fixed), 0))]
        chosen.sort(key=lambda event: -event.importance)
        if chosen or first:
            note = messages.say("turn.own_first" if first else "turn.most_first")
            found.append(p.Heading(text=messages.say(f"turn.{key}"), note=note))
            found += first
            found += told_all(match, chosen, messages, before)
            before += chosen
    return found or [p.Text(text=messages.say("turn.nothing_told"), role="note")]


def _sets_own(match: Match, sight: Sight, event: Event) -> bool:
    """Say whether an event changed a measure of the seat's own country."""
    scenario = match.model.network.scenario
    dated = scenario.events[event.subject].measures if event.kind == "news" else ()
    names = (event.subject,) if event.kind == "measure" else dated
    return any(scenario.measures[name].country == sight.actor for name in names)


def parted(match: Match, sight: Sight) -> tuple[list[Event], list[Event]]:
    """Part the last turn's events into those that touch the seat and the rest, without prices.

    Prices in the reference exporter stay, for no list of their own has them; what the seat ordered
    is told as its order.
    """
    ordered = {one.name for one in match.pages[-1].taken.get(sight.seat, ())}
    events = [
        event
        for event in all_events(match, match.turn)
        if (event.kind != "price" or event.actors)
        and not (event.kind == "measure" and event.subject in ordered)
    ]
    return apart(match, events, sight.seat)


def _lost(match: Match, sight: Sight, own: list[Event], messages: Messages) -> list[p.Told]:
    """Tell for want of which goods users at home lost output, and of all that was lost there.

    Where no border refused any, the shortage among the seat's own events says why none came.
    """
    why = {one.subject: told(match, one, messages).lines for one in own if one.kind == "shortage"}
    month = month_after(match.model.network.scenario.starts, match.pages[-1].after.month - 1)
    whole, found = lost_parts(match, sight, messages), []
    for one in losses(match, match.turn, sight.seat)[:LOST]:
        because = () if one.by else why.get(one.good, ())
        lines = (*missed_why(match, one, messages), *because, *whole)
        found.append(p.Told(title=lost_title(match, sight, one, messages), lines=lines,
                            right=month, ink=INKS["shortage"]))  # fmt: skip
        whole = []
    return found


def told(match: Match, event: Event, messages: Messages, *, explains: bool = True) -> p.Told:
    """Show an event and what drove it, and what it means that goods go round a curb."""
    scenario = match.model.network.scenario
    driver = (f"{driver_text(event, messages)}.",) if event.driver else ()
    lines = (*driver, *grey_lines(match, event, messages, explains=explains))
    return p.Told(
        title=event.text, lines=lines, right=month_after(scenario.starts, event.month),
        ink=INKS.get(event.kind, "line_strong"),
    )  # fmt: skip


def told_all(
    match: Match, events: Sequence[Event], messages: Messages, before: Sequence[Event] = ()
) -> list[p.Told]:
    """Show events of one page; what it means that goods go round a curb is said once on it.

    Args:
        match: the match.
        events: what is told.
        messages: texts.
        before: what is told above it on the same page.
    """
    first = next((event for event in (*before, *events) if is_grey(event)), None)
    return [told(match, event, messages, explains=event is first) for event in events]


def related(match: Match, sight: Sight, turn: int) -> list[Event]:
    """List a turn's events that touch a seat: its own, its country's, and prices."""
    own, rest = apart(match, all_events(match, turn), sight.seat)
    found = [*own, *(event for event in rest if event.kind == "price")]
    return sorted(found, key=lambda event: -event.importance)


def ticker(match: Match, sight: Sight, messages: Messages) -> tuple[str, ...]:
    """Tell the news of the last turn in short: what is held against the seat, its own, others'."""
    own, rest = parted(match, sight)
    found = [short_against(match, one, messages)
             for one in against(match, match.turn, sight.seat)[:HELD]]  # fmt: skip
    lost = losses(match, match.turn, sight.seat)[: TICKED - len(found)]
    found += [lost_title(match, sight, one, messages) for one in lost]
    for events in (without_losses(match, own, match.turn, sight.seat), rest):
        chosen = most_important(events, TICKED - len(found))
        chosen.sort(key=lambda event: -event.importance)
        found += [event.text.partition("; ")[0] for event in chosen]
    return tuple(found)
