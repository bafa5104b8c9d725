"""The map: countries by stance, flows, who plays; zoom, pan, filters, and what the mouse is on."""

from dataclasses import dataclass, field

from realm.view.canvas import Canvas
from realm.view.colour import Colour
from realm.view.input import Input, Key, Pointer, Wheel
from realm.view.map.atlas import Atlas, load_views
from realm.view.map.bends import choose_bends
from realm.view.map.camera import Camera
from realm.view.map.placement import dock
from realm.view.map.projection import project, relative
from realm.view.map.ribbons import Ribbon, ribbon
from realm.view.paint import flows as paint_flows
from realm.view.paint import marks
from realm.view.paint.ground import Ground, GroundPainter
from realm.view.picture.table import Flow, Place, World
from realm.view.screens.map_names import name_all
from realm.view.shape import Point, Rect
from realm.view.text import Texts
from realm.view.theme import Theme

MAIN, ALL, CURBED = "main", "all", "curbed"
WORLD = "world"
ANY = Rect(0.0, 0.0, 1120.0, 520.0)
"""Where the map is before it is laid out."""
LEAST_WIDTH, MOST_WIDTH = 1.8, 6.5
"""Width of ribbons, points."""
LEAST_CURBED = 3.2
"""The same of those that are dashed, whose dashes must be told apart."""
TAPER = 0.45
"""Power of the tonnes with which a ribbon grows, so that small ones can still be seen."""
MOST_OF_ONE = 12
"""Flows that are shown of a place that is chosen."""
LOW, FILTERS = 330.0, 32.0
"""Height of a map below which it is moved down, so that filters do not lie over its north."""
HEADROOM = 0.1
"""Part of a view's height over which filters lie, and into which no flow shall bend."""
REACH = 5.0
"""How near the mouse must come to a flow, points."""
ZOOM_STEP = 1.25
PAN_STEP = 60.0
STILL = 5.0
"""How far the mouse may move in a click, points."""
EDGE = 22.0
"""How far from the frame's edge a docked mark stands."""


