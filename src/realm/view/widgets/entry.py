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

    @property
    def _whole(self) -> str:
        return f"{self.id}~whole"

    def selected(self, memory: Memory) -> bool:
        """Tell whether all of the text is selected: what is typed next takes its place."""
        return bool(self.text and memory.focus == self.id and memory.note(self._whole))

    def caret(self, memory: Memory) -> int:
        """Return before which letter the next one goes."""
        return int(max(0, min(len(self.text), memory.note(self.id, len(self.text)))))

    def on(self, given: Input, memory: Memory) -> list[Command] | None:
        """Answer typing and the keys that move the caret or remove letters."""
        at, whole = self.caret(memory), self.selected(memory)
        if isinstance(given, Pointer):
            if given.kind == "down":
                memory.notes.pop(self._whole, None)
            return []
        if isinstance(given, Typed):
            before, after = ("", "") if whole else (self.text[:at], self.text[at:])
            room = self.longest - len(before + after)
            typed = "".join(letter for letter in given.text if letter.isprintable())[:room]
            if not typed:
                return []
            memory.notes.pop(self._whole, None)
            memory.notes[self.id] = len(before + typed)
            return [Set(self.id, before + typed + after)]
        if isinstance(given, Key):
            if given.control and given.name == "a":
                memory.notes[self._whole] = True
                return []
            return self._key(given, at, memory, whole=whole)
        return None

    def _key(self, given: Key, at: int, memory: Memory, *, whole: bool) -> list[Command] | None:
        if whole and given.name in {"left", "right", "home", "end", "backspace", "delete"}:
            memory.notes.pop(self._whole, None)
            if given.name in {"backspace", "delete"}:
                memory.notes[self.id] = 0
                return [Set(self.id, "")]
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
            if self.selected(memory):
                wide = canvas.texts.width(self.text, "body")
                canvas.box(Rect(x - slide - 2, y - 10, wide + 4, 20), "pressed", radius=3)
            if self.text:
                canvas.write((x - slide, y), self.text, "body")
            else:
                canvas.write((x, y), self.blank, "body", "low", room=inside.width - 4)
            if focused:
                canvas.fill(Rect(x - slide + before, y - 9, 1.4, 18), "accent")
