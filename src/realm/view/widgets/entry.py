"""A text entry: one line that is typed."""

from dataclasses import dataclass

from realm.view.canvas import Canvas
from realm.view.input import Input, Key, Pointer, Typed
from realm.view.shape import Rect
from realm.view.widgets.base import Command, Memory, Pressed, Set, Widget


@dataclass(frozen=True, kw_only=True)
class Entry(Widget):
    """A line of text with a caret; Enter presses it."""

    text: str
    blank: str = ""
    """What is shown while nothing is typed."""
    longest: int = 60

    def caret(self, memory: Memory) -> int:
        """Return before which letter the next one goes."""
        return int(max(0, min(len(self.text), memory.note(self.id, len(self.text)))))

    def on(self, given: Input, memory: Memory) -> list[Command] | None:
        """Answer typing and the keys that move the caret or remove letters."""
        at = self.caret(memory)
        if isinstance(given, Typed):
            room = self.longest - len(self.text)
            typed = "".join(letter for letter in given.text if letter.isprintable())[:room]
            memory.notes[self.id] = at + len(typed)
            return [Set(self.id, self.text[:at] + typed + self.text[at:])] if typed else []
        if isinstance(given, Pointer):
            return []
        if isinstance(given, Key):
            return self._key(given, at, memory)
        return None

    def _key(self, given: Key, at: int, memory: Memory) -> list[Command] | None:
        if given.name in {"return", "enter"}:
            return [Pressed(self.id)]
        moves = {"left": at - 1, "right": at + 1, "home": 0, "end": len(self.text)}
        if given.name in moves:
            memory.notes[self.id] = max(0, min(len(self.text), moves[given.name]))
            return []
        if given.name == "backspace":
            memory.notes[self.id] = max(0, at - 1)
            return [Set(self.id, self.text[: at - 1] + self.text[at:])] if at else []
        if given.name == "delete":
            memory.notes[self.id] = at
            return [Set(self.id, self.text[:at] + self.text[at + 1 :])]
        # Letters come as text; their keys must not reach the screen's shortcuts.
        return [] if len(given.name) == 1 and not given.control else None

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Draw the field, its text and the caret."""
        focused = memory.focus == self.id
        canvas.box(self.rect, "window", "accent" if focused else "line_strong", radius=6)
        x, y = self.rect.x + 10, self.rect.middle[1]
        inside = self.rect.inset(8, 2)
        before = canvas.texts.width(self.text[: self.caret(memory)], "body")
        slide = max(0.0, before - (inside.width - 6)) if focused else 0.0
        with canvas.clipped(inside):
            if self.text:
                canvas.write((x - slide, y), self.text, "body")
            else:
                canvas.write((x, y), self.blank, "body", "low", room=inside.width - 4)
            if focused:
                canvas.fill(Rect(x - slide + before, y - 9, 1.4, 18), "accent")
