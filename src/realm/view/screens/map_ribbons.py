"""Give the flows of a world their shapes on the map: how wide, and to which side they bend."""

import math
import time
from collections.abc import Collection, Mapping, Sequence

from realm.view.map.atlas import Atlas
from realm.view.map.bends import Choosing
from realm.view.map.projection import project, relative
from realm.view.map.ribbons import Ribbon, ribbon
from realm.view.picture.world import Flow, Place, World
from realm.view.shape import Point, Rect

LEAST_WIDTH, MOST_WIDTH = 2.6, 6.5
"""Width of ribbons, points: dashes of the least can still be told apart."""
THIN = 1.2, 2.4
"""The same of those that are drawn thin."""
TAPER = 0.45
"""Power of the tonnes with which a ribbon grows, so that small ones can still be seen."""


def anchor(atlas: Atlas, spot: Place) -> Point:
    """Return where a place stands on the plane."""
    if spot.at is not None:
        x, y = project(relative(spot.at[0]), spot.at[1])
        return float(x), float(y)
    return atlas.anchor(spot.iso3) or (0.0, -9.0)


def choosing(world: World, atlas: Atlas, room: Rect | None = None) -> Choosing:
    """Let the flows of a world bend so that they lie apart.

    Those that are shown unasked choose at once, and of them the longest first, which can yield
    least: so theirs are the same with the others and without.

    Args:
        world: places and flows.
        atlas: where countries lie.
        room: the part of the plane that flows had better not leave.
    """
    spots = {p.id: _inside(anchor(atlas, p), room) for p in world.places}

    def length(flow: Flow) -> float:
        (x, y), (u, v) = (spots.get(end, (0.0, 0.0)) for end in (flow.seller, flow.buyer))
        return math.hypot(u - x, v - y)

    first = sorted(world.flows, key=lambda flow: (not flow.main, -length(flow)))
    ends = {f.id: (f.seller, f.buyer) for f in first if {f.seller, f.buyer} <= set(spots)}
    seen = {p.id for p in world.places if p.plays}
    seen |= {end for f in first if f.main for end in (f.seller, f.buyer)}
    lands = {
        place.id: outline
        for place in world.places
        if place.id in seen and (outline := atlas.outline(place.iso3)) is not None
    }
    main = sum(flow.main and flow.id in ends for flow in first)
    return Choosing(ends, spots, seen=seen, lands=lands, room=room, together=main)


class Bends:
    """How far flows bend; they choose a little at a time, those first that are shown unasked.

    Where they have to choose anew they keep the bends that they had until they have chosen.
    """

    def __init__(self) -> None:
        """Know none yet."""
        self._asked: tuple[object, ...] = ()
        self._choosing: Choosing | None = None
        self._before: Mapping[str, float] = {}

    def of(self, world: World, atlas: Atlas, room: Rect) -> Mapping[str, float]:
        """Return the bends that are known of a world's flows; `work` finds the others."""
        asked = (*map(_lies, world.places), *map(_runs, world.flows), room)
        if self._choosing is None or asked != self._asked:
            self._before = self.known
            self._asked, self._choosing = asked, choosing(world, atlas, room)
        return self.known

    @property
    def known(self) -> Mapping[str, float]:
        """The bends that are known by now."""
        return {**self._before, **self._choosing.found} if self._choosing is not None else {}

    def have(self, flows: Sequence[Flow]) -> bool:
        """Tell whether some flows have chosen."""
        if self._choosing is None or self._choosing.done:
            return True
        return all(flow.id in self._choosing.found for flow in flows)

    def work(self, seconds: float) -> None:
        """Let flows choose for so long."""
        until = time.perf_counter() + seconds
        while self._choosing is not None and not self._choosing.done:
            self._choosing.go_on()
            if time.perf_counter() >= until:
                break


def _lies(place: Place) -> tuple[object, ...]:
    """Return what of a place bears on how flows bend."""
    return place.id, place.iso3, place.at, place.plays


def _runs(flow: Flow) -> tuple[object, ...]:
    """Return what of a flow bears on how it bends."""
    return flow.id, flow.seller, flow.buyer, flow.main


def _inside(spot: Point, room: Rect | None) -> Point:
    """Return where in a part of the plane a place stands that may lie beyond."""
    if room is None:
        return spot
    (x, y) = spot
    return max(room.x, min(room.right, x)), max(room.y, min(room.bottom, y))


def shape(
    flows: Sequence[Flow],
    world: World,
    spots: Mapping[str, Point],
    bent: Mapping[str, float],
    thin: Collection[str] = (),
) -> dict[str, Ribbon]:
    """Return the ribbons of flows whose ends stand somewhere in the window, points.

    Args:
        flows: those that are shown.
        world: all there are; the largest is the widest.
        spots: where places stand.
        bent: how far flows bend; those of which it is not known have no ribbon.
        thin: flows that are drawn as lines, a little wider the larger they are.
    """
    largest = max((flow.tonnes for flow in world.flows), default=0.0) or 1.0
    found = {}
    for flow in flows:
        ends = {flow.seller, flow.buyer}
        if flow.seller == flow.buyer or not ends <= set(spots) or flow.id not in bent:
            continue
        share = (max(flow.tonnes, 0.0) / largest) ** TAPER
        least, most = THIN if flow.id in thin else (LEAST_WIDTH, MOST_WIDTH)
        wide = least + (most - least) * share
        found[flow.id] = ribbon(
            spots[flow.seller],
            spots[flow.buyer],
            bend=bent[flow.id],
            width=wide,
            dashed=flow.curbed,
        )
    return found
