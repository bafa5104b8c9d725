"""Give the flows of a world their shapes on the map: how wide, and to which side they bend."""

import math
from collections.abc import Mapping, Sequence

from realm.view.map.atlas import Atlas, load_views
from realm.view.map.bends import choose_bends
from realm.view.map.projection import project, relative
from realm.view.map.ribbons import Ribbon, ribbon
from realm.view.picture.world import Flow, Place, World
from realm.view.shape import Point

LEAST_WIDTH, MOST_WIDTH = 1.8, 6.5
"""Width of ribbons, points."""
LEAST_CURBED = 3.2
"""The same of those that are dashed, whose dashes must be told apart."""
TAPER = 0.45
"""Power of the tonnes with which a ribbon grows, so that small ones can still be seen."""
BEND = 0.13
"""How far a flow bends for which no side was chosen."""
HEADROOM = 0.1
"""Part of a view's height over which filters lie, and into which no flow shall bend."""


def anchor(atlas: Atlas, spot: Place) -> Point:
    """Return where a place stands on the plane."""
    if spot.at is not None:
        x, y = project(relative(spot.at[0]), spot.at[1])
        return float(x), float(y)
    return atlas.anchor(spot.iso3) or (0.0, -9.0)


def bends(world: World, atlas: Atlas, view: str, *, only_main: bool = False) -> dict[str, float]:
    """Bend the flows of a world so that they lie apart in one of the views of the map.

    Those that are shown unasked choose first, and of them the longest, which can yield least: so
    theirs are the same with the others and without.

    Args:
        world: places and flows.
        atlas: where countries lie.
        view: name of the view.
        only_main: whether only those shown unasked are wanted, which takes a fraction of the time.
    """
    spots = {p.id: anchor(atlas, p) for p in world.places}

    def length(flow: Flow) -> float:
        (x, y), (u, v) = (spots.get(end, (0.0, 0.0)) for end in (flow.seller, flow.buyer))
        return math.hypot(u - x, v - y)

    wanted = [flow for flow in world.flows if flow.main or not only_main]
    first = sorted(wanted, key=lambda flow: (not flow.main, -length(flow)))
    ends = {f.id: (f.seller, f.buyer) for f in first if {f.seller, f.buyer} <= set(spots)}
    seen = {p.id for p in world.places if p.plays}
    seen |= {end for f in first if f.main for end in (f.seller, f.buyer)}
    whole = load_views()[view]
    room = whole.below(HEADROOM * whole.height)
    main = sum(flow.main and flow.id in ends for flow in first)
    return choose_bends(ends, spots, seen=seen, room=room, again=main)


def shape(
    flows: Sequence[Flow], world: World, spots: Mapping[str, Point], bent: Mapping[str, float]
) -> dict[str, Ribbon]:
    """Return the ribbons of flows whose ends stand somewhere in the window, points.

    Args:
        flows: those that are shown.
        world: all there are; the largest is the widest.
        spots: where places stand.
        bent: how far each flow bends.
    """
    largest = max((flow.tonnes for flow in world.flows), default=0.0) or 1.0
    found = {}
    for flow in flows:
        if flow.seller == flow.buyer or not {flow.seller, flow.buyer} <= set(spots):
            continue
        share = (max(flow.tonnes, 0.0) / largest) ** TAPER
        wide = LEAST_WIDTH + (MOST_WIDTH - LEAST_WIDTH) * share
        found[flow.id] = ribbon(
            spots[flow.seller],
            spots[flow.buyer],
            bend=bent.get(flow.id, BEND),
            width=max(wide, LEAST_CURBED if flow.curbed else 0.0),
            dashed=flow.curbed,
        )
    return found
