"""Say what a screen is: it takes input, answers what should happen, and draws itself.

Screens never call one another, the session or a rule. They answer.
"""

from dataclasses import dataclass
from typing import Protocol

from realm.view.canvas import Canvas
from realm.view.input import Input
from realm.view.messages import Messages
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.theme import Theme


@dataclass(frozen=True)
class Push:
    """Show another screen over this one."""

    screen: "Screen"


@dataclass(frozen=True)
class Pop:
    """Go back to the screen under this one."""


@dataclass(frozen=True)
class Reset:
    """Show one screen, and forget all others."""

    screen: "Screen"


@dataclass(frozen=True)
class Emit:
    """Ask whoever opened the window to do something: an action of the game, as plain data."""

    action: object


Answer = Push | Pop | Reset | Emit


@dataclass(frozen=True)
class Stage:
    """What a screen is laid out on."""

    page: Rect
    """The whole window, points."""
    texts: Texts
    theme: Theme
    messages: Messages


class Screen(Protocol):
    """One full window.

    Attributes:
        most_text: how much larger than usual its text can be.
    """

    most_text: float

    @property
    def title(self) -> str:
        """What it shows, for the title of the window."""

    def lay(self, stage: Stage) -> None:
        """Find where everything goes; called when the window or the picture changed."""

    def update(self, given: Input, now: float) -> Answer | None:
        """Take one input."""

    def moves(self, now: float) -> bool:
        """Tell whether something is to be drawn although nobody did anything."""

    def hurries(self) -> bool:
        """Tell whether what moves is still painted: then no round waits for the next frame."""

    def goes_on(self) -> bool:
        """Lay out what was put off; tell whether that took so long that drawing it had to wait."""

    def free(self, page: Rect) -> Rect:
        """Return the part of a page at whose foot a sentence covers nothing that is read."""

    def spoil(self) -> None:
        """Draw the whole of it next time: the last picture was not finished."""

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the whole screen, or what moves of it; the canvas still holds the last picture."""
