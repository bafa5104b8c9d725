"""Paint the map: the ground and the flows under everything, marks and names over them."""

import time

from realm.view.canvas import Canvas
from realm.view.map.camera import Camera
from realm.view.paint import flows as paint_flows
from realm.view.paint import marks
from realm.view.paint.flow_painter import Shot, Wanted
from realm.view.paint.flows import Painted
from realm.view.paint.ground import Ground
from realm.view.picture.world import Flow
from realm.view.screens import map_focus
from realm.view.screens.map_filter import ALL, MAIN
from realm.view.screens.map_focus import colour, foremost, in_focus
from realm.view.screens.map_names import words_in
from realm.view.screens.map_panel import MapPanel
from realm.view.screens.map_spots import EDGE
from realm.view.screens.map_views import VIEWS
from realm.view.shape import Point, Rect


def work(panel: MapPanel, seconds: float) -> bool:
    """Paint for so long at most, flows before the ground; tell whether something new is seen.

    What was just laid out is painted from the next frame on, so that no frame takes both.
    """
    if panel.fresh:
        panel.fresh = False
        return False
    until = time.perf_counter() + seconds
    if panel.waits and not panel.rests:
        panel.bends.work(seconds)
        return False
    seen = panel.flows.work(seconds)
    if time.perf_counter() < until:
        seen |= panel.ground.work(until - time.perf_counter())
    if time.perf_counter() < until and ready(panel):
        panel.bends.work(until - time.perf_counter())
    return seen


def ready(panel: MapPanel) -> bool:
    """Tell whether everything is painted as it shall be seen."""
    return panel.ground.ready and panel.flows.ready and not (panel.adrift or panel.waits)


def hurries(panel: MapPanel) -> bool:
    """Tell whether something is still to be painted of a map that nobody moves."""
    return not (panel.adrift or panel.dragging or ready(panel))


def want(panel: MapPanel, canvas: Canvas, *, ahead: bool = False) -> None:
    """Say what of the ground and of the flows is to be painted; `ahead` other views as well."""
    frame = panel.camera.frame
    soon = [panel.of_view(view, frame) for view in VIEWS] if ahead else []
    panel.ground.want(
        _ground(panel, panel.camera), canvas, [_ground(panel, camera) for camera in soon]
    )
    if panel.dragging and panel.flows.covers(panel.camera):
        return
    shown = panel.shown()
    meant = [flow for flow in shown if in_focus(panel, flow)]
    opacity = paint_flows.FAINT if panel.over[0] else paint_flows.ASIDE
    if len(meant) == len(shown):
        meant = foremost(panel) or meant
        opacity = paint_flows.OTHERS if panel.filter == MAIN else paint_flows.MINOR
    wanted = [_layer(panel, canvas, meant)]
    if len(meant) < len(shown):
        wanted.insert(0, _layer(panel, canvas, shown, opacity))
    panel.flows.want(wanted, canvas)


def _ground(panel: MapPanel, camera: Camera) -> Ground:
    """Say what the ground shows by a camera: every land that takes part bears its stance."""
    lands = ((p.iso3, panel.theme.stance(p.stance)) for p in panel.places() if p.iso3)
    return Ground(camera, tuple(lands))


def _layer(panel: MapPanel, canvas: Canvas, flows: list[Flow], opacity: float = 1.0) -> Wanted:
    names = tuple(flow.id for flow in flows)
    shot = Shot(panel.camera, panel.moment, canvas.factor, names)
    return Wanted(shot, _painted(panel, flows), opacity)


def _painted(panel: MapPanel, flows: list[Flow]) -> list[Painted]:
    """Return flows as they are painted: wide ones first, curbed ones on top."""
    ordered = sorted(flows, key=lambda flow: (flow.curbed, -flow.tonnes))
    known = [flow for flow in ordered if flow.id in panel.ribbons]
    return [(panel.ribbons[flow.id], colour(panel, flow)) for flow in known]


def draw_under(canvas: Canvas, panel: MapPanel) -> None:
    """Draw the ground and the flows; what moves comes over it."""
    panel.ground.draw(canvas, panel.eye)
    panel.flows.draw(canvas, panel.eye)


def draw_over(canvas: Canvas, panel: MapPanel) -> None:
    """Draw marks, names and the words on flows."""
    edge = panel.camera.frame.inset(EDGE + 1)
    quiet, asked = map_focus.quiet(panel), map_focus.asked(panel)
    with canvas.clipped(panel.camera.frame.inset(1)):
        for flow in panel.shown():
            spoken = panel.filter != ALL or flow.id in asked
            if flow.id in panel.tags and in_focus(panel, flow) and spoken:
                rect = panel.tags[flow.id]
                words = words_in(flow, rect, canvas.texts)
                there = _on_the_way(panel, rect, rect.middle)
                marks.draw_words(canvas, there, words, queued=flow.queued)
        for spot in panel.places():
            if spot.id in panel.names:
                rect, lit = panel.names[spot.id], spot.id == panel.over[1]
                rect = _on_the_way(panel, rect, rect.middle)
                marks.draw_name(canvas, rect, spot.name, lit=lit)
            if spot.id in panel.labels and spot.id in panel.spots:
                at, docked = panel.spots[spot.id]
                lit = spot.id in (panel.selected, panel.over[1])
                label = panel.labels[spot.id]
                if not docked:
                    label = _on_the_way(panel, label, at)
                    at = _seen_at(panel, at)
                out = edge if docked else None
                if spot.id in quiet and not (lit or spot.id in asked):
                    marks.draw_dot(canvas, spot, at, label, edge=out)
                else:
                    marks.draw_mark(canvas, spot, at, label, lit=lit, edge=out)


def _seen_at(panel: MapPanel, at: Point) -> Point:
    """Return where something is seen now that stands somewhere once the map is there."""
    return panel.eye.place(panel.camera.under(at)) if panel.travel is not None else at


def _on_the_way(panel: MapPanel, rect: Rect, at: Point) -> Rect:
    """Return a rectangle moved as what it belongs to is on the way."""
    x, y = _seen_at(panel, at)
    return rect.moved(x - at[0], y - at[1])
