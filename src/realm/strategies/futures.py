"""What a strategy can ask about the future: worlds imagined from what its seat knows."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from realm.core.arrays import Array

if TYPE_CHECKING:
    from realm.strategies.base import Strategy


class Futures(Protocol):
    """Some imagined copies of each world, seen with the eyes of one seat.

    What the seat does not know is drawn within its band or taken from the quiet start, luck is
    another, and rivals play as the scenario says; there they do not look ahead themselves.
    """

    def play(self, strategy: "Strategy", turns: int) -> Array:
        """Let a strategy play the seat for so many turns.

        Returns:
            The seat's score, mean over the turns and copies, (world,); NaN for who has none.
        """


Imagine = Callable[[int, str], Futures]
"""Makes so many copies; the text keeps the luck of different questions apart."""
