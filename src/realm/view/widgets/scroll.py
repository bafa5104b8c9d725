"""A scroll area: a window on something taller, with a bar that says where one is."""

from dataclasses import dataclass

from realm.view.canvas import Canvas
from realm.view.input import Input, Key, Pointer, Wheel
from realm.view.shape import Rect
from realm.view.widgets.base import Command, Memory, Widget

NOTCH = 48.0
BAR = 4.0
FADE = 22.0
"""Height over which content fades out where there is more."""
PAGES = {"pageup": -0.9, "pagedown": 0.9, "home": -1e6, "end": 1e6}
LINES = {"up": -1.0, "down": 1.0}


@dataclass(frozen=True, kw_only=True)
class Scroll(Widget):
    """Lay it before what is inside, so that what is inside gets the mouse first."""

    height: float
    """How tall what is inside is."""
    step: float = 0.0
    """Height of the rows inside, where none shall be cut in two; any where it is 0."""
    ground: str = "panel"
    """Colour of what it lies on, into which its content fades where there is more."""

    @property
    def room(self) -> float:
        """How far it can be scrolled."""
        return max(0.0, self.height - self.rect.height)

    def offset(self, memory: Memory) -> float:
        """Return how far it is scrolled down."""
        wanted = float(max(0.0, min(self.room, memory.note(self.id, 0.0))))
        return min(self.room, round(wanted / self.step) * self.step) if self.step else wanted

    def on(self, given: Input, memory: Memory) -> list[Command] | None:
        """Answer the wheel, dragging, and the keys that move by lines and pages."""
        if isinstance(given, Wheel) and self.room:
            return self._move(given.down * NOTCH, memory)
        if isinstance(given, Key) and self.room:
            before, down = self.offset(memory), LINES.get(given.name, 0.0) * NOTCH
            self._move(down + PAGES.get(given.name, 0.0) * self.rect.height, memory)
            return [] if self.offset(memory) != before else None  # at its end the focus goes on
        if isinstance(given, Pointer) and memory.held == self.id and given.kind == "move":
            share = (given.at[1] - self.rect.y) / max(self.rect.height, 1.0)
            memory.notes[self.id] = max(
                0.0, min(self.room, share * self.height - self.rect.height / 2)
            )
            return []
        return None

    def _move(self, down: float, memory: Memory) -> list[Command]:
        memory.notes[self.id] = max(0.0, min(self.room, self.offset(memory) + down))
        return []

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Draw nothing; what is inside comes after."""

    def draw_over(self, canvas: Canvas, memory: Memory) -> None:
        """Draw that there is more, and the bar while the mouse is there or the focus."""
        if not self.room:
            return
        offset = self.offset(memory)
        if not self.step:
            canvas.fade(
                self.rect.top(FADE), self.ground, towards="top", opacity=min(1.0, offset / FADE)
            )
            left = min(1.0, (self.room - offset) / FADE)
            canvas.fade(self.rect.foot(FADE), self.ground, opacity=left)
            if offset < self.room - 8.0:
                canvas.chevron((self.rect.middle[0], self.rect.bottom - 8.0), "low", size=3.5)
        near = self.rect.has(memory.at) or self.id in (memory.held, memory.focus)
        if not near and not self.step:
            return
        if self.step:  # in a list of few rows the bar alone would look like a stain
            canvas.box(Rect(self.rect.right - BAR - 1, self.rect.y, BAR, self.rect.height),
                       "raised", radius=BAR / 2)  # fmt: skip
        length = max(24.0, self.rect.height * self.rect.height / self.height)
        y = self.rect.y + (self.rect.height - length) * offset / self.room
        ink = "low" if self.id in (memory.hover, memory.held) else "line_strong"
        canvas.box(Rect(self.rect.right - BAR - 1, y, BAR, length), ink, radius=BAR / 2)
        if memory.ring and memory.focus == self.id:
            canvas.ring(self.rect, gap=0.0)

    def reveal(self, inside: Rect, memory: Memory) -> None:
        """Scroll so far that a place inside is seen clear of the fading ends; else its top."""
        clear = self.rect if self.step else self.rect.inset(0.0, FADE)
        above, below = clear.y - inside.y, inside.bottom - clear.bottom
        if above > 0:
            self._move(-above, memory)
        elif below > 0:
            self._move(min(below, -above), memory)
