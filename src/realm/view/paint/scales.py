"""Paint two sides weighed thing by thing: bars to the right for what it brings, left for costs."""

from realm.view.canvas import Canvas
from realm.view.picture.page import Scale, Scales
from realm.view.shape import Rect

HEAD, ROW, WHOLE = 24.0, 25.0, 34.0
LABEL = 0.34
"""Part of the width that labels take."""
VALUE = 74.0


def height(block: Scales) -> float:
    """Return how tall scales are."""
    return HEAD + sum(WHOLE if row.whole else ROW for row in block.rows)


def draw(canvas: Canvas, rect: Rect, block: Scales) -> None:
    """Draw scales."""
    label = rect.width * LABEL
    half = (rect.width - label - 16) / 2
    sides = [Rect(rect.x + label, rect.y, half, HEAD)]
    sides.append(Rect(sides[0].right + 16, rect.y, half, HEAD))
    for side, head in zip(sides, block.heads, strict=True):
        canvas.write((side.right, side.middle[1]), head, "micro", "middle", align="right",
                     room=side.width)  # fmt: skip
    y = rect.y + HEAD
    for row in block.rows:
        tall = WHOLE if row.whole else ROW
        line = Rect(rect.x, y, rect.width, tall)
        _row(canvas, line, row, label, [Rect(side.x, y, side.width, tall) for side in sides])
        y += tall


def _row(canvas: Canvas, line: Rect, row: Scale, label: float, sides: list[Rect]) -> None:
    middle = line.middle[1]
    role = "h2" if row.whole else "note_strong"
    if row.whole:
        canvas.rule((line.x, line.y + 2), line.width, "line_strong")
    wide = canvas.write((line.x, middle), row.label, role, room=label - 8)
    room = label - wide - 16
    if row.note and room > 24:
        canvas.write((line.x + wide + 8, middle), row.note, "note", "low", room=room)
    values = (row.left, row.left_text), (row.right, row.right_text)
    for side, (value, text) in zip(sides, values, strict=True):
        ink = "good" if value > 0.0 else "bad" if value < 0.0 else "low"
        canvas.write((side.right, middle), text, role, ink if row.whole else "high",
                     align="right", room=VALUE)  # fmt: skip
        if not row.whole:
            _bar(canvas, Rect(side.x, middle - 4, side.width - VALUE - 8, 8), value, ink)


def _bar(canvas: Canvas, track: Rect, value: float, ink: str) -> None:
    """Draw a bar from the middle of its track."""
    canvas.box(track, "raised", radius=2)
    length = track.width / 2 * min(1.0, abs(value))
    start = track.middle[0] - (length if value < 0.0 else 0.0)
    if length >= 1.0:
        canvas.box(Rect(start, track.y, length, track.height), ink, radius=2)
    canvas.rule((track.middle[0], track.y - 3), track.height + 6, "middle", upright=True)
