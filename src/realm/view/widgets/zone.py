"""The line under settings that the other side is likely to accept, or that come closest."""

from realm.view.canvas import Canvas
from realm.view.shape import Rect

DASH, BETWEEN = 5.0, 4.0
"""Length of a dash, and room between two."""


def draw_zone(canvas: Canvas, line: Rect, *, closest: bool = False) -> None:
    """Draw the line: whole under what is likely accepted, in dashes under what comes closest."""
    if not closest:
        canvas.box(line, "good", radius=1)
        return
    count = max(2, round((line.width + BETWEEN) / (DASH + BETWEEN)))
    for dash in line.columns(count, BETWEEN):
        canvas.box(dash, "good", radius=1)
