"""Names that a scenario may use but that the upper floors know, handed in to the check."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """Names known outside; None where any name will do."""

    strategies: frozenset[str] | None = None
    """Strategies that seats and default strategies may name."""
    indicators: frozenset[str] | None = None
    """Indicators that objectives may weigh."""
    country_indicators: frozenset[str] | None = None
    """Those of them that a country has; None where all."""
    firm_indicators: frozenset[str] | None = None
    """Those of them that a firm has; None where all."""
