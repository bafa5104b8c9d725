"""Tabs: titles side by side, one of which is open."""

from dataclasses import dataclass

from realm.view.canvas import Canvas
from realm.view.shape import Rect
from realm.view.widgets.base import Memory
from realm.view.widgets.segmented import Segmented


@dataclass(frozen=True, kw_only=True)
class Tabs(Segmented):
    """A segmented control that looks like the head of a panel."""

    def cells(self) -> list[Rect]:
        """Return the place of each title."""
        return self.rect.columns(len(self.options))

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Draw the titles, the open one underlined."""
        canvas.rule((self.rect.x, self.rect.bottom - 1), self.rect.width)
        pointed = self.pointed(memory)
        for i, (cell, option) in enumerate(zip(self.cells(), self.options, strict=True)):
            ink = "high" if i in (self.chosen, pointed) else "middle"
            canvas.write(cell.middle, option, "caps", ink, align="middle", room=cell.width - 8)
            if i == self.chosen:
                canvas.box(Rect(cell.x, cell.bottom - 2, cell.width, 2), "accent", radius=1)
        if memory.ring and memory.focus == self.id:
            canvas.ring(self.rect)
