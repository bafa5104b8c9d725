"""A box that points at something on the screen and explains it, with buttons to go on."""

from dataclasses import dataclass

from realm.view.canvas import Canvas
from realm.view.input import Input
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.widgets.base import Command, Memory, Widget
from realm.view.widgets.button import Button

WIDTH = 340.0
PADDING = 18.0
APART = 14.0
"""Between the box and what it points at."""
EDGE = 12.0


@dataclass(frozen=True, kw_only=True)
class Pointing(Widget):
    """The ring around what is explained, and the box; takes all input that its buttons leave."""

    page: Rect
    target: Rect
    title: str
    text: str
    note: str
    stops: bool = False

    def on(self, given: Input, memory: Memory) -> list[Command] | None:
        """Take everything, so that nothing under it is reached."""
        return []

    def covers(self, point: tuple[float, float], memory: Memory) -> bool:
        """Cover the whole page."""
        return True

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Darken all but the target, ring it, and draw the box."""
        page, target = self.page, self.target.inset(-4)
        for part in (
            Rect(page.x, page.y, page.width, target.y - page.y),
            Rect(page.x, target.bottom, page.width, page.bottom - target.bottom),
            Rect(page.x, target.y, target.x - page.x, target.height),
            Rect(target.right, target.y, page.right - target.right, target.height),
        ):
            canvas.box(part, "window", radius=0, opacity=0.62)
        canvas.ring(target, radius=10, gap=0.0)
        canvas.box(self.rect, "panel", "accent", radius=12)
        inside = self.rect.inset(PADDING)
        wide = canvas.write(
            (inside.right, inside.y + 8), self.note, "note", "low", align="right", room=80
        )
        canvas.write((inside.x, inside.y + 8), self.title, "h1", room=inside.width - wide - 10)
        canvas.paragraph(inside.below(30), self.text, "body", "middle")


def pointer(
    name: str, *, page: Rect, texts: Texts, target: Rect, title: str, text: str, note: str,
    answers: tuple[tuple[str, str], ...], layer: int = 1,
) -> list[Widget]:  # fmt: skip
    """Return the widgets of an explanation; answers are (id, label), the last one is filled."""
    labels = [max(92.0, texts.width(label, "h2") + 32) for _, label in answers]
    width = max(WIDTH, sum(labels) + 10 * (len(labels) - 1) + 2 * PADDING)
    width = min(width, page.width - 2 * EDGE)
    lines = texts.wrap(text, "body", width - 2 * PADDING)
    height = 2 * PADDING + 30 + texts.height("body") * len(lines) + 16 + 32
    rect = _beside(page, target, width, height)
    found: list[Widget] = [
        Pointing(id=name, rect=rect, page=page, target=target, title=title, text=text, note=note,
                 layer=layer)
    ]  # fmt: skip
    right = rect.right - PADDING
    for number, ((answer, label), wide) in enumerate(
        reversed(list(zip(answers, labels, strict=True)))
    ):
        place = Rect(right - wide, rect.bottom - PADDING - 32, wide, 32)
        look = "plain" if number else "primary"
        found.insert(1, Button(id=answer, rect=place, label=label, look=look, layer=layer))  # type: ignore[arg-type]
        right -= wide + 10
    return found


def _beside(page: Rect, target: Rect, width: float, height: float) -> Rect:
    """Find room beside the target: right, left, above, below; else over its middle."""
    x, y = target.middle
    for rect in (
        Rect(target.right + APART, y - height / 2, width, height),
        Rect(target.x - APART - width, y - height / 2, width, height),
        Rect(x - width / 2, target.y - APART - height, width, height),
        Rect(x - width / 2, target.bottom + APART, width, height),
    ):
        inside = page.inset(EDGE)
        moved = Rect(
            max(inside.x, min(inside.right - width, rect.x)),
            max(inside.y, min(inside.bottom - height, rect.y)),
            width, height,
        )  # fmt: skip
        if not moved.meets(target):
            return moved
    return Rect(x - width / 2, y - height / 2, width, height)
