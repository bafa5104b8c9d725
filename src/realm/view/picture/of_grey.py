"""Explain what moved trust where goods were found to go round a curb."""

from realm.core.scenario import Scenario
from realm.core.words import month_after
from realm.play.match import Match
from realm.play.news import all_events
from realm.rules.event import Event
from realm.rules.event_deals import MOVED
from realm.view.messages import Messages
from realm.view.picture.of_terms import name_of

FOUND = MOVED["grey trade"]


def is_grey(event: Event) -> bool:
    """Tell whether an event is about goods that went round a curb."""
    return event.kind == "transshipment" or (event.kind == "trust" and event.driver == FOUND)


def grey_lines(
    match: Match, event: Event, messages: Messages, *, explains: bool = True
) -> tuple[str, ...]:
    """Say who found what on its way to whom, as far as it is known; nothing of other events.

    Nobody learns through which country goods went, nor whose they were.

    Args:
        match: the match.
        event: one that moved trust, or in which such goods were found, of the last turn.
        messages: texts.
        explains: whether to say what it means that goods go round a curb; once on a page will do.
    """
    if not is_grey(event):
        return ()
    scenario = match.model.network.scenario
    ends = tuple(_home(scenario, actor) for actor in event.actors)
    means = (messages.say("turn.grey_means", whom=name_of(scenario, ends[1])),) if explains else ()
    if event.kind == "transshipment":
        return means
    found = [
        one for one in all_events(match, match.turn)
        if one.kind == "transshipment" and one.actors == ends
    ]  # fmt: skip
    told = [
        f"{one.text} ({month_after(scenario.starts, one.month)})."
        for one in sorted(found, key=lambda one: one.month)
    ]
    return (*told, *means)


def _home(scenario: Scenario, actor: str) -> str:
    firm = scenario.firms.get(actor)
    return firm.country if firm is not None else actor
