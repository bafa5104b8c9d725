"""Types of the words a scenario file is made of: ids, months, shares, quantities."""

import math
import re
from typing import Annotated

from annotated_types import Ge, Gt, Le, Predicate

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")


MINUS = "−"
CLOSE = 1e-6
"""Part of a number by which the ends of a range differ at least."""
FINEST = -2
"""Power of ten to which ranges are written at most."""


def amount(value: float) -> str:
    """Write a number with three digits or so.

    >>> amount(1234.5), amount(61.75), amount(3.14159), amount(0.0)
    ('1,234', '61.8', '3.14', '0')
    """
    size = abs(value)
    if size < 0.005:
        return "0"
    told = f"{value:,.0f}" if size >= 100.0 else f"{value:.1f}" if size >= 10.0 else f"{value:.2f}"
    return told.replace("-", MINUS)


def ends(low: float, high: float) -> tuple[str, str]:
    """Write the ends of a range of an estimate as finely as two digits of its width deserve.

    They are rounded outwards, so that what lay within still does.

    >>> ends(61.37, 64.02), ends(4250.0, 17040.0), ends(0.58, 0.58)
    (('61.3', '64.1'), ('4,000', '18,000'), ('0.58', '0.58'))
    """
    width = high - low
    if not width > CLOSE * max(abs(low), abs(high)):
        return amount(low), amount(high)
    places = max(FINEST, math.floor(math.log10(width)) - 1)
    step = 10.0**places
    out = math.floor(round(low / step, 6)) * step, math.ceil(round(high / step, 6)) * step
    first, last = (f"{end:,.{max(0, -places)}f}".replace("-", MINUS) for end in out)
    return first, last


def is_month(text: str) -> bool:
    """Say whether `text` is a month like 2025-07."""
    return _MONTH.fullmatch(text) is not None


def is_id(text: str) -> bool:
    """Say whether `text` can name an entry: small letters, digits and _, 64 at most."""
    return _ID.fullmatch(text) is not None


Month = Annotated[str, Predicate(is_month)]
"""A month, `YYYY-MM`."""

Id = Annotated[str, Predicate(is_id)]
"""The key of an entry: small letters, digits and underscores, a letter first, 64 at most."""

Share = Annotated[float, Ge(0), Le(1)]
"""A part of a whole, 0 to 1."""

VAST = 1e10
"""More than any quantity of a scenario: five times the world's steel in tonnes a year."""
NotNegative = Annotated[float, Ge(0), Le(VAST)]
Positive = Annotated[float, Gt(0), Le(VAST)]
Growth = Annotated[float, Gt(-1), Le(1)]
"""Growth as a share a year: from nothing left to twice as much."""
Trust = Annotated[float, Ge(-1), Le(1)]
"""How far one actor trusts another, -1 to 1."""


def months_between(first: str, second: str) -> int:
    """Count the months from `first` to `second`, negative when `second` is earlier.

    >>> months_between("2025-01", "2025-07")
    6
    """
    year, month = first.split("-")
    other_year, other_month = second.split("-")
    return (int(other_year) - int(year)) * 12 + int(other_month) - int(month)


def month_after(first: str, months: int) -> str:
    """Name the month that lies `months` after `first`.

    >>> month_after("2025-11", 3)
    '2026-02'
    """
    year, month = first.split("-")
    count = int(year) * 12 + int(month) - 1 + months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"
