"""Make the page that says where what was written out of a game lies, and what it is."""

from pathlib import PurePath

from realm.play.handout import FILES
from realm.view.messages import Messages
from realm.view.picture import page as p


def kept_page(folder: PurePath, messages: Messages) -> p.Page:
    """Show a folder and the files in it.

    Args:
        folder: where they were written.
        messages: texts.
    """
    say = messages.say
    files = (
        p.Told(title=name, lines=(say(f"over.kept_{PurePath(name).stem}"),), ink="accent")
        for name in FILES
    )
    return p.Page(
        name="kept",
        title=say("over.kept"),
        columns=(
            p.Column(
                blocks=(
                    p.Text(text=str(folder.parent), ink="middle"),
                    p.Text(text=folder.name, role="h2", ink="high"),
                    *files,
                )
            ),
        ),
        foot=(
            p.Press(id="show", label=say("over.kept_show")),
            p.Press(id="close", label=say("menu.back"), primary=True),
        ),
        back="close",
        narrow=640.0,
    )
