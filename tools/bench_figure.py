"""Figures of the bench: what was measured, how, and whether it reaches its target."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One number of a run."""

    name: str
    value: float
    unit: str
    how: str
    """How many repeats, and which of them counts."""
    at_least: float | None = None
    at_most: float | None = None

    @property
    def target(self) -> str:
        """What issue 3 asks for."""
        if self.at_least is not None:
            return f">= {self.at_least:g}"
        return "" if self.at_most is None else f"<= {self.at_most:g}"

    @property
    def passed(self) -> bool | None:
        """Whether the target is reached; nothing where there is none."""
        if self.at_least is not None:
            return self.value >= self.at_least
        return None if self.at_most is None else self.value <= self.at_most

    @property
    def verdict(self) -> str:
        """The same in a word."""
        return {True: "pass", False: "miss", None: ""}[self.passed]

    def data(self) -> dict[str, object]:
        """Return it as plain values, for JSON."""
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "how": self.how,
            "target": self.target,
            "passed": self.passed,
        }


def table(figures: Sequence[Figure]) -> str:
    """Lay figures out as a Markdown table."""
    rows = [("figure", "value", "unit", "how", "target", "")]
    rows += [(f.name, plain(f.value), f.unit, f.how, f.target, f.verdict) for f in figures]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for number, row in enumerate(rows):
        cells = [
            cell.rjust(width) if i == 1 else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(f"| {' | '.join(cells)} |")
        if not number:
            rules = ["-" * (w - 1) + ":" if i == 1 else "-" * w for i, w in enumerate(widths)]
            lines.append(f"| {' | '.join(rules)} |")
    return "\n".join(lines)


def plain(value: float) -> str:
    """Write a number with three digits that count, without an exponent."""
    if abs(value) >= 100.0:
        return f"{value:,.0f}"
    return f"{value:#.3g}".rstrip(".")
