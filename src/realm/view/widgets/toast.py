"""A toast: a sentence that shows for a while and goes by itself."""

from dataclasses import dataclass

from realm.view.canvas import Canvas
from realm.view.shape import Rect
from realm.view.text import Texts

SECONDS = 4.0
"""How long a short sentence shows."""
READ = 18.0
"""Letters that are read in a second: longer ones show as long as they take."""
WIDEST = 640.0
"""Widest sentence: buttons of a page's foot stand left and right of it."""


@dataclass(frozen=True)
class Toast:
    """A sentence and when it was said."""

    text: str
    since: float
    bad: bool = False

    def lives(self, now: float) -> bool:
        """Tell whether it is still shown."""
        return now - self.since < max(SECONDS, len(self.text) / READ)

    def place(self, texts: Texts, page: Rect) -> Rect:
        """Return the middle of the foot of a page, or of what of it is free."""
        lines = texts.wrap(self.text, "strong", min(WIDEST - 44, page.width - 60))
        width = max(texts.width(line, "strong") for line in lines) + 45
        height = texts.height("strong") * len(lines) + 18
        return Rect(page.middle[0] - width / 2, page.bottom - 3 - height, width, height)

    def draw(self, canvas: Canvas, page: Rect) -> None:
        """Draw it at its place."""
        rect = self.place(canvas.texts, page)
        canvas.box(rect, "pressed", "bad" if self.bad else "accent", radius=9, opacity=0.97)
        canvas.disc((rect.x + 16, rect.middle[1]), 3.5, "bad" if self.bad else "accent")
        inside = Rect(rect.x + 28, rect.y + 9, rect.width - 44, rect.height - 18)
        canvas.paragraph(inside, self.text, "strong", "high")
