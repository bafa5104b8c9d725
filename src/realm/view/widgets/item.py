"""An item of a list: a title, lines under it, a word at its right; pressing it chooses it."""

from dataclasses import dataclass

from realm.view.canvas import Canvas
from realm.view.colour import Colour
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.widgets.base import Memory
from realm.view.widgets.press import Pressable

ACROSS, DOWN = 14.0, 10.0
"""Padding."""
TITLE = 19.0


@dataclass(frozen=True, kw_only=True)
class ListItem(Pressable):
    """A small card that is a button."""

    title: str
    lines: tuple[str, ...] = ()
    right: str = ""
    chosen: bool = False

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Draw it."""
        lit = self.lit(memory)
        fill = "pressed" if lit or self.chosen else "raised"
        canvas.box(
            self.rect,
            fill if self.enabled else "panel",
            "accent" if self.chosen else "line_strong" if self.enabled else "line",
            radius=8,
        )
        inside = self.rect.inset(ACROSS, DOWN)
        y, ink = inside.y + TITLE / 2 - 1, "high" if self.enabled else "low"
        taken = 0.0
        if self.right:
            room = inside.width * 0.4
            taken = 12 + canvas.write(
                (inside.right, y), self.right, "note_strong", "accent" if self.chosen else "middle",
                align="right", room=room,
            )  # fmt: skip
        titles = canvas.texts.wrap(self.title, "strong", inside.width - taken)
        for line in titles:
            canvas.write((inside.x, y), line, "strong", ink, room=inside.width - taken)
            y += TITLE
        rest = Rect(inside.x, y - TITLE / 2 + 1, inside.width, 0)
        for line in self.lines:
            ink = "middle" if self.enabled else "low"
            rest = rest.moved(down=canvas.paragraph(rest, line, "note", ink))
        if memory.ring and memory.focus == self.id:
            canvas.ring(self.rect, radius=8)


@dataclass(frozen=True, kw_only=True)
class SlimItem(Pressable):
    """An item of one line: a name, and in few words what it is about."""

    title: str
    note: str = ""
    mark: Colour | None = None
    """Colour of a dot before the name."""
    chosen: bool = False

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Draw it."""
        lit = self.lit(memory)
        fill = "pressed" if lit else "raised"
        border = "line_strong" if self.enabled else "line"
        if self.chosen and self.enabled:
            border = "accent"
        canvas.box(self.rect, fill if self.enabled else "panel", border, radius=7)
        x, y, ink = self.rect.x + 12, self.rect.middle[1], "high" if self.enabled else "low"
        if self.mark is not None:
            canvas.disc((x + 4, y), 4.0, self.mark)
            x += 16
        right = self.rect.right - 12
        x += canvas.write((x, y), self.title, "strong", ink, room=right - x) + 14
        if canvas.texts.width(self.note, "note") <= right - x:
            canvas.write((right, y), self.note, "note", "middle", align="right")
        if memory.ring and memory.focus == self.id:
            canvas.ring(self.rect, radius=7)


def item_height(
    texts: Texts, width: float, title: str, lines: tuple[str, ...], right: str
) -> float:
    """Return how tall an item of a width is."""
    inner = width - 2 * ACROSS
    taken = 12 + min(texts.width(right, "note_strong"), inner * 0.4) if right else 0.0
    titles = len(texts.wrap(title, "strong", inner - taken))
    wrapped = sum(len(texts.wrap(line, "note", inner)) for line in lines)
    return 2 * DOWN + TITLE * titles + texts.height("note") * wrapped
