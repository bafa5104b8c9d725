"""Move the map by the wheel, the mouse and keys, and find what of it the mouse is on."""

from realm.view.input import Input, Key, Pointer, Wheel
from realm.view.screens import map_find
from realm.view.screens.map_panel import ZOOM_STEP, MapPanel
from realm.view.shape import Point

PAN_STEP = 60.0
"""How far an arrow moves the map, points."""
STILL = 5.0
"""How far the mouse may move in a click, points."""
ARROWS = {"left": (1, 0), "right": (-1, 0), "up": (0, 1), "down": (0, -1)}


def on(panel: MapPanel, given: Input) -> bool:
    """Answer the wheel, dragging, and the keys; tell whether something changed."""
    if isinstance(given, Wheel) and panel.camera.frame.has(given.at):
        return panel.move(panel.camera.zoomed(ZOOM_STEP**-given.down, given.at))
    if isinstance(given, Key):
        return _key(panel, given)
    if isinstance(given, Pointer):
        return _point(panel, given)
    return False


def _key(panel: MapPanel, given: Key) -> bool:
    if given.name in {"+", "=", "-"}:
        return panel.move(panel.camera.zoomed(ZOOM_STEP ** (-1 if given.name == "-" else 1)))
    if given.name in ARROWS:
        across, down = ARROWS[given.name]
        return panel.move(panel.camera.moved(across * PAN_STEP, down * PAN_STEP))
    return False


def _point(panel: MapPanel, given: Pointer) -> bool:
    if given.kind == "down" and panel.camera.frame.has(given.at):
        panel.drag, panel.dragged = given.at, False
    elif given.kind in {"up", "leave"}:
        panel.drag = None
    elif given.kind == "move" and panel.drag is not None:
        x, y = panel.drag
        if not panel.dragged and abs(given.at[0] - x) + abs(given.at[1] - y) < STILL:
            return False
        panel.drag, panel.dragged = given.at, True
        return panel.move(panel.camera.moved(given.at[0] - x, given.at[1] - y))
    inside = given.kind != "leave" and panel.camera.frame.has(given.at)
    before, panel.over = panel.over, pointed(panel, given.at) if inside else ("", "")
    return before != panel.over


def pointed(panel: MapPanel, at: Point) -> tuple[str, str]:
    """Return what a point of the window is on: `flow`, `place` or `land`, and its id or name."""
    signs = (("place", panel.labels), ("flow", panel.tags), ("place", panel.names))
    known = {flow.id for flow in panel.shown()}
    ribbons = {name: ribbon for name, ribbon in panel.ribbons.items() if name in known}
    found = map_find.find(at, panel.spots, signs, ribbons)
    land = panel.atlas.at(panel.camera.under(at)) if found is None else None
    if found is not None or land is None:
        return found or ("", "")
    owner = panel.atlas.owner(land)
    place = next((p.id for p in panel.places() if p.iso3 == owner), "")
    return ("place", place) if place else ("land", land.name)
