"""What the seat has in store, in an empty corner of the map: how much, and how long it lasts."""

from collections.abc import Sequence

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.picture.table import Store, Stores
from realm.view.screens.map_overlays import MARGIN
from realm.view.shape import Point, Rect
from realm.view.text import Texts
from realm.view.widgets.base import Widget
from realm.view.widgets.button import Hotspot

WIDE = 250.0
"""Least width of the stores, and of what stands over them."""
TALL = 420.0
"""Height of a map from which it bears the stores."""
MOST = 4
"""Commodities that are told; the dearest."""
HEAD, ROW, PAD, GAP = 26.0, 20.0, 14.0, 8.0
SEAL = 5.0
"""How far the seal of what is short reaches beyond its words."""
KEY, SPACE, NEXT = 22.0, 18.0, 12.0
"""Room of the line that says which colour a good has on the map, and between columns."""
OPACITY = 0.9


def place(
    frame: Rect,
    legend: Rect | None,
    stores: Stores | None,
    messages: Messages,
    texts: Texts,
    *,
    marked: Sequence[Point] = (),
) -> Rect | None:
    """Return where the stores stand; nowhere where there is no room for them.

    That is above the legend, or at the foot on the right, where they cover less of what is marked:
    a sheet is opened at the right.

    Args:
        frame: where the map is.
        legend: where the legend lies.
        stores: what is told.
        messages: texts.
        texts: measures texts.
        marked: where marks stand and flows run, as the map is seen unasked.
    """
    if stores is None or legend is None or frame.height < TALL:
        return None
    names, used, lasts, kept = _columns(stores, messages, texts)
    wide = KEY + names + SPACE + used + (NEXT + lasts if lasts else 0.0)
    wide = max(WIDE, wide + (SPACE + kept if kept else 0.0) + 2 * PAD)
    tall = HEAD + ROW * (len(stores.rows[:MOST]) + _reliefs(stores)) + 9.0
    foot = frame.bottom - MARGIN
    right = Rect(frame.right - MARGIN - wide, foot - tall, wide, tall)
    left = Rect(legend.x, legend.y - GAP - tall, wide, tall)
    spots = [spot for one in (left, right) if (spot := _above(one, legend, frame)) is not None]
    return min(spots, key=lambda spot: sum(map(spot.inset(-GAP).has, marked)), default=None)


def _above(spot: Rect, legend: Rect, frame: Rect) -> Rect | None:
    """Return where a box stands clear of the legend; nowhere beyond the middle."""
    if legend.inset(-GAP, 1.0 - GAP).meets(spot):
        spot = spot.moved(down=legend.y - GAP - spot.bottom)
    return spot if spot.y > frame.middle[1] else None


def _columns(stores: Stores, messages: Messages, texts: Texts) -> tuple[float, float, float, float]:
    """Return the width of each column: names, what is to be used, its days, what is kept."""
    shown = stores.rows[:MOST]
    names = max(texts.width(one.label, "note") for one in shown)
    used = max(texts.width(one.used, "note_strong") for one in shown)
    lasts = max(texts.width(one.lasts, _role(one)) + 2 * _seal(one) for one in shown)
    kept = max(texts.width(one.kept, "note_strong") for one in shown)
    told = max((texts.width(one.relief, "note") for one in shown if one.relief), default=0.0)
    names = max(names, told + NEXT - SPACE - used - (NEXT + lasts if lasts else 0.0))
    names = max(names, texts.width(messages.say("table.stores"), "caps") - KEY)
    if used:
        used = max(used, texts.width(stores.used, "micro") - NEXT - lasts)
    return names, used, lasts, max(kept, texts.width(stores.kept, "micro")) if kept else 0.0


def _reliefs(stores: Stores) -> int:
    """Count those that have a line that says who could let more of them come."""
    return sum(1 for one in stores.rows[:MOST] if one.relief)


def _role(one: Store) -> str:
    """Return how its days are written: what is short stands out."""
    return "note_strong" if one.short else "note"


def _seal(one: Store) -> float:
    """Return how far a seal reaches beyond the words of what is short; it ends with the column."""
    return SEAL if one.short else 0.0


def _rows(rect: Rect, stores: Stores) -> list[tuple[Store, Rect]]:
    found, top = list[tuple[Store, Rect]](), rect.inset(PAD, 0.0).below(HEAD)
    for one in stores.rows[:MOST]:
        tall = 2 * ROW if one.relief else ROW
        found.append((one, top.top(tall)))
        top = top.below(tall)
    return found


def widgets(rect: Rect | None, stores: Stores | None) -> list[Widget]:
    """Return a place for each store that says where it lies, and where Tab stops."""
    if rect is None or stores is None:
        return []
    return [
        Hotspot(
            id=f"store:{one.id}",
            rect=row.inset(-6, 1),
            hint=one.why,
            stops=bool(one.why),
            lights=bool(one.talks),
        )
        for one, row in _rows(rect, stores)
    ]


def table_at(stores: Stores | None, name: str) -> str:
    """Return the table at which more of a good can be asked for; empty for none."""
    rows = stores.rows if stores is not None else ()
    return next((one.talks for one in rows if one.id == name), "")


def draw(canvas: Canvas, rect: Rect, stores: Stores, messages: Messages) -> None:
    """Draw the stores."""
    canvas.box(rect, "panel", "line", radius=8, opacity=OPACITY)
    _, used, lasts, kept = _columns(stores, messages, canvas.texts)
    second = rect.right - PAD - (SPACE + kept if kept else 0.0)
    first = second - (NEXT + lasts if lasts else 0.0)
    top = rect.y + HEAD / 2 + 2
    canvas.write((rect.x + PAD, top), messages.say("table.stores"), "caps", "low")
    if used:
        canvas.write((second, top), stores.used, "micro", "low", align="right")
    if kept:
        canvas.write((rect.right - PAD, top), stores.kept, "micro", "low", align="right")
    for one, row in _rows(rect, stores):
        y = row.y + ROW / 2
        if one.relief:
            ink = "accent" if one.talks else "middle"
            wide = canvas.write((row.x + KEY, y + ROW - 2.0), one.relief, "note", ink)
            if one.talks:
                canvas.write((row.x + KEY + wide + 6, y + ROW - 2.0), "›", "note", ink)
        canvas.box(Rect(row.x, y - 2.0, 14.0, 4.0), canvas.theme.flow(one.hue), radius=2)
        canvas.write((row.x + KEY, y), one.label, "note", "middle")
        canvas.write((first, y), one.used, "note_strong", "high", align="right")
        if one.short:
            wide = canvas.texts.width(one.lasts, _role(one))
            left = second - wide - 2 * SEAL
            canvas.box(Rect(left, y - 9.0, wide + 2 * SEAL, 18.0), "bad", radius=5)
        ink = "on_accent" if one.short else "low"
        canvas.write((second - _seal(one), y), one.lasts, _role(one), ink, align="right")
        canvas.write((row.right, y), one.kept, "note_strong", "high", align="right")
