"""The sheet over the map: what is known of a country, a firm or a flow, and its buttons."""

from collections.abc import Sequence
from dataclasses import replace

from realm.view.canvas import Canvas
from realm.view.colour import readable_on
from realm.view.messages import Messages
from realm.view.picture.world import Place, Sheet
from realm.view.screens.map_overlays import MARGIN, compact
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.widgets.base import Widget
from realm.view.widgets.button import Button, Hotspot

WIDE = 284.0
BARS_LABEL = 100.0
LINE_GAP = 5.0
GAP = 12.0
"""Room between the sheet and what stands under it."""
KEPT = 3
"""Bars that stay as long as there are lines to drop."""
KNOW = 34.0
"""Room that the button for all that is known takes."""


def fitted(sheet: Sheet, room: float, texts: Texts) -> Sheet:
    """Return a sheet without what there is no room for.

    The source goes first, then the smallest bars but `KEPT`, then lines, the last first, and the
    bars that are left, again the smallest first; they stay in their order.
    """
    while height(sheet, texts) > room and (sheet.bars or sheet.lines):
        if sheet.source:
            sheet = replace(sheet, source="")
        elif sheet.lines and len(sheet.bars) <= KEPT:
            sheet = replace(sheet, lines=sheet.lines[:-1])
        else:
            sheet = _without_smallest(sheet)
    return sheet


def _without_smallest(sheet: Sheet) -> Sheet:
    """Drop the bar of the smallest share, of equal ones the last."""
    row = min(range(len(sheet.bars)), key=lambda i: (sheet.bars[i].share, -i))
    bars = sheet.bars[:row] + sheet.bars[row + 1 :]
    return replace(sheet, bars=bars, bars_are=sheet.bars_are if bars else "")


def foot_of(frame: Rect, under: Sequence[Rect], *, aside: bool) -> float:
    """Return how far down a sheet may reach: it stands over what lies at the foot on its side."""
    side = rect_of(frame, 0.0, frame.bottom - _margin(frame), aside=aside)
    met = [one.y - GAP for one in under if one.x < side.right and one.right > side.x]
    low = [y for y in met if y > frame.middle[1]]
    return min([frame.bottom - _margin(frame), *low])


def _margin(frame: Rect) -> float:
    return 8.0 if compact(frame) else MARGIN


def rect_of(frame: Rect, tall: float, foot: float, *, aside: bool = False) -> Rect:
    """Return where a sheet lies that ends at `foot`: at the right, or `aside` at the left."""
    margin = _margin(frame)
    tall = min(tall, foot - frame.y - margin)
    x = frame.x + margin if aside else frame.right - margin - WIDE
    return Rect(x, foot - tall, WIDE, tall)


def height(sheet: Sheet, texts: Texts) -> float:
    """Return how tall a sheet with its buttons is."""
    return body_height(sheet, texts, WIDE) + 30 + (KNOW if sheet.knows else 0.0)


def body_height(sheet: Sheet, texts: Texts, wide: float) -> float:
    """Return how tall a sheet is that is so wide and bears no buttons."""
    room = wide - 32
    lines = sum(len(texts.wrap(line, "note", room)) for line in sheet.lines)
    alarm = len(texts.wrap(sheet.alarm, "note", room)) if sheet.alarm else 0
    step = texts.height("note")
    tall = 46 + 25 * len(sheet.bars) + step * lines + LINE_GAP * len(sheet.lines) + 16
    tall += 20 if sheet.bars_are else 0
    tall += 8 if sheet.bars and sheet.lines else 0
    tall += alarm * step + 14 if alarm else 0
    for small in (sheet.source, sheet.no_talks):
        tall += len(texts.wrap(small, "micro", room)) * texts.height("micro") + 8 if small else 0
    return tall


def widgets(rect: Rect, messages: Messages, partner: Place | None) -> list[Widget]:
    """Return the sheet's buttons: with a place talks can be opened, with a flow they cannot."""
    foot = rect.inset(16, 12).foot(28)
    talk, close = foot.columns(2, 8)
    found: list[Widget] = [Hotspot(id="under", rect=rect, stops=False)]
    if partner is not None:
        yourself = messages.say("table.talk_to_yourself") if partner.you else ""
        refusal = yourself or partner.talks_refusal
        label = messages.say("table.open_talks")
        found.append(Button(id="sheet:talk", rect=talk, label=label, refusal=refusal))
        if partner.sheet is not None and partner.sheet.knows:
            row = Rect(foot.x, foot.y - KNOW, foot.width, foot.height)
            found.append(Button(id="sheet:know", rect=row, label=messages.say("table.know")))
    return [*found, Button(id="sheet:close", rect=close, label=messages.say("table.close"))]


def draw(canvas: Canvas, rect: Rect, sheet: Sheet) -> None:
    """Draw what is known of a country."""
    canvas.box(rect, "panel", "line_strong", radius=10)
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
    if sheet.bars_are:
        canvas.write((inside.x, y + 8), sheet.bars_are, "caps", "low", room=inside.width)
        y += 20
    for bar in sheet.bars:
        middle = y + 12.5
        canvas.write((inside.x, middle), bar.label, "note", "middle", room=BARS_LABEL)
        start = inside.x + BARS_LABEL + 8
        track = Rect(start, middle - 3, inside.right - 44 - start, 6)
        canvas.bar(track, bar.share, "middle", "raised")
        canvas.write((inside.right, middle), bar.text, "note_strong", align="right", room=40)
        y += 25
    if sheet.bars and sheet.lines:
        canvas.rule((inside.x, y + 4), inside.width)
        y += 8
    for line in sheet.lines:
        y += LINE_GAP + canvas.paragraph(
            Rect(inside.x, y, inside.width, 60), line, "note", "middle"
        )
    if sheet.alarm:
        y += 6
        canvas.rule((inside.x, y), inside.width)
        y += 6
        y += canvas.paragraph(Rect(inside.x, y, inside.width, 60), sheet.alarm, "note", "curbed")
    for small in filter(None, (sheet.source, sheet.no_talks)):
        y += 8 + canvas.paragraph(Rect(inside.x, y + 8, inside.width, 60), small, "micro", "low")
