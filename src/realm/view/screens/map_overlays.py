"""What lies over the map: filters, views and zoom, and the legend."""

from collections.abc import Iterable
from functools import reduce

from realm.view.canvas import Canvas
from realm.view.colour import Colour
from realm.view.messages import Messages
from realm.view.picture.world import World
from realm.view.screens.map_filter import ALL, CURBED, MAIN
from realm.view.screens.map_panel import MapPanel
from realm.view.screens.map_spots import LOW
from realm.view.screens.map_views import VIEWS
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.widgets.base import Widget
from realm.view.widgets.button import DOT, Button
from realm.view.widgets.dropdown import Dropdown

MARGIN = 16.0
CHIP = 26.0
LEGEND = 32.0
STEP = 28.0
OPACITY = 0.9
BACKING = 4.0
"""How far the strip under small buttons reaches beyond them, points."""
BESIDE = 2.0
"""Room between two of them."""
GROUPED = 14.0
"""Further room between how much is shown and what of it."""
APART = 16.0
"""Least room between the filters and the views beside them."""
ZOOM = "map:zoom:"
VIEW = "map:view:"
FILTERS = "map:filter"
FILTER = FILTERS + ":"
WHOLE = (FILTER + MAIN, FILTER + ALL)
"""Filters that show flows of all kinds."""


def controls(
    frame: Rect,
    world: World,
    panel: MapPanel,
    messages: Messages,
    texts: Texts,
    sheet: Rect | None = None,
) -> list[Widget]:
    """Return filters at the top and views beside them; on a low map at the foot, under a sheet.

    Views keep their place, whatever is shown; filters that would meet them take another row.
    """
    found = _filter_widgets(frame, world, panel, messages, texts)
    if compact(frame) and sheet is not None:
        return found
    inside = frame.inset(MARGIN + BACKING)
    right, y = inside.right, inside.bottom - CHIP if compact(frame) else inside.y
    for sign, hint in (("+", "zoom_in"), ("−", "zoom_out")):
        right -= CHIP
        rect = Rect(right, y, CHIP, CHIP)
        hint_text = messages.say(f"table.{hint}")
        found.append(Button(id=ZOOM + sign, rect=rect, label=sign, look="strip", hint=hint_text))
        right -= BESIDE
    for name, text, wide in reversed(_views(messages, texts)):
        right -= wide
        rect = Rect(right, y, wide, CHIP)
        on_now = panel.preset == name
        button = Button(id=VIEW + name, rect=rect, label=text, look="strip", on_now=on_now)
        found.append(button)
        right -= BESIDE
    return found


def _views(messages: Messages, texts: Texts) -> list[tuple[str, str, float]]:
    """Return name, label and width of each view."""
    said = [(name, messages.say(f"table.{name}")) for name in VIEWS]
    return [(name, text, texts.width(text, "note_strong") + 24) for name, text in said]


def _views_width(messages: Messages, texts: Texts) -> float:
    """Return how wide views and zoom are, side by side."""
    wide = sum(wide + BESIDE for *_, wide in _views(messages, texts))
    return wide + 2 * CHIP + BESIDE


def _filter_widgets(
    frame: Rect,
    world: World,
    panel: MapPanel,
    messages: Messages,
    texts: Texts,
    *,
    unasked: bool = False,
) -> list[Widget]:
    """Return the filters side by side; as a list to unfold where they would fill a low map.

    `unasked` are those that stand there before any is pressed.
    """
    inside, folded = frame.inset(MARGIN), folds(frame, world, panel, messages, texts)
    few = not folded and (unasked or panel.filter == MAIN)
    filters = _filters(world, panel, messages, few=few)
    if folded:
        names, labels, dots = (tuple(column) for column in zip(*filters, strict=True))
        wide = max(_chip_width(label, dot, texts) for _, label, dot in filters) + CHIP
        rect = Rect(inside.x, inside.y, wide, CHIP)
        return [
            Dropdown(
                id=FILTERS, rect=rect, options=labels, chosen=names.index(panel.filter),
                page=frame, dots=dots, dashed=names.index(CURBED),
            )
        ]  # fmt: skip
    found: list[Widget] = []
    x, y, end = inside.x + BACKING, inside.y + BACKING, inside.right - BACKING
    if not compact(frame):
        end -= _views_width(messages, texts) + APART
    for name, label, dot in filters:
        if dot is not None and found and found[-1].id in WHOLE:
            x += GROUPED
        hint = messages.texts.get(f"help.filter_{name}", "")
        if dot is not None and name != CURBED and int(name) < len(world.kind_hints):
            hint = world.kind_hints[int(name)]
        wide = _chip_width(label, dot, texts)
        if x + wide > end and x > inside.x + BACKING:
            x, y = inside.x + BACKING, y + CHIP + 2 * BACKING + 4
        found.append(
            Button(
                id=FILTER + name, rect=Rect(x, y, wide, CHIP), label=label, look="strip", dot=dot,
                on_now=panel.filter == name, dashed=name == CURBED, hint=hint,
            )
        )  # fmt: skip
        x += wide + BACKING
    return found


