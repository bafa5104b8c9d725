"""The signs of README 7.0, and how an order is split."""

TINY = 1e-200


def clip(x: float, low: float, high: float) -> float:
    """Keep x between two bounds."""
    return low if x < low else high if x > high else x  # noqa: FURB136


def over(x: float, y: float, otherwise: float) -> float:
    """Divide where the divisor is positive."""
    return x / y if y > 0.0 else otherwise


def ratio(x: float, y: float) -> float:
    """Divide, so that 0 / 0 is 0."""
    return x / max(y, TINY)


def met_and_free(called: float, want: float) -> tuple[float, float]:
    """Find which part of the calls is met, and what is left for the shares (7.7)."""
    met = min(1.0, over(want, called, 1.0))
    return met, max(want - called, 0.0)
