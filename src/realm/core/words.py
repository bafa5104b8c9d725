"""Types of the words a scenario file is made of: ids, months, shares, quantities."""

import re
from typing import Annotated

from annotated_types import Ge, Gt, Le, Predicate

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")


MINUS = "−"


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
