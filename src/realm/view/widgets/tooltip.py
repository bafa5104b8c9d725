"""Draw the sentence that explains what the mouse rests on."""

from realm.view.canvas import Canvas
from realm.view.shape import Rect

WIDEST = 280.0
PADDING = 9.0
ASIDE, COLUMN = 0.34, 160.0
"""Rows of a column in this part of the page, and so wide, are explained beside it: a sentence over
the row above would hide its number."""
MOST_LINES = 7
"""Lines on the card of something on the map."""


def draw_tooltip(canvas: Canvas, page: Rect, target: Rect, text: str) -> Rect:
    """Draw a sentence beside its target, inside the page; return where."""
    room = WIDEST - 2 * PADDING
    lines = canvas.texts.wrap(text, "note", room)
    step = canvas.texts.height("note")
    width = max(canvas.texts.width(line, "note") for line in lines) + 2 * PADDING
    height = step * len(lines) + 2 * PADDING - 2
    x = max(page.x + 6, min(page.right - width - 6, target.middle[0] - width / 2))
    y = target.y - height - 6
    if y < page.y + 6:
        y = min(target.bottom + 6, page.bottom - height - 6)
    if target.right < page.x + ASIDE * page.width and target.width > COLUMN:
        x = target.right + 10
        y = max(page.y + 6, min(page.bottom - height - 6, target.middle[1] - height / 2))
    rect = Rect(x, y, width, height)
    canvas.box(rect, "pressed", "line_strong", radius=6)
    canvas.paragraph(rect.inset(PADDING), text, "note", "high")
    return rect


def draw_card(
    canvas: Canvas, page: Rect, at: tuple[float, float], title: str, lines: tuple[str, ...]
) -> Rect:
    """Draw what is known of something on the map, beside the mouse; return where."""
    texts = canvas.texts
    room = WIDEST - 2 * PADDING
    wrapped = [part for line in lines for part in texts.wrap(line, "note", room)]
    if len(wrapped) > MOST_LINES:
        wrapped = [*wrapped[: MOST_LINES - 1], "…"]
    step = texts.height("note")
    widths = [texts.width(title, "strong"), *(texts.width(line, "note") for line in wrapped)]
    width = min(WIDEST, max(widths) + 2 * PADDING)
    height = 20 + step * len(wrapped) + 2 * PADDING - 4
    x = min(at[0] + 16, page.right - width - 6)
    y = at[1] + 16
    if y + height > page.bottom - 6:
        y = at[1] - height - 10
    rect = Rect(x, max(page.y + 6, y), width, height)
    canvas.box(rect, "panel", "line_strong", radius=8)
    canvas.write((rect.x + PADDING, rect.y + PADDING + 7), title, "strong", room=room)
    y = rect.y + PADDING + 20
    for line in wrapped:
        canvas.write((rect.x + PADDING, y + step / 2), line, "note", "middle", room=room)
        y += step
    return rect
