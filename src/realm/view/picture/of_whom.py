"""Show with whom a seat may talk, to choose among them."""

from realm.play.match import Match
from realm.play.prospects import serves_both
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_stances import bound
from realm.view.picture.of_terms import name_of, other_side


def whom_page(
    match: Match, sight: Sight, messages: Messages, picked: tuple[str, ...],
    asked: frozenset[str] = frozenset(),
) -> p.Page:  # fmt: skip
    """Show the tables at which the seat may talk, those that were picked marked.

    Args:
        match: the match.
        sight: what the seat sees.
        messages: texts.
        picked: tables that it wants to open.
        asked: tables that other people at this machine have asked for.
    """
    say = messages.say
    text = say("game.whom_text" if sight.callers or asked else "game.whom_nobody")
    items = (
        _item(match, sight, table, messages, picked=table in picked, asked=table in asked)
        for table in sight.tables
    )
    label = "game.begin_talks" if picked or sight.callers else "game.begin_none"
    return p.Page(
        name="whom",
        title=say("game.whom"),
        note=say("game.whom_note"),
        columns=(p.Column(blocks=(p.Text(text=text), *items)),),
        foot=(
            p.Press(id="close", label=say("game.close")),
            p.Press(id="begin", label=say(label), primary=True),
        ),
        back="close",
        narrow=720.0,
    )


def _item(
    match: Match, sight: Sight, table: str, messages: Messages, *, picked: bool, asked: bool
) -> p.Item:
    """Show a table: what it is about, whom it would serve, and why it cannot be opened if not."""
    say, network = messages.say, sight.observation.network
    row, called = network.tables.index(table), table in sight.callers
    refusal = bound(sight, table, messages)
    lines = [network.scenario.tables[table].text]
    if sight.observation.deal[row, 0] >= 0.0 and not refusal:
        lines.append(say("game.in_force"))
    if not refusal:
        serves = serves_both(match, sight, table)
        lines.append(say("game.whom_serves" if serves else "game.whom_serves_none"))
    if asked or called:
        lines.append(say("game.asks_for_talks"))
    chosen = (picked or called) and not refusal
    return p.Item(
        id=f"pick:{table}",
        title=name_of(network.scenario, other_side(sight, table)),
        lines=tuple(line for line in lines if line),
        chosen=chosen,
        right="✓" if chosen else "",
        refusal=refusal,
    )
