"""A scale: numbers to pixels."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

from realm.report.numbers import ticks

ROOM = 0.04
"""Part of the range left free at both ends."""


@dataclass(frozen=True)
class Scale:
    """Linear, from a range of numbers to a range of pixels."""

    low: float
    high: float
    begin: float
    end: float

    @classmethod
    def over(
        cls, values: Iterable[float], begin: float, end: float, *, zero: bool = False
    ) -> "Scale":
        """Span all numbers, and zero if asked."""
        known = [v for v in values if isfinite(v)] + ([0.0] if zero else [])
        low, high = (min(known), max(known)) if known else (0.0, 1.0)
        if high - low <= 1e-9 * max(abs(low), abs(high)):
            middle = abs(high) or 1.0
            return cls(low - 0.05 * middle, high + 0.05 * middle, begin, end)
        room = ROOM * (high - low)
        ends = (
            low if zero and low == 0.0 else low - room,
            high if zero and high == 0.0 else high + room,
        )
        return cls(*ends, begin, end)

    def __call__(self, value: float) -> float:
        """Place a number."""
        part = (value - self.low) / (self.high - self.low)
        return self.begin + part * (self.end - self.begin)

    def ticks(self, most: int = 4, factor: float = 1.0) -> list[float]:
        """Choose round places; round in what is shown, which is `factor` times the number."""
        return [tick / factor for tick in ticks(self.low * factor, self.high * factor, most)]
