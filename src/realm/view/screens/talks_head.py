"""The heading of the negotiation panel: with whom, about what, and what its columns are."""

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.picture.negotiation import Negotiation
from realm.view.shape import Point, Rect
from realm.view.text import SQUEEZE, Texts
from realm.view.widgets.zone import draw_zone

THEIRS = 46.0
YOURS = 74.0
"""Width of the columns at the right."""
KEY = 14.0
"""Length of the line that stands for those under settings."""


def enlarge_width(count: int, messages: Messages, texts: Texts) -> float:
    """Return how wide the button is that shows the talks in full size."""
    label = messages.say("table.enlarge") + (f" ({count})" if count > 1 else "")
    return texts.width(label, "note_strong") + 20


def draw(
    canvas: Canvas, inside: Rect, picture: Negotiation, messages: Messages, kept: float
) -> None:
    """Write who talks about what; `kept` points at the right are left free."""
    y = inside.y + 6
    x = inside.x
    x += canvas.write((x, y), messages.say("table.negotiation"), "caps", "middle", room=120) + 22
    least = inside.width * 0.3
    room = max(least, inside.right - kept - 12 - x)
    partner = canvas.texts.width(picture.partner, "h2")
    x += canvas.write((x, y), picture.partner, "h2", room=room) + 12
    room = inside.right - kept - x
    if partner < room and canvas.texts.width(picture.subject, "note") * SQUEEZE <= room:
        canvas.write((x, y), picture.subject, "note", "middle", room=room)


def draw_columns(
    canvas: Canvas, inside: Rect, at: Point, picture: Negotiation, messages: Messages, *, rim: bool
) -> None:
    """Write what the columns are, and what lines and `rim` mean in the room that these leave."""
    x, y = at
    theirs, width = messages.say("table.theirs"), canvas.texts.width
    canvas.write((inside.right, y), theirs, "micro", "middle", align="right", room=THEIRS + 6)
    right = inside.right - max(THEIRS, width(theirs, "micro") + 6)
    told = messages.say("table.yours")
    wide = canvas.write((right, y), told, "micro", "middle", align="right", room=YOURS - 8)
    end = right - wide - 10
    keys = []
    if any(issue.likely for issue in picture.rows):
        keys.append((messages.say("table.likely"), False))
    if any(issue.closest for issue in picture.rows):
        keys.append((messages.say("table.closest"), True))
    for told, closest in keys:
        room = end - x - KEY - 5
        if closest and len(keys) > 1 and width(told, "micro") > room:
            break
        draw_zone(canvas, Rect(x, y - 1.5, KEY, 3), closest=closest)
        x += KEY + 5 + canvas.write((x + KEY + 5, y), told, "micro", "middle", room=room) + 12
    told = messages.say("table.wish")
    if picture.wished and x + KEY + width(told, "micro") <= end:
        canvas.diamond((x + 5, y), "panel", size=4.0, rim="ghost")
        x += KEY + canvas.write((x + KEY, y), told, "micro", "middle") + 12
    told = messages.say("table.has_to")
    if rim and x + KEY + 5 + width(told, "micro") <= end:
        canvas.box(Rect(x, y - 4, KEY, 8), "panel", "bad", radius=2)
        canvas.write((x + KEY + 5, y), told, "micro", "middle")
