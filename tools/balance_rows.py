"""Rows of the source tables, and how to group them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import balance_rules as rules

Row = dict[str, str]
Tables = dict[str, list[Row]]

FLOW = "base_flow_t_per_year"
OUTPUT = "output_2024_t_per_year"


def number(row: Mapping[str, str], column: str) -> float:
    """Return a cell as a number, 0 when it is empty."""
    return float(row[column] or 0)


def renamed(groups: Mapping[str, rules.Merged]) -> dict[str, str]:
    """Return what each part of the groups becomes."""
    return {part: new for new, group in groups.items() for part in group.parts}


def note(rule: str, parts: Iterable[str], sources: Iterable[str]) -> str:
    """Return the source of a merged row."""
    told = list(dict.fromkeys(source for source in sources if source))
    short = "; ".join(told[:2]) + (f"; and {len(told) - 2} more" if len(told) > 2 else "")
    marks = "assumption: " if short.startswith("[A]") else ""
    return f"{marks}merged (rule {rule}) from {', '.join(parts)}: {short}"


def mean(rows: Sequence[Row], column: str, weight: str) -> str:
    """Return the mean of a column, weighted by another."""
    total = sum(number(row, weight) for row in rows)
    if not total:
        return rows[0][column]
    weighted = sum(number(row, column) * number(row, weight) for row in rows) / total
    return f"{weighted:.4g}"


def grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    """Group rows by a key, in the order of first sight."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def largest(rows: Sequence[Row], column: str) -> Row:
    """Return the row with the largest number in a column."""
    return max(rows, key=lambda row: number(row, column))


def slots(links: Iterable[Row], end: str) -> dict[str, list[Row]]:
    """Group links by node and commodity at one end."""
    return grouped(links, lambda row: f"{row[end]} {row['commodity']}")
