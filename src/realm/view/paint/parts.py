"""Paint what several panels share: the card they lie on, headings, changes."""

from realm.view.canvas import Canvas
from realm.view.picture.table import Change, Gauge, Kpi
from realm.view.shape import Point, Rect
from realm.view.text import Texts

PADDING = 16.0
TRACK = 4.0
"""Height of the scale of a number."""
UNDER = 5.0
"""How far under it the middle of the mark stands: a pointer, nothing to take hold of."""
ARROW = 12.0
"""Room that the triangle of a change takes."""


def card(canvas: Canvas, rect: Rect) -> Rect:
    """Draw a panel's card; return what is inside its padding."""
    canvas.box(rect, "panel", "line", radius=canvas.theme.sizes["card_radius"])
    return rect.inset(PADDING)


def heading(canvas: Canvas, inside: Rect, title: str, note: str = "") -> None:
    """Write a panel's title, and a note at its right."""
    y = inside.y + 6
    wide = canvas.texts.width(title, "caps")
    canvas.write((inside.x, y), title, "caps", "middle", room=inside.width)
    if note:
        room = max(40.0, inside.width - wide - 16)
        canvas.write((inside.right, y), note, "note", "middle", align="right", room=room)


def change_width(texts: Texts, told: Change | None) -> float:
    """Return how wide it is to say how a number moved."""
    return 0.0 if told is None else ARROW + texts.width(told.text, "note_strong")


def change(canvas: Canvas, at: Point, told: Change, room: float) -> None:
    """Write how a number moved: a triangle and by how much, coloured by whether that is good."""
    ink = "low" if told.good is None else "good" if told.good else "bad"
    canvas.triangle((at[0] + 4.5, at[1]), ink, up=told.rises)
    canvas.write((at[0] + ARROW, at[1]), told.text, "note_strong", ink, room=room - ARROW)


def gauge(canvas: Canvas, track: Rect, told: Gauge) -> None:
    """Draw a scale, green where an aim is met, with a mark where the number stands."""
    canvas.box(track, "line", radius=track.height / 2)
    start, end = (track.x + share * track.width for share in told.zone)
    canvas.box(Rect(start, track.y, end - start, track.height), "good", radius=track.height / 2)
    canvas.triangle((track.x + told.mark * track.width, track.bottom + UNDER), "white", up=True)


def spark(canvas: Canvas, rect: Rect, kpi: Kpi) -> None:
    """Draw the past of a number; what moved too little to be seen leans a little at its end."""
    lean = 0 if kpi.change is None else 1 if kpi.change.rises else -1
    canvas.spark(rect, kpi.series, span=kpi.span, lean=lean)
