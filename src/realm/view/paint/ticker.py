"""Paint the ticker: news, one after the other, none of them cut."""

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.shape import Rect

BETWEEN, BEFORE_MORE = 44.0, 28.0
"""Room between news, and before the words that say how many more there are."""


def draw(canvas: Canvas, bar: Rect, news: tuple[str, ...], messages: Messages) -> None:
    """Draw the news that fit whole, the first first, and how many more there are."""
    canvas.fill(bar, "panel")
    canvas.rule((bar.x, bar.y), bar.width)
    label = messages.say("table.news")
    wide = canvas.texts.width(label, "caps") + 20
    badge = Rect(bar.x + 16, bar.middle[1] - 11, wide, 22)
    canvas.box(badge, "raised", "line_strong", radius=5)
    canvas.write(badge.middle, label, "caps", "high", align="middle")
    x, y = badge.right + 20, bar.middle[1]
    told = messages.say("table.news_more", count=len(news))
    end = bar.right - 16.0
    shown = _fitting(canvas, news, end - x)
    if len(shown) < len(news):
        end -= canvas.texts.width(told, "note_strong") + BEFORE_MORE
        shown = _fitting(canvas, news, end - x)
        told = messages.say("table.news_more", count=len(news) - len(shown))
        canvas.write((bar.right - 16, y), told, "note_strong", "accent", align="right")
    for i, text in enumerate(shown):
        if i:
            canvas.disc((x + BETWEEN / 2, y), 2.0, "low")
            x += BETWEEN
        x += canvas.write((x, y), text, "body", "middle" if i else "high", room=end - x)


def _fitting(canvas: Canvas, news: tuple[str, ...], room: float) -> list[str]:
    """Return the news that fit whole beside one another, the first in any case."""
    shown: list[str] = []
    for text in news:
        wide = canvas.texts.width(text, "body") + (BETWEEN if shown else 0.0)
        if not shown or wide <= room:
            shown.append(text)
            room -= wide
    return shown
