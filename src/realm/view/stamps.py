"""Draw small smooth shapes once and keep them: corners, discs, triangles, diamonds.

pygame draws them with steps; four times too large and scaled down they are smooth. A stamp is
first filled with its own colour at no opacity, else its rim turns dark.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import pygame

from realm.view.colour import Colour

OVER = 4
Side = Literal["foot", "top", "left"]
STRIP = 128
"""Rows of a large picture that are filled or scaled down at once, pixels."""


def _stamp(
    width: int, height: int, colour: Colour, draw: Callable[[pygame.Surface], object]
) -> pygame.Surface:
    """Draw something at four times the size; return it scaled down."""
    large = pygame.Surface((width * OVER, height * OVER), pygame.SRCALPHA)
    large.fill((*colour, 0))
    draw(large)
    return pygame.transform.smoothscale(large, (width, height))


def strips(size: tuple[int, int], over: int) -> list[tuple[pygame.Rect, pygame.Rect]]:
    """Cut a picture into strips: where each lies in it, and where while it is so much larger."""
    width, height = size
    found = [
        pygame.Rect(0, top, width, min(STRIP, height - top)) for top in range(0, height, STRIP)
    ]
    return [(strip, pygame.Rect([side * over for side in strip])) for strip in found]


@lru_cache(maxsize=1000)
def disc(
    radius: float, fill: Colour, rim: Colour | None = None, width: float = 0.0
) -> pygame.Surface:
    """Return a disc with a rim of some width inside it; pixels."""
    side = int(2 * radius) + 3

    def draw(large: pygame.Surface) -> None:
        middle = (side * OVER / 2, side * OVER / 2)
        pygame.draw.circle(large, rim or fill, middle, radius * OVER)
        if rim is not None:
            pygame.draw.circle(large, fill, middle, (radius - width) * OVER)

    return _stamp(side, side, rim or fill, draw)


@lru_cache(maxsize=1000)
def polygon(
    points: tuple[tuple[float, float], ...], fill: Colour
) -> tuple[pygame.Surface, int, int]:
    """Return a small polygon, and where its stamp's corner lies; pixels."""
    x, y = int(min(p[0] for p in points)) - 1, int(min(p[1] for p in points)) - 1
    width = int(max(p[0] for p in points)) + 2 - x
    height = int(max(p[1] for p in points)) + 2 - y
    inside = [((px - x) * OVER, (py - y) * OVER) for px, py in points]
    return _stamp(width, height, fill, lambda large: pygame.draw.polygon(large, fill, inside)), x, y


def draw_box(
    surface: pygame.Surface,
    area: pygame.Rect,
    radius: float,
    fill: Colour,
    border: Colour | None,
    width: float,
) -> None:
    """Draw a rounded box; only its corners are kept, where it is larger than they are."""
    corner = int(radius) + 2
    if not _is_large(area.size, corner):
        surface.blit(box(area.size, radius, fill, border, width), area)
        return
    small = box((2 * corner, 2 * corner), radius, fill, border, width)
    for x, from_x in ((area.left, 0), (area.right - corner, corner)):
        for y, from_y in ((area.top, 0), (area.bottom - corner, corner)):
            surface.blit(small, (x, y), (from_x, from_y, corner, corner))
    across, down = area.width - 2 * corner, area.height - 2 * corner
    surface.fill(fill, (area.left + corner, area.top, across, area.height))
    for x in (area.left, area.right - corner):
        surface.fill(fill, (x, area.top + corner, corner, down))
    if border is None:
        return
    thick = max(1, round(width))
    for y in (area.top, area.bottom - thick):
        surface.fill(border, (area.left + corner, y, across, thick))
    for x in (area.left, area.right - thick):
        surface.fill(border, (x, area.top + corner, thick, down))


def _is_large(size: tuple[int, int], corner: int) -> bool:
    """Say whether a box is drawn from its corners."""
    across, down = size
    return across > 2 * corner and down > 2 * corner and across * down > 4000


@lru_cache(maxsize=1000)
def box(
    size: tuple[int, int], radius: float, fill: Colour, border: Colour | None, width: float
) -> pygame.Surface:
    """Return a rounded box that is small."""
    return _whole_box(*size, radius, fill, border, width)


@lru_cache(maxsize=100)
def large_box(
    size: tuple[int, int], radius: float, fill: Colour, border: Colour | None, width: float
) -> pygame.Surface:
    """Return a rounded box of any size, to be blended as a whole."""
    made = pygame.Surface(size, pygame.SRCALPHA)
    made.fill((*(fill if border is None else border), 0))
    draw_box(made, made.get_rect(), radius, fill, border, width)
    return made


