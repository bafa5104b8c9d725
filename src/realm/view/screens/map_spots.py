"""Find where the places of a world stand on the map: marks, names without one, what is chosen."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np

from realm.view.map.atlas import Atlas
from realm.view.map.baked import load_views
from realm.view.map.camera import Camera, Edges, Need
from realm.view.map.placement import dock
from realm.view.picture.world import Flow, World
from realm.view.screens.map_ribbons import anchor
from realm.view.shape import Point, Rect

EDGE = 22.0
"""How far from the frame's edge a docked mark stands."""
LOW = 330.0
"""Height of a map below which it bears no legend."""
SIDE, HEAD, FOOT = 76.0, 20.0, 70.0
"""Room that a near view leaves beside the outermost marks, below filters and at the foot."""
NARROW = 0.09
"""The first, at most, as a share of the map's width."""
COAST = 8.0
"""Room around land that is whole in sight."""
OPEN = 0.36, 0.74
"""Between which shares of the map's width nothing lies over its foot."""
NEAREST = 2.0
"""How much nearer than the whole world it comes at most."""
LEFT_OUT = 1.05
"""How much nearer it must come for marks to be left to the edge."""
WIDENED, SPREAD = 1.25, 1.5
"""How much farther it goes at most for marks of those who trade nothing with the seat, and how much
further apart marks may lie with theirs."""
WHOLE = 1.5
"""How much farther it goes at most for lands to be whole in sight."""
LEAN = 0.25
"""Part of the room beside marks and lands by which a near view leans to one side."""
LEAST_GAIN = 1.05
"""How much more land there must be to be seen for that."""
WORLD = "world"


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
    """Find places with land, a stance and no mark: name, middle and width of the land, points."""
    return {
        place.id: (place.name, camera.place(anchor(atlas, place)), wide)
        for place in world.places
        if place.stance and place.id not in marked
        if (wide := atlas.extent(place.iso3) * camera.scale)
    }


def ends(world: World, chosen: str, atlas: Atlas, camera: Camera) -> list[Point]:
    """Return where the place stands that is chosen, or both ends of the flow."""
    found = {end for f in world.flows if f.id == chosen for end in (f.seller, f.buyer)}
    found = found or {chosen}
    return [camera.place(anchor(atlas, place)) for place in world.places if place.id in found]


def aside(camera: Camera, world: World, atlas: Atlas, lying: Rect) -> Camera:
    """Push a map aside so far that what lies over its left hides no mark, if there is room for it.

    Those who play, and are in sight, stay clear of the other edge.

    Args:
        camera: where the map is seen from.
        world: places and flows.
        atlas: where countries lie.
        lying: what lies over it.
    """
    ends = {end for flow in world.flows for end in (flow.seller, flow.buyer)}
    known = [place for place in world.places if (place.plays or place.id in ends) and place.iso3]
    at = {place.id: camera.place(anchor(atlas, place)) for place in known}
    seen = [at[p.id][0] for p in known if p.plays and camera.frame.has(at[p.id])]
    hides = lying.inset(-EDGE)
    steps = [hides.right - x for x, y in at.values() if hides.has((x, y))]
    room = camera.frame.right - SIDE - max(seen, default=camera.frame.right)
    for step in sorted(one for one in steps if one <= room):
        moved = [(x + step, y) for x, y in at.values()]
        if not any(lying.inset(1.0 - EDGE).has(spot) for spot in moved):
            x, y = camera.centre
            return replace(
                camera, centre=(x - step / camera.scale, y)
            )  # beyond the edge if need be
    return camera


