"""A toast: a sentence that shows for a while and goes by itself."""

from dataclasses import dataclass

from realm.view.canvas import Canvas
from realm.view.shape import Rect

SECONDS = 4.0


@dataclass(frozen=True)
class Toast:
    """A sentence and when it was said."""

    text: str
    since: float
    bad: bool = False

    def lives(self, now: float) -> bool:
        """Tell whether it is still shown."""
        return now - self.since < SECONDS

    def draw(self, canvas: Canvas, page: Rect) -> None:
        """Draw it in the middle, near the foot of the page."""
        texts = canvas.texts
        lines = texts.wrap(self.text, "strong", min(520.0, page.width - 120))
        wide = max(texts.width(line, "strong") for line in lines) + 1
        width = wide + 44
        height = texts.height("strong") * len(lines) + 18
        rect = Rect(page.middle[0] - width / 2, page.bottom - 64 - height, width, height)
        canvas.box(rect, "pressed", "bad" if self.bad else "accent", radius=9, opacity=0.97)
        canvas.disc((rect.x + 16, rect.middle[1]), 3.5, "bad" if self.bad else "accent")
        inside = Rect(rect.x + 28, rect.y + 9, wide, height - 18)
        canvas.paragraph(inside, self.text, "strong", "high")
