"""Keep flows painted: a slice at a time, the old layer shown and moved along meanwhile."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pygame

from realm.view.canvas import Canvas
from realm.view.map.camera import Camera
from realm.view.paint import flows
from realm.view.paint.flows import Layer, Painted
from realm.view.shape import Rect

MARGIN = 96.0
"""How far beyond the frame flows are painted, so that a map can be dragged before it is done."""
KEPT = 8
"""Layers that are kept though they are not shown now: those of flows pointed at before."""


@dataclass(frozen=True)
class Shot:
    """Some flows as they lie at one moment; equal ones look the same."""

    camera: Camera
    moment: int
    """Counts how often flows were laid out."""
    factor: float
    names: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """A layer that shall be seen."""

    shot: Shot
    flows: Sequence[Painted]
    opacity: float = 1.0


class FlowPainter:
    """Keeps layers of flows painted, and paints others beside them while the old ones are shown.

    What is begun is finished, also when something else is wanted meanwhile, as with the ground.
    """

    def __init__(self) -> None:
        """Paint nothing yet."""
        self._made: dict[Shot, Layer] = {}
        self._shown: tuple[Wanted, ...] = ()
        self._wanted: tuple[Wanted, ...] = ()
        self._goal: tuple[Wanted, ...] | None = None
        self._canvas: Canvas | None = None
        self._begun: tuple[Shot, Iterator[Layer | None]] | None = None

    def want(self, wanted: Sequence[Wanted], canvas: Canvas) -> None:
        """Say what is to be seen, the last on top."""
        self._wanted, self._canvas = tuple(wanted), canvas
        if not self._missing(self._wanted):
            self._show(self._wanted)

    @property
    def ready(self) -> bool:
        """Whether what is shown is what is wanted."""
        shown, wanted = ([(w.shot, w.opacity) for w in ws] for ws in (self._shown, self._wanted))
        return shown == wanted

    @property
    def seen(self) -> frozenset[str]:
        """The flows that are shown by now."""
        return frozenset(name for one in self._shown for name in one.shot.names)

    def work(self, seconds: float) -> bool:
        """Paint for so long at most; tell whether something new is to be seen."""
        until = time.perf_counter() + seconds
        if self.ready or self._canvas is None:
            return False
        while True:
            if self._begun is None:
                self._goal = self._goal or self._wanted
                first = self._missing(self._goal)[0]
                frame = first.shot.camera.frame.inset(-MARGIN)
                self._begun = first.shot, flows.paint(self._canvas, frame, first.flows)
            shot, slices = self._begun
            layer = next(slices)
            if layer is not None:
                self._made[shot], self._begun = layer, None
                if self._goal is not None and not self._missing(self._goal):
                    self._show(self._goal)
                    return True
            if time.perf_counter() >= until:
                return False

    def covers(self, camera: Camera) -> bool:
        """Tell whether what is shown can be moved to where it lies under another camera."""
        shots = [one.shot.camera for one in self._shown]
        return all(
            (shot.scale, shot.frame) == (camera.scale, camera.frame)
            and max(abs(a - b) for a, b in zip(shot.centre, camera.centre, strict=True))
            * camera.scale < MARGIN / 2
            for shot in shots
        )  # fmt: skip

    def _missing(self, some: Sequence[Wanted]) -> list[Wanted]:
        return [one for one in some if one.shot not in self._made]

    def _show(self, goal: tuple[Wanted, ...]) -> None:
        """Show layers, and forget those of other moments."""
        self._shown, self._goal, self._begun = goal, None, None
        needed = {one.shot for one in (*goal, *self._wanted)}
        moments = {shot.moment for shot in needed}
        spare = [shot for shot in self._made if shot not in needed]
        old = {shot for shot in spare if shot.moment not in moments} | set(spare[:-KEPT])
        self._made = {shot: made for shot, made in self._made.items() if shot not in old}

    def draw(self, canvas: Canvas, camera: Camera) -> None:
        """Draw what is painted, moved and stretched while it was made for another camera."""
        for one in self._shown:
            surface, corner = self._made[one.shot]
            surface.set_alpha(round(255 * one.opacity))
            if one.shot.camera == camera and one.shot.factor == canvas.factor:
                canvas.surface.blit(surface, corner)
            else:
                _draw_moved(canvas, surface, _now_at(surface, corner, one.shot, camera))


def _now_at(surface: pygame.Surface, corner: tuple[int, int], shot: Shot, camera: Camera) -> Rect:
    """Return where a layer stands under another camera, points."""
    width, height = surface.get_size()
    x, y = corner
    ends = [(x / shot.factor, y / shot.factor),
            ((x + width) / shot.factor, (y + height) / shot.factor)]  # fmt: skip
    (left, top), (right, bottom) = (camera.place(shot.camera.under(end)) for end in ends)
    return Rect(left, top, right - left, bottom - top)


def _draw_moved(canvas: Canvas, surface: pygame.Surface, rect: Rect) -> None:
    """Draw a layer in a rectangle; only what of it is seen is stretched."""
    area, clip = canvas.area(rect), canvas.surface.get_clip()
    width, height = surface.get_size()
    if abs(area.width - width) <= 1 and abs(area.height - height) <= 1:
        canvas.surface.blit(surface, area.topleft)
        return
    seen = area.clip(clip)
    if seen.width <= 0 or seen.height <= 0 or not width or not height:
        return
    across, down = width / area.width, height / area.height
    part = pygame.Rect(
        int((seen.x - area.x) * across), int((seen.y - area.y) * down),
        max(1, round(seen.width * across)), max(1, round(seen.height * down)),
    ).clip(surface.get_rect())  # fmt: skip
    stretched = pygame.transform.scale(surface.subsurface(part), seen.size)
    stretched.set_alpha(surface.get_alpha())
    canvas.surface.blit(stretched, seen)
