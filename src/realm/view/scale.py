"""Find the one factor by which a window scales the design."""

from dataclasses import dataclass

from realm.view.shape import Rect

DESIGN = (1440.0, 900.0)
"""Size of the window that the design was drawn for, points."""
LEAST = 0.85
"""Least factor: below it letters are too small to read, so panels fold instead."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How a window of some pixels shows the design."""

    pixels: tuple[int, int]
    """Width and height of the window."""
    text: float = 1.0
    """What the player asked for, 1 to 2: everything but the map grows by it."""

    @property
    def factor(self) -> float:
        """Pixels a point."""
        width, height = self.pixels
        fitting = min(width / DESIGN[0], height / DESIGN[1])
        return max(LEAST, fitting) * self.text

    @property
    def page(self) -> Rect:
        """The whole window in points; screens lay themselves out in it."""
        width, height = self.pixels
        return Rect(0.0, 0.0, width / self.factor, height / self.factor)
