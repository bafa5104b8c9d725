"""Say which flows of the map stand out, what colour they bear, and along which dots run."""

from typing import TYPE_CHECKING

from realm.view.colour import Colour
from realm.view.map.ribbons import Ribbon
from realm.view.picture.world import Flow
from realm.view.screens.map_filter import ALL, MAIN

if TYPE_CHECKING:
    from realm.view.screens.map_panel import MapPanel


def colour(panel: "MapPanel", flow: Flow) -> Colour:
    """Return the colour of a flow: that of its kind, or of what is held back."""
    if flow.curbed:
        return panel.theme.colour("curbed")
    world = panel.world
    return panel.theme.flow(world.hue(flow.kind) if world is not None else flow.kind)


def in_focus(panel: "MapPanel", flow: Flow) -> bool:
    """Tell whether a flow stands out while the mouse is on something."""
    kind, name = panel.over
    if kind == "flow":
        return flow.id == name
    plays = kind == "place" and name in panel.spots
    if not plays and panel.filter in (MAIN, ALL) and panel.selected:
        if panel.selected in panel.spots:
            return panel.selected in (flow.seller, flow.buyer)
        return panel.selected == flow.id
    return name in (flow.seller, flow.buyer) if plays else True


def thin(panel: "MapPanel") -> frozenset[str]:
    """Name the flows that are drawn thin: among all of them those that are not shown unasked."""
    if panel.filter != ALL:
        return frozenset()
    return frozenset(flow.id for flow in panel.shown() if not flow.main)


def quiet(panel: "MapPanel") -> frozenset[str]:
    """Name the places that stand back: among all flows those at which no main flow ends."""
    if panel.filter != ALL:
        return frozenset()
    ends = {end for flow in panel.shown() if flow.main for end in (flow.seller, flow.buyer)}
    return frozenset(p.id for p in panel.places() if not p.plays and p.id not in ends)


def asked(panel: "MapPanel") -> frozenset[str]:
    """Name the flows that are pointed at or chosen, and places of which that is true or their ends.

    Among all flows only these bear words.
    """
    if not (panel.over[0] or panel.selected):
        return frozenset()
    meant = [flow for flow in panel.shown() if in_focus(panel, flow)]
    if len(meant) == len(panel.shown()):
        return frozenset()
    ends = {end for flow in meant for end in (flow.seller, flow.buyer)}
    return frozenset({flow.id for flow in meant} | ends | {panel.over[1], panel.selected})


def foremost(panel: "MapPanel") -> list[Flow]:
    """Return the flows that lie over the others while none is pointed at or chosen.

    Of those that are shown unasked the seat's own, of all there are those that are shown unasked;
    none where all are of one kind, or held back.
    """
    if panel.filter == MAIN:
        you = {place.id for place in panel.places() if place.you}
        return [flow for flow in panel.shown() if you & {flow.seller, flow.buyer}]
    return [flow for flow in panel.shown() if flow.main] if panel.filter == ALL else []


def moving(panel: "MapPanel") -> list[Ribbon]:
    """Return the ribbons along which dots run: those that are painted by now, in a map at rest."""
    if panel.travel is not None:
        return []
    seen = panel.flows.seen
    whole = panel.filter == ALL and not (panel.over[0] or panel.selected)
    return [
        ribbon
        for flow in (foremost(panel) if whole else panel.shown())
        if (ribbon := panel.ribbons.get(flow.id)) is not None
        if flow.id in seen and in_focus(panel, flow) and not ribbon.dashed
    ]
