"""Go from one view of the map to another: from where it is seen on the way."""

from dataclasses import dataclass, replace

from realm.view.map.camera import Camera

SECONDS = 0.35
"""How long the way takes: what is painted ahead is there by then."""


@dataclass
class Travel:
    """A way from one camera to another; it begins with the first frame in which it is looked at."""

    start: Camera
    since: float | None = None
    """When it began, seconds."""

    def at(self, goal: Camera, now: float) -> Camera | None:
        """Return from where the map is seen on the way; None once that is the goal.

        What is seen grows evenly from the one view to the other, slowly at both ends, so that a
        view within another stays there.
        """
        self.since = now if self.since is None else self.since
        share = (now - self.since) / SECONDS
        if share >= 1.0 or goal.frame != self.start.frame or goal == self.start:
            return None
        part = share * share * (3.0 - 2.0 * share)
        (x, y), (u, v) = self.start.centre, goal.centre
        seen = (1.0 - part) / self.start.scale + part / goal.scale
        return replace(goal, centre=(x + part * (u - x), y + part * (v - y)), scale=1.0 / seen)
