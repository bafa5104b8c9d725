"""A button: something happens when it is pressed."""

from dataclasses import dataclass
from typing import Literal

from realm.view.canvas import Canvas
from realm.view.colour import Colour
from realm.view.shape import Rect
from realm.view.widgets.base import Memory
from realm.view.widgets.press import Pressable

LOW = 30.0
"""Height up to which a primary button's label is no larger than others."""
DOT = 20.0
"""How much wider a swatch makes a button."""
SWATCH = 14.0
"""How much of its colour a swatch keeps whose flows are not in sight."""
Look = Literal["primary", "plain", "quiet", "chip", "strip"]
SMALL = ("chip", "strip")
"""Looks of small buttons: alone, or one of several on a strip that is drawn under them."""


@dataclass(frozen=True, kw_only=True)
class Button(Pressable):
    """A button; one on a panel may be `primary`."""

    label: str
    look: Look = "plain"
    on_now: bool = False
    """A chip that holds."""
    dot: Colour | None = None
    """A colour that the label is the name of."""
    dashed: bool = False
    """Whether its swatch is dashed."""

    @property
    def bright(self) -> bool:
        """Whether it looks as if Enter pressed it."""
        return self.look == "primary" and self.enabled

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Draw it."""
        filled = self.look == "primary"
        lit, held = self.lit(memory), memory.held == self.id and self.lit(memory)
        radius = 5.0 if self.look in SMALL else 7.0
        if not self.enabled:
            canvas.box(self.rect, "panel", "line", radius=radius)
            ink = "low"
        elif filled:
            canvas.box(self.rect, "accent_bright" if lit and not held else "accent", radius=radius)
            ink = "on_accent"
        elif self.on_now:
            canvas.box(self.rect, "pressed", "accent", radius=radius)
            ink = "high"
        else:
            fill = "pressed" if lit else "raised"
            if self.look not in {"quiet", "strip"} or lit:
                canvas.box(self.rect, fill, "line_strong", radius=radius)
            else:  # letters on nothing would blur under what is laid over them
                canvas.box(self.rect, "panel", radius=radius)
            ink = "middle" if self.look in {*SMALL, "quiet"} and not lit else "high"
        role = "note_strong" if self.look in SMALL else "strong"
        if self.look == "primary" and self.rect.height > LOW:
            role = "h2"
        x, y = self.rect.middle
        if self.dot is not None:
            x += DOT / 2
            left = x - min(canvas.texts.width(self.label, role), self.rect.width - 12 - DOT) / 2
            swatch = Rect(left - DOT, y - 2, SWATCH, 4)
            for part in swatch.columns(2, 4.0) if self.dashed else [swatch]:
                canvas.box(part, self.dot, radius=2)
        room = self.rect.width - 12 - (DOT if self.dot is not None else 0.0)
        y += 0.5 if held else 0.0
        canvas.write((x, y), self.label, role, ink, align="middle", room=room)
        if memory.ring and memory.focus == self.id:
            canvas.ring(self.rect, radius=radius)


@dataclass(frozen=True, kw_only=True)
class Hotspot(Pressable):
    """A place that explains itself, or can be clicked, and draws nothing but its ring."""

    lights: bool = False
    """Whether the mouse makes the ring be seen, too."""

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Draw the ring of focus, where it has it."""
        if (memory.ring and memory.focus == self.id) or (self.lights and self.lit(memory)):
            canvas.ring(self.rect, gap=1.0)
