"""Show promises by word of mouth between people at one machine: said, not signed."""

from realm.play.match import Match
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_terms import seat_name


def promises_page(
    match: Match, sight: Sight, messages: Messages, others: tuple[str, ...], to: str, typed: str
) -> p.Page:
    """Show what was promised to and by a seat, and let it promise something.

    Args:
        match: the match.
        sight: what the seat sees.
        messages: texts.
        others: other seats that people here play.
        to: whom the promise is for; the first of them if empty.
        typed: what has been typed of it.
    """
    say, scenario = messages.say, match.model.network.scenario
    chosen = others.index(to) if to in others else 0
    blocks: list[p.Block] = [p.Text(text=say("game.promises_text"))]
    if others:
        names = tuple(seat_name(scenario, seat) for seat in others)
        blocks += [
            p.Pick(id="to", label=say("game.promise_to"), options=names, chosen=chosen),
            p.Field(id="promise", text=typed, blank=say("game.promise_blank")),
            p.Buttons(buttons=(p.Press(id="give", label=say("game.promise_note"), primary=True),)),
        ]
    told = promises(match, sight.seat, messages)
    blocks += [p.Heading(text=say("game.said_not_signed"))]
    blocks += told or [p.Text(text=say("game.promises_none"), role="note")]
    return p.Page(
        name="promises",
        title=say("game.promises"),
        note=say("game.promises_note"),
        columns=(p.Column(blocks=tuple(blocks)),),
        foot=(p.Press(id="close", label=say("game.close"), primary=True),),
        back="close",
        narrow=720.0,
    )


def promises(match: Match, seat: str, messages: Messages, other: str = "") -> list[p.Block]:
    """Tell the promises that a seat has given or was given, the newest first.

    Args:
        match: the match.
        seat: who reads them.
        messages: texts.
        other: only those between the two; all if empty.
    """
    scenario = match.model.network.scenario
    found: list[p.Block] = []
    for word in reversed(match.words):
        ends = {word.seat, word.to}
        if seat not in ends or (other and other not in ends):
            continue
        mine = word.seat == seat
        name = seat_name(scenario, word.to if mine else word.seat)
        key = "game.you_promised" if mine else "game.they_promised"
        found.append(
            p.Told(
                title=messages.say(key, name=name),
                lines=(f"“{word.text}”", messages.say("game.not_signed")),
                right=messages.say("game.in_turn", turn=word.turn + 1),
                ink="accent" if mine else "ghost",
            )
        )
    return found
