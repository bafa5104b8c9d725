"""Limits of a number, read from the type that declares them."""

import math
import typing
from dataclasses import dataclass
from typing import Any

from annotated_types import Ge, Gt, Le, Lt

from realm.core.words import VAST


@dataclass(frozen=True)
class Bounds:
    """Least and greatest value; a number must be finite whatever they are."""

    low: float = -math.inf
    high: float = math.inf
    above: bool = False
    """Whether the least value is itself too small."""
    below: bool = False
    """Whether the greatest value is itself too great."""

    def hold(self, value: float) -> bool:
        """Say whether a number keeps them."""
        if not math.isfinite(value):
            return False
        over = value > self.low if self.above else value >= self.low
        return over and (value < self.high if self.below else value <= self.high)

    def __str__(self) -> str:
        """Return words that follow "expected"."""
        low = f"{'above ' if self.above else ''}{self.low:g}"
        if math.isinf(self.high):
            finite = math.isinf(self.low)
            return "a finite number" if finite else low if self.above else f"{low} or more"
        high = f"{'below ' if self.below else ''}{self.high:g}"
        return f"at most {high}" if math.isinf(self.low) else f"{low} to {high}"


SHARE = Bounds(0.0, 1.0)
NOT_NEGATIVE = Bounds(0.0)


def declared(kind: type[Any]) -> dict[str, Bounds]:
    """Read the limits that the fields of a class declare, as `Annotated[float, Ge(0), Le(1)]`."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return {name: _read(hint) for name, hint in hints.items()}


def _read(hint: Any) -> Bounds:
    """Read one hint; of a union, the member that declares something."""
    found = [hint, *typing.get_args(hint)]
    notes = [note for part in found for note in getattr(part, "__metadata__", ())]
    low, high, above, below = -math.inf, math.inf, False, False
    for note in notes:
        if isinstance(note, Ge):
            low = float(note.ge)  # type: ignore[arg-type]
        elif isinstance(note, Gt):
            low, above = float(note.gt), True  # type: ignore[arg-type]
        elif isinstance(note, Le) and note.le != VAST:  # that bounds what files hold
            high = float(note.le)  # type: ignore[arg-type]
        elif isinstance(note, Lt):
            high, below = float(note.lt), True  # type: ignore[arg-type]
    return Bounds(low, high, above, below)
