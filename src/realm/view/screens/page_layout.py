"""Lay a page out: cards side by side, or one where the window is narrow, and their blocks."""

from dataclasses import dataclass, field

from realm.view.paint import parts
from realm.view.picture import page as p
from realm.view.screens import page_blocks
from realm.view.shape import Rect
from realm.view.widgets.scroll import Scroll

TOP, FOOT, GAP = 64.0, 60.0, 16.0
NARROW = 300.0
"""Least width of a column; below it columns lie under one another."""
LEAST_MAP = 150.0
"""Height to which a map at the end of a column shrinks before the column scrolls."""


@dataclass(frozen=True)
class Laid:
    """A block and where it is."""

    block: p.Block
    rect: Rect
    clip: Rect


@dataclass(frozen=True)
class Cards:
    """Where the columns are, and what is in them."""

    cards: tuple[Rect, ...] = ()
    scrolls: tuple[Scroll, ...] = ()
    blocks: tuple[Laid, ...] = field(default=())


def lay_out(page: p.Page, window: Rect, kit: page_blocks.Kit) -> Cards:
    """Lay a page out on a window, under its bar and above its foot."""
    body = Rect(GAP, TOP + 6, window.width - 2 * GAP, window.height - TOP - GAP - 6)
    if page.foot:
        body = body.top(body.height - FOOT + GAP)
    if page.narrow and body.width > page.narrow:
        body = Rect(body.middle[0] - page.narrow / 2, body.y, page.narrow, body.height)
    return _cards(page, body, kit)


def _cards(page: p.Page, body: Rect, kit: page_blocks.Kit) -> Cards:
    """Lay out the columns; all in one where there is no room for them side by side."""
    columns = page.columns
    shares = sum(column.share for column in columns) or 1.0
    room = body.width - GAP * (len(columns) - 1)
    least = min((room * column.share / shares for column in columns), default=room)
    if len(columns) > 1 and least < NARROW:
        blocks = tuple(block for column in columns for block in column.blocks)
        columns, shares, room = (p.Column(blocks=blocks),), 1.0, body.width
    cards, scrolls, laid, x = [], [], [], body.x
    for number, column in enumerate(columns):
        wide = room * column.share / shares
        card = Rect(x, body.y, wide, body.height)
        x += wide + GAP
        if not column.plain:
            cards.append(card)
        scroll, placed = _column(number, column, card, kit)
        scrolls.append(scroll)
        laid += placed
    return Cards(tuple(cards), tuple(scrolls), tuple(laid))


def _gap(above: p.Block, below: p.Block) -> float:
    """Return the distance of two blocks: a heading belongs to what is under it."""
    if isinstance(above, p.Heading):
        return 2.0
    return 2 * page_blocks.GAP if isinstance(below, p.Heading) else page_blocks.GAP


def _column(
    number: int, column: p.Column, card: Rect, kit: page_blocks.Kit
) -> tuple[Scroll, list[Laid]]:
    """Stack the blocks of a column; a map alone at its end takes what room is left."""
    pad = 2.0 if column.plain else parts.PADDING
    width = card.width - 2 * pad
    heights = [page_blocks.height(block, width, kit) for block in column.blocks]
    gaps = [_gap(one, other) for one, other in zip(column.blocks, column.blocks[1:], strict=False)]
    gaps += [0.0] * bool(column.blocks)
    tall = sum(heights) + sum(gaps) + 2 * pad
    last = column.blocks[-1] if column.blocks else None
    if isinstance(last, p.Ground) and tall < card.height:
        heights[-1] += card.height - tall
        tall = card.height
    elif isinstance(last, p.Ground):
        given = min(tall - card.height, max(0.0, heights[-1] - LEAST_MAP))
        heights[-1] -= given
        tall -= given
    clip = card.inset(1)
    ground = "window" if column.plain else "panel"
    scroll = Scroll(
        id=f"column:{number}", rect=clip, height=tall, stops=tall > clip.height, ground=ground
    )
    y, laid = card.y + pad - scroll.offset(kit.memory), []
    for block, high, gap in zip(column.blocks, heights, gaps, strict=True):
        laid.append(Laid(block, Rect(card.x + pad, y, width, high), clip))
        y += high + gap
    return scroll, laid
