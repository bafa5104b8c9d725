"""Paint who is on the map: marks, names, and the words on flows."""

import numpy as np

from realm.view.canvas import Canvas
from realm.view.picture.world import Place
from realm.view.shape import Point, Rect

MARK = 8.0
"""Where a leader begins."""
DASH = 3.5
"""Length of a dash around words of what is only queued, and of the room after it, points."""
LEADER = 14.0
"""Distance of a name from its mark from which on a line joins them."""


def draw_words(canvas: Canvas, rect: Rect, words: str, *, queued: bool = False) -> None:
    """Draw the words on a flow that a measure holds; in dashes where it is only queued."""
    ink = "accent" if queued else "curbed"
    canvas.box(rect, "window", None if queued else ink, radius=rect.height / 2, opacity=0.92)
    if queued:
        for one, other in _dashes(rect):
            canvas.stroke(one, other, ink, 1.3)
    canvas.write(rect.middle, words, "micro", ink, align="middle")


def _dashes(rect: Rect) -> list[tuple[Point, Point]]:
    """Return short lines around a rectangle with round ends, as far apart as they are long."""
    radius = rect.height / 2
    turn = np.linspace(-0.5, 0.5, 9) * np.pi
    right = np.c_[rect.right - radius + radius * np.cos(turn),
                  rect.y + radius + radius * np.sin(turn)]  # fmt: skip
    left = np.array([2 * rect.middle[0], 2 * rect.middle[1]]) - right
    around = np.r_[right, left, right[:1]]
    gone = np.r_[0.0, np.cumsum(np.hypot(*np.diff(around, axis=0).T))]
    count = 2 * round(gone[-1] / (2 * DASH))
    at = np.linspace(0.0, gone[-1], count + 1)
    spots = np.c_[np.interp(at, gone, around[:, 0]), np.interp(at, gone, around[:, 1])].tolist()
    return [((a[0], a[1]), (b[0], b[1])) for a, b in zip(spots[::2], spots[1::2], strict=False)]


def draw_name(canvas: Canvas, rect: Rect, name: str, *, lit: bool) -> None:
    """Draw the name of a place that has no mark."""
    canvas.box(rect, "window", "accent" if lit else None, radius=4, opacity=0.55)
    canvas.write(rect.middle, name, "micro", "high", align="middle")


def draw_mark(
    canvas: Canvas, place: Place, at: Point, label: Rect, *, lit: bool, edge: Rect | None
) -> None:
    """Draw a place's mark and name; an arrow at the `edge` where it lies beyond."""
    if edge is None:
        _draw_leader(canvas, at, label)
    canvas.box(label, "window", "accent" if lit else None, radius=5, opacity=0.8)
    ink = "accent" if place.you else "high"
    canvas.write(label.middle, place.name, "note_strong", ink, align="middle")
    fill = "accent" if place.you else "white"
    if edge is not None:
        _draw_arrow(canvas, at, fill, edge)
    else:
        canvas.disc(at, 6.5 if lit else 5.5, fill, "window", 2.0)


def draw_dot(canvas: Canvas, place: Place, at: Point, label: Rect, *, edge: Rect | None) -> None:
    """Draw a small mark and a small name of a place that matters less now."""
    wide = min(label.width, canvas.texts.width(place.name, "micro") + 8)
    under = Rect(label.middle[0] - wide / 2, label.middle[1] - 7, wide, 14)
    canvas.box(under, "window", radius=4, opacity=0.5)
    canvas.write(label.middle, place.name, "micro", "middle", align="middle")
    if edge is not None:
        _draw_arrow(canvas, at, "middle", edge)
    else:
        canvas.disc(at, 3.5, "middle", "window", 1.0)


def _draw_leader(canvas: Canvas, at: Point, label: Rect) -> None:
    """Draw a thin line from a mark to its name where the name stands farther off than others."""
    near = np.clip(at, (label.x, label.y), (label.right, label.bottom))
    along = near - np.array(at)
    length = float(np.hypot(*along))
    if length < LEADER:
        return
    x, y = np.array(at) + along * (MARK / length)
    canvas.stroke((float(x), float(y)), (float(near[0]), float(near[1])), "high", 1.0)


def _draw_arrow(canvas: Canvas, at: Point, ink: str, edge: Rect) -> None:
    """Draw an arrow that points out over the edge at which it stands."""
    spot = np.array(at)
    away = spot - np.array(edge.middle)
    if edge.x < at[0] < edge.right:
        away[0] = 0.0
    elif edge.y < at[1] < edge.bottom:
        away[1] = 0.0
    along = away / max(float(np.hypot(*away)), 1e-9)
    across = np.array([-along[1], along[0]])
    corners = (spot + 7 * along, spot - 4 * along + 6 * across, spot - 4 * along - 6 * across)
    canvas.polygon([(float(x), float(y)) for x, y in corners], ink, rim="window")
