"""Draw the sentence that explains what the mouse rests on."""

from collections.abc import Sequence

from realm.view.canvas import Canvas
from realm.view.shape import Rect

WIDEST = 280.0
PADDING = 9.0
ASIDE, COLUMN = 0.34, 160.0
"""Rows of a column in this part of the page, and so wide, are explained beside it: a sentence over
the row above would hide its number."""
MOST_LINES = 7
"""Lines on the card of something on the map."""


def draw_tooltip(
    canvas: Canvas,
    page: Rect,
    target: Rect,
    text: str,
    others: Sequence[Rect] = (),
    first: Sequence[Rect] = (),
) -> Rect:
    """Draw a sentence beside its target, inside the page; return where.

    Args:
        canvas: where to draw.
        page: what it stays in.
        target: what it is about.
        text: the sentence.
        others: controls that it leaves free where it can.
        first: what it rather leaves free than these.
    """
    room = WIDEST - 2 * PADDING
    lines = canvas.texts.wrap(text, "note", room)
    step = canvas.texts.height("note")
    width = max(canvas.texts.width(line, "note") for line in lines) + 2 * PADDING
    height = step * len(lines) + 2 * PADDING - 2
    places = _places(page.inset(6), target, width, height, first)
    rect = min(places, key=lambda place: (_hidden(place, first), _hidden(place, others)))
    canvas.box(rect, "pressed", "line_strong", radius=6)
    canvas.paragraph(rect.inset(PADDING), text, "note", "high")
    return rect


def _places(
    inside: Rect, target: Rect, width: float, height: float, clear: Sequence[Rect]
) -> list[Rect]:
    """List where a sentence may stand: above what it is about, below it, or beside it.

    The best-looking come first; last come those that are moved to a side, and farther off above or
    below what shall be `clear` of it.
    """

    def across(x: float) -> float:
        return max(inside.x, min(inside.right - width, x))

    x = across(target.middle[0] - width / 2)
    y = max(inside.y, min(inside.bottom - height, target.middle[1] - height / 2))
    above = Rect(x, target.y - height - 6, width, height)
    below = Rect(x, target.bottom + 6, width, height)
    right = Rect(target.right + 10, y, width, height)
    left = Rect(target.x - 10 - width, y, width, height)
    found = [above, below, right, left]
    if target.right < ASIDE * (inside.right + 6) and target.width > COLUMN:
        found = [right, above, below, left]
    aside = [across(target.x), across(target.right - width), across(target.right + 10),
             across(target.x - 10 - width)]  # fmt: skip
    ys = [above.y, below.y]
    found += [Rect(at, top, width, height) for at in aside for top in ys]
    off = [top for one in clear for top in (one.y - height - 6, one.bottom + 6)]
    found += [Rect(at, top, width, height) for top in off for at in (x, *aside)]
    lowest = Rect(x, min(target.bottom + 6, inside.bottom - height), width, height)
    free = (place for place in found if inside.holds(place) and not place.meets(target))
    return list(free) or [lowest]


def _hidden(place: Rect, others: Sequence[Rect]) -> float:
    """Measure what of the others would lie under it."""
    shared = [place.common(other) for other in others]
    return sum(one.width * one.height for one in shared)


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
