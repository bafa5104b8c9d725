"""Paint the ticker: news, one after the other, none of them cut."""

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.shape import Rect


def draw(canvas: Canvas, bar: Rect, news: tuple[str, ...], messages: Messages) -> None:
    """Draw the news that fit, the first first; what does not fit whole is left out."""
    canvas.fill(bar, "panel")
    canvas.rule((bar.x, bar.y), bar.width)
    label = messages.say("table.news")
    wide = canvas.texts.width(label, "caps") + 20
    badge = Rect(bar.x + 16, bar.middle[1] - 11, wide, 22)
    canvas.box(badge, "raised", "line_strong", radius=5)
    canvas.write(badge.middle, label, "caps", "high", align="middle")
    x, y = badge.right + 20, bar.middle[1]
    for i, text in enumerate(news):
        wide = canvas.texts.width(text, "body")
        start = x + 44 if i else x
        if i and start + wide > bar.right - 16:
            continue
        if i:
            canvas.disc((x + 22, y), 2.0, "low")
        ink = "high" if i == 0 else "middle"
        canvas.write((start, y), text, "body", ink, room=bar.right - 16 - start)
        x = start + wide
