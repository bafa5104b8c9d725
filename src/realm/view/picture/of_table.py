"""Make the picture of the whole table from what a seat sees and may remember."""

from realm.play.match import Match
from realm.play.news import news
from realm.play.past import Past
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture import of_actions, of_seat, of_talks, of_world
from realm.view.picture.table import Negotiation, TablePicture

TOLD = 8
"""News of a turn in the ticker."""


def table_of(
    match: Match,
    sight: Sight,
    past: Past,
    messages: Messages,
    *,
    talk: str = "",
    drafts: dict[str, dict[str, int]] | None = None,
) -> TablePicture:
    """Show the table to a seat.

    Args:
        match: the match.
        sight: what the seat sees now.
        past: what it may remember.
        messages: texts.
        talk: which of its talks is open on the table.
        drafts: settings that the person has moved, by table of talks.
    """
    return TablePicture(
        top=of_seat.top_bar(match, sight, past, messages),
        role=of_seat.role_card(match, sight, past, messages),
        objectives=of_seat.objectives(match, sight, past, messages),
        world=of_world.world_of(sight, messages, talks_refusal=talks_refusal(sight, messages)),
        actions=of_actions.panel(sight, messages),
        negotiation=open_talk(match, sight, messages, talk, drafts or {}),
        news=ticker(match),
        talks_count=len(sight.talks or ()),
        talks_refusal=talks_refusal(sight, messages),
        end_turn_text=end_text(sight, messages),
    )


def talks_refusal(sight: Sight, messages: Messages) -> str:
    """Say why nobody can be asked to talk now; empty where somebody can."""
    if not sight.tables:
        return messages.say("game.no_tables")
    return messages.say("game.talks_begun") if sight.talks is not None else ""


def open_talk(
    match: Match, sight: Sight, messages: Messages, talk: str, drafts: dict[str, dict[str, int]]
) -> Negotiation | None:
    """Show the talks that are open on the table: those that were chosen, else any."""
    places = {place.table: place for place in sight.talks or ()}
    name = talk if talk in places else next(iter(places), "")
    if not name:
        return None
    return of_talks.negotiation(match, sight, places[name], drafts.get(name, {}), messages)


def ticker(match: Match) -> tuple[str, ...]:
    """Tell the news of the last turn in short, the most important first."""
    found = sorted(news(match, match.turn, most=TOLD), key=lambda event: -event.importance)
    return tuple(event.text.partition("; ")[0] for event in found)


def end_text(sight: Sight, messages: Messages) -> str:
    """Say what ending the turn does, and what is left undone."""
    months = sight.observation.network.months_per_turn
    said = []
    count = len(sight.pending)
    if not count:
        said.append(messages.say("game.end_nothing"))
    else:
        said.append(messages.say("game.end_one" if count == 1 else "game.end_many", count=count))
    waiting = [place for place in sight.talks or () if place.mine]
    if waiting:
        said.append(messages.say("game.end_talks", count=len(waiting)))
    elif sight.talks is None and sight.tables:
        said.append(messages.say("game.end_no_talks"))
    said.append(messages.say("game.end_month" if months == 1 else "game.end_months", count=months))
    return " ".join(said)
