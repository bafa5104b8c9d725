"""Paint the ground of the map: sea, countries by stance, borders. A slice at a time."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pygame

from realm.view import stamps
from realm.view.canvas import Canvas
from realm.view.colour import Colour, mix
from realm.view.map.atlas import Atlas, level_for
from realm.view.map.camera import Camera
from realm.view.map.projection import Plane, project, relative
from realm.view.shape import Rect

OVER = 2
"""Times too large it is drawn, to be smooth when scaled down."""
LINES = 25
"""Coasts and borders that are drawn in one step."""


@dataclass(frozen=True)
class Ground:
    """What the ground shows; equal ones look the same."""

    camera: Camera
    fills: tuple[tuple[str, Colour], ...]
    """Colour of each country that does not bear that of land, by its code."""


Kept = tuple[Ground, float]
"""A ground, and for how many pixels a point it is painted."""


class GroundPainter:
    """Keeps the ground painted, and paints another beside it while the old one is still shown.

    What is begun is finished, also when something else is wanted meanwhile: a map that is dragged
    on and on still fills its edges. What may be wanted soon is painted once nothing else is.
    """

    def __init__(self, atlas: Atlas) -> None:
        """Paint nothing yet."""
        self.atlas = atlas
        self._made: dict[Kept, pygame.Surface] = {}
        self._shown: Kept | None = None
        self._wanted: Kept | None = None
        self._soon: tuple[Kept, ...] = ()
        self._canvas: Canvas | None = None
        self._begun: tuple[Kept, Iterator[pygame.Surface | None]] | None = None

    def want(self, ground: Ground, canvas: Canvas, soon: Sequence[Ground] = ()) -> None:
        """Say what is to be seen, and what may be wanted soon."""
        self._wanted, self._canvas = (ground, canvas.factor), canvas
        self._soon = tuple((one, canvas.factor) for one in soon)
        self._show(self._wanted if self._wanted in self._made else self._shown)

    @property
    def ready(self) -> bool:
        """Whether what is shown is what is wanted."""
        return self._shown == self._wanted

    @property
    def blank(self) -> bool:
        """Whether nothing is painted yet."""
        return not self._made

    def work(self, seconds: float) -> bool:
        """Paint for so long at most; tell whether something new is to be seen."""
        missing = None if self.ready else self._wanted
        if missing is not None and self._begun is not None and self._begun[0] in self._soon:
            self._begun = self._begun if self._begun[0] == missing else None
        missing = missing or next((one for one in self._soon if one not in self._made), None)
        if self._begun is None and missing is not None and self._canvas is not None:
            self._begun = missing, self._paint(missing[0], self._canvas)
        if self._begun is None:
            return False
        kept, slices = self._begun
        until = time.perf_counter() + seconds
        for surface in slices:
            if surface is not None:
                return self._keep(kept, surface)
            if time.perf_counter() >= until:
                break
        return False

    def _keep(self, kept: Kept, surface: pygame.Surface) -> bool:
        """Keep what is painted; tell whether it is to be seen at once."""
        self._made[kept], self._begun = surface, None
        seen = not self.ready
        self._show(kept if seen else self._shown)
        return seen

    def _show(self, kept: Kept | None) -> None:
        """Show what is painted, and forget what neither is shown nor may be soon."""
        self._shown = kept
        needed = {kept, *self._soon}
        if not needed.issuperset(self._made):
            self._made = {one: made for one, made in self._made.items() if one in needed}

    def draw(self, canvas: Canvas, camera: Camera) -> None:
        """Draw what is painted; what is for other cameras is stretched, the nearest on top.

        Of a map that is pushed only what comes into sight is: to stretch takes long.
        """
        area, shown, wanted = canvas.area(camera.frame), self._shown, [camera.view]
        if shown is not None and _alike(shown, canvas, camera):
            x, y = camera.place(shown[0].camera.under((area.x, area.y)))
            by = round((x - area.x) * canvas.factor), round((y - area.y) * canvas.factor)
            canvas.surface.blit(self._made[shown], area.move(by))
            wanted = _beside(shown[0].camera.view, camera.view)
        for part in wanted:
            canvas.surface.fill(
                canvas.ink("ocean"), _share(part, camera.view, area.size).move(area.topleft)
            )
            for kept in sorted(self._made, key=lambda kept: kept[0].camera.scale):
                _draw_part(canvas, self._made[kept], kept, camera, part)

    def _paint(self, ground: Ground, canvas: Canvas) -> Iterator[pygame.Surface | None]:
        """Paint; yield nothing after each slice, and at last the surface."""
        theme, camera = canvas.theme, ground.camera
        area = canvas.area(camera.frame)
        large = pygame.Surface((area.width * OVER, area.height * OVER))
        strips = stamps.strips(area.size, OVER)
        for _, part in strips:
            large.fill(theme.colour("ocean"), part)
            yield None
        scale = camera.scale * canvas.factor * OVER
        view = camera.view
        corner = np.array([view.x, view.y])
        for line in _graticule():
            pygame.draw.lines(
                large, theme.colour("graticule"), False, (line - corner) * scale, OVER
            )
            yield None
        fills = dict(ground.fills)
        level = level_for(scale / OVER)
        for outline in self.atlas.outlines(level):
            if not _meets(outline.box, view):
                continue
            fill = fills.get(self.atlas.owner(outline.country), theme.colour("land"))
            for polygon in outline.polygons:
                pygame.draw.polygon(large, fill, (polygon - corner) * scale)
                yield None
        plain = mix(theme.colour("coast"), theme.colour("land"), 0.25)
        thick = max(1, round(0.55 * canvas.factor * OVER))
        for number, (points, kind) in enumerate(self.atlas.lines(level)):
            (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
            if len(points) > 1 and _meets((x0, y0, x1, y1), view):
                _draw_line(large, (points - corner) * scale, kind, plain, thick)
            if number % LINES == LINES - 1:
                yield None
        small = pygame.Surface(area.size)
        for strip, part in strips:
            yield None
            pygame.transform.smoothscale(
                large.subsurface(part), strip.size, small.subsurface(strip)
            )
        yield small


def _alike(kept: Kept, canvas: Canvas, camera: Camera) -> bool:
    """Tell whether a painted ground lies under a camera as large as it is."""
    made = kept[0].camera
    return (made.scale, made.frame, kept[1]) == (camera.scale, camera.frame, canvas.factor)


def _beside(painted: Rect, view: Rect) -> list[Rect]:
    """Return what of a view a painted part of the plane of the same size does not cover."""
    seen = painted.common(view)
    if seen.width <= 0.0 or seen.height <= 0.0:
        return [view]
    x = view.x if seen.x > view.x else seen.right
    y = view.y if seen.y > view.y else seen.bottom
    beside = (
        Rect(x, view.y, view.width - seen.width, view.height),
        Rect(seen.x, y, seen.width, view.height - seen.height),
    )
    return [part for part in beside if part.width > 0.0 and part.height > 0.0]


def _draw_part(
    canvas: Canvas, surface: pygame.Surface, kept: Kept, camera: Camera, within: Rect
) -> None:
    """Draw what a camera sees of a painted ground within a part of the plane."""
    made, area, view = kept[0].camera, canvas.area(camera.frame), camera.view
    part = made.view.common(view).common(within)
    if part.width <= 0.0 or part.height <= 0.0:
        return
    source = _share(part, made.view, surface.get_size())
    target = _share(part, view, area.size)
    stretched = pygame.transform.scale(surface.subsurface(source), target.size)
    canvas.surface.blit(stretched, target.move(area.topleft))


def _draw_line(large: pygame.Surface, points: Plane, kind: str, colour: Colour, thick: int) -> None:
    """Draw a coast or a border; a disputed one in dots."""
    if kind != "dotted":
        pygame.draw.lines(large, colour, False, points, thick)
        return
    steps = np.hypot(*np.diff(points, axis=0).T)
    run = np.concatenate([[0.0], np.cumsum(steps)])
    spots = np.arange(0.0, run[-1], 4.0 * OVER)
    for x, y in zip(*(np.interp(spots, run, points[:, i]) for i in (0, 1)), strict=True):
        large.fill(colour, (round(x) - thick // 2, round(y) - thick // 2, thick + 1, thick + 1))


@lru_cache(maxsize=1)
def _graticule() -> list[Plane]:
    """Return meridians and parallels, every 30 degrees."""
    latitudes = np.linspace(-88.0, 88.0, 60)
    east = np.linspace(-180.0, 180.0, 60)
    meridians = [project(np.full(60, float(relative(m))), latitudes) for m in range(-180, 180, 30)]
    return meridians + [project(east, np.full(60, float(p))) for p in range(-60, 90, 30)]


def _meets(box: tuple[float, float, float, float], view: Rect) -> bool:
    return box[0] < view.right and box[2] > view.x and box[1] < view.bottom and box[3] > view.y


def _share(part: Rect, whole: Rect, size: tuple[int, int]) -> pygame.Rect:
    """Return where a part of a view lies on a surface that shows the whole of it."""
    across, down = size[0] / whole.width, size[1] / whole.height
    x, y = round((part.x - whole.x) * across), round((part.y - whole.y) * down)
    width, height = round(part.width * across), round(part.height * down)
    width, height = max(1, min(width, size[0] - x)), max(1, min(height, size[1] - y))
    return pygame.Rect(min(x, size[0] - 1), min(y, size[1] - 1), width, height)
