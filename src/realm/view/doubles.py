"""Know the second of two clicks, where the first led to another screen: it was not meant there."""

from realm.view.input import Input, Pointer
from realm.view.screens.base import Screen

AGAIN, NEAR = 0.3, 12.0
"""A click so soon after another screen was first seen, seconds, and so near the last one, points,
is the second of a double click: it was not meant for what stands there now."""


class Doubles:
    """What was clicked last, and since when a screen is seen."""

    def __init__(self) -> None:
        """Begin with no click and no screen."""
        self._seen: Screen | None = None
        self._since = 0.0
        self._clicked = (-1e9, -1e9)

    def see(self, screen: Screen, now: float) -> None:
        """Know that a screen is seen."""
        if screen is not self._seen:
            self._seen, self._since = screen, now

    def second(self, given: Input, screen: Screen, now: float) -> bool:
        """Tell whether a click is the second of two, of which the first led to another screen."""
        if not (isinstance(given, Pointer) and given.kind == "down"):
            return False
        (x, y), (then_x, then_y) = given.at, self._clicked
        self._clicked = given.at
        near = abs(x - then_x) <= NEAR and abs(y - then_y) <= NEAR
        return near and (self._seen is not screen or now - self._since < AGAIN)
