"""Paint flows: ribbons with a dark casing on a layer of their own, and dots that run along them."""

from collections.abc import Iterable

import numpy as np
import pygame

from realm.view import stamps
from realm.view.canvas import Canvas
from realm.view.colour import Colour
from realm.view.map.projection import Plane
from realm.view.map.ribbons import Ribbon
from realm.view.shape import Rect

OVER = 2
CASING = 1.4
"""How much wider the casing is than the ribbon, on each side, points."""
CASING_OPACITY = 190
FAINT = 0.16
"""Opacity of what is not in focus."""
SPEED = 34.0
"""Points a second that a dot runs."""
SPACING = 74.0
"""Points from dot to dot."""

Painted = tuple[Ribbon, Colour, bool]
"""A ribbon, its colour, and whether it stands out."""


def layers(canvas: Canvas, frame: Rect, flows: Iterable[Painted]) -> list[pygame.Surface]:
    """Return layers of the frame's size with these flows: what recedes, then what stands out."""
    size = canvas.area(frame).size
    casing = canvas.ink("casing")
    large = {stands_out: _blank(size, casing) for stands_out in (False, True)}
    used = set()
    scale = canvas.factor * OVER
    corner = np.array(canvas.area(frame).topleft) * OVER
    for ribbon, colour, stands_out in flows:
        used.add(stands_out)
        for extra, ink in ((CASING, (*casing, CASING_OPACITY)), (0.0, (*colour, 255))):
            shapes = [*ribbon.bodies(extra), _grown(ribbon.head, extra)]
            for shape in shapes:
                pygame.draw.polygon(large[stands_out], ink, shape * scale - corner)
    made = []
    for stands_out in sorted(used):
        layer = pygame.transform.smoothscale(large[stands_out], size)
        layer.set_alpha(255 if stands_out else round(255 * FAINT))
        made.append(layer)
    return made


def _grown(head: Plane, extra: float) -> Plane:
    """Return a triangle larger by so much on each side."""
    middle = head.mean(axis=0)
    away = head - middle
    grown: Plane = middle + away * (1.0 + 2.0 * extra / np.hypot(*away.T).mean())
    return grown


def _blank(size: tuple[int, int], colour: Colour) -> pygame.Surface:
    surface = pygame.Surface((size[0] * OVER, size[1] * OVER), pygame.SRCALPHA)
    surface.fill((*colour, 0))
    return surface


def particles(canvas: Canvas, ribbons: Iterable[Ribbon], seconds: float) -> None:
    """Draw the dots of this moment."""
    spot = stamps.disc(1.7 * canvas.factor, canvas.ink("white"))
    half = spot.get_width() / 2
    blits = []
    for number, ribbon in enumerate(ribbons):
        count = max(1, round(ribbon.length / SPACING))
        phase = seconds * SPEED / max(ribbon.length, 1.0) + 0.37 * number
        shares = (np.arange(count) / count + phase) % 1.0
        for x, y in ribbon.along(shares * 0.97) * canvas.factor - half:
            blits.append((spot, (round(x), round(y))))
    canvas.surface.fblits(blits)
