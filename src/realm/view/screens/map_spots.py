"""Find where the places of a world stand on the map: marks, names without one, what is chosen."""

from collections.abc import Collection, Sequence

from realm.view.map.atlas import Atlas
from realm.view.map.camera import Camera
from realm.view.map.placement import dock
from realm.view.picture.world import Flow, World
from realm.view.screens.map_ribbons import anchor
from realm.view.shape import Point, Rect

EDGE = 22.0
"""How far from the frame's edge a docked mark stands."""
AROUND = 0.35
"""Room around places that are seen from near, on the plane."""


def stand(
    world: World, shown: Sequence[Flow], atlas: Atlas, camera: Camera, taken: list[Rect]
) -> dict[str, tuple[Point, bool]]:
    """Return where places stand that play or where a flow ends that is shown, and if at the edge.

    Args:
        world: places and flows.
        shown: the flows that are shown.
        atlas: where countries lie.
        camera: where the map is seen from.
        taken: what lies over the map, on which nothing shall stand at the edge.
    """
    ends = {end for flow in shown for end in (flow.seller, flow.buyer)}
    known = [place for place in world.places if place.plays or place.id in ends]
    points = [camera.place(anchor(atlas, place)) for place in known]
    docked = dock(points, camera.frame.inset(EDGE), taken=taken)
    return {place.id: spot for place, spot in zip(known, docked, strict=True)}


def rest(
    world: World, marked: Collection[str], atlas: Atlas, camera: Camera
) -> dict[str, tuple[str, Point, float]]:
    """Find places with land and without a mark: name, middle and width of the land, points."""
    return {
        place.id: (place.name, camera.place(anchor(atlas, place)), wide)
        for place in world.places
        if place.id not in marked and (wide := atlas.extent(place.iso3) * camera.scale)
    }


def ends(world: World, chosen: str, atlas: Atlas, camera: Camera) -> list[Point]:
    """Return where the place stands that is chosen, or both ends of the flow."""
    found = {end for f in world.flows if f.id == chosen for end in (f.seller, f.buyer)}
    found = found or {chosen}
    return [camera.place(anchor(atlas, place)) for place in world.places if place.id in found]


def around(world: World, atlas: Atlas) -> Rect | None:
    """Return the part of the plane in which all places lie that take part, with room around."""
    found = [anchor(atlas, place) for place in world.places if place.plays]
    if not found:
        return None
    across, down = zip(*found, strict=True)
    left, top = min(across), min(down)
    return Rect(left, top, max(across) - left, max(down) - top).inset(-AROUND)
