"""The tour of the table in a first game: it points at one thing after the other."""

from dataclasses import replace

from realm.view.messages import Messages
from realm.view.picture.table import TablePicture, Tour

STEPS = ("role", "objectives", "map", "actions", "talks", "end_turn")
"""What it points at: panels of the table, and the name of a widget."""


def with_step(picture: TablePicture, step: int, messages: Messages) -> TablePicture:
    """Add a step of the tour to a picture of the table; none before the first, after the last."""
    if not 0 <= step < len(STEPS):
        return replace(picture, tour=None)
    name = STEPS[step]
    return replace(
        picture,
        tour=Tour(
            target=name,
            title=messages.say(f"tour.{name}"),
            text=messages.say(f"tour.{name}_text"),
            step=step + 1,
            steps=len(STEPS),
        ),
    )
