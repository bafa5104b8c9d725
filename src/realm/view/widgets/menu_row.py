"""A row of a menu: a word that is pressed, and a line that says what it does."""

from dataclasses import dataclass

from realm.view.canvas import Canvas
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.widgets.base import Memory
from realm.view.widgets.press import Pressable

ACROSS, DOWN = 16.0, 9.0
"""Padding."""
TITLE = 19.0


@dataclass(frozen=True, kw_only=True)
class MenuRow(Pressable):
    """One of a menu's rows; one of them may be `primary`."""

    title: str
    lines: tuple[str, ...] = ()
    primary: bool = False

    @property
    def bright(self) -> bool:
        """Whether it looks as if Enter pressed it."""
        return self.primary and self.enabled

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Draw it."""
        lit = self.lit(memory)
        title, note = "high" if self.enabled else "low", "middle"
        if self.primary and self.enabled:
            canvas.box(self.rect, "accent_bright" if lit else "accent", radius=9)
            title = note = "on_accent"
        elif lit:
            canvas.box(self.rect, "pressed", "line_strong", radius=9)
        else:
            canvas.box(self.rect, "panel", "line", radius=9, opacity=0.6)
        inside = self.rect.inset(ACROSS, DOWN)
        y = inside.y + TITLE / 2
        for text in canvas.texts.wrap(self.title, "h2", inside.width):
            canvas.write((inside.x, y), text, "h2", title, room=inside.width)
            y += TITLE
        rest = Rect(inside.x, y - TITLE / 2 + 1, inside.width, 0)
        for line in self.lines:
            rest = rest.moved(down=canvas.paragraph(rest, line, "note", note))
        if memory.ring and memory.focus == self.id:
            canvas.ring(self.rect, radius=9)


def row_height(title: str, lines: tuple[str, ...], width: float, texts: Texts) -> float:
    """Return how tall a row of a width is."""
    inner = width - 2 * ACROSS
    wrapped = sum(len(texts.wrap(line, "note", inner)) for line in lines)
    return 2 * DOWN + TITLE * len(texts.wrap(title, "h2", inner)) + texts.height("note") * wrapped
