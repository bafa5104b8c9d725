"""Make the widgets of the blocks of a page."""

from dataclasses import replace

from realm.view.paint import charts
from realm.view.picture import page as p
from realm.view.screens import page_blocks, talks
from realm.view.screens.page_blocks import Kit
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.widgets.base import Widget
from realm.view.widgets.button import Button, Hotspot
from realm.view.widgets.entry import Entry
from realm.view.widgets.item import ListItem
from realm.view.widgets.segmented import Segmented
from realm.view.widgets.slider import Slider


def widgets(block: p.Block, rect: Rect, clip: Rect, kit: Kit) -> list[Widget]:
    """Return a block's widgets."""
    match block:
        case p.Item():
            return [
                ListItem(
                    id=block.id, rect=rect, clip=clip, title=block.title,
                    lines=page_blocks.item_lines(block), right=block.right, chosen=block.chosen,
                    refusal=block.refusal, hint=block.hint,
                )
            ]  # fmt: skip
        case p.Buttons():
            rows = page_blocks.button_rows(block.buttons, rect, kit.texts)
            return [button(one, place, clip) for row in rows for one, place in row]
        case p.Told():
            return _told(block, rect, clip, kit.texts)
        case p.Pick() | p.Slide() | p.Field():
            return [_set(block, rect, clip, kit)]
        case p.Figures():
            rows_of = rect.rows(page_blocks.figure_height(block), len(block.kpis))
            return _why(block, rows_of, clip)
        case p.Charts():
            places = charts.places(rect, len(block.kpis))
            return _why(block, [place.inset(0, 4) for place in places], clip)
        case p.Bargain():
            return talks.widgets(
                rect, block.talk, kit.messages, kit.texts, kit.settings, kit.memory,
                clip=clip,
            )  # fmt: skip
    return []


def button(press: p.Press, rect: Rect, clip: Rect | None = None) -> Button:
    """Return a button."""
    return Button(
        id=press.id, rect=rect, clip=clip, label=press.label, refusal=press.refusal,
        look="primary" if press.primary else "plain", hint=press.hint,
    )  # fmt: skip


def _told(block: p.Told, rect: Rect, clip: Rect, texts: Texts) -> list[Widget]:
    """Return what can be pressed of something told: its button, and itself where it opens."""
    if block.press is None:
        if not (block.hint or block.opens):
            return []
        place, lights = rect.inset(-4, 0), bool(block.opens)
        return [Hotspot(id=block.id, rect=place, clip=clip, hint=block.hint, lights=lights)]
    wide = page_blocks.press_width(block.press, texts)
    place = Rect(rect.right - wide, rect.middle[1] - 14, wide, 28)
    pressed = replace(button(block.press, place, clip), row=rect)
    if not block.opens:
        return [pressed]
    beside = rect.left(place.x - 8 - rect.x).inset(-4, -3)
    return [Hotspot(id=block.id, rect=beside, clip=clip, lights=True, hint=block.hint), pressed]


def _set(block: p.Pick | p.Slide | p.Field, rect: Rect, clip: Rect, kit: Kit) -> Widget:
    """Return what sets or types something."""
    if isinstance(block, p.Field):
        text = kit.typed.get(block.id, block.text)
        return Entry(id=block.id, rect=rect, clip=clip, text=text, blank=block.blank)
    if isinstance(block, p.Slide):
        place = Rect(rect.x, rect.y + 20, rect.width, 22)
        return Slider(
            id=block.id, rect=place, clip=clip, row=rect,
            value=kit.picks.get(block.id, block.value), least=block.least, most=block.most,
        )  # fmt: skip
    place = Rect(rect.x, rect.y + 22, rect.width, 28)
    if page_blocks.pick_words(block, rect.width, kit.texts) is not None:
        place = rect.end(page_blocks.pick_width(block, kit.texts)).top(28)
    return Segmented(
        id=block.id, rect=place, clip=clip, options=block.options,
        chosen=kit.picks.get(block.id, block.chosen), order=block.order,
        refusals=block.refusals, hint=block.hint, row=rect,
    )  # fmt: skip


def _why(block: p.Figures | p.Charts, places: list[Rect], clip: Rect) -> list[Widget]:
    """Return what explains each number of a block."""
    return [
        Hotspot(id=f"why:{kpi.id}", rect=place, clip=clip, hint=kpi.why, stops=bool(kpi.why))
        for kpi, place in zip(block.kpis, places, strict=True)
    ]
