"""Names that a scenario may use but that the upper floors know, handed in to the check."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple


class Complaint(NamedTuple):
    """What is wrong with a name that upper floors know."""

    expected: str
    found: str
    known: Collection[str] = ()
    """The names there are."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names known outside; None where any name will do."""

    strategies: frozenset[str] | None = None
    """Strategies that seats and default strategies may name."""
    tuned: Callable[[str], Complaint | None] | None = None
    """Says what is wrong with a strategy and its parameters, `conserve:threshold=0.3`."""
    indicators: frozenset[str] | None = None
    """Indicators that objectives may weigh."""
    country_indicators: frozenset[str] | None = None
    """Those of them that a country has; None where all."""
    firm_indicators: frozenset[str] | None = None
    """Those of them that a firm has; None where all."""
