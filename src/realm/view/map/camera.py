"""Look at a part of the plane through a rectangle of the window."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from realm.view.map.projection import HEIGHT, WIDTH, Plane
from realm.view.shape import Point, Rect

CLOSEST = 14.0
"""Greatest zoom; 1 shows the whole world."""
YIELDS = 12.0
"""Points by which those in the north give up their room where there is not enough for all."""


class Edges(NamedTuple):
    """How far a point shall stay from each edge of the frame, points."""

    left: float
    top: float
    right: float
    bottom: float


Need = tuple[Point, Edges]
"""A point of the plane that shall be in sight, and the room around it."""


@dataclass(frozen=True)
class Camera:
    """Where the map is seen from; it never changes, moves give new ones."""

    frame: Rect
    """The rectangle of the window that the map fills, points."""
    centre: Point
    """What stands in the middle of the frame, on the plane."""
    scale: float
    """Points of the window a unit of the plane."""

    @classmethod
    def on(cls, view: Rect, frame: Rect) -> "Camera":
        """Return the camera that shows a whole view."""
        scale = min(frame.width / view.width, frame.height / view.height)
        return cls(frame, view.middle, scale).bounded()

    @property
    def farthest(self) -> float:
        """The scale at which the whole world fills the frame, both ways."""
        return max(self.frame.width / WIDTH, self.frame.height / HEIGHT)

    def shown(self, points: Plane) -> Plane:
        """Return where points of the plane stand in the window."""
        shown: Plane = (points - np.array(self.centre)) * self.scale + np.array(self.frame.middle)
        return shown

    def place(self, point: Point) -> Point:
        """Return where one point of the plane stands in the window."""
        (mx, my), (cx, cy) = self.frame.middle, self.centre
        return (point[0] - cx) * self.scale + mx, (point[1] - cy) * self.scale + my

    def under(self, point: Point) -> Point:
        """Return which point of the plane stands under a point of the window."""
        (mx, my), (cx, cy) = self.frame.middle, self.centre
        return (point[0] - mx) / self.scale + cx, (point[1] - my) / self.scale + cy

    @property
    def view(self) -> Rect:
        """What is seen, on the plane."""
        left, top = self.under((self.frame.x, self.frame.y))
        return Rect(left, top, self.frame.width / self.scale, self.frame.height / self.scale)

    def moved(self, across: float, down: float) -> "Camera":
        """Return it with the map pushed by so many points."""
        x, y = self.centre
        moved = replace(self, centre=(x - across / self.scale, y - down / self.scale))
        return moved.bounded()

    def cleared(self, above: float, least: float) -> "Camera":
        """Return it with the map pushed down by so many points, for what lies over its north.

        It goes beyond the northern edge of the world if need be, but for the `least` of them.
        """
        low = self.moved(0.0, above)
        done = (self.centre[1] - low.centre[1]) * low.scale
        beyond = max(0.0, above - least - done)
        return replace(low, centre=(low.centre[0], low.centre[1] - beyond / low.scale))

    def zoomed(self, factor: float, around: Point | None = None) -> "Camera":
        """Return it closer or farther; what stands at `around` stays there."""
        around = self.frame.middle if around is None else around
        fixed = self.under(around)
        scale = self._limited(self.scale * factor)
        (mx, my), (px, py) = self.frame.middle, around
        centre = fixed[0] - (px - mx) / scale, fixed[1] - (py - my) / scale
        return replace(self, centre=centre, scale=scale).bounded()

    def holding(self, needs: Sequence[Need], most: float) -> "Camera":
        """Return it so near that points still keep their room; at most `most` times its scale.

        What lies over the rest of the frame may bring it beyond the northern edge of the world.
        """
        spots = np.array([spot for spot, _ in needs])
        edges = np.array([(e.left, e.top, e.right, e.bottom) for _, e in needs])
        (mx, my), size = self.frame.middle, (self.frame.width, self.frame.height)
        scale = most * self.scale
        for axis in (0, 1):
            apart = spots[:, None, axis] - spots[None, :, axis]
            room = size[axis] - edges[:, None, 2 + axis] - edges[None, :, axis]
            scale = min([scale, *(room[apart > 0.0] / apart[apart > 0.0])])
        scale = self._limited(max(self.scale, scale))
        least = edges[:, :2] - spots * scale
        largest = np.array(size) - edges[:, 2:] - spots * scale
        x, y = (least.max(axis=0) + largest.min(axis=0)) / 2.0
        y = max(
            y, least[:, 1].max() - YIELDS
        )  # what is under filters is lost, at the foot it docks
        wanted = (mx - self.frame.x - x) / scale, (my - self.frame.y - y) / scale
        inside = replace(self, centre=wanted, scale=float(scale)).bounded()
        beyond = min(max(0.0, inside.centre[1] - wanted[1]), float(edges[:, 1].max()) / scale)
        return replace(inside, centre=(float(inside.centre[0]), float(inside.centre[1] - beyond)))

    def framed(self, frame: Rect) -> "Camera":
        """Return it in another frame, with the same middle and as much in sight."""
        if frame == self.frame:
            return self
        shown = min(self.frame.width / self.scale, self.frame.height / self.scale * 2.0)
        scale = min(frame.width / shown, frame.height * 2.0 / shown)
        return replace(self, frame=frame, scale=scale).bounded()

    def bounded(self) -> "Camera":
        """Return it with nothing but the world in sight."""
        scale = self._limited(self.scale)
        across = max(0.0, (WIDTH - self.frame.width / scale) / 2.0)
        down = max(0.0, (HEIGHT - self.frame.height / scale) / 2.0)
        x = max(-across, min(across, self.centre[0]))
        y = max(-down, min(down, self.centre[1]))
        return replace(self, centre=(x, y), scale=scale)

    def _limited(self, scale: float) -> float:
        return max(self.farthest, min(self.farthest * CLOSEST, scale))
