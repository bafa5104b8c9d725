"""Make the title: what can be done before a game. It knows no game, so that it is there at once."""

from dataclasses import dataclass

from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.world import World


@dataclass(frozen=True)
class Saved:
    """A game on the disk, as the list shows it."""

    id: str
    """Its file's path."""
    title: str
    seats: str
    turn: int
    turns: int
    when: str
    refusal: str = ""
    """Why it cannot be gone on with."""


def title_page(
    messages: Messages,
    latest: Saved | None,
    world: World = World(places=()),  # noqa: B008
) -> p.Page:
    """Show what can be done before a game, what is likeliest first, and a world to play."""
    say = messages.say
    items = []
    if latest is not None:
        lines = (say("menu.saved_line", turn=latest.turn, turns=latest.turns, when=latest.when),)
        items.append(
            p.Item(id="continue", title=say("menu.continue", title=latest.title), lines=lines)
        )
    items.append(p.Item(id="new", title=say("menu.new"), lines=(say("menu.new_text"),)))
    items += [
        p.Item(id=name, title=say(f"menu.{name}")) for name in ("load", "help", "settings", "quit")
    ]
    intro: tuple[p.Block, ...] = (
        p.Text(text=say("menu.name"), role="hero", ink="high"),
        p.Text(text=say("menu.tagline"), role="h1", ink="accent"),
        p.Text(text=say("menu.intro"), ink="high"),
        p.Text(text=say("credits.model"), role="note", ink="low"),
    )
    return p.Page(
        name="title",
        title=say("menu.name"),
        columns=(
            p.Column(blocks=(*intro, *items)),
            p.Column(blocks=(p.Ground(worlds=(world,), height=240.0),)),
        ),
    )