@lru_cache(maxsize=8)
def frame(
    size: tuple[int, int], radius: float, border: Colour, outside: Colour, width: float
) -> pygame.Surface:
    """Return a border with rounded corners, nothing inside it, and a colour outside it."""
    corner = int(radius) + 2
    thick = max(1, round(width))
    across, down = size
    made = pygame.Surface(size, pygame.SRCALPHA)
    for side in (
        (corner, 0, across - 2 * corner, thick),
        (corner, down - thick, across - 2 * corner, thick),
        (0, corner, thick, down - 2 * corner),
        (across - thick, corner, thick, down - 2 * corner),
    ):
        made.fill((*border, 255), side)

    def draw(large: pygame.Surface) -> None:
        whole = large.get_rect()
        pygame.draw.rect(large, (*border, 255), whole, border_radius=round(radius * OVER))
        inner = whole.inflate(-2 * thick * OVER, -2 * thick * OVER)
        hole = round(radius * OVER) - thick * OVER
        pygame.draw.rect(large, (*border, 0), inner, border_radius=hole)
        mask = pygame.Surface(large.get_size(), pygame.SRCALPHA)
        mask.fill((*outside, 255))
        pygame.draw.rect(mask, (*border, 0), whole, border_radius=round(radius * OVER))
        large.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MAX)

    tile = _stamp(2 * corner, 2 * corner, outside, draw)
    for x, from_x in ((0, 0), (across - corner, corner)):
        for y, from_y in ((0, 0), (down - corner, corner)):
            made.blit(tile, (x, y), (from_x, from_y, corner, corner))
    return made


@lru_cache(maxsize=40)
def fade(size: tuple[int, int], colour: Colour, towards: Side) -> pygame.Surface:
    """Return a colour that comes up from nothing towards one side; pixels."""
    across, down = size
    count = across if towards == "left" else down
    made = pygame.Surface(size, pygame.SRCALPHA)
    for i in range(count):
        part = (i + 1 if towards == "foot" else count - i) / count
        area = (i, 0, 1, down) if towards == "left" else (0, i, across, 1)
        made.fill((*colour, round(255 * part * part * (3.0 - 2.0 * part))), area)
    return made


def _whole_box(
    across: int, down: int, radius: float, fill: Colour, border: Colour | None, width: float
) -> pygame.Surface:
    edge = max(1, round(width)) * OVER if border is not None else 0
    outer = border if border is not None else fill

    def draw(large: pygame.Surface) -> None:
        whole = large.get_rect()
        pygame.draw.rect(large, outer, whole, border_radius=round(radius * OVER))
        if border is not None:
            inner = max(0, round(radius * OVER) - edge)
            pygame.draw.rect(large, fill, whole.inflate(-2 * edge, -2 * edge), border_radius=inner)

    return _stamp(max(1, across), max(1, down), outer, draw)


@lru_cache(maxsize=400)
def chart(
    size: tuple[int, int],
    values: Sequence[float],
    colour: Colour,
    fill: Colour,
    line: float,
    dot: float,
    span: float = 0.0,
) -> pygame.Surface:
    """Return a sparkline: an area, a line, and a dot where it ends; pixels.

    Its axis reaches over `span` at least, with what moved less in its middle.
    """
    over = 3
    width, height = size[0] * over, size[1] * over
    large = pygame.Surface((width, height), pygame.SRCALPHA)
    large.fill((*fill, 0))
    low, high = min(values), max(values)
    low -= max(0.0, span - (high - low)) / 2.0
    pad = (dot + 1.0) * over
    span = max(span, high - low) or 1.0
    step = (width - pad) / max(1, len(values) - 1)
    points = [
        (i * step, height - pad - (value - low) / span * (height - 2 * pad))
        for i, value in enumerate(values)
    ]
    area = [(points[0][0], height), *points, (points[-1][0], height)]
    pygame.draw.polygon(large, fill, area)
    thick = max(1.0, line * over)
    for a, b in pairwise(points):
        pygame.draw.line(large, colour, a, b, round(thick))
    for point in points[1:-1]:
        pygame.draw.circle(large, colour, point, thick / 2)
    pygame.draw.circle(large, colour, points[-1], dot * over)
    return pygame.transform.smoothscale(large, size)
