"""Lay a page out: cards side by side, or one where the window is narrow, and their blocks."""

from dataclasses import dataclass, field

from realm.view.paint import parts
from realm.view.picture import page as p
from realm.view.screens import page_blocks
from realm.view.shape import Rect
from realm.view.widgets.scroll import Scroll

TOP, FOOT, GAP = 64.0, 60.0, 16.0
ABOVE = 0.3
"""Part of the room that a short page leaves over which lies above it."""
RIM = 1.0
"""Width of the edge of a card, inside which its content scrolls."""
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
        body = _hugging(page, body, kit)
    return _cards(page, body, kit)


def _hugging(page: p.Page, body: Rect, kit: page_blocks.Kit) -> Rect:
    """Return a body no taller than its columns, a little above the middle of what it had."""
    found = _cards(page, body, kit)
    tall = max((scroll.height for scroll in found.scrolls), default=0.0) + 2.0 * RIM
    tall = min(body.height, tall)
    return Rect(body.x, body.y + ABOVE * (body.height - tall), body.width, tall)


def _cards(page: p.Page, body: Rect, kit: page_blocks.Kit) -> Cards:
    """Lay out the columns; where there is no room, the last ones lie under one another."""
    columns = page.columns
    while len(columns) > 1 and _cramped(columns, body):
        *kept, above, below = columns
        blocks = (*above.blocks, *below.blocks)
        share = max(above.share, below.share)
        plain = above.plain and below.plain
        least = max(above.least, below.least)
        columns = (*kept, p.Column(blocks=blocks, share=share, plain=plain, least=least))
    cards, scrolls, laid, x = [], [], [], body.x
    for number, (column, wide) in enumerate(zip(columns, _widths(columns, body), strict=True)):
        card = Rect(x, body.y, wide, body.height)
        x += wide + GAP
        if not column.plain:
            cards.append(card)
        scroll, placed = _column(number, column, card, kit)
        scrolls.append(scroll)
        laid += placed
    return Cards(tuple(cards), tuple(scrolls), tuple(laid))


def _widths(columns: tuple[p.Column, ...], body: Rect) -> list[float]:
    """Return how wide each column is: none too narrow, where the others can spare what it lacks."""
    shares = sum(column.share for column in columns) or 1.0
    room = body.width - GAP * (len(columns) - 1)
    wide = [room * column.share / shares for column in columns]
    over = [one - column.least for one, column in zip(wide, columns, strict=True)]
    spare = sum(max(0.0, one) for one in over)
    lacks = spare - sum(over)
    if not 0.0 < lacks <= spare:
        return wide
    kept = 1.0 - lacks / spare
    return [c.least + kept * max(0.0, one) for c, one in zip(columns, over, strict=True)]


def _cramped(columns: tuple[p.Column, ...], body: Rect) -> bool:
    """Tell whether a column is narrower than it can be."""
    widths = _widths(columns, body)
    return any(wide < c.least - 0.5 for wide, c in zip(widths, columns, strict=True))


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
    clip = card.inset(RIM)
    ground = "window" if column.plain else "panel"
    scroll = Scroll(
        id=f"column:{number}", rect=clip, height=tall, stops=tall > clip.height, ground=ground
    )
    y, laid = card.y + pad - scroll.offset(kit.memory), []
    for block, high, gap in zip(column.blocks, heights, gaps, strict=True):
        laid.append(Laid(block, Rect(card.x + pad, y, width, high), clip))
        y += high + gap
    return scroll, laid
