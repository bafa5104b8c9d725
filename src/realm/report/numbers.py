"""Write numbers for people: units, digits, signs; and where ticks go."""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10, nan

from realm.lab.analysis.interval import Estimate

MOST_DECIMALS = 4
MINUS, THIN = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Unit:
    """How the values of an outcome are shown."""

    name: str
    """After a number, `%`; empty for a plain one."""
    difference: str
    """After a difference, `points`."""
    factor: float = 1.0
    """What values are multiplied with."""
    axis: str = ""
    """On an axis or in a heading."""

    @classmethod
    def of(cls, unit: str) -> "Unit":
        """Read the unit of an outcome."""
        if unit == "share":
            return cls("%", "percentage points", 100.0, "%")
        if unit in {"-", "", "-1..1"}:
            return cls("", "", 1.0, unit if unit == "-1..1" else "")
        return cls(unit, unit, 1.0, unit)


def decimals(value: float, half: float = nan) -> int:
    """Choose decimals: two digits of a half-width that count, else three of the value.

    >>> decimals(15.24, 3.9), decimals(0.01234), decimals(1234.5, 8.6)
    (1, 4, 1)
    """
    size, digits = (half, 2) if isfinite(half) and half > 0.0 else (abs(value), 3)
    if not isfinite(size) or size <= 0.0:
        return 0
    return min(max(digits - 1 - floor(log10(size)), 0), MOST_DECIMALS)


def plain(value: float, half: float = nan, *, signed: bool = False) -> str:
    """Write a number with the decimals that its half-width, or itself, allows.

    >>> plain(1234.5), plain(-0.01234), plain(15.24, 3.9, signed=True)
    ('1,234', '−0.0123', '+15.2')
    """
    if not isfinite(value):
        return "–"
    text = f"{abs(value):,.{decimals(value, half)}f}"
    if not text.strip("0.,"):
        return "0" if value == 0.0 else f"≈{THIN}0"
    sign = MINUS if value < 0.0 else "+" if signed else ""
    return sign + text


def with_unit(text: str, unit: str) -> str:
    r"""Put a unit behind a number.

    >>> with_unit("5", "%"), with_unit("5", "$/kg")
    ('5%', '5\xa0$/kg')
    """
    if not unit or text == "–":
        return text
    return text + unit if unit == "%" else f"{text}{THIN}{unit}"


def value(estimate: Estimate, unit: Unit) -> str:
    """Write a value with its unit."""
    return with_unit(
        plain(estimate.value * unit.factor, estimate.half_width * unit.factor), unit.name
    )


def change(estimate: Estimate, unit: Unit) -> str:
    """Write a difference, signed, without its unit."""
    return plain(estimate.value * unit.factor, estimate.half_width * unit.factor, signed=True)


def span(estimate: Estimate, unit: Unit, *, size: bool = False) -> str:
    """Write an interval: `11.4 to 19.1`; empty where there is none, or no width.

    Args:
        estimate: what it is of.
        unit: how it is shown.
        size: whether to leave out signs, for intervals on one side of zero.
    """
    half = estimate.half_width * unit.factor
    if not estimate.known or half == 0.0:
        return ""
    ends = [end * unit.factor for end in (estimate.low, estimate.high)]
    if size:
        ends = sorted(abs(end) for end in ends)
    return " to ".join(plain(end, half) for end in ends)


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Choose round numbers within two ends.

    >>> ticks(0.0, 9.0)
    [0.0, 2.0, 4.0, 6.0, 8.0]
    """
    if not high > low:
        return [low]
    rough = (high - low) / most
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * n for n in (1.0, 2.0, 2.5, 5.0, 10.0) if unit * n >= rough * (1 - 1e-9))
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [round(n * step, 12) for n in range(first, last + 1)]


def tick_labels(places: list[float], factor: float = 1.0) -> list[str]:
    """Write ticks with the same number of decimals, as few as tell them apart."""
    shown = [place * factor for place in places]
    for decimals in range(7):
        texts = [f"{abs(v):,.{decimals}f}" for v in shown]
        if all(
            abs(float(t.replace(",", "")) - abs(v)) < 1e-9
            for t, v in zip(texts, shown, strict=True)
        ):
            break
    return [MINUS + t if v < 0 and t.strip("0.,") else t for t, v in zip(texts, shown, strict=True)]
