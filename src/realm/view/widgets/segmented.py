"""A segmented control: a few settings, one of which holds."""

from dataclasses import dataclass

from realm.view.canvas import Canvas
from realm.view.input import Input, Key, Pointer
from realm.view.shape import Rect
from realm.view.widgets.base import Command, Memory, Set, Widget
from realm.view.widgets.zone import draw_zone

MARK = 13.0
"""Room that the mark of the other side's option takes at the right of its cell."""


@dataclass(frozen=True, kw_only=True)
class Segmented(Widget):
    """Options side by side; arrows move between those that are allowed."""

    options: tuple[str, ...]
    chosen: int
    refusals: tuple[str, ...] = ()
    """Why an option is not allowed, one an option; empty where it is."""
    order: tuple[int, ...] = ()
    """Numbers of the options from left to right; as they are counted where nothing is said."""

    ghost: int | None = None
    """The option that the other side offers."""
    wish: int | None = None
    """The option that it said it would want when it was asked."""
    zone: tuple[int, int] | None = None
    """First and last option that they are likely to accept, underlined."""
    closest: bool = False
    """Whether those of the zone only come closest to that: the line is of dashes."""
    again: bool = False
    """Whether to press the one that holds is an answer, too: who offers it means to keep it."""
    widths: tuple[float, ...] = ()
    """How wide each option's text is, for cells of their own width where equal ones would cut it;
    of one width where nothing is said."""

    @property
    def shown(self) -> tuple[int, ...]:
        """The number of the option in each cell."""
        return self.order or tuple(range(len(self.options)))

    def allowed(self, option: int) -> bool:
        """Tell whether an option can be chosen."""
        return option >= len(self.refusals) or not self.refusals[option]

    def cells(self) -> list[Rect]:
        """Return the place of each option, by its number."""
        inside = self.rect.inset(2.0)
        places = inside.columns(len(self.options), 1.0)
        if self.widths and max(self.widths) + 4 > places[0].width:
            spare = (inside.width - len(places) + 1 - sum(self.widths)) / len(places)
            x = inside.x
            for cell, option in enumerate(self.shown):
                wide = self.widths[option] + spare
                places[cell] = Rect(x, inside.y, wide, inside.height)
                x += wide + 1.0
        return [places[self.shown.index(i)] for i in range(len(self.options))]

    def on(self, given: Input, memory: Memory) -> list[Command] | None:
        """Answer clicks and the arrow keys."""
        if isinstance(given, Pointer):
            if given.kind == "down" and given.button == 1:
                for i, cell in enumerate(self.cells()):
                    answers = i != self.chosen or self.again
                    if cell.has(given.at) and self.allowed(i) and answers:
                        return [Set(self.id, i)]
            return []
        if isinstance(given, Key) and given.name in {"left", "right", "home", "end"}:
            open_ones = [i for i in self.shown if self.allowed(i)]
            if given.name in {"home", "end"}:
                return [Set(self.id, open_ones[0 if given.name == "home" else -1])]
            step, at = 1 if given.name == "right" else -1, self.shown.index
            following = [i for i in open_ones[::step] if (at(i) - at(self.chosen)) * step > 0]
            return [Set(self.id, following[0])] if following else []
        return None

    def pointed(self, memory: Memory) -> int | None:
        """Return the option under the mouse."""
        if memory.hover != self.id:
            return None
        return next((i for i, c in enumerate(self.cells()) if c.has(memory.at)), None)

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Draw it."""
        canvas.box(self.rect, "window", "line_strong", radius=6)
        pointed = self.pointed(memory)
        for i, (cell, option) in enumerate(zip(self.cells(), self.options, strict=True)):
            usable = self.enabled and self.allowed(i)
            ink = "middle" if usable else "low"
            if i == self.chosen and self.enabled:
                canvas.box(cell, "pressed", "accent", radius=5)
                ink = "high"
            elif i == self.chosen:
                canvas.box(cell, "raised", radius=5)
                ink = "middle"
            elif i == pointed and usable:
                canvas.box(cell, "raised", radius=5)
                ink = "high"
            role = "note_strong" if i == self.chosen else "note"
            place = cell
            if (
                i in (self.ghost, self.wish)
                and canvas.texts.width(option, role) > cell.width - 2 * MARK
            ):
                place = cell.left(cell.width - MARK)
            canvas.write(place.middle, option, role, ink, align="middle", room=place.width - 4)
            if not self.allowed(i) and i != self.chosen:
                self._strike(canvas, cell, option)
            if i == self.wish != self.ghost:
                at = cell.right - 7, cell.middle[1]
                canvas.diamond(at, "panel", size=4.0, rim="ghost")
            if i == self.ghost:
                canvas.diamond((cell.right - 7, cell.middle[1]), "ghost", size=4.0, rim="panel")
        if self.zone is not None:
            first, last = self.zone
            for cell in self.cells()[first : last + 1]:
                line = Rect(cell.x + 4, self.rect.bottom + 1, cell.width - 8, 3)
                draw_zone(canvas, line, closest=self.closest)
        if memory.ring and memory.focus == self.id:
            canvas.ring(self.rect)

    def _strike(self, canvas: Canvas, cell: Rect, option: str) -> None:
        """Cross out an option that is not allowed, so that it does not hang on colour."""
        half = min(cell.width / 2 - 3, canvas.texts.width(option, "note") / 2 + 2)
        x, y = cell.middle
        canvas.rule((x - half, y), 2 * half, "low")

    def explained(self, memory: Memory) -> tuple[Rect, str]:
        """Explain the option under the mouse where it is not allowed, else the whole."""
        pointed = self.pointed(memory)
        if pointed is not None and not self.allowed(pointed) and self.enabled:
            return self.cells()[pointed], self.refusals[pointed]
        return self.seen, self.refusal or self.hint
