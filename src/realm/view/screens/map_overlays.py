"""What lies over the map: filters, views and zoom, the legend, and the sheet of a country."""

from realm.view.canvas import Canvas
from realm.view.colour import readable_on
from realm.view.messages import Messages
from realm.view.picture.table import Place, Sheet, World
from realm.view.screens.map_panel import ALL, CURBED, MapPanel
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.widgets.base import Widget
from realm.view.widgets.button import DOT, Button

MARGIN = 16.0
CHIP = 26.0
SHEET_WIDTH = 248.0
LEGEND_ROW = 30.0
SWATCH = 20.0
OPACITY = 0.9
COMPACT = 330.0
ZOOM = "map:zoom:"
VIEW = "map:view:"
FILTER = "map:filter:"


def controls(
    frame: Rect, world: World, panel: MapPanel, messages: Messages, texts: Texts
) -> list[Widget]:
    """Return filters at the left and views at the right, in one row or two."""
    names = [ALL, *(str(i) for i in range(len(world.kinds))), CURBED]
    labels = [messages.say("table.all_flows"), *world.kinds, messages.say("table.curbed")]
    inside = frame.inset(MARGIN)
    found: list[Widget] = []
    x, y = inside.x, inside.y
    dots = [None, *(panel.theme.flow(i) for i in range(len(world.kinds))),
            panel.theme.colour("curbed")]  # fmt: skip
    for name, label, dot in zip(names, labels, dots, strict=True):
        wide = texts.width(label, "note_strong") + 20 + (DOT if dot else 0.0)
        if x + wide > inside.right:
            x, y = inside.x, y + CHIP + 6
        rect = Rect(x, y, wide, CHIP)
        on_now = panel.filter == name
        found.append(
            Button(id=FILTER + name, rect=rect, label=label, look="chip", on_now=on_now, dot=dot)
        )
        x += wide + 8
    if compact(frame) and panel.selected:
        return found
    views = [("world", messages.say("table.world")), ("east_asia", messages.say("table.east_asia"))]
    wide_views = [(name, text, texts.width(text, "note_strong") + 20) for name, text in views]
    right = inside.right
    y = inside.y if right - x > sum(w + 8 for *_, w in wide_views) + 68 else y + CHIP + 6
    for sign, hint in (("+", "zoom_in"), ("−", "zoom_out")):
        right -= CHIP
        rect = Rect(right, y, CHIP, CHIP)
        hint_text = messages.say(f"table.{hint}")
        found.append(Button(id=ZOOM + sign, rect=rect, label=sign, look="chip", hint=hint_text))
        right -= 6
    for name, text, wide in reversed(wide_views):
        right -= wide
        rect = Rect(right, y, wide, CHIP)
        on_now = panel.preset == name
        button = Button(id=VIEW + name, rect=rect, label=text, look="chip", on_now=on_now)
        found.append(button)
        right -= 6
    return found


def compact(frame: Rect) -> bool:
    """Tell whether the map is too low to bear a legend; its filters then name the colours."""
    return frame.height < COMPACT


def legend_rect(frame: Rect, world: World, messages: Messages, texts: Texts) -> Rect:
    """Return where the legend lies."""
    wide = max(_flow_width(world, messages, texts), _stance_width(messages, texts)) + 32
    wide = min(wide, frame.width - 2 * MARGIN)
    tall = 2 * LEGEND_ROW + 10
    return Rect(frame.x + MARGIN, frame.bottom - MARGIN - tall, wide, tall)


def _captions(messages: Messages) -> tuple[str, str]:
    return messages.say("table.flow"), messages.say("table.stance")


def _caption_width(messages: Messages, texts: Texts) -> float:
    return max(texts.width(text, "caps") for text in _captions(messages)) + 16


def _flow_width(world: World, messages: Messages, texts: Texts) -> float:
    names = (*world.kinds, messages.say("table.curbed"))
    return _caption_width(messages, texts) + sum(
        SWATCH + 8 + texts.width(name, "note") + 14 for name in names
    )


def _stance_width(messages: Messages, texts: Texts) -> float:
    ends = [messages.say("table.hostile"), messages.say("table.friendly")]
    return _caption_width(messages, texts) + sum(texts.width(e, "note") for e in ends) + 170


