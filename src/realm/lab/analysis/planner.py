"""The planner: how many worlds a wanted precision takes."""

from dataclasses import dataclass
from math import floor, isfinite, log10

from realm.lab.analysis.interval import Estimate, worlds_for


@dataclass(frozen=True)
class Need:
    """Worlds that bring an interval to plus or minus `half_width`."""

    half_width: float
    worlds: float
    """Infinite where nothing is known about the spread."""

    def __str__(self) -> str:
        return f"about {rounded(self.worlds):,} worlds" if isfinite(self.worlds) else "unknown"


def need(estimate: Estimate, half_width: float) -> Need:
    """Plan from the spread that a batch showed; a pilot of 30 worlds is a fair beginning."""
    return Need(half_width, worlds_for(estimate.deviation, half_width))


def rounded(count: float) -> int:
    """Round to two digits: more would promise what a pilot cannot know.

    >>> rounded(3217)
    3200
    """
    if count < 100:
        return round(count)
    unit = 10 ** (floor(log10(count)) - 1)
    return int(round(count / unit) * unit)