def _chip_width(label: str, dot: Colour | None, texts: Texts) -> float:
    return texts.width(label, "note_strong") + 20 + (DOT if dot else 0.0)


def folds(frame: Rect, world: World, panel: MapPanel, messages: Messages, texts: Texts) -> bool:
    """Tell whether a map is so low that filters of more than one row hide too much of it."""
    filters = _filters(world, panel, messages)
    across = sum(_chip_width(label, dot, texts) + BACKING for _, label, dot in filters) + GROUPED
    return compact(frame) and across > frame.inset(MARGIN + BACKING).width


def filter_names(world: World, panel: MapPanel, messages: Messages) -> list[str]:
    """Return what each of the filters is called, in their order."""
    return [name for name, *_ in _filters(world, panel, messages)]


def _filters(
    world: World, panel: MapPanel, messages: Messages, *, few: bool = False
) -> list[tuple[str, str, Colour | None]]:
    """Return name, label and colour of each filter; they are the legend of the flows as well.

    A kind of which nothing flows has none; of `few` neither has one that no main flow carries:
    `all` brings it, behind the others, so that these stay where they are.
    """
    main = {flow.kind for flow in world.flows if flow.main}
    rest = {flow.kind for flow in world.flows} - main
    first, last = (
        [(str(i), world.kinds[i], panel.theme.flow(world.hue(i))) for i in sorted(some)]
        for some in (main, set() if few else rest)
    )
    curbed = (CURBED, messages.say("table.curbed"), panel.theme.colour("curbed"))
    whole = messages.say("table.all_flows")
    heads: list[tuple[str, str, Colour | None]] = [(MAIN, whole, None)]
    if not all(flow.main for flow in world.flows):
        heads = [(MAIN, messages.say("table.main_flows"), None), (ALL, whole, None)]
    return [*heads, *first, curbed, *last]


def filters_foot(
    frame: Rect, world: World, panel: MapPanel, messages: Messages, texts: Texts
) -> float:
    """Return how far down the filters reach that stand there before any is pressed."""
    found = _filter_widgets(frame, world, panel, messages, texts, unasked=True)
    return max(widget.rect.bottom for widget in found) + BACKING


def compact(frame: Rect) -> bool:
    """Tell whether the map is too low to bear a legend."""
    return frame.height < LOW


def legend_rect(frame: Rect, messages: Messages, texts: Texts) -> Rect:
    """Return where the legend lies: at the left of the foot; on a low map beside the filters.

    There it has no title.
    """
    said = [messages.say(f"table.{name}") for name in ("hostile", "friendly")]
    wide = sum(texts.width(text, "note") for text in said) + 5 * STEP + 16 + 28
    if compact(frame):  # filters are folded there
        return Rect(frame.right - MARGIN - wide, frame.y + MARGIN, wide, CHIP)
    title = texts.width(messages.say("table.stance_to_you"), "caps") + 16
    wide = min(wide + title, frame.width - 2 * MARGIN)
    return Rect(frame.x + MARGIN, frame.bottom - MARGIN - LEGEND, wide, LEGEND)


def draw_legend(canvas: Canvas, rect: Rect, messages: Messages) -> None:
    """Draw the legend: what the colours of countries mean; filters bear those of flows."""
    canvas.box(rect, "panel", "line", radius=8, opacity=OPACITY)
    x, y = rect.x + 14, rect.middle[1]
    if rect.height >= LEGEND:
        x += canvas.write((x, y), messages.say("table.stance_to_you"), "caps", "low") + 16
    x += canvas.write((x, y), messages.say("table.hostile"), "note", "middle") + 8
    for colour in canvas.theme.stances:
        canvas.box(Rect(x, y - 4.5, STEP - 2, 9), colour, radius=2.5)
        x += STEP
    canvas.write((x + 6, y), messages.say("table.friendly"), "note", "middle")


def draw_backing(canvas: Canvas, widgets: Iterable[Widget]) -> None:
    """Draw the strips on which views and zoom stand, and filters, of all kinds and of one."""
    strips: dict[object, list[Rect]] = {}
    for widget in widgets:
        if widget.id.startswith((VIEW, ZOOM)):
            strips.setdefault("views", []).append(widget.rect)
        elif widget.id.startswith(FILTER):
            row = widget.rect.y, widget.id in WHOLE
            strips.setdefault(row, []).append(widget.rect)
    for rects in strips.values():
        strip = reduce(Rect.around, rects).inset(-BACKING)
        canvas.box(strip, "panel", "line", radius=8)
