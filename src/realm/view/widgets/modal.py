"""A modal: a question over everything else, which waits for an answer."""

from dataclasses import dataclass

from realm.view.canvas import Canvas
from realm.view.input import Input, Key
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.widgets.base import Command, Memory, Pressed, Widget
from realm.view.widgets.button import Button

WIDTH = 420.0
PADDING = 22.0


@dataclass(frozen=True, kw_only=True)
class Backdrop(Widget):
    """The veil and the box of a modal; takes all input that its buttons leave."""

    page: Rect
    title: str
    text: str
    stops: bool = False

    def on(self, given: Input, memory: Memory) -> list[Command] | None:
        """Take everything, so that nothing under it is reached."""
        return []

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Draw veil, box, title and text."""
        canvas.box(self.page, "window", radius=0, opacity=0.72)
        canvas.box(self.rect, "panel", "line_strong", radius=12)
        inside = self.rect.inset(PADDING)
        canvas.write((inside.x, inside.y + 8), self.title, "h1", room=inside.width)
        canvas.paragraph(inside.below(30), self.text, "body", "middle")

    def covers(self, point: tuple[float, float], memory: Memory) -> bool:
        """Cover the whole page."""
        return True


def modal(
    name: str,
    *,
    page: Rect,
    texts: Texts,
    title: str,
    text: str,
    answers: tuple[tuple[str, str], ...],
    layer: int = 1,
) -> list[Widget]:
    """Return the widgets of a question; answers are (id, label), the last one is filled."""
    width = min(WIDTH, page.width - 32)
    lines = texts.wrap(text, "body", width - 2 * PADDING)
    height = 2 * PADDING + 30 + texts.height("body") * len(lines) + 18 + 34
    x, y = page.middle
    rect = Rect(x - width / 2, y - height / 2, width, height)
    found: list[Widget] = [
        Backdrop(id=name, rect=rect, page=page, title=title, text=text, layer=layer)
    ]
    right = rect.right - PADDING
    for number, (answer, label) in enumerate(reversed(answers)):
        wide = max(96.0, texts.width(label, "h2") + 36)
        place = Rect(right - wide, rect.bottom - PADDING - 34, wide, 34)
        found.insert(
            1,
            Button(
                id=answer,
                rect=place,
                label=label,
                look="plain" if number else "primary",
                layer=layer,
            ),
        )
        right -= wide + 10
    return found


def escapes(given: Input, answer: str) -> list[Command]:
    """Return what Escape means while a modal is open."""
    return [Pressed(answer)] if isinstance(given, Key) and given.name == "escape" else []
