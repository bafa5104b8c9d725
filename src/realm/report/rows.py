"""A chart of rows: dots with intervals, one panel an outcome, rows shared by all panels."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan

from realm.report.drawing import STRONG, Drawing, width_of, wrapped
from realm.report.frame import WIDTH, finished, framed
from realm.report.numbers import tick_labels
from realm.report.scale import Scale

ROW, GROUP, GAP = 25.0, 30.0, 26.0
ACROSS = 3
"""Panels side by side."""
LABELS = 250.0
"""Most that row labels may take."""
NARROW = 320.0
"""Width of a panel below which few ticks have room."""
VALUES = 62.0
"""Room for the number at the end of a row."""


@dataclass(frozen=True)
class Row:
    """What a row is about."""

    label: str
    group: str = ""
    """A heading above it, if not that of the row before."""


@dataclass(frozen=True)
class Mark:
    """What a panel shows in a row."""

    value: float
    low: float = nan
    high: float = nan
    role: str = "one"
    text: str = ""
    inner: tuple[float, float] | None = None
    """A thicker part of the interval."""
    bar: bool = False
    """Whether a bar from zero stands behind the dot."""


@dataclass(frozen=True)
class Panel:
    """An outcome."""

    title: str
    note: str
    """Unit, and which way is better."""
    marks: tuple[Mark | None, ...]
    """One a row."""
    factor: float = 1.0
    """What ticks are multiplied with."""
    zero: bool = True
    """Whether the scale shows zero."""


def rows_chart(
    name: str, title: str, lead: str, note: str, rows: Sequence[Row], panels: Sequence[Panel]
) -> Drawing:
    """Draw it."""
    drawing, y = framed(name, title, lead)
    longest = max(width_of(row.label, 12.5) for row in rows)
    left = min(longest + 14.0, LABELS)
    across = 2 if len(panels) == 4 else min(ACROSS, len(panels))
    wide = (WIDTH - left - GAP * (across - 1)) / across
    for first in range(0, len(panels), across):
        strip = panels[first : first + across]
        heads = [wrapped(panel.title, wide, 13.0, STRONG) for panel in strip]
        head = 17.0 * max(map(len, heads)) + 36.0
        tops = _tops(rows, y + head)
        bottom = tops[-1] + ROW
        _labels(drawing, rows, tops, left)
        for place, panel in enumerate(strip):
            x = left + place * (wide + GAP)
            for number, line in enumerate(heads[place]):
                drawing.text((x, y + 12.0 + 17.0 * number), line, weight=STRONG)
            _panel(drawing, panel, tops, x, x + wide, y + head, y)
        y = bottom + 26.0
    return finished(drawing, y - 12.0, note)


def _tops(rows: Sequence[Row], y: float) -> list[float]:
    """Place the rows below each other, room for headings between."""
    found = []
    before = ""
    for row in rows:
        if row.group != before:
            y += GROUP if before or row.group else 0.0
            before = row.group
        found.append(y)
        y += ROW
    return found


def _labels(drawing: Drawing, rows: Sequence[Row], tops: Sequence[float], left: float) -> None:
    before = ""
    for row, top in zip(rows, tops, strict=True):
        if row.group and row.group != before:
            drawing.text((0.0, top - 8.0), row.group, weight=STRONG, size=12.5)
        before = row.group
        for number, line in enumerate(wrapped(row.label, left - 14.0, 12.5)[:1]):
            drawing.text((0.0, top + 17.0 + 14.0 * number), line, size=12.5)


def _panel(
    drawing: Drawing, panel: Panel, tops: Sequence[float], left: float, right: float,
    top: float, head: float,
) -> None:  # fmt: skip
    marks = [mark for mark in panel.marks if mark is not None]
    lines = (top - head - 36.0) / 17.0
    drawing.text((left, head + 12.0 + 17.0 * lines), panel.note, role="soft", size=11.0)
    ends = [end for mark in marks for end in (mark.value, mark.low, mark.high)]
    scale = Scale.over(ends, left + 4.0, right - VALUES, zero=panel.zero)
    places = scale.ticks(3 if right - left < NARROW else 6, panel.factor)
    for place, text in zip(places, tick_labels(places, panel.factor), strict=True):
        x = scale(place)
        drawing.text((x, top - 3.0), text, role="soft", size=11.0, anchor="middle")
        _upright(drawing, x, tops, role="grid", width=1.0)
    if panel.zero:
        _upright(drawing, scale(0.0), tops, role="axis", width=1.3)
    for mark, y in zip(panel.marks, tops, strict=True):
        if mark is not None:
            _mark(drawing, mark, scale, y + ROW / 2.0)
            drawing.text((right, y + 17.0), mark.text, role=mark.role, size=12.0, anchor="end",
                         weight=STRONG if mark.role != "none" else 400)  # fmt: skip


def _upright(drawing: Drawing, x: float, tops: Sequence[float], *, role: str, width: float) -> None:
    """Draw a line down the rows, open where headings stand."""
    begin = tops[0]
    for here, after in zip(tops, [*tops[1:], float("inf")], strict=True):
        if after - here > ROW:
            drawing.line((x, begin), (x, here + ROW), role=role, width=width)
            begin = after


def _mark(drawing: Drawing, mark: Mark, scale: Scale, y: float) -> None:
    if not isfinite(mark.value):
        return
    if mark.bar:
        box = [(scale(0.0), y - 5.0), (scale(mark.value), y - 5.0),
               (scale(mark.value), y + 5.0), (scale(0.0), y + 5.0)]  # fmt: skip
        drawing.area(box, role=mark.role, opacity=0.28)
    if isfinite(mark.low) and isfinite(mark.high):
        drawing.line((scale(mark.low), y), (scale(mark.high), y), role=mark.role, width=1.8)
    if mark.inner is not None:
        low, high = (scale(end) for end in mark.inner)
        drawing.line((low, y), (high, y), role=mark.role, width=5.0)
    drawing.dot((scale(mark.value), y), radius=4.6, role=mark.role)
