"""What stands around every chart: what was found, what is shown, what it rests on."""

from realm.report.drawing import STRONG, Drawing

WIDTH = 860.0
TITLE, LEAD, NOTE = 18.0, 13.0, 11.0
"""Sizes of letters in pixels."""


def framed(name: str, title: str, lead: str) -> tuple[Drawing, float]:
    """Begin a chart; return it, and the y where it goes on."""
    drawing = Drawing(name, WIDTH, title=f"{title}. {lead}")
    drawing.line((0.0, 1.5), (44.0, 1.5), role="one", width=3.0)
    y = drawing.paragraph((0.0, 26.0), title, wide=WIDTH, size=TITLE, weight=STRONG, leading=1.25)
    y = drawing.paragraph((0.0, y), lead, wide=WIDTH, size=LEAD, role="soft")
    return drawing, y + 8.0


def finished(drawing: Drawing, y: float, note: str) -> Drawing:
    """End a chart with what it rests on."""
    y = drawing.paragraph((0.0, y + 8.0), note, wide=WIDTH, size=NOTE, role="soft", leading=1.4)
    drawing.height = y - 4.0
    return drawing
