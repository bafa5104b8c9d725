"""A drop-down: one of many settings, unfolded when asked for."""

from dataclasses import dataclass

from realm.view.canvas import Canvas
from realm.view.colour import Colour
from realm.view.input import Input, Key, Pointer
from realm.view.shape import Point, Rect
from realm.view.widgets.base import Command, Memory, Set, Widget, is_press
from realm.view.widgets.button import DOT, SWATCH

ROW = 26.0


@dataclass(frozen=True, kw_only=True)
class Dropdown(Widget):
    """A field that unfolds a list; the list goes up where there is no room below."""

    options: tuple[str, ...]
    chosen: int
    page: Rect
    """Where the list must stay."""
    dots: tuple[Colour | None, ...] = ()
    """A colour that each option is the name of, where it is that of one."""
    dashed: int = -1
    """The option whose swatch is dashed."""

    @property
    def unfolded(self) -> Rect:
        """Where the list lies when it is open."""
        height = ROW * len(self.options) + 8
        below = self.rect.bottom + 4
        y = below if below + height <= self.page.bottom else self.rect.y - 4 - height
        return Rect(self.rect.x, max(self.page.y, y), self.rect.width, height)

    def rows(self) -> list[Rect]:
        """Return the place of each option in the open list."""
        return self.unfolded.inset(4).rows(ROW, len(self.options))

    def covers(self, point: Point, memory: Memory) -> bool:
        """Tell whether a point is on it, its open list included."""
        is_open = memory.note(self.id) == "open"
        return self.seen.has(point) or (is_open and self.unfolded.has(point))

    def on(self, given: Input, memory: Memory) -> list[Command] | None:
        """Answer clicks; Enter, Space and Escape; the arrow keys."""
        is_open = memory.note(self.id) == "open"
        if isinstance(given, Pointer):
            if given.kind == "down" and given.button == 1:
                for i, row in enumerate(self.rows() if is_open else []):
                    if row.has(given.at):
                        memory.notes.pop(self.id)
                        return [Set(self.id, i)]
                self._turn(memory)
            return []
        if isinstance(given, Key):
            if is_press(given):
                self._turn(memory)
                return []
            if given.name == "escape" and is_open:
                memory.notes.pop(self.id)
                return []
            if given.name in {"up", "down"}:
                option = self.chosen + (1 if given.name == "down" else -1)
                return [Set(self.id, option)] if 0 <= option < len(self.options) else []
        return None

    def _turn(self, memory: Memory) -> None:
        if memory.notes.pop(self.id, None) is None:
            memory.notes[self.id] = "open"

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Draw the field."""
        fill = "pressed" if self.lit(memory) else "raised"
        canvas.box(self.rect, fill if self.enabled else "panel", "line_strong", radius=6)
        x, y = self.rect.x + 10, self.rect.middle[1]
        ink = "high" if self.enabled else "low"
        chosen = self.options[self.chosen] if self.options else ""
        x += self._swatch(canvas, self.chosen, (x, y))
        canvas.write((x, y), chosen, "note", ink, room=self.rect.right - 24 - x)
        canvas.chevron((self.rect.right - 14, y), "middle", up=memory.note(self.id) == "open")
        if memory.ring and memory.focus == self.id:
            canvas.ring(self.rect)

    def draw_over(self, canvas: Canvas, memory: Memory) -> None:
        """Draw the open list."""
        if memory.note(self.id) != "open":
            return
        canvas.box(self.unfolded, "raised", "line_strong", radius=7)
        for i, (row, option) in enumerate(zip(self.rows(), self.options, strict=True)):
            if i == self.chosen:
                canvas.box(row, "pressed", "accent", radius=5)
            elif row.has(memory.at):
                canvas.box(row, "pressed", radius=5)
            at = row.x + 8, row.middle[1]
            x = at[0] + self._swatch(canvas, i, at)
            canvas.write((x, at[1]), option, "note", "high", room=row.right - 8 - x)

    def _swatch(self, canvas: Canvas, option: int, at: Point) -> float:
        """Draw the colour of an option; return how much room it takes."""
        colour = self.dots[option] if option < len(self.dots) else None
        if colour is None:
            return 0.0
        whole = Rect(at[0], at[1] - 2, SWATCH, 4)
        for part in whole.columns(2, 4.0) if option == self.dashed else [whole]:
            canvas.box(part, colour, radius=2)
        return DOT
