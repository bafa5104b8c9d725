"""A chart of fans: how outcomes spread as time goes by, one panel an outcome."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array
from realm.lab.analysis.fans import SHARES, Fan
from realm.report.drawing import STRONG, Drawing, Spot, width_of, wrapped
from realm.report.frame import WIDTH, finished, framed
from realm.report.look import SERIES
from realm.report.numbers import tick_labels
from realm.report.scale import Scale

ACROSS, GAP, TALL = 2, 34.0, 170.0
MIDDLE = SHARES.index(0.5)


@dataclass(frozen=True)
class FanPanel:
    """An outcome."""

    title: str
    note: str
    fans: tuple[tuple[str, Fan], ...]
    """By what they are called at their ends, the yardstick first."""
    factor: float = 1.0


def fan_chart(name: str, title: str, lead: str, note: str, panels: Sequence[FanPanel]) -> Drawing:
    """Draw it."""
    drawing, y = framed(name, title, lead)
    across = min(ACROSS, len(panels))
    wide = (WIDTH - GAP * (across - 1)) / across
    for first in range(0, len(panels), across):
        for place, panel in enumerate(panels[first : first + across]):
            _panel(drawing, panel, place * (wide + GAP), wide, y)
        y += TALL + 84.0
    return finished(drawing, y - 4.0, note)


def _panel(drawing: Drawing, panel: FanPanel, left: float, wide: float, y: float) -> None:
    drawing.text((left, y + 12.0), wrapped(panel.title, wide, 13.0, STRONG)[0], weight=STRONG)
    drawing.text((left, y + 29.0), panel.note, role="soft", size=11.0)
    names = max((width_of(name, 12.0, STRONG) for name, _ in panel.fans), default=0.0)
    right = left + wide - min(names + 8.0, 0.36 * wide)
    top, bottom = y + 44.0, y + 44.0 + TALL
    numbers = [float(v) for _, fan in panel.fans for v in fan.quantiles.ravel()]
    scale = Scale.over(numbers, bottom, top, zero=_near_zero(numbers))
    places = scale.ticks(4, panel.factor)
    labels = tick_labels(places, panel.factor)
    margin = max(width_of(text, 11.0) for text in labels) + 8.0
    for place, text in zip(places, labels, strict=True):
        drawing.line((left + margin, scale(place)), (right, scale(place)), role="grid")
        drawing.text((left + margin - 6.0, scale(place) + 4.0), text, role="soft", size=11.0,
                     anchor="end")  # fmt: skip
    months = panel.fans[0][1].months
    across = Scale(0.0, max(len(months) - 1.0, 1.0), left + margin + 2.0, right - 4.0)
    _time(drawing, months, across, bottom)
    alone = len(panel.fans) == 1
    for (_, fan), role in zip(panel.fans, SERIES, strict=False):
        for low, high in ((0, 4), (1, 3)) if alone else ((0, 4),):
            drawing.area(_band(fan.quantiles[[low, high]], across, scale), role=role, opacity=0.16)
    for (_, fan), role in zip(panel.fans, SERIES, strict=False):
        spots = _line(fan.quantiles[MIDDLE], across, scale)
        if len(spots) > 1:
            drawing.line(*spots, role=role, width=2.2)
    _ends(drawing, panel, scale, right)


def _ends(drawing: Drawing, panel: FanPanel, scale: Scale, right: float) -> None:
    """Name the fans at their ends, moved apart where they would overlap."""
    ends = [float(fan.quantiles[MIDDLE, -1]) for _, fan in panel.fans]
    rows = sorted(
        (scale(end), name, role)
        for end, (name, _), role in zip(ends, panel.fans, SERIES, strict=False)
        if np.isfinite(end)
    )
    least, shown = -np.inf, []
    for y, name, role in rows:
        least = max(y, least + 15.0)
        shown.append((least, name, role))
    over = max(shown[-1][0] - max(scale.begin, rows[-1][0]), 0.0) if shown else 0.0
    for y, name, role in shown:
        drawing.text((right + 4.0, y - over + 4.0), name, role=role, size=12.0, weight=STRONG)


def _time(drawing: Drawing, months: tuple[str, ...], across: Scale, bottom: float) -> None:
    """Mark where years begin; name months where there is but one year."""
    drawing.line((across.begin - 2.0, bottom), (across.end + 4.0, bottom), role="axis")
    years = [month[:4] for month in months]
    few = len(set(years)) == 1
    last = -np.inf
    for place, month in enumerate(months):
        new = few or place == 0 or years[place] != years[place - 1]
        x = across(float(place))
        text = month if few else month[:4]
        if new and x - last >= width_of(text, 11.0) + 10.0:
            drawing.line((x, bottom), (x, bottom + 4.0), role="axis")
            drawing.text((x, bottom + 17.0), text, role="soft", size=11.0,
                         anchor="start" if place == 0 else "middle")  # fmt: skip
            last = x


def _band(ends: Array, across: Scale, scale: Scale) -> list[Spot]:
    low, high = (_line(row, across, scale) for row in ends)
    return [*low, *reversed(high)]


def _line(row: Array, across: Scale, scale: Scale) -> list[Spot]:
    return [(across(float(n)), scale(float(v))) for n, v in enumerate(row) if np.isfinite(v)]


def _near_zero(numbers: Sequence[float]) -> bool:
    """Say whether zero is near enough to be shown without flattening everything."""
    known = [n for n in numbers if np.isfinite(n)]
    if not known or min(known) < 0.0:
        return False
    return min(known) < 0.5 * max(known)
