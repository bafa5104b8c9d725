"""The map of the table: laid out among what lies over it, given what no widget took."""

from realm.view.input import Input, Key, Pointer
from realm.view.screens import map_hands, map_keys, map_overlays
from realm.view.screens.map_panel import MapPanel
from realm.view.screens.table_desk import Desk
from realm.view.widgets.base import Memory


def lay(desk: Desk) -> None:
    """Find where everything on the map stands, clear of what lies over it."""
    world, frame, texts = desk.picture.world, desk.layout.map, desk.stage.texts
    over = map_overlays.controls(frame, world, desk.map, desk.messages, texts, desk.sheet_rect)
    lying = (desk.legend_rect, desk.stores_rect, desk.rival_rect, desk.sheet_rect)
    known = [rect for rect in lying if rect is not None] + [widget.rect for widget in over]
    above = desk.filters_foot - frame.y
    desk.map.lay(frame, world, texts, known, above=above, lying=desk.stores_rect)


def on(panel: MapPanel, memory: Memory, given: Input) -> bool:
    """Give to the map what no widget took; tell whether that changed something."""
    if isinstance(given, Key) and given.name == "escape" and panel.selected:
        map_keys.close_sheet(panel, memory)
        return True
    if map_keys.step(panel, memory, given):
        return True
    hovered = memory.hover
    if isinstance(given, Pointer) and hovered and not hovered.startswith("place:"):
        return panel.leave()
    clicked = isinstance(given, Pointer) and given.kind == "up" and given.button == 1
    if clicked and panel.over[0] in {"place", "flow"} and not panel.dragged:
        panel.selected = panel.over[1]
    return map_hands.on(panel, given) or clicked
