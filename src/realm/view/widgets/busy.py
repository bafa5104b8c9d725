"""A sign that something is being done: what, how much of it, and that it goes on."""

from dataclasses import dataclass

from realm.view.canvas import Canvas
from realm.view.shape import Rect
from realm.view.widgets.toast import Toast

DOTS = 3
STEPS_A_SECOND = 4
"""How often another dot is the bright one."""
BAR = 3.0
"""Height of what shows how much is done, points."""
ABOVE = 6.0
"""How far it stands over a sentence, points."""


@dataclass(frozen=True)
class Busy:
    """What is being done, and how far that is; two that are equal look the same.

    Attributes:
        text: what is being done.
        step: which dot is the bright one.
        part: how much is done, 0 to 1; negative where that is not known.
    """

    text: str
    step: int
    part: float = -1.0

    def draw(self, canvas: Canvas, page: Rect, toast: Toast | None) -> None:
        """Draw it at the foot, over a sentence that is shown there."""
        rect = Toast(self.text, 0.0).place(canvas.texts, page)
        rect = Rect(rect.x - 12, rect.y, rect.width + 24, rect.height)
        if toast is not None:
            top = toast.place(canvas.texts, page).y
            rect = Rect(rect.x, top - ABOVE - rect.height, rect.width, rect.height)
        canvas.box(rect, "pressed", "accent", radius=9, opacity=0.97)
        for i in range(DOTS):
            here = i == self.step % DOTS
            canvas.disc(
                (rect.x + 14 + 9 * i, rect.middle[1]), 3.0, "accent" if here else "line_strong"
            )
        inside = Rect(rect.x + 48, rect.y + 9, rect.width - 60, rect.height - 18)
        canvas.paragraph(inside, self.text, "strong", "high")
        if self.part >= 0.0:
            wide = (rect.width - 20) * min(1.0, self.part)
            done = Rect(rect.x + 10, rect.bottom - BAR - 3, wide, BAR)
            canvas.box(done, "accent", radius=BAR / 2)
