"""Keep what does not move, so that a frame in which only dots run is a few copies."""

import pygame

from realm.view.canvas import Canvas
from realm.view.shape import Rect


class Surfaces:
    """The map without its dots, and what lies over it, as pictures of their own."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self.spoiled = True
        self._all = True
        self._under: pygame.Surface | None = None
        self._over: Canvas | None = None

    def spoil(self, *, only_map: bool = False) -> None:
        """Forget what is kept: something has changed, on the map or anywhere."""
        self.spoiled = True
        self._all |= not only_map

    @property
    def whole(self) -> bool:
        """Whether everything is to be drawn, not the map only."""
        return self.spoiled and self._all

    def begin(self, canvas: Canvas, frame: Rect) -> bool:
        """Make room for what is drawn now; tell whether that is everything or the map only."""
        size = canvas.surface.get_size()
        if self._over is None or self._over.surface.get_size() != size:
            self._over = canvas.on(pygame.Surface(size, pygame.SRCALPHA))
            self._all = True
        self._over.texts, self._over.factor = canvas.texts, canvas.factor
        whole, self._all, self.spoiled = self._all, False, False
        self._over.surface.fill((0, 0, 0, 0), None if whole else canvas.area(frame))
        self._over.written.clear()
        if whole:
            canvas.written.clear()
        return whole

    def over(self, canvas: Canvas) -> Canvas:
        """Return the canvas of what lies over everything."""
        return self._over if self._over is not None else canvas

    def keep_under(self, canvas: Canvas, frame: Rect) -> None:
        """Keep what has been drawn in a frame."""
        self._under = canvas.surface.subsurface(canvas.area(frame)).copy()

    def put_under(self, canvas: Canvas, frame: Rect) -> None:
        """Draw what was kept of a frame."""
        if self._under is not None:
            canvas.surface.blit(self._under, canvas.area(frame))

    def put_over(self, canvas: Canvas, frame: Rect, *, whole: bool) -> None:
        """Draw what lies over everything: all of it, or that in a frame."""
        if self._over is None:
            return
        if whole:
            canvas.surface.blit(self._over.surface, (0, 0))
            canvas.written += self._over.written
        else:
            area = canvas.area(frame)
            canvas.surface.blit(self._over.surface, area, area)
