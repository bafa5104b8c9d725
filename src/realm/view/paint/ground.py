"""Paint the ground of the map: sea, countries by stance, borders. A slice at a time."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pygame

from realm.view.canvas import Canvas
from realm.view.colour import Colour, mix
from realm.view.map.atlas import Atlas, level_for
from realm.view.map.camera import Camera
from realm.view.map.projection import Plane, project, relative
from realm.view.shape import Rect

OVER = 2
"""Times too large it is drawn, to be smooth when scaled down."""


@dataclass(frozen=True)
class Ground:
    """What the ground shows; equal ones look the same."""

    camera: Camera
    fills: tuple[tuple[str, Colour], ...]
    """Colour of each country that does not bear that of land, by its code."""


class GroundPainter:
    """Keeps the ground painted, and paints another beside it while the old one is still shown.

    What is begun is finished, also when something else is wanted meanwhile: a map that is dragged
    on and on still fills its edges.
    """

    def __init__(self, atlas: Atlas) -> None:
        """Paint nothing yet."""
        self.atlas = atlas
        self._shown: tuple[Ground, pygame.Surface] | None = None
        self._wanted: tuple[Ground, Canvas] | None = None
        self._begun: tuple[Ground, Iterator[pygame.Surface | None]] | None = None

    def want(self, ground: Ground, canvas: Canvas) -> None:
        """Say what is to be seen."""
        self._wanted = ground, canvas

    @property
    def ready(self) -> bool:
        """Whether what is shown is what is wanted."""
        shown = self._shown[0] if self._shown is not None else None
        return self._wanted is None or shown == self._wanted[0]

    def work(self, seconds: float) -> bool:
        """Paint for so long at most; tell whether something new is to be seen."""
        if self._begun is None and self._wanted is not None and not self.ready:
            ground, canvas = self._wanted
            self._begun = ground, self._paint(ground, canvas)
        if self._begun is None:
            return False
        ground, slices = self._begun
        until = time.perf_counter() + seconds
        for surface in slices:
            if surface is not None:
                self._shown, self._begun = (ground, surface), None
                return True
            if time.perf_counter() >= until:
                break
        return False

    def draw(self, canvas: Canvas, camera: Camera) -> None:
        """Draw what is painted, stretched as long as it was made for another camera."""
        area = canvas.area(camera.frame)
        if self._shown is None:
            canvas.fill(camera.frame, "ocean")
            return
        ground, surface = self._shown
        if ground.camera == camera and surface.get_size() == area.size:
            canvas.surface.blit(surface, area)
            return
        canvas.fill(camera.frame, "ocean")
        if (ground.camera.scale, ground.camera.frame) == (camera.scale, camera.frame):
            x, y = camera.place(ground.camera.under((area.x, area.y)))
            by = round((x - area.x) * canvas.factor), round((y - area.y) * canvas.factor)
            canvas.surface.blit(surface, area.move(by))
            return
        old, view = ground.camera.view, camera.view
        part = old.common(view)
        if part.width <= 0.0 or part.height <= 0.0:
            return
        source = _share(part, old, surface.get_size())
        target = _share(part, view, area.size)
        stretched = pygame.transform.scale(surface.subsurface(source), target.size)
        canvas.surface.blit(stretched, target.move(area.topleft))

    def _paint(self, ground: Ground, canvas: Canvas) -> Iterator[pygame.Surface | None]:
        """Paint; yield nothing after each slice, and at last the surface."""
        theme, camera = canvas.theme, ground.camera
        area = canvas.area(camera.frame)
        large = pygame.Surface((area.width * OVER, area.height * OVER))
        large.fill(theme.colour("ocean"))
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
            if number % 100 == 99:
                yield None
        yield None
        yield pygame.transform.smoothscale(large, area.size)


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
