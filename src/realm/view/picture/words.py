"""Write numbers, months and changes as people read them."""

import math

from realm.core import words
from realm.view.picture.table import Change

MINUS, amount = words.MINUS, words.amount
NONE = "–"
"""What is shown where there is no number."""
SIZES = {"M": 1.0, "bn": 1000.0, "t/yr": 1.0, "kt/yr": 1000.0}
"""How large the units are that an indicator is written in, in its own: M$, t/year."""
SAME = 0.005
"""Part of a number by which it must move to be shown as moved."""


def figure(value: float, unit: str) -> tuple[str, str]:
    """Write a number in its unit: the digits, and the unit as it is shown beside them.

    >>> figure(0.583, "share"), figure(12600.0, "M$"), figure(41.2, "days")
    (('58', '%'), ('$12.6', 'bn'), ('41', 'days'))
    """
    digits, shown = _figure(value, unit)
    if not any(digit in "123456789" for digit in digits):  # nothing has no sign
        digits = digits.replace("-", "+" if unit == "-1..1" else "")
    return digits.replace("-", MINUS), shown


def _figure(value: float, unit: str) -> tuple[str, str]:
    if not math.isfinite(value):
        return NONE, ""
    match unit:
        case "share":
            part = 100.0 * value
            near = 0.05 <= abs(part) < 0.95 or 99.05 < abs(part) < 99.95
            return f"{part:.1f}" if near else f"{part:.0f}", "%"
        case "M$":
            from realm.rules.event import money  # the title is there before the rules are

            digits, _, unit = money(value).partition(" ")
            return digits, unit
        case "t/year":
            if abs(value) >= 10_000.0:
                return f"{value / 1000.0:,.1f}", "kt/yr"
            return amount(value), "t/yr"
        case "days":
            return f"{value:.0f}", "days"
        case "x world":
            return f"{value:.2f}", "× world"
        case "-1..1":
            return f"{value:+.2f}", ""
    return amount(value), unit


def dollars(kusd: float) -> str:
    """Write an amount of money given in k$.

    >>> dollars(84_000.0), dollars(1_200_000.0)
    ('$84.0 M', '$1.20 bn')
    """
    return " ".join(figure(kusd / 1000.0, "M$"))


def signed_dollars(kusd: float) -> str:
    """Write what is gained or lost, given in k$, always with its sign.

    >>> signed_dollars(84_000.0), signed_dollars(-1_200_000.0)
    ('+$84.0 M', '−$1.20 bn')
    """
    return f"{'+' if kusd >= 0.0 else MINUS}{dollars(abs(kusd))}"


def moved(before: float, now: float, unit: str, better: float = 0.0) -> Change | None:
    """Say how a number moved; nothing where it did not.

    >>> moved(2730.0, 2656.5, "M$").text, moved(12600.0, 11400.0, "M$").text
    ('0.07', '1.20')

    Args:
        before: what it was.
        now: what it is.
        unit: its unit, as `figure` knows it.
        better: above 0 where more is better, below 0 where less is, 0 where neither.
    """
    if not (math.isfinite(before) and math.isfinite(now)):
        return None
    by = now - before
    digits, shown = figure(abs(by), unit)
    _, beside = figure(now, unit)
    if figure(before, unit) == figure(now, unit) or not any(d in "123456789" for d in digits):
        return None
    if shown != beside:  # it is read in the unit of the number that it stands beside
        part = abs(by) / SIZES[beside]
        digits = amount(part) if part >= 0.01 else f"{part:.3f}"
        if not float(digits.replace(",", "")):
            return None
    return Change(
        text=digits.lstrip("+$"), rises=by > 0.0, good=None if better == 0.0 else by * better > 0.0
    )


def moved_part(before: float, now: float, better: float = 0.0) -> Change | None:
    """Say by what part a price moved; `better` as in `moved`."""
    if not (math.isfinite(before) and math.isfinite(now)) or before <= 0.0:
        return None
    part = now / before - 1.0
    if abs(part) < SAME:
        return None
    good = None if better == 0.0 else part * better > 0.0
    return Change(text=f"{100.0 * abs(part):.1f} %", rises=part > 0.0, good=good)


def steady_part(before: float, now: float) -> str:
    """Say by what part a price moved that counts as steady; empty where that is not known.

    >>> steady_part(50.0, 50.1), steady_part(50.0, 50.0), steady_part(math.nan, 50.0)
    ('+0.2 %', '0.0 %', '')
    """
    if not (math.isfinite(before) and math.isfinite(now)) or before <= 0.0:
        return ""
    told = f"{100.0 * (now / before - 1.0):+.1f} %".replace("-", "−")
    return told[1:] if told[1:] == "0.0 %" else told


def good(name: str) -> str:
    """Name a commodity in as few words as tell it from others.

    >>> good("NdPr metal and its alloy"), good("Oxide (heavy, 83 % pure)")
    ('NdPr metal', 'Oxide')
    """
    from realm.rules.event import short

    return short(name).partition(" and its ")[0]


def capital(text: str) -> str:
    """Begin a sentence with it."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Make a sentence of it: a capital first, one full stop last."""
    return f"{capital(text).rstrip('.')}."


def quarter(month: str, months: int) -> str:
    """Name a turn by its first month: 2025 Q3 where turns are quarters, else the month.

    >>> quarter("2025-07", 3), quarter("2025-07", 1)
    ('2025 Q3', '2025-07')
    """
    year, number = month.split("-")
    return f"{year} Q{(int(number) + 2) // 3}" if months == 3 else month
