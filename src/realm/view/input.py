"""Name what a person does: point, turn the wheel, press keys, type. Plain data, in points."""

from dataclasses import dataclass
from typing import Literal

from realm.view.shape import Point


@dataclass(frozen=True, slots=True)
class Pointer:
    """The mouse moved, or its button went down or up."""

    kind: Literal["move", "down", "up", "leave"]
    at: Point
    button: int = 1
    """1 left, 2 middle, 3 right."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """The wheel turned."""

    at: Point
    down: float
    """Notches towards the person."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key was pressed, or repeats."""

    name: str
    """As `tab`, `return`, `escape`, `left`, `a`, `7`, `f11`."""
    shift: bool = False
    control: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """Text was typed."""

    text: str


Input = Pointer | Wheel | Key | Typed