def near(world: World, atlas: Atlas, frame: Rect, above: float) -> Camera:
    """Return the camera that comes as near as it may with the ends of main flows in sight.

    Those who are far from the rest and trade nothing with the seat stand at the edge, where that
    brings the map much nearer; so do groups without land, where others have some. Lands of those
    who are in sight are whole where that costs little.

    Args:
        world: places and flows.
        atlas: where countries lie.
        frame: where the map is.
        above: height that filters take there, points.
    """
    flows = [(flow.seller, flow.buyer) for flow in world.flows if flow.main]
    ends = {end for pair in flows for end in pair}
    shown = [place for place in world.places if place.plays or place.id in ends]
    landed = [place for place in shown if place.iso3] or shown
    held = {place.id: anchor(atlas, place) for place in landed}
    you = {place.id for place in shown if place.you}
    kept = {place.id for place in shown if place.plays} | {
        end for pair in flows if you & set(pair) for end in pair
    }
    whole = Camera.on(load_views()[WORLD], frame)
    if not held:
        return whole
    nearest = _with(whole, held.values(), (), above)
    core = {name: spot for name, spot in held.items() if name in kept}
    if core:
        some = _gathered(whole, core, held, above)
        nearer = _with(whole, some.values(), (), above)
        if nearer.scale > LEFT_OUT * nearest.scale:
            nearest, held = nearer, some
    lands: list[Rect] = []
    seen = nearest
    for place in landed:
        land = atlas.land(place.iso3) if place.id in held else None
        if land is not None:
            farther = _with(whole, held.values(), [*lands, land], above)
            if WHOLE * farther.scale >= nearest.scale:
                seen, lands = farther, [*lands, land]
    if not any(place.iso3 for place in landed):
        return seen
    return _leaning(seen, [*_needs(frame, held.values(), lands, above, HEAD)], atlas)


def _leaning(camera: Camera, needs: Sequence[Need], atlas: Atlas) -> Camera:
    """Lean a camera to the side on which more land is to be seen, where there is room beside marks.

    On the other side is often nothing but sea.
    """
    frame, shown = camera.frame, [(camera.place(spot)[0], edges) for spot, edges in needs]
    left = min(x - frame.x - edges.left for x, edges in shown)
    right = min(frame.right - edges.right - x for x, edges in shown)
    if min(left, right) <= 0.0:
        return camera
    middles = np.array([country.at for country in atlas.countries])
    wide = np.array([atlas.extent(country.iso3) for country in atlas.countries])

    def land(seen: Camera) -> float:
        """Measure the land in sight: countries whose middle is, by how wide they are."""
        x, y = seen.shown(middles).T
        inside = (frame.x < x) & (x < frame.right) & (frame.y < y) & (y < frame.bottom)
        return float(wide[inside].sum())

    sides = [camera.moved(LEAN * right, 0.0), camera.moved(-LEAN * left, 0.0)]
    most = max(sides, key=land)
    return most if land(most) > LEAST_GAIN * land(camera) else camera


def _gathered(
    whole: Camera, core: dict[str, Point], held: dict[str, Point], above: float
) -> dict[str, Point]:
    """Add to some marks those of others that cost little nearness, what costs least first.

    What would spread the marks much further, one way or the other, is left out though it cost no
    nearness: the rest would lie in a corner of the map.
    """
    found = dict(core)
    least = _with(whole, core.values(), (), above).scale / WIDENED
    across, down = (SPREAD * size for size in _spread(core.values()))
    while rest := [name for name in held if name not in found]:
        wide = {name: _spread([*found.values(), held[name]]) for name in rest}
        rest = [name for name in rest if wide[name][0] <= across and wide[name][1] <= down]
        scales = [_with(whole, [*found.values(), held[name]], (), above).scale for name in rest]
        best = max(range(len(rest)), key=scales.__getitem__, default=-1)
        if best < 0 or scales[best] < least:
            break
        found[rest[best]] = held[rest[best]]
    return found


def _spread(marks: Collection[Point]) -> tuple[float, float]:
    """Return how far marks lie apart, across and down."""
    xs, ys = zip(*marks, strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)


def _with(whole: Camera, marks: Collection[Point], lands: Collection[Rect], above: float) -> Camera:
    """Return the nearest camera that has marks and lands in sight, clear of what lies over it."""
    frame = whole.frame
    low = frame.height < LOW
    seen = whole.holding([*_needs(frame, marks, lands, above, HEAD)], NEAREST)
    left, right = (frame.x + share * frame.width for share in OPEN)
    under = [(x, y) for x, y in map(seen.place, marks) if y > frame.bottom - FOOT]
    if low or all(left < x < right for x, _ in under):
        return seen
    return whole.holding([*_needs(frame, marks, lands, above, FOOT)], NEAREST)


def _needs(
    frame: Rect, marks: Collection[Point], lands: Collection[Rect], above: float, foot: float
) -> Iterator[Need]:
    """Say how far from the edges of the map marks and the corners of lands shall stay."""
    side = min(SIDE, NARROW * frame.width)
    for mark in marks:
        yield mark, Edges(side, above + HEAD, side, foot)
    for land in lands:
        for corner in ((land.x, land.y), (land.right, land.bottom)):
            yield corner, Edges(COAST, COAST, COAST, COAST)
