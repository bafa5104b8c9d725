"""Paint numbers over time: a small chart each, side by side."""

from realm.view.canvas import Canvas
from realm.view.paint import parts
from realm.view.picture.table import Kpi
from realm.view.shape import Rect

CHART, GAP = 104.0, 18.0
"""Height of a chart with its number, and room between two beside one another."""
LEAST = 190.0
"""Least width of a chart."""


def places(rect: Rect, count: int) -> list[Rect]:
    """Return the place of each chart; those that are few share all of the width."""
    across = min(count, columns(rect.width))
    wide = (rect.width - GAP * (across - 1)) / across
    return [
        Rect(rect.x + i % across * (wide + GAP), rect.y + i // across * CHART, wide, CHART)
        for i in range(count)
    ]


def columns(width: float) -> int:
    """Return how many charts lie beside one another."""
    return max(1, int((width + GAP) // (LEAST + GAP)))


def height(width: float, count: int) -> float:
    """Return how tall so many charts are."""
    return CHART * -(-count // columns(width))


def draw(canvas: Canvas, place: Rect, kpi: Kpi) -> None:
    """Draw a number, how it moved, and its past."""
    canvas.rule((place.x, place.y), place.width)
    canvas.write((place.x, place.y + 14), kpi.label, "note", "middle", room=place.width)
    x, y = place.x, place.y + 34
    x += canvas.write((x, y), kpi.value, "number", room=place.width * 0.5) + 5
    if kpi.unit:
        room = max(20.0, (place.right - x) * 0.5)
        x += canvas.write((x, y + 1), kpi.unit, "note", "low", room=room) + 9
    if kpi.change is not None:
        parts.change(canvas, (x, y + 1), kpi.change, place.right - x)
    parts.spark(canvas, Rect(place.x, place.y + 48, place.width, CHART - 58), kpi)
