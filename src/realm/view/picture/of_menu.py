"""Make the pages beside a game: settings, the menu, and the curtain between people."""

from collections.abc import Sequence

from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture import page as p


def settings_page(
    messages: Messages, *, text: int, texts: Sequence[str], full: bool, tour: bool,
    contrast: bool = False,
) -> p.Page:  # fmt: skip
    """Show what a person may set for themselves."""
    say = messages.say
    switch = (say("menu.off"), say("menu.on"))
    blocks: tuple[p.Block, ...] = (
        p.Pick(id="text", label=say("menu.text_size"), options=tuple(texts), chosen=text,
               note=say("menu.text_size_note")),
        p.Pick(id="contrast", label=say("menu.contrast"), options=switch, chosen=int(contrast),
               note=say("menu.contrast_note")),
        p.Pick(id="full", label=say("menu.full"), options=switch, chosen=int(full),
               note=say("menu.full_note")),
        p.Pick(id="tour", label=say("menu.tour"), options=switch, chosen=int(tour),
               note=say("menu.tour_note")),
        p.Heading(text=say("credits.title")),
        *(p.Text(text=say(f"credits.{name}"), role="note") for name in
          ("map", "borders", "fonts", "model")),
    )  # fmt: skip
    return p.Page(
        name="settings",
        title=say("menu.settings"),
        columns=(p.Column(blocks=blocks),),
        foot=(p.Press(id="back", label=say("menu.back")),),
        back="back",
        narrow=640.0,
    )


def pause_page(messages: Messages, *, where: str, others: Sequence[tuple[str, str]] = ()) -> p.Page:
    """Show what can be done beside the game.

    Args:
        messages: texts.
        where: who sits here.
        others: other seats that people here play and who have not ended the turn: key and title.
    """
    say = messages.say
    names = ["resume", "known", "last", "keep", "help", "settings", "leave_match", "quit"]
    if others:
        names.insert(1, "promises")
    items = [
        p.Item(id=name, title=say(f"menu.{name}"), lines=(say(f"menu.{name}_text"),))
        for name in names
    ]
    items[1:1] = [
        p.Item(id=f"hand:{seat}", title=say("game.hand_to", seat=short(title)),
               lines=(say("menu.hand_text"),))
        for seat, title in others
    ]  # fmt: skip
    saves = p.Text(text=say("menu.saves_itself"), role="note")
    return p.Page(
        name="pause", title=say("menu.pause"), note=where,
        columns=(p.Column(blocks=(*items, saves)),), back="resume", narrow=520.0,
    )  # fmt: skip


def curtain_page(messages: Messages, seat: str, *, waits: bool = False) -> p.Page:
    """Hide the table until the next person sits down.

    Args:
        messages: texts.
        seat: who shall sit down.
        waits: whether talks wait for their word.
    """
    say = messages.say
    told = (p.Text(text=say("game.curtain_waits"), ink="accent"),) if waits else ()
    return p.Page(
        name="curtain",
        title=say("menu.name"),
        columns=(
            p.Column(
                blocks=(
                    p.Text(text=say("game.curtain", seat=seat), role="display", ink="high"),
                    p.Text(text=say("game.curtain_text", seat=seat)),
                    *told,
                    p.Buttons(buttons=(p.Press(id="lift", label=say("game.lift"), primary=True),)),
                )
            ),
        ),
        narrow=560.0,
    )
