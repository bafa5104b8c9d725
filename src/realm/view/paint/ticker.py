"""Paint the ticker: news, one after the other, none of them cut."""

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.shape import Rect


def draw(canvas: Canvas, bar: Rect, news: tuple[str, ...], messages: Messages) -> None:
    """Draw the news that fit, newest first; what does not fit whole is left out."""
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
        if i and x + wide > bar.right - 16:
            break
        canvas.write((x, y), text, "body", "high" if i == 0 else "middle", room=bar.right - 16 - x)
        x += wide + 22
        if i + 1 < len(news) and x + canvas.texts.width(news[i + 1], "body") + 22 < bar.right:
            canvas.disc((x, y), 2.0, "low")
        x += 22
