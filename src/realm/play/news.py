"""What happened in a turn that everybody may read of, and what of it touches one seat."""

from collections.abc import Sequence
from dataclasses import replace

from realm.content.sides import home_of
from realm.play.kept import of_match
from realm.play.lacks import losses
from realm.play.match import Match, Page
from realm.rules import events as readers
from realm.rules.event import Event

MOST = 8
"""Events told of a turn."""


def news(match: Match, turn: int, *, most: int = MOST) -> list[Event]:
    """Choose what a newspaper would tell of a turn, in the order of time; turn 0 is the lead-in."""
    return readers.most_important(all_events(match, turn), most)


@of_match(8)
def all_events(match: Match, turn: int) -> Sequence[Event]:
    """List everything that happened in a turn that was played; it never changes."""
    page: Page = match.pages[turn]
    model = match.model
    previous = match.pages[turn - 1].ledger if turn else None
    return readers.events(
        model.network, model.params, page.before, page.ledger, page.after, previous=previous
    )


def apart(
    match: Match, found: Sequence[Event], seat: str
) -> tuple[list[Event], list[Event]]:  # fmt: skip
    """Part what happened to a seat or its country from the rest of some events.

    A measure that bears on the country counts as its own. One shortage elsewhere tells of the
    others of its good, and contracts that deals fill are left out: the deal is told.
    """
    scenario = match.model.network.scenario
    actor = scenario.seats[seat].actor
    home = home_of(scenario, actor)
    told = [event for event in found if not of_deal(event)]
    own = [e for e in told if {actor, home} & {*e.actors} or _bears_on(match, e, home)]
    rest: list[Event] = []
    shortages: dict[str, list[Event]] = {}
    for event in told:
        if event in own:
            continue
        if event.kind == "shortage":
            shortages.setdefault(event.subject, []).append(event)
        else:
            rest.append(event)
    for alike in shortages.values():
        worst, *others = sorted(alike, key=lambda event: -event.importance)
        also = ", ".join(f"{event.text.partition(' goes ')[0]}" for event in others)
        rest.append(replace(worst, text=worst.text + (f"; also short: {also}" if also else "")))
    return own, rest


def without_losses(match: Match, own: Sequence[Event], turn: int, seat: str) -> list[Event]:
    """Leave out shortages at a seat's home of goods of which it is told what it lost for them."""
    scenario = match.model.network.scenario
    actor = scenario.seats[seat].actor
    home = home_of(scenario, actor)
    goods = {one.good for one in losses(match, turn, seat)}
    return [
        event
        for event in own
        if not (event.kind == "shortage" and home in event.actors and event.subject in goods)
    ]


def of_deal(event: Event) -> bool:
    """Say whether an event is a contract that a deal filled: the deal is told itself."""
    return event.kind == "contract" and "#" in event.subject


def _bears_on(match: Match, event: Event, country: str) -> bool:
    """Say whether a measure that an event is about bears upon a country."""
    network = match.model.network
    if event.subject not in network.measures:
        return False
    row = network.measures.index(event.subject)
    return bool(network.borne[row, network.countries.index(country)])
