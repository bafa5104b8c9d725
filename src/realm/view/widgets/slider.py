"""A slider: an amount, where the other side stands, and what they are likely to take."""

import math
from dataclasses import dataclass

from realm.view.canvas import Canvas
from realm.view.input import Input, Key, Pointer, Typed, Wheel
from realm.view.shape import Rect
from realm.view.widgets.base import Command, Memory, Set, Widget
from realm.view.widgets.zone import draw_zone

KNOB = 6.5
LEAST_ZONE = 10.0
"""Least width of a zone, points: less would look like a stain."""
STEPS = {"left": -1, "down": -1, "right": 1, "up": 1, "pagedown": -10, "pageup": 10}


@dataclass(frozen=True, kw_only=True)
class Slider(Widget):
    """An amount between two ends; typing digits enters it exactly."""

    value: float
    least: float
    most: float
    step: float = 1.0
    ghost: float | None = None
    """What the other side offers."""
    wish: float | None = None
    """What it said it would want when it was asked."""
    zone: tuple[float, float] | None = None
    """What they are likely to accept, from and to."""
    closest: bool = False
    """Whether what is in the zone only comes closest to that: the line is of dashes."""
    decimals: int = 0
    numbers: tuple[float, ...] = ()
    """What each value is, for who types it: the nearest is set. The value itself if not given."""
    marked: bool = False
    """Whether each value that can be set is marked on the track."""

    @property
    def track(self) -> Rect:
        """The bar that the knob runs on."""
        x, y = self.rect.x + KNOB, self.rect.y + self.rect.height / 2
        return Rect(x, y - 2, self.rect.width - 2 * KNOB, 4)

    def x_of(self, value: float) -> float:
        """Return where a value stands."""
        span = (self.most - self.least) or 1.0
        share = max(0.0, min(1.0, (value - self.least) / span))
        return self.track.x + share * self.track.width

    def bounded(self, value: float) -> float:
        """Return the nearest value that can be set."""
        steps = round((value - self.least) / self.step)
        return max(self.least, min(self.most, round(self.least + steps * self.step, 9)))

    def on(self, given: Input, memory: Memory) -> list[Command] | None:
        """Answer dragging, the wheel, arrow keys (Shift: ten steps) and typed digits."""
        if isinstance(given, Pointer):
            return self._drag(given, memory)
        if isinstance(given, Wheel):
            return (
                self._to(self.value - given.down * self.step) if memory.focus == self.id else None
            )
        if isinstance(given, Typed):
            return self._type(given.text, memory)
        return self._key(given, memory)

    def _drag(self, given: Pointer, memory: Memory) -> list[Command]:
        if memory.held != self.id or given.button != 1:
            return []
        share = (given.at[0] - self.track.x) / max(self.track.width, 1.0)
        value = self.bounded(self.least + share * (self.most - self.least))
        memory.notes.pop(self.id, None)
        return [Set(self.id, value, done=given.kind == "up")]

    def _key(self, given: Key, memory: Memory) -> list[Command] | None:
        typed = str(memory.note(self.id, ""))
        if typed and given.name in {"return", "enter", "escape", "backspace"}:
            memory.notes.pop(self.id)
            if given.name == "backspace" and len(typed) > 1:
                memory.notes[self.id] = typed[:-1]
            if given.name in {"return", "enter"}:
                return self._to(self._meant(typed))
            return []
        if given.name in {"home", "end"}:
            return self._to(self.least if given.name == "home" else self.most)
        if given.name in STEPS:
            times = 10 if given.shift else 1
            return self._to(self.value + STEPS[given.name] * times * self.step)
        return None

    def _meant(self, typed: str) -> float:
        """Return the value that was typed."""
        number = _number(typed, math.nan)
        if math.isnan(number):
            return self.value
        if not self.numbers:
            return number
        nearest = min(range(len(self.numbers)), key=lambda i: abs(self.numbers[i] - number))
        return self.least + nearest * self.step

    def _type(self, text: str, memory: Memory) -> list[Command] | None:
        if text and all(letter in "0123456789.,-" for letter in text):
            memory.notes[self.id] = (str(memory.note(self.id, "")) + text)[:9]
            return []
        return None

    def _to(self, value: float) -> list[Command]:
        value = self.bounded(value)
        return [Set(self.id, value)] if value != self.value else []

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Draw track, zone, ghost and knob, and the number that is being typed."""
        track, here = self.track, self.x_of(self.value)
        canvas.box(track, "line", radius=2)
        if self.marked:
            for number in range(round((self.most - self.least) / self.step) + 1):
                x = self.x_of(self.least + number * self.step)
                canvas.box(Rect(x - 1, track.y - 3, 2, track.height + 6), "line_strong")
        if self.zone is not None:
            half = max(LEAST_ZONE / 2, self.x_of(self.least + self.step / 2) - track.x)
            left, right = (self.x_of(end) for end in self.zone)
            left, right = max(track.x, left - half), min(track.right, right + half)
            line = Rect(left, track.bottom + 4, right - left, 2.5)
            draw_zone(canvas, line, closest=self.closest)
        ink = "accent" if self.enabled else "low"
        if here - track.x >= 1.0:
            canvas.box(track.left(here - track.x), ink, radius=2)
        if self.wish not in (None, self.ghost):
            size = KNOB + 3.0 if self.wish == self.value else 5.5
            canvas.diamond(
                (self.x_of(self.wish or 0.0), track.y + 2), "panel", size=size, rim="ghost"
            )
        if self.ghost is not None:
            canvas.diamond((self.x_of(self.ghost), track.y + 2), "ghost", size=5.5, rim="panel")
        lit = self.lit(memory) or memory.held == self.id
        canvas.disc((here, track.y + 2), KNOB + (0.8 if lit else 0.0), "panel")
        canvas.disc((here, track.y + 2), KNOB - 1.0 + (0.8 if lit else 0.0),
                    "white" if self.enabled else "low")  # fmt: skip
        if self.ghost == self.value:  # both stand here
            canvas.diamond((here, track.y + 2), "ghost", size=4.0)
        if memory.ring and memory.focus == self.id:
            canvas.ring(self.rect, gap=1.0)

    def draw_over(self, canvas: Canvas, memory: Memory) -> None:
        """Draw the number that is being typed."""
        typed = str(memory.note(self.id, ""))
        if typed and memory.focus == self.id:
            width = canvas.texts.width(typed, "strong") + 20
            box = Rect(self.x_of(self.value) - width / 2, self.rect.y - 26, width, 24)
            canvas.box(box, "window", "accent", radius=5)
            canvas.write(box.middle, typed, "strong", align="middle")


def _number(typed: str, otherwise: float) -> float:
    try:
        return float(typed.replace(",", "."))
    except ValueError:
        return otherwise