@dataclass
class MapPanel:
    """What the map shows and where it is seen from."""

    atlas: Atlas
    theme: Theme
    camera: Camera = field(default_factory=lambda: Camera.on(load_views()[WORLD], ANY))
    preset: str = WORLD
    """The view that the camera still holds; empty after it was moved."""
    filter: str = MAIN
    """`main`, `all`, `curbed`, or the number of a kind."""
    selected: str = ""
    """The place or the flow whose sheet is open."""
    over: tuple[str, str] = ("", "")
    """What the mouse is on: `flow`, `place` or `land`, and its id or name."""
    spots: dict[str, tuple[Point, bool]] = field(default_factory=dict)
    """Where each place stands in the window, and whether it is docked at the edge."""
    ribbons: dict[str, Ribbon] = field(default_factory=dict)
    labels: dict[str, Rect] = field(default_factory=dict)
    tags: dict[str, Rect] = field(default_factory=dict)
    _world: World | None = None
    dragged: bool = False
    """Whether the mouse has moved since its button went down: then it is no click."""
    _drag: Point | None = None
    _laid: object = None
    _bends: tuple[World | None, dict[str, float]] = (None, {})
    _layers: tuple[object, dict[tuple[str, ...], paint_flows.Layer]] = (None, {})

    def __post_init__(self) -> None:
        """Make the painter of the ground."""
        self.ground = GroundPainter(self.atlas)

    # --- where things are -------------------------------------------------------------------------

    def lay(
        self,
        frame: Rect,
        world: World,
        texts: Texts,
        taken: list[Rect],
        *,
        beside: float = 0.0,
        above: float = FILTERS,
    ) -> None:
        """Find where everything stands; `taken` is what lies over the map.

        Where a column lies over the left of it, `beside` points wide, the map is moved aside;
        where filters take `above` points of a low one, it is moved down.
        """
        self._world = world
        if self.camera.frame != frame:
            self.leave()
        if self.preset:
            self.camera = Camera.on(load_views()[self.preset], frame)
            if beside:
                self.camera = self.camera.moved(beside / 2.0, 0.0)
            if frame.height < LOW:
                self.camera = self._clear(above)
        else:
            self.camera = self.camera.framed(frame)
        laid = (self.camera, world, texts, tuple(taken), self.filter, self.selected)
        if laid == self._laid:
            return
        self._laid = laid
        ends = {end for flow in self._shown() for end in (flow.seller, flow.buyer)}
        known = [p for p in world.places if p.plays or p.id in ends]
        points = [self.camera.place(self._anchor(p)) for p in known]
        docked = dock(points, frame.inset(EDGE), taken=taken)
        self.spots = {p.id: spot for p, spot in zip(known, docked, strict=True)}
        self.ribbons = self._ribbons(world)
        self.labels, self.tags = name_all(
            world, self.spots, self.ribbons, frame=frame, texts=texts, taken=taken
        )

    def _clear(self, above: float) -> Camera:
        """Move the map down by so many points, if need be beyond its edge."""
        low = self.camera.moved(0.0, above)
        done = (self.camera.centre[1] - low.centre[1]) * low.scale
        return low.lowered(max(0.0, above - FILTERS - done))

    def _anchor(self, spot: Place) -> Point:
        if spot.at is not None:
            x, y = project(relative(spot.at[0]), spot.at[1])
            return float(x), float(y)
        return self.atlas.anchor(spot.iso3) or (0.0, -9.0)

    def _ribbons(self, world: World) -> dict[str, Ribbon]:
        known = [f for f in self._shown() if {f.seller, f.buyer} <= set(self.spots)]
        known = [f for f in known if f.seller != f.buyer]
        if self._bends[0] is not world:
            self._bends = world, self._choose_bends(world)
        largest = max((flow.tonnes for flow in world.flows), default=0.0) or 1.0
        found = {}
        for flow in known:
            share = (max(flow.tonnes, 0.0) / largest) ** TAPER
            found[flow.id] = ribbon(
                self.spots[flow.seller][0],
                self.spots[flow.buyer][0],
                bend=self._bends[1].get(flow.id, 0.13),
                width=max(
                    LEAST_WIDTH + (MOST_WIDTH - LEAST_WIDTH) * share,
                    LEAST_CURBED if flow.curbed else 0.0,
                ),
                dashed=flow.curbed,
            )
        return found

    def _choose_bends(self, world: World) -> dict[str, float]:
        """Bend the flows so that they lie apart where the whole world is seen."""
        spots = {p.id: self._anchor(p) for p in world.places}
        first = sorted(world.flows, key=lambda flow: (not flow.main, -flow.tonnes))
        ends = {f.id: (f.seller, f.buyer) for f in first if {f.seller, f.buyer} <= set(spots)}
        seen = {p.id for p in world.places if p.plays}
        seen |= {end for f in first if f.main for end in (f.seller, f.buyer)}
        view = load_views()[WORLD]
        return choose_bends(ends, spots, seen=seen, room=view.below(HEADROOM * view.height))

    # --- what a person does -----------------------------------------------------------------------

    def on(self, given: Input) -> bool:
        """Answer the wheel, dragging, and the keys; tell whether something changed."""
        if isinstance(given, Wheel) and self.camera.frame.has(given.at):
            return self._look(self.camera.zoomed(ZOOM_STEP**-given.down, given.at))
        if isinstance(given, Key):
            return self._key(given)
        if isinstance(given, Pointer):
            return self._point(given)
        return False

    def zoom(self, notches: float) -> None:
        """Come closer, or go farther."""
        self._look(self.camera.zoomed(ZOOM_STEP**notches))

    def show(self, preset: str) -> None:
        """Go to one of the views that the map offers."""
        self.preset = preset

    def _look(self, camera: Camera) -> bool:
        changed = camera != self.camera
        self.camera = camera
        if changed:
            self.preset = ""
        return changed

    def _key(self, given: Key) -> bool:
        steps = {"left": (1, 0), "right": (-1, 0), "up": (0, 1), "down": (0, -1)}
        if given.name in {"+", "=", "-"}:
            return self._look(self.camera.zoomed(ZOOM_STEP ** (-1 if given.name == "-" else 1)))
        if given.name in steps:
            across, down = steps[given.name]
            return self._look(self.camera.moved(across * PAN_STEP, down * PAN_STEP))
        return False

    def _point(self, given: Pointer) -> bool:
        if given.kind == "down" and self.camera.frame.has(given.at):
            self._drag, self.dragged = given.at, False
        elif given.kind in {"up", "leave"}:
            self._drag = None
        elif given.kind == "move" and self._drag is not None:
            x, y = self._drag
            if not self.dragged and abs(given.at[0] - x) + abs(given.at[1] - y) < STILL:
                return False
            self._drag, self.dragged = given.at, True
            return self._look(self.camera.moved(given.at[0] - x, given.at[1] - y))
        inside = given.kind != "leave" and self.camera.frame.has(given.at)
        before, self.over = self.over, self._find(given.at) if inside else ("", "")
        return before != self.over

    def leave(self) -> bool:
        """Forget what the mouse was on, since something else lies over the map there."""
        before, self.over = self.over, ("", "")
        return before != self.over

    def _find(self, at: Point) -> tuple[str, str]:
        """Return what a point of the window is on: a mark, a flow, or a country."""
        for name, ((x, y), _) in self.spots.items():
            if abs(at[0] - x) < 9 and abs(at[1] - y) < 9:
                return "place", name
        for kind, signs in (("place", self.labels), ("flow", self.tags)):
            for name, rect in signs.items():
                if rect.has(at):
                    return kind, name
        shown = [f.id for f in self._shown()]
        near = {name: r.distance(at) for name, r in self.ribbons.items() if name in shown}
        nearest = min(near, key=near.__getitem__, default="")
        if nearest and near[nearest] < REACH:
            return "flow", nearest
        country = self.atlas.at(self.camera.under(at))
        if country is None:
            return "", ""
        owner = self.atlas.owner(country)
        found = [p.id for p in self._places() if p.iso3 == owner]
        return ("place", found[0]) if found else ("land", country.name)

    def _places(self) -> tuple[Place, ...]:
        return self._world.places if self._world is not None else ()

    def _shown(self) -> list[Flow]:
        """Return the flows that the filter lets through."""
        flows = self._world.flows if self._world is not None else ()
        if self.filter == MAIN:
            chosen = self.selected
            its = [f for f in flows if chosen in (f.id, f.seller, f.buyer)]
            its = sorted(its, key=lambda f: -f.worth)[:MOST_OF_ONE]
            return [f for f in flows if f.main or f in its]
        if self.filter == ALL:
            return list(flows)
        if self.filter == CURBED:
            return [flow for flow in flows if flow.curbed]
        return [flow for flow in flows if str(flow.kind) == self.filter]

    # --- drawing ----------------------------------------------------------------------------------

    def colour(self, flow: Flow) -> Colour:
        """Return the colour of a flow."""
        return self.theme.colour("curbed") if flow.curbed else self.hue(flow.kind)

    def hue(self, kind: int) -> Colour:
        """Return the colour of a kind of what flows."""
        return self.theme.flow(self._world.hue(kind) if self._world is not None else kind)

    def in_focus(self, flow: Flow) -> bool:
        """Tell whether a flow stands out while the mouse is on something."""
        kind, name = self.over
        if kind == "flow":
            return flow.id == name
        plays = kind == "place" and name in self.spots
        if not plays and self.filter == MAIN and self.selected:
            if self.selected in self.spots:
                return self.selected in (flow.seller, flow.buyer)
            return self.selected == flow.id
        return name in (flow.seller, flow.buyer) if plays else True

    def draw_under(self, canvas: Canvas) -> None:
        """Draw the ground and the flows; what moves comes over it."""
        fills = tuple((p.iso3, self.theme.stance(p.stance)) for p in self._places() if p.iso3)
        self.ground.want(Ground(self.camera, fills), canvas)
        self.ground.draw(canvas, self.camera)
        meant = [flow for flow in self._shown() if self.in_focus(flow)]
        others = [flow for flow in self._shown() if not self.in_focus(flow)]
        if not self.ground.ready:
            paint_flows.sketch(canvas, self._painted(others), faint=True)
            paint_flows.sketch(canvas, self._painted(meant))
            return
        if others:
            opacity = paint_flows.FAINT if self.over[0] else paint_flows.ASIDE
            paint_flows.lay(canvas, self._layer(canvas, self._shown()), opacity=opacity)
        paint_flows.lay(canvas, self._layer(canvas, meant))

    def _layer(self, canvas: Canvas, flows: list[Flow]) -> paint_flows.Layer:
        """Return the layer of some flows, made once as long as the map stays where it is."""
        where = self._laid, canvas.factor
        if self._layers[0] != where:
            self._layers = where, {}
        name = tuple(flow.id for flow in flows)
        made = self._layers[1]
        if name not in made:
            made[name] = paint_flows.layer(canvas, self.camera.frame, self._painted(flows))
        return made[name]

    def _painted(self, flows: list[Flow]) -> list[paint_flows.Painted]:
        """Return flows as they are painted: wide ones first, curbed ones on top."""
        ordered = sorted(flows, key=lambda flow: (flow.curbed, -flow.tonnes))
        known = [flow for flow in ordered if flow.id in self.ribbons]
        return [(self.ribbons[flow.id], self.colour(flow)) for flow in known]

    def moving(self) -> list[Ribbon]:
        """Return the ribbons along which dots run."""
        return [
            self.ribbons[flow.id]
            for flow in self._shown()
            if flow.id in self.ribbons and self.in_focus(flow) and not self.ribbons[flow.id].dashed
        ]

    def draw_over(self, canvas: Canvas) -> None:
        """Draw marks, names and the words on flows."""
        with canvas.clipped(self.camera.frame.inset(1)):
            for flow in self._shown():
                if flow.id in self.tags and self.in_focus(flow):
                    marks.draw_words(canvas, self.tags[flow.id], flow.tag)
            for spot in self._places():
                if spot.id in self.spots:
                    at, docked = self.spots[spot.id]
                    marks.draw_mark(
                        canvas,
                        spot,
                        at,
                        self.labels[spot.id],
                        lit=spot.id in (self.selected, self.over[1]),
                        edge=self.camera.frame.inset(EDGE + 1) if docked else None,
                    )
