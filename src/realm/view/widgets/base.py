"""Say what a widget is: data with an id and a place, which answers input and draws itself.

A screen makes its widgets anew whenever it lays itself out; what must outlive that (which one has
the focus, how far a list is scrolled, a half-typed number) is in the `Memory` of its `Ui`.
"""

from dataclasses import dataclass, field
from typing import Any

from realm.view.canvas import Canvas
from realm.view.input import Input, Key
from realm.view.shape import Point, Rect


@dataclass(frozen=True, slots=True)
class Pressed:
    """Someone pressed this."""

    id: str


@dataclass(frozen=True, slots=True)
class Set:
    """Someone set this to a value: a number of an option, an amount, a text."""

    id: str
    value: Any
    done: bool = True
    """Whether that is where it stays; not yet while a knob is still held."""


Command = Pressed | Set


@dataclass
class Memory:
    """What a screen's widgets remember from one moment to the next."""

    hover: str = ""
    focus: str = ""
    held: str = ""
    """Which one the mouse button went down on."""
    ring: bool = False
    """Whether the focus is shown: after the keyboard was used."""
    keys: bool = False
    """Whether the keyboard was used last: then what has the focus explains itself."""
    at: Point = (-1.0, -1.0)
    """Where the mouse is."""
    pressed: str = ""
    """What was pressed last, while the mouse rests there: it is not explained any more."""
    notes: dict[str, Any] = field(default_factory=dict)
    """What each widget notes for itself, by its id."""

    def snapshot(self) -> object:
        """Return everything but where the mouse is, to see whether it changed."""
        told = self.pressed, dict(self.notes)
        return self.hover, self.focus, self.held, self.ring, self.keys, *told

    def note(self, name: str, default: Any = None) -> Any:
        """Return what a widget noted."""
        return self.notes.get(name, default)


@dataclass(frozen=True, kw_only=True)
class Widget:
    """Something that can be pointed at; the base of all."""

    id: str
    rect: Rect
    refusal: str = ""
    """Why it cannot be used now; shown in place of the hint."""
    hint: str = ""
    """A sentence shown when the mouse rests on it."""
    clip: Rect | None = None
    """What of the window it may be seen in."""
    row: Rect | None = None
    """What belongs to it and is seen with it when it has the focus: its label, say."""
    read: bool = False
    """Whether it is a number that is read while something else is explained."""
    stops: bool = True
    """Whether Tab stops here."""
    layer: int = 0
    """Only the highest layer that has widgets gets input."""

    @property
    def enabled(self) -> bool:
        """Whether it can be used."""
        return not self.refusal

    @property
    def bright(self) -> bool:
        """Whether it looks as if Enter pressed it."""
        return False

    @property
    def seen(self) -> Rect:
        """What of it can be pointed at."""
        return self.rect if self.clip is None else self.rect.common(self.clip)

    @property
    def whole(self) -> Rect:
        """It and what belongs to it."""
        return self.rect if self.row is None else self.rect.around(self.row)

    @property
    def in_sight(self) -> bool:
        """Whether all of it is seen."""
        return self.clip is None or self.clip.holds(self.rect)

    def covers(self, point: Point, memory: Memory) -> bool:
        """Tell whether it is what a point of the window points at."""
        return self.seen.has(point)

    def on(self, given: Input, memory: Memory) -> list[Command] | None:
        """Answer input; None where it is not for this widget."""
        return None

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Draw it."""

    def draw_over(self, canvas: Canvas, memory: Memory) -> None:
        """Draw what lies over everything else."""

    def explained(self, memory: Memory) -> tuple[Rect, str]:
        """Return what is explained when the mouse rests here, and how; empty for nothing."""
        return self.seen, self.refusal or self.hint

    def lit(self, memory: Memory) -> bool:
        """Tell whether the mouse rests on it and it can be used."""
        return memory.hover == self.id and self.enabled


def is_press(given: Input) -> bool:
    """Tell whether a key presses what has the focus."""
    return isinstance(given, Key) and given.name in {"return", "space", "enter"}
