"""Tell what happened in a turn, what touches the seat first."""

from dataclasses import replace

from realm.core.words import month_after
from realm.play.against import against
from realm.play.match import Match
from realm.play.news import all_events, apart
from realm.play.sight import Sight
from realm.rules.event import Event
from realm.rules.events import most_important
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_against import short_against
from realm.view.picture.of_causes import driver_text
from realm.view.picture.of_lacks import lost_parts
from realm.view.picture.usual import home_of

TOLD, OWN = 9, 5
"""Events on the page of a turn, and of those that touch the seat."""
TICKED, HELD = 8, 2
"""News in the ticker, and of those what is held against the seat."""
INKS = {
    "price": "ghost", "shortage": "bad", "measure": "curbed", "news": "accent", "outage": "bad",
    "deal": "good", "breach": "bad", "plant": "good", "trust": "accent", "contract": "accent",
}  # fmt: skip
"""Colour of the bar beside an event, by its kind."""


def happened(match: Match, sight: Sight, messages: Messages) -> list[p.Block]:
    """Tell what happened to the seat, then elsewhere, what has most at stake first.

    Prices that have a list of their own are left to it. What changed of the seat's own measures
    without an order is told however little hangs on it.
    """
    own, rest = parted(match, sight)
    found: list[p.Block] = []
    for key, events, most in (("own", own, OWN), ("elsewhere", rest, TOLD - min(len(own), OWN))):
        fixed = [event for event in events if _sets_own(match, sight, event)]
        others = [event for event in events if event not in fixed]
        chosen = [*fixed, *most_important(others, max(most - len(fixed), 0))]
        chosen.sort(key=lambda event: -event.importance)
        if chosen:
            found.append(p.Heading(text=messages.say(f"turn.{key}"),
                                   note=messages.say("turn.most_first")))  # fmt: skip
            found += [_with_whole(match, sight, event, messages) for event in chosen]
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


def _with_whole(match: Match, sight: Sight, event: Event, messages: Messages) -> p.Told:
    """Show an event; what went short at home beside all that was lost there."""
    shown = told(match, event, messages)
    scenario = match.model.network.scenario
    if event.kind != "shortage" or home_of(scenario, sight.actor) not in event.actors:
        return shown
    return replace(shown, lines=(*shown.lines, *lost_parts(match, sight, messages)))


def told(match: Match, event: Event, messages: Messages) -> p.Told:
    """Show an event and what drove it."""
    scenario = match.model.network.scenario
    lines = (driver_text(event, messages) + ".",) if event.driver else ()
    return p.Told(
        title=event.text, lines=lines, right=month_after(scenario.starts, event.month),
        ink=INKS.get(event.kind, "line_strong"),
    )  # fmt: skip


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
    for events in (own, rest):
        chosen = most_important(events, TICKED - len(found))
        chosen.sort(key=lambda event: -event.importance)
        found += [event.text.partition("; ")[0] for event in chosen]
    return tuple(found)
