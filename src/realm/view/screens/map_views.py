"""Know the views that the map offers, and from where each of them is seen."""

from realm.view.map.atlas import Atlas
from realm.view.map.baked import load_views
from realm.view.map.camera import Camera
from realm.view.picture.world import World
from realm.view.screens import map_spots
from realm.view.shape import Rect

WORLD, NEAR = "world", "near"
"""Views: the whole world, and as near as the flows allow that are shown unasked."""
VIEWS = (NEAR, WORLD, "east_asia")
"""Those that are offered, in their order."""
FILTERS = 32.0
"""Height of filters of one row, points."""


class Views:
    """The views of one map."""

    def __init__(self, atlas: Atlas) -> None:
        """Know where countries lie."""
        self._atlas = atlas
        self._near: tuple[object, Camera | None] = (None, None)

    def of(self, view: str, frame: Rect, world: World | None, above: float) -> Camera:
        """Return the camera of a view.

        Args:
            view: its name.
            frame: where the map is.
            world: what the near view holds.
            above: how much of the map filters take, points.
        """
        if view != NEAR or world is None:
            return Camera.on(load_views()[view], frame)
        known, (before, camera) = (world, frame, above), self._near
        if camera is None or before != known:
            camera = map_spots.near(world, self._atlas, frame, above)
            self._near = known, camera
        return camera

    def clear(self, view: str, frame: Rect, world: World | None, above: float) -> Camera:
        """Return the camera of a view; on a low map it is clear of the filters."""
        camera = self.of(view, frame, world, above)
        if frame.height < map_spots.LOW and view != NEAR:
            return camera.cleared(above, FILTERS)
        return camera
