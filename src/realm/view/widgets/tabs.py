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
        """Draw the titles, the open one outlined."""
        pointed = self.pointed(memory)
        for i, (cell, option) in enumerate(zip(self.cells(), self.options, strict=True)):
            ink = "high" if i in (self.chosen, pointed) else "middle"
            if i == self.chosen:
                canvas.box(cell.inset(2, 4), "pressed", "accent", radius=5)
            canvas.write(cell.middle, option, "caps", ink, align="middle", room=cell.width - 12)
        if memory.ring and memory.focus == self.id:
            canvas.ring(self.rect)
