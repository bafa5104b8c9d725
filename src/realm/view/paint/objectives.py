"""Paint the objectives: what the seat wants, how far it is, and its score."""

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.paint import parts
from realm.view.picture.table import Objective, Objectives
from realm.view.shape import Rect
from realm.view.text import SQUEEZE, Texts

ROW, LEAST_ROW = 44.0, 38.0
"""Greatest and least height of an objective."""
NOTE_GAP, GAP = 7.0, 8.0
"""Room between the name of an objective and its aim, and between that and how it stands."""
MOST = 0.62
"""Largest part of a row that says how an objective stands."""
HEAD = 22.0
ALONE = 26.0
"""Height of the score where it stands alone."""
FOOT = 42.0


def rows(inside: Rect, picture: Objectives) -> list[Rect]:
    """Return the place of each objective."""
    foot = FOOT if picture.score else 0.0
    room = inside.height - HEAD - foot
    height = max(LEAST_ROW, min(ROW, room / max(1, len(picture.items))))
    return inside.below(HEAD).rows(height, len(picture.items))


def height(picture: Objectives) -> float:
    """Return how tall the content is at least."""
    if not picture.items:
        return ALONE
    return HEAD + LEAST_ROW * len(picture.items) + (FOOT if picture.score else 0.0)


def room(picture: Objectives) -> tuple[float, bool]:
    """Return how tall the panel is at least, and whether nothing but the score stands there."""
    return height(picture) + 2 * parts.PADDING, not picture.items


def _progress(texts: Texts, row: Rect, item: Objective) -> float:
    """Return the room that is taken by how an objective stands."""
    return min(texts.width(item.progress, "note"), row.width * MOST)


def draw(
    canvas: Canvas, inside: Rect, picture: Objectives, messages: Messages, *, scrolls: bool = False
) -> None:
    """Draw the panel's content; where it scrolls, the score stands in the heading as well."""
    note = picture.until
    if scrolls and picture.score:
        note = messages.say("table.score_now", score=picture.score, rank=picture.rank)
    if picture.items:
        parts.heading(canvas, inside, messages.say("table.objectives"), note)
    lines = rows(inside, picture)
    for row, item in zip(lines, picture.items, strict=True):
        y = row.y + 13
        wide = _progress(canvas.texts, row, item)
        room = row.width - wide - GAP
        x = row.x + canvas.write((row.x, y), item.label, "body", room=room) + NOTE_GAP
        left = row.right - wide - GAP - x
        if SQUEEZE * canvas.texts.width(item.note, "note") <= left:
            canvas.write((x, y), item.note, "note", "middle", room=left)
        canvas.write((row.right, y), item.progress, "note", "middle", align="right", room=wide)
        bar = Rect(row.x, y + 14, row.width, parts.TRACK)
        parts.gauge(canvas, bar, item.gauge)
    if not picture.score:
        return
    foot = inside.foot(FOOT - 8)
    if picture.items:
        canvas.rule((foot.x, foot.y), foot.width)
    y = foot.y + 23 if picture.items else inside.middle[1]
    label = messages.say("table.score")
    x = foot.x + canvas.write((foot.x, y), label, "caps", "middle", room=80) + 10
    x += canvas.write((x, y), picture.score, "number", room=foot.width * 0.4) + 6
    x += canvas.write((x, y), picture.rank, "note", "middle", room=foot.right - x) + 6
    for role in ("note", "micro"):
        if canvas.texts.width(picture.over, role) <= foot.right - x:
            canvas.write((foot.right, y), picture.over, role, "middle", align="right")
            break
