"""Reach what is on the map by keys: a country that has the focus, and the flows that end there."""

from realm.view.input import Input, Key
from realm.view.screens.map_panel import MapPanel
from realm.view.shape import Point
from realm.view.widgets.base import Memory

PLACE = "place:"
STEPS = {"right": 1, "down": 1, "left": -1, "up": -1}
FROM = "sheet~from"
"""The note of the place from which keys went into a sheet."""
MIDDLE = 48
"""The point of a flow, of those of its middle, at which it is explained."""


def focused(memory: Memory) -> str:
    """Return the place that has the focus; empty where none has."""
    return memory.focus.removeprefix(PLACE) if memory.focus.startswith(PLACE) else ""


def point(panel: MapPanel, memory: Memory, before: str) -> bool:
    """Point at the place that keys brought the focus to; tell whether that changed something.

    Args:
        panel: the map.
        memory: what has the focus now.
        before: what had it.
    """
    if memory.focus == before or not memory.keys:
        return False
    name, was = focused(memory), panel.over
    panel.over = ("place", name) if name else ("", "")
    return panel.over != was


def step(panel: MapPanel, memory: Memory, given: Input) -> bool:
    """Go from the place that has the focus along its flows; tell whether the key means that."""
    name = focused(memory)
    if not (name and isinstance(given, Key) and given.name in STEPS):
        return False
    flows = [f.id for f in panel.shown() if name in (f.seller, f.buyer) and f.id in panel.ribbons]
    stops = [("place", name), *(("flow", flow) for flow in flows)]
    here = stops.index(panel.over) if panel.over in stops else 0
    panel.over = stops[(here + STEPS[given.name]) % len(stops)]
    return True


def steer(panel: MapPanel, pressed: str) -> None:
    """Do what a button over the map says: `zoom:SIGN`, `view:NAME` or `filter:NAME`."""
    what, _, which = pressed.partition(":")
    if what == "zoom":
        panel.zoom(1.0 if which == "+" else -1.0)
    elif what == "view":
        panel.show(which)
    else:
        panel.filter = which


def open_sheet(panel: MapPanel, memory: Memory, place: str) -> None:
    """Show the sheet of a place, or of its flow that keys have gone to; keys go on in it."""
    kind, name = panel.over
    flow = kind == "flow" and memory.keys
    panel.selected = name if flow else place
    if memory.keys:
        memory.focus = "sheet:close" if flow else "sheet:talk"
        memory.notes[FROM] = f"{PLACE}{place}"


def close_sheet(panel: MapPanel, memory: Memory) -> None:
    """Close the sheet that is open; keys go on where they came from."""
    panel.selected = ""
    if memory.focus.startswith("sheet:"):
        memory.focus = memory.notes.pop(FROM, "")


def spot(panel: MapPanel, memory: Memory) -> Point:
    """Return where what is pointed at is explained: at the mouse, or where keys have gone."""
    kind, name = panel.over
    if not memory.keys:
        return memory.at
    if kind == "flow" and name in panel.ribbons:
        x, y = panel.ribbons[name].spine[MIDDLE]
        return float(x), float(y)
    return panel.spots[name][0] if name in panel.spots else memory.at
