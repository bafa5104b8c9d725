"""The map: where it is seen from, and where countries, flows and names stand on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from realm.view.map.atlas import Atlas
from realm.view.map.baked import load_views
from realm.view.map.camera import Camera
from realm.view.map.ribbons import Ribbon
from realm.view.paint.flow_painter import FlowPainter
from realm.view.paint.ground import GroundPainter
from realm.view.picture.world import Flow, Place, World
from realm.view.screens import map_focus, map_ribbons, map_spots, map_written
from realm.view.screens.map_filter import MAIN, through
from realm.view.screens.map_travel import Travel
from realm.view.screens.map_views import FILTERS, WORLD, Views
from realm.view.shape import Point, Rect
from realm.view.text import Texts
from realm.view.theme import Theme

ANY = Rect(0.0, 0.0, 1120.0, 520.0)
"""Where the map is before it is laid out."""
CLEAR = 14.0
"""How far below filters flows had better stay, points."""
ZOOM_STEP = 1.25
MANY = 24
"""Flows from which names are placed in a step of their own: all in one would take too long."""
REST = 4
"""Frames without a move after which a map that was moved is laid out again."""


@dataclass
class MapPanel:
    """What the map shows and where it is seen from."""

    atlas: Atlas
    theme: Theme
    camera: Camera = field(default_factory=lambda: Camera.on(load_views()[WORLD], ANY))
    home: str = WORLD
    """The view from which it is seen first, and in which flows bend so that they lie apart."""
    among: World | None = None
    """What the near view holds, where that is more than the world that is shown."""
    preset: str = ""
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
    names: dict[str, Rect] = field(default_factory=dict)
    """Where the names stand of places without a mark."""
    _world: World | None = None
    dragged: bool = False
    """Whether the mouse has moved since its button went down: then it is no click."""
    drag: Point | None = None
    """Where the mouse was when it moved the map last; nothing while it holds none."""
    _laid: object = None
    _placed: Camera | None = None
    _taken: list[Rect] = field(default_factory=list)
    _above: float = FILTERS
    _lying: Rect | None = None
    bends: map_ribbons.Bends = field(default_factory=map_ribbons.Bends)
    _let: tuple[World | None, tuple[str, str], list[Flow]] = (None, ("", ""), [])
    _marked: tuple[object, Sequence[Point]] = (None, ())
    travel: Travel | None = None
    """The way to the view that was chosen last, until it is there."""
    _eye: Camera | None = None
    waits: bool = False
    """Whether something is left to be laid out: flows that have to choose to which side they bend,
    names where there are many, words on flows."""
    named: bool = False
    """Whether names of marks are found, so that words on flows are all that is left."""
    moment: int = 0
    """Counts how often things were laid out or moved."""
    still: int = 0
    """Frames that were drawn since the camera moved."""
    fresh: bool = False
    """Whether it was laid out since it was drawn last: both in one round would take too long."""

    def __post_init__(self) -> None:
        """Make the views, and the painters of what lies under everything."""
        self._views = Views(self.atlas)
        self.ground, self.flows = GroundPainter(self.atlas), FlowPainter()
        self.preset = self.home

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
        lying: Rect | None = None,
    ) -> None:
        """Find where everything stands; `taken` is what lies over the map.

        Where a column lies over the left of it, `beside` points wide, the map is moved aside;
        where filters take `above` points of a low one, it is moved down. The whole world is moved
        aside where what is `lying` over its foot would hide marks.
        """
        self._world, self._above, self._lying = world, above, lying
        if self.camera.frame != frame:
            self.leave()
        if self.preset:
            self.camera = self.of_view(self.preset, frame)
            if beside:
                self.camera = self.camera.moved(beside / 2.0, 0.0)
        else:
            self.camera = self.camera.framed(frame)
        bends, shown = self._bends(frame), self.shown()
        bent = tuple(bends.get(flow.id) for flow in shown)
        laid = (self.camera, world.drawn, texts, tuple(taken), self.filter, self.selected, bent)
        again, chosen = laid == self._laid, self.bends.have(shown)
        if again and not (self.waits and chosen):
            return
        if not again:
            self._stand(world, taken)
        self._laid = laid
        self._say(world, texts, chosen=chosen, again=again, many=len(shown) >= MANY)
        self.moment, self.fresh = self.moment + 1, True

    def _say(self, world: World, texts: Texts, *, chosen: bool, again: bool, many: bool) -> None:
        """Find where names stand, of many flows in a round of their own, and words in the next."""
        self.named &= again
        self.waits = True
        if not chosen or (many and not again):
            return
        if not self.named:
            map_written.name(self, world, texts, self._taken)
            self.named = True
        else:
            map_written.word(self, world, texts, self._taken)
            self.waits = False

    def _stand(self, world: World, taken: list[Rect]) -> None:
        """Find where marks and flows are; names stay where what they name still stands."""
        if self._placed != self.camera:
            self.labels, self.tags, self.names = {}, {}, {}
        self._taken, self._placed = taken, self.camera
        self.spots = map_spots.stand(world, self.shown(), self.atlas, self.camera, taken)
        self.ribbons = self._ribbons(self.shown())
        self.labels = {name: rect for name, rect in self.labels.items() if name in self.spots}
        self.tags = {name: rect for name, rect in self.tags.items() if name in self.ribbons}
        self.names = {name: rect for name, rect in self.names.items() if name not in self.spots}

    def marked(self, frame: Rect, world: World, *, above: float) -> Sequence[Point] | None:
        """Return where marks stand and main flows run in the view that comes first.

        None while it is not known to which side they bend.
        """
        self._world, self._above = world, above
        main = through(world.flows, MAIN, "")
        bends = self._bends(frame)
        if main and not any(flow.id in bends for flow in main):
            return None
        known = world.drawn, frame, above, *(bends.get(flow.id) for flow in main)
        if known != self._marked[0]:
            seen = self._seen(self.home, frame)
            stand = map_spots.stand(world, main, self.atlas, seen, [])
            spots = {name: spot for name, (spot, _) in stand.items()}
            ribbons = map_ribbons.shape(main, world, spots, bends)
            runs = [(x, y) for one in ribbons.values() for x, y in one.spine[::6].tolist()]
            self._marked = known, [*spots.values(), *runs]
        return self._marked[1]

    def _seen(self, view: str, frame: Rect) -> Camera:
        """Return the camera of a view."""
        return self._views.of(view, frame, self._held, self._above)

    def of_view(self, view: str, frame: Rect) -> Camera:
        """Return the camera of a view, clear of what lies over the map."""
        if view == WORLD and self._lying is not None and self._world is not None:
            seen = self._seen(view, frame)
            return map_spots.aside(seen, self._world, self.atlas, self._lying)
        return self._views.clear(view, frame, self._held, self._above)

    @property
    def _held(self) -> World | None:
        """What views are chosen for, and how flows bend: what is told of it moves neither."""
        held = self.among or self._world
        return held.drawn if held is not None else None

    def _ribbons(self, flows: list[Flow]) -> dict[str, Ribbon]:
        assert self._world is not None
        spots = {name: at for name, (at, _) in self.spots.items()}
        bends = self._bends(self.camera.frame)
        return map_ribbons.shape(flows, self._world, spots, bends, map_focus.thin(self))

    def _bends(self, frame: Rect) -> Mapping[str, float]:
        """Return how far flows bend in a place of the window, as far as that is known."""
        held = self._held
        assert held is not None
        seen = self._seen(self.home, frame)
        room = seen.view.below((self._above + CLEAR) / seen.scale)
        return self.bends.of(held, self.atlas, room)

    def glide(self) -> None:
        """Bring what stands on the map along with the camera, at once; `lay` puts it in order."""
        if self._world is None or self._placed is None:
            return
        before, old = self._placed, self.spots
        self.spots = map_spots.stand(
            self._world, self.shown(), self.atlas, self.camera, self._taken
        )
        grown, (x, y) = self.camera.scale / before.scale, self.camera.place(before.under((0, 0)))
        flows = {flow.id: flow for flow in self.shown()}
        edge = {name for name in old if old[name][1] or self.spots[name][1]}
        again = [f for f in flows.values() if f.seller in edge or f.buyer in edge]
        moved = {name: one.moved(grown, (x, y)) for name, one in self.ribbons.items()}
        self.ribbons = {**moved, **self._ribbons(again)}
        map_written.bring(self, old, grown, (x, y))
        self._laid, self._placed, self.still = None, self.camera, 0
        self.moment += 1

    @property
    def dragging(self) -> bool:
        """Whether the mouse holds it and has moved it."""
        return self.drag is not None and self.dragged

    @property
    def adrift(self) -> bool:
        """Whether it was moved, has been let go, and is not laid out again."""
        return self._laid is None and self._world is not None and self.drag is None

    @property
    def rests(self) -> bool:
        """Whether it can be laid out again: it was moved and rests by now, or flows have chosen."""
        chosen = self.waits and self.bends.have(self.shown())
        return chosen or (self.adrift and self.still >= REST)

    # --- what a person does -----------------------------------------------------------------------

    def zoom(self, notches: float) -> None:
        """Come closer, or go farther."""
        self.move(self.camera.zoomed(ZOOM_STEP**notches))

    def show(self, preset: str) -> None:
        """Go to one of the views that the map offers."""
        self.preset, self.travel = preset, Travel(self.eye)

    def look(self, now: float) -> bool:
        """Go on to the view that was chosen last; tell whether the map is seen from elsewhere."""
        before, way = self.eye, self.travel
        self._eye = way.at(self.camera, now) if way is not None and not self.ground.blank else None
        self.travel = way if self._eye is not None else None
        return self.eye != before

    @property
    def eye(self) -> Camera:
        """From where the map is seen: its camera, or a place on the way there."""
        return self.camera if self.travel is None else self._eye or self.travel.start

    def move(self, camera: Camera) -> bool:
        """See the map from elsewhere at once; tell whether that is another place."""
        changed = camera != self.camera
        self.camera = camera
        if changed:
            self.preset, self.travel = "", None
        return changed

    def leave(self) -> bool:
        """Forget what the mouse was on, since something else lies over the map there."""
        before, self.over = self.over, ("", "")
        return before != self.over

    def chosen_at(self) -> list[Point]:
        """Return where the place stands that is chosen, or both ends of the flow."""
        if self._world is None:
            return []
        return map_spots.ends(self._world, self.selected, self.atlas, self.camera)

    @property
    def world(self) -> World | None:
        """The world that is shown; nothing before it is laid out."""
        return self._world

    def places(self) -> tuple[Place, ...]:
        """Return all places of the world."""
        return self._world.places if self._world is not None else ()

    def shown(self) -> list[Flow]:
        """Return the flows that the filter lets through."""
        world, key = self._world, (self.filter, self.selected)
        if self._let[0] is not world or self._let[1] != key:
            flows = world.flows if world is not None else ()
            self._let = world, key, through(flows, self.filter, self.selected)
        return self._let[2]
