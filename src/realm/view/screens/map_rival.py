"""The card of who holds most over the seat: its part of the world's exports, and what it curbs."""

from collections.abc import Sequence
from dataclasses import replace

from realm.view.messages import Messages
from realm.view.picture.world import Flow, Sheet, World
from realm.view.screens.map_overlays import MARGIN
from realm.view.screens.map_sheet import body_height
from realm.view.screens.map_stores import WIDE
from realm.view.shape import Point, Rect
from realm.view.text import Texts
from realm.view.widgets.base import Widget
from realm.view.widgets.button import Hotspot

APART = 12.0
"""Room between the card and the stores under it."""
CLEAR = 14.0
"""How far the card keeps off marks and flows."""
BARS = 3
"""Bars that are drawn; the longest."""
RIVAL = "rival"
FIXED = "\u00a0"
"""A space at which no line breaks: what is permitted is read as one."""


def card(world: World, messages: Messages) -> Sheet | None:
    """Return what the card tells; nothing where nobody's curbs hold the seat's trade back."""
    bound = _bound(world)
    sheets = {one.id: one.sheet for one in world.places}
    sheet = sheets.get(bound.seller) if bound is not None else None
    if bound is None or sheet is None or not sheet.bars:
        return None
    most = sorted(sheet.bars, key=lambda bar: -bar.share)[:BARS]
    return replace(
        sheet,
        bars=tuple(bar for bar in sheet.bars if bar in most),
        lines=(),
        knows=False,
        source="",
        no_talks="",
        alarm=messages.say(
            "table.rival_curb",
            good=world.kinds[bound.kind],
            whom=bound.whom,
            tag=bound.tag.replace(" ", FIXED),
        ),
    )


def _bound(world: World) -> Flow | None:
    """Return what comes to the seat and is held back."""
    you = next((one.id for one in world.places if one.you), "")
    return next((f for f in world.flows if f.main and f.tag and f.buyer == you), None)


def place(
    frame: Rect,
    sheet: Sheet | None,
    over: Sequence[Rect],
    texts: Texts,
    *,
    marked: Sequence[Point] = (),
    stores: Rect | None = None,
) -> Rect | None:
    """Return where the card lies; nowhere where it would cover something.

    Args:
        frame: where the map is.
        sheet: what it tells.
        over: what else lies over the map.
        texts: measures texts.
        marked: where marks stand and flows run.
        stores: where the stores lie: if at the right, then over them, as wide as they are if that
            covers nothing.
    """
    if sheet is None:
        return None
    if stores is not None and stores.x < frame.middle[0]:
        stores = None
    right = stores.right if stores is not None else frame.right - MARGIN
    for wide in (stores.width, WIDE) if stores is not None else (WIDE,):
        tall = body_height(sheet, texts, wide)
        under = [one.y for one in over if one.right > right - wide and one.y > frame.middle[1]]
        foot = stores.y if stores is not None else min(under, default=frame.bottom - MARGIN + APART)
        rect = Rect(right - wide, foot - APART - tall, wide, tall)
        free = not any(one.meets(rect) for one in over)
        free = free and not any(map(rect.inset(-CLEAR).has, marked))
        if free and rect.y > frame.y + MARGIN:
            return rect
    return None


def widgets(
    rect: Rect | None, sheet: Sheet | None, world: World, messages: Messages
) -> list[Widget]:
    """Let the card be opened: the whole sheet of the same place tells more."""
    if rect is None or sheet is None:
        return []
    bound = _bound(world)
    why = bound.tag_why if bound is not None else ()
    hint = "\n".join((*why, messages.say("table.rival_hint", who=sheet.name)))
    return [Hotspot(id=f"{RIVAL}:{sheet.id}", rect=rect, hint=hint, stops=True)]