def draw_legend(canvas: Canvas, rect: Rect, world: World, messages: Messages) -> None:
    """Draw the legend: what the colours of flows and of countries mean."""
    canvas.box(rect, "panel", "line", radius=8, opacity=OPACITY)
    inside = rect.inset(16, 5)
    flow, stance = inside.rows(LEGEND_ROW, 2)
    for row, caption in zip((flow, stance), _captions(messages), strict=True):
        canvas.write((row.x, row.middle[1]), caption, "caps", "low")
    x0 = inside.x + _caption_width(messages, canvas.texts)
    room = (inside.right - x0) / max(1, len(world.kinds) + 1) - SWATCH - 26
    wanted = _flow_width(world, messages, canvas.texts) + 1
    x, y = x0, flow.middle[1]
    for i, name in enumerate((*world.kinds, messages.say("table.curbed"))):
        if i < len(world.kinds):
            canvas.box(Rect(x, y - 2, SWATCH, 4), canvas.theme.flow(i), radius=2)
        else:
            for part in range(3):
                canvas.box(Rect(x + 7.5 * part, y - 2, 5, 4), "curbed", radius=1)
        limit = 0.0 if inside.width >= wanted - 32 else room
        wide = canvas.write((x + SWATCH + 8, y), name, "note", "middle", room=limit)
        x += SWATCH + 8 + wide + 14
    x, y = x0, stance.middle[1]
    x += canvas.write((x, y), messages.say("table.hostile"), "note", "middle") + 10
    for colour in canvas.theme.stances:
        canvas.box(Rect(x, y - 4.5, 26, 9), colour, radius=2.5)
        x += 28
    canvas.write((x + 8, y), messages.say("table.friendly"), "note", "middle")


def sheet_rect(frame: Rect, sheet: Sheet, texts: Texts) -> Rect:
    """Return where the sheet lies."""
    room = SHEET_WIDTH - 32
    lines = sum(len(texts.wrap(line, "note", room)) for line in sheet.lines)
    alarm = len(texts.wrap(sheet.alarm, "note", room)) if sheet.alarm else 0
    step = texts.height("note")
    tall = 46 + 25 * len(sheet.bars) + step * lines + (alarm * step + 14 if alarm else 0) + 46
    margin = 8.0 if compact(frame) else MARGIN
    tall = min(tall, frame.height - 2 * margin)
    return Rect(frame.right - margin - SHEET_WIDTH, frame.bottom - margin - tall, SHEET_WIDTH, tall)


def sheet_widgets(rect: Rect, messages: Messages, partner: Place | None) -> list[Widget]:
    """Return the sheet's buttons: with a place talks can be opened, with a flow they cannot."""
    foot = rect.inset(16, 12).foot(28)
    talk, close = foot.columns(2, 8)
    found: list[Widget] = []
    if partner is not None:
        yourself = messages.say("table.talk_to_yourself") if partner.you else ""
        refusal = yourself or partner.talks_refusal
        label = messages.say("table.open_talks")
        found.append(Button(id="sheet:talk", rect=talk, label=label, refusal=refusal))
    return [*found, Button(id="sheet:close", rect=close, label=messages.say("table.close"))]


def draw_sheet(canvas: Canvas, rect: Rect, sheet: Sheet) -> None:
    """Draw what is known of a country."""
    canvas.box(rect, "panel", "line_strong", radius=10, opacity=0.94)
    inside = rect.inset(16)
    y = inside.y + 9
    badge_width = canvas.texts.width(sheet.badge, "micro") + 22 if sheet.badge else 0.0
    canvas.write((inside.x, y), sheet.name, "h2", room=inside.width - badge_width - 8)
    if sheet.badge:
        badge = Rect(inside.right - badge_width, y - 10, badge_width, 20)
        fill = canvas.theme.stance(sheet.stance)
        ink = readable_on(fill, canvas.ink("white"), canvas.ink("on_accent"))
        canvas.box(badge, fill, radius=5)
        canvas.write(badge.middle, sheet.badge, "micro", ink, align="middle")
    y = inside.y + 30
    for bar in sheet.bars:
        middle = y + 12.5
        canvas.write((inside.x, middle), bar.label, "note", "middle", room=74)
        track = Rect(inside.x + 80, middle - 3, inside.width - 80 - 44, 6)
        canvas.bar(track, bar.share, "middle", "raised")
        canvas.write((inside.right, middle), bar.text, "note_strong", align="right", room=40)
        y += 25
    for line in sheet.lines:
        y += canvas.paragraph(Rect(inside.x, y, inside.width, 60), line, "note", "middle")
    if sheet.alarm:
        y += 6
        canvas.rule((inside.x, y), inside.width)
        y += 6
        canvas.paragraph(Rect(inside.x, y, inside.width, 60), sheet.alarm, "note", "curbed")
