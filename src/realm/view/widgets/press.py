"""Answer a press: what buttons, items and rows have in common."""

from dataclasses import dataclass

from realm.view.input import Input, Pointer
from realm.view.widgets.base import Command, Memory, Pressed, Widget, is_press


@dataclass(frozen=True, kw_only=True)
class Pressable(Widget):
    """Something that is pressed with the mouse or the keyboard."""

    def on(self, given: Input, memory: Memory) -> list[Command] | None:
        """Answer a click, Enter or Space."""
        if isinstance(given, Pointer):
            clicked = given.kind == "up" and given.button == 1 and self.seen.has(given.at)
            return [Pressed(self.id)] if clicked and memory.held == self.id else []
        return [Pressed(self.id)] if is_press(given) else None
