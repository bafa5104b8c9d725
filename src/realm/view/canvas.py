"""Draw in points of the design, whatever the size of the window."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import pygame

from realm.view import stamps
from realm.view.colour import Colour, mix
from realm.view.shape import Point, Rect
from realm.view.text import CAPS_MIDDLE, Texts
from realm.view.theme import Theme

Ink = str | Colour
"""A colour, or its name in the theme."""
Align = Literal["left", "middle", "right"]
DOT = 2.2
"""Radius of the dot where a sparkline ends."""
SLIGHT = 0.12
"""How far a level line leans where something moved too little for its scale, of its height."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text that was drawn, and where; tests look for texts that collide."""

    text: str
    rect: Rect
    clip: Rect


class Canvas:
    """A surface with a factor of scale, a theme and its texts.

    Attributes:
        written: what was written since the list was last emptied.
    """

    def __init__(self, surface: pygame.Surface, theme: Theme, texts: Texts) -> None:
        """Draw on a surface; the texts know the factor."""
        self.surface = surface
        self.theme = theme
        self.texts = texts
        self.factor = texts.factor
        self.written: list[Written] = []

    def on(self, surface: pygame.Surface) -> "Canvas":
        """Return a canvas of the same look on another surface."""
        return Canvas(surface, self.theme, self.texts)

    def px(self, points: float) -> int:
        """Return whole pixels, at least one for what is not nothing."""
        return max(1, round(points * self.factor)) if points > 0.0 else 0

    def area(self, rect: Rect) -> pygame.Rect:
        """Return a rectangle in pixels; neighbours stay neighbours."""
        x, y = round(rect.x * self.factor), round(rect.y * self.factor)
        right, bottom = round(rect.right * self.factor), round(rect.bottom * self.factor)
        return pygame.Rect(x, y, right - x, bottom - y)

    def ink(self, ink: Ink) -> Colour:
        """Return the colour that is meant."""
        return self.theme.colour(ink)

    @contextmanager
    def clipped(self, rect: Rect) -> Iterator[None]:
        """Draw inside a rectangle only."""
        before = self.surface.get_clip()
        self.surface.set_clip(self.area(rect).clip(before))
        try:
            yield
        finally:
            self.surface.set_clip(before)

    # --- areas and lines --------------------------------------------------------------------------

    def fill(self, rect: Rect, ink: Ink) -> None:
        """Fill a rectangle."""
        self.surface.fill(self.ink(ink), self.area(rect))

    def rule(
        self, start: Point, length: float, ink: Ink = "line", *, upright: bool = False
    ) -> None:
        """Draw a hairline of one pixel to the right, or down."""
        x, y = round(start[0] * self.factor), round(start[1] * self.factor)
        long, thin = round(length * self.factor), max(1, round(self.factor * 0.75))
        self.surface.fill(self.ink(ink), (x, y, thin, long) if upright else (x, y, long, thin))

    def box(
        self,
        rect: Rect,
        fill: Ink,
        border: Ink | None = None,
        *,
        radius: float = 6.0,
        width: float = 1.0,
        opacity: float = 1.0,
    ) -> None:
        """Draw a rounded box."""
        area = self.area(rect)
        if area.width <= 0 or area.height <= 0:
            return
        edge = None if border is None else self.ink(border)
        radius = min(radius * self.factor, area.width / 2, area.height / 2)
        look = radius, self.ink(fill), edge, width * self.factor
        if opacity < 1.0:
            self._blit(stamps.large_box(area.size, *look), area.topleft, opacity)
        else:
            stamps.draw_box(self.surface, area, *look)

    def ring(
        self, rect: Rect, ink: Ink = "accent", *, radius: float = 6.0, gap: float = 2.5
    ) -> None:
        """Draw the ring of focus around something."""
        area = self.area(rect.inset(-gap))
        colour = self.ink(ink)
        width = max(2, round(1.5 * self.factor))
        corner = round((radius + gap) * self.factor)
        pygame.draw.rect(self.surface, colour, area, width, border_radius=corner)

    def frame(self, rect: Rect, border: Ink, *, outside: Ink, radius: float) -> None:
        """Round off the corners of what has been drawn in a rectangle, and give it a border."""
        area = self.area(rect)
        made = stamps.frame(
            area.size, radius * self.factor, self.ink(border), self.ink(outside), self.factor
        )
        self.surface.blit(made, area)

    def fade(
        self, rect: Rect, ink: Ink, *, towards: stamps.Side = "foot", opacity: float = 1.0
    ) -> None:
        """Let what has been drawn in a rectangle fade into a colour towards one of its sides."""
        area = self.area(rect)
        if opacity > 0.0 and area.width > 0 and area.height > 0:
            self._blit(stamps.fade(area.size, self.ink(ink), towards), area.topleft, opacity)

    def bar(self, rect: Rect, share: float, ink: Ink = "accent", track: Ink = "raised") -> None:
        """Draw a rounded track, filled up to a share."""
        radius = rect.height / 2
        self.box(rect, track, radius=radius)
        width = rect.width * max(0.0, min(1.0, share))
        if width >= rect.height:
            self.box(rect.left(width), ink, radius=radius)
        elif width > 0.0:
            self.disc((rect.x + radius, rect.y + radius), radius, ink)

    # --- marks ------------------------------------------------------------------------------------

    def disc(
        self, at: Point, radius: float, fill: Ink, rim: Ink | None = None, width: float = 2.0
    ) -> None:
        """Draw a disc, with a rim inside it."""
        edge = None if rim is None else self.ink(rim)
        made = stamps.disc(radius * self.factor, self.ink(fill), edge, width * self.factor)
        x, y = at[0] * self.factor, at[1] * self.factor
        self.surface.blit(made, (round(x - made.get_width() / 2), round(y - made.get_height() / 2)))

    def polygon(self, points: Sequence[Point], ink: Ink, rim: Ink | None = None) -> None:
        """Draw a small polygon; corners are rounded to quarters of a pixel."""
        if rim is not None:
            pixels = [(x * self.factor, y * self.factor) for x, y in points]
            mx, my = (sum(p[i] for p in pixels) / len(pixels) for i in (0, 1))
            larger = [(mx + (x - mx) * 1.45, my + (y - my) * 1.45) for x, y in pixels]
            self.polygon([(x / self.factor, y / self.factor) for x, y in larger], rim)
        pixels = [(x * self.factor, y * self.factor) for x, y in points]
        left, top = int(pixels[0][0]), int(pixels[0][1])
        shape = tuple((round((x - left) * 4) / 4, round((y - top) * 4) / 4) for x, y in pixels)
        made, x, y = stamps.polygon(shape, self.ink(ink))
        self.surface.blit(made, (left + x, top + y))

    def triangle(self, at: Point, ink: Ink, *, up: bool, size: float = 9.0) -> None:
        """Draw the triangle of a change, its centre at a point."""
        (x, y), tip = at, size * (-0.42 if up else 0.42)
        self.polygon([(x - size / 2, y - tip), (x + size / 2, y - tip), (x, y + tip)], ink)

    def diamond(self, at: Point, ink: Ink, *, size: float = 6.0, rim: Ink | None = None) -> None:
        """Draw a diamond, its centre at a point."""
        x, y = at
        self.polygon([(x - size, y), (x, y - size), (x + size, y), (x, y + size)], ink, rim)

    def cross(self, at: Point, ink: Ink, *, size: float = 4.0) -> None:
        """Draw the cross that closes something."""
        x, y = at
        for a, b in (((-1, -1), (1, 1)), ((-1, 1), (1, -1))):
            self.stroke((x + a[0] * size, y + a[1] * size), (x + b[0] * size, y + b[1] * size), ink)

    def check(self, at: Point, ink: Ink, *, size: float = 4.0) -> None:
        """Draw the hook of something that is done, its centre at a point."""
        x, y = at
        foot = (x - size * 0.25, y + size * 0.75)
        self.stroke((x - size, y), foot, ink, 2.0)
        self.stroke(foot, (x + size, y - size * 0.8), ink, 2.0)

    def chevron(self, at: Point, ink: Ink, *, up: bool = False, size: float = 4.0) -> None:
        """Draw the angle of something that opens."""
        x, y = at
        tip = -size / 2 if up else size / 2
        self.stroke((x - size, y - tip), (x, y + tip), ink)
        self.stroke((x, y + tip), (x + size, y - tip), ink)

    def stroke(self, start: Point, end: Point, ink: Ink, width: float = 1.6) -> None:
        """Draw a smooth line of some width."""
        f = self.factor
        a, b = (start[0] * f, start[1] * f), (end[0] * f, end[1] * f)
        pygame.draw.aaline(self.surface, self.ink(ink), a, b, max(1, round(width * f)))

    def spark(
        self,
        rect: Rect,
        values: Sequence[float],
        ink: Ink = "accent",
        *,
        span: float = 0.0,
        lean: int = 0,
    ) -> None:
        """Draw a sparkline; nothing for less than two values.

        Its axis reaches over `span` at least, so that a small move looks small. Where none moved
        it ends a little higher or lower if the last move was up (`lean` 1) or down (-1).
        """
        if len(values) < 2:
            return
        area = self.area(rect)
        colour = self.ink(ink)
        shade = mix(self.ink("panel"), colour, 0.2)
        if min(values) == max(values):
            values, span = [*[0.0] * (len(values) - 1), SLIGHT * lean], 1.0
            shade = self.ink("panel")  # a plain line: there is nothing to weigh
        f = self.factor
        made = stamps.chart(area.size, tuple(values), colour, shade, 1.3 * f, DOT * f, span)
        self.surface.blit(made, area.topleft)

    # --- text -------------------------------------------------------------------------------------

    def write(
        self,
        at: Point,
        text: str,
        role: str = "body",
        ink: Ink = "high",
        *,
        align: Align = "left",
        room: float = 0.0,
    ) -> float:
        """Write a line whose capitals are centred on a height; return how wide it is.

        With a `room` it is squeezed to that width, and shortened where that is not enough.
        """
        if not text:
            return 0.0
        shown, squeeze = self.texts.fit(text, role, room)
        line = self.texts.line(shown, role, self.ink(ink), squeeze)
        width = self.texts.width(shown, role) * squeeze
        x = at[0] - {"left": 0.0, "middle": width / 2, "right": width}[align]
        size = self.texts.role(role).size * squeeze
        baseline = round((at[1] + CAPS_MIDDLE * size) * self.factor)
        self.surface.blit(line.surface, (round(x * self.factor), baseline - line.baseline))
        where = Rect(x, at[1] - size * 0.5, width, size)
        self.written.append(Written(shown, where, self.clip))
        return width

    def paragraph(
        self, rect: Rect, text: str, role: str = "body", ink: Ink = "middle", *, most: int = 99
    ) -> float:
        """Write lines from the top of a rectangle down; return the height they take."""
        step = self.texts.height(role)
        lines = self.texts.wrap(text, role, rect.width, most)
        for i, line in enumerate(lines):
            self.write((rect.x, rect.y + step * (i + 0.5)), line, role, ink, room=rect.width)
        return step * len(lines)

    @property
    def clip(self) -> Rect:
        """What can be drawn in now."""
        clip, f = self.surface.get_clip(), self.factor
        return Rect(clip.x / f, clip.y / f, clip.width / f, clip.height / f)

    def _blit(self, made: pygame.Surface, at: tuple[int, int], opacity: float) -> None:
        made.set_alpha(round(255 * opacity))
        self.surface.blit(made, at)
