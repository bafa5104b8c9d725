"""Paint flows: ribbons with a dark casing on a layer of their own, and dots that run along them."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pygame

from realm.view import stamps
from realm.view.canvas import Canvas
from realm.view.colour import Colour
from realm.view.map.projection import Plane
from realm.view.map.ribbons import Ribbon
from realm.view.shape import Rect

OVER = 2
CASING = 1.2
"""How much wider the casing is than the ribbon, on each side, points. It is opaque: a casing that
lets the ground through does not stand out from every fill, nor do all colours of flows."""
FAINT, ASIDE, MINOR, OTHERS = 0.2, 0.45, 0.5, 0.8
"""Opacity of what is not in focus, of what stands beside something that was chosen, of what is
shown on request among main flows, and of main flows of others."""
SPEED = 34.0
"""Points a second that a dot runs."""
SPACING = 74.0
"""Points from dot to dot."""

Painted = tuple[Ribbon, Colour]
"""A ribbon and its colour."""
Layer = tuple[pygame.Surface, tuple[int, int]]
"""Something to be laid over the window, and where its corner goes; pixels."""


def paint(canvas: Canvas, frame: Rect, flows: Sequence[Painted]) -> Iterator[Layer | None]:
    """Paint these flows, the last on top, on a layer no larger than they and the frame are.

    All heads lie on all shafts: where flows cross, one sees where each of them ends.

    Yields nothing after each slice of the work, and at last the layer.
    """
    casing: tuple[int, ...] = (*canvas.ink("casing"), 255)
    shapes: list[tuple[Plane, tuple[int, ...]]] = []
    for headed in (False, True):
        for ribbon, colour in flows:
            for extra, ink in ((CASING, casing), (0.0, (*colour, 255))):
                parts = [_grown(ribbon.head, extra)] if headed else ribbon.bodies(extra)
                shapes += [(part * canvas.factor, ink) for part in parts]
            yield None
    area = _around([points for points, _ in shapes]).clip(canvas.area(frame))
    yield None
    strips = stamps.strips(area.size, OVER)
    large = pygame.Surface((area.width * OVER, area.height * OVER), pygame.SRCALPHA)
    for _, part in strips:
        large.fill((*casing[:3], 0), part)
        yield None
    for points, ink in shapes:
        pygame.draw.polygon(large, ink, (points - area.topleft) * OVER)
        yield None
    small = pygame.Surface(area.size, pygame.SRCALPHA)
    for strip, part in strips:
        pygame.transform.smoothscale(large.subsurface(part), strip.size, small.subsurface(strip))
        yield None
    yield small, area.topleft


def _around(shapes: list[Plane]) -> pygame.Rect:
    """Return the rectangle of whole pixels around some shapes."""
    if not shapes:
        return pygame.Rect(0, 0, 0, 0)
    points = np.concatenate(shapes)
    low, high = np.floor(points.min(axis=0)) - 1, np.ceil(points.max(axis=0)) + 1
    return pygame.Rect(*low.astype(int).tolist(), *(high - low).astype(int).tolist())


def _grown(head: Plane, extra: float) -> Plane:
    """Return a triangle larger by so much on each side."""
    middle = head.mean(axis=0)
    away = head - middle
    grown: Plane = middle + away * (1.0 + 2.0 * extra / np.hypot(*away.T).mean())
    return grown


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
