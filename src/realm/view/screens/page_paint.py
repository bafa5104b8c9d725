"""Draw what of the blocks of a page is no widget."""

from dataclasses import replace

from realm.view.canvas import Canvas
from realm.view.paint import charts, facts, parts, role_card, scales
from realm.view.picture import page as p
from realm.view.picture.table import Kpi
from realm.view.screens import page_blocks, page_layout, talks, talks_history
from realm.view.shape import Rect


def draw_page(
    canvas: Canvas, place: Rect, page: p.Page, laid: page_layout.Cards, kit: page_blocks.Kit
) -> None:
    """Draw what of a page is no widget: its bar, the cards, and the blocks that are in sight."""
    canvas.written.clear()
    canvas.fill(place, "window")
    _bar(canvas, place.top(page_layout.TOP - 8), page)
    for card in laid.cards:
        parts.card(canvas, card)
    for one in laid.blocks:
        if one.rect.meets(one.clip):
            with canvas.clipped(one.clip):
                draw(canvas, one.block, one.rect, kit)


def _bar(canvas: Canvas, bar: Rect, page: p.Page) -> None:
    canvas.fill(bar, "panel")
    canvas.rule((bar.x, bar.bottom - 1), bar.width)
    for i in range(3):
        at = page_layout.GAP + 8 + 9.5 * i, bar.middle[1]
        canvas.disc(at, 3.4, canvas.theme.flow(i))
    x = page_layout.GAP + 40
    x += canvas.write((x, bar.middle[1]), page.title, "h1", room=bar.width * 0.6) + 18
    room = bar.right - page_layout.GAP - x
    if page.note:
        at = (x, bar.middle[1] + 0.5)
        canvas.write(at, page.note, "note", "middle", room=max(40.0, room))


def draw(canvas: Canvas, block: p.Block, rect: Rect, kit: page_blocks.Kit) -> None:
    """Draw what of a block is no widget."""
    match block:
        case p.Heading():
            _heading(canvas, block, rect)
        case p.Text():
            canvas.paragraph(rect, block.text, block.role, block.ink)
        case p.Told():
            _told(canvas, block, rect)
        case p.Pick():
            _pick(canvas, block, rect)
        case p.Slide():
            canvas.write((rect.x, rect.y + 9), block.label, "strong", room=rect.width - 60)
            told = f"{kit.picks.get(block.id, block.value)} / {block.most}"
            canvas.write((rect.right, rect.y + 9), told, "note_strong", align="right", room=56)
        case p.Bargain():
            talks.draw(canvas, rect, block.talk, kit.messages, kit.memory, kit.settings, whole=True)
        case p.Offers():
            talks_history.draw_history(canvas, rect, block.talk.history, (), kit.messages)
        case _:
            _numbers(canvas, block, rect)


def _numbers(canvas: Canvas, block: p.Block, rect: Rect) -> None:
    """Draw blocks of numbers."""
    match block:
        case p.Figures():
            rows = rect.rows(page_blocks.figure_height(block), len(block.kpis))
            for kpi, row in zip(block.kpis, rows, strict=True):
                if block.slim:
                    _slim(canvas, row, kpi)
                else:
                    role_card.draw_kpi(canvas, row, kpi)
        case p.Bars():
            _bars(canvas, block, rect)
        case p.Scales():
            scales.draw(canvas, rect, block)
        case p.Facts():
            facts.draw_facts(canvas, rect, block)
        case p.Keys():
            facts.draw_keys(canvas, rect, block)
        case p.Charts():
            for kpi, place in zip(block.kpis, charts.places(rect, len(block.kpis)), strict=True):
                charts.draw(canvas, place, kpi)


def _heading(canvas: Canvas, block: p.Heading, rect: Rect) -> None:
    y, room = rect.y + 6, page_blocks.note_room(block, rect.width, canvas.texts)
    canvas.write((rect.right, y), block.note, "note", "middle", align="right", room=room)
    for line in page_blocks.heading_lines(block, rect.width, canvas.texts):
        canvas.write((rect.x, y), line, "caps", "middle", room=rect.width)
        y += page_blocks.CAPS


def _told(canvas: Canvas, block: p.Told, rect: Rect) -> None:
    canvas.box(Rect(rect.x, rect.y + 2, 3, rect.height - 6), block.ink, radius=1.5)
    inside, y = rect.after(16), rect.y + 9
    if block.press is not None:
        inside = inside.left(inside.width - page_blocks.press_width(block.press, canvas.texts) - 10)
        lines = page_blocks.told_height(replace(block, press=None), rect.width, canvas.texts)
        y += max(0.0, (rect.height - lines) / 2) if lines < page_blocks.BUTTON else 0.0
    right = 0.0
    if block.right:
        at = (inside.right, y)
        right = 12 + canvas.write(
            at, block.right, "note", "low", align="right", room=inside.width * 0.5
        )
    for line in canvas.texts.wrap(block.title, "strong", inside.width - right):
        canvas.write((inside.x, y), line, "strong", room=inside.width - right)
        y += 19.0
    rest = Rect(inside.x, y - 9, inside.width, 0)
    for line in block.lines:
        rest = rest.moved(down=canvas.paragraph(rest, line, "note", "middle"))


def _pick(canvas: Canvas, block: p.Pick, rect: Rect) -> None:
    ink = "accent" if block.chosen and block.refusals else "middle"
    words = page_blocks.pick_words(block, rect.width, canvas.texts)
    below, tall = block.note, page_blocks.PICK
    if words is None:
        _pick_head(canvas, block, rect, ink)
    else:
        below, tall = words.below, page_blocks.BESIDE
        y = rect.y + (10 if words.second else 14)
        x = rect.x + canvas.write((rect.x, y), block.label, "strong")
        for text in words.first:
            canvas.write((x + page_blocks.WORDS, y), text, "note", "low")
        x = rect.x
        for text in words.second:
            told = ink if text == block.right else "low"
            x += canvas.write((x, rect.y + 28), text, "note", told) + page_blocks.WORDS
    if below:
        canvas.paragraph(Rect(rect.x, rect.y + tall, rect.width, 20), below, "note", "low")


def _pick_head(canvas: Canvas, block: p.Pick, rect: Rect, ink: str) -> None:
    """Write over settings what they set, and at the right how that stands."""
    y, wide = rect.y + 10, 0.0
    if block.right:
        left = rect.width - canvas.texts.width(block.label, "strong") - 12
        at, room = (rect.right, y), max(rect.width * 0.5, left)
        wide = 12 + canvas.write(at, block.right, "note", ink, align="right", room=room)
    x = rect.x + canvas.write((rect.x, y), block.label, "strong", room=rect.width - wide) + 8
    if canvas.texts.width(block.unit, "note") <= rect.right - wide - x:
        canvas.write((x, y), block.unit, "note", "low")


def _slim(canvas: Canvas, row: Rect, kpi: Kpi) -> None:
    """Write a number in a line: its name, what it is, how it moved."""
    y, change = row.middle[1], 84.0
    canvas.rule((row.x, row.y), row.width)
    canvas.write((row.x, y), kpi.label, "note", "middle", room=row.width * 0.5)
    unit = canvas.texts.width(kpi.unit, "note")
    at = (row.right - change - (unit + 5 if kpi.unit else 0.0), y)
    canvas.write(at, kpi.value, "strong", align="right", room=row.width * 0.25)
    canvas.write((row.right - change, y), kpi.unit, "note", "low", align="right", room=unit + 2)
    if kpi.change is not None:
        parts.change(canvas, (row.right - change + 12, y), kpi.change, change - 12)


def _bars(canvas: Canvas, block: p.Bars, rect: Rect) -> None:
    for bar, row in zip(block.bars, rect.rows(26.0, len(block.bars)), strict=True):
        y, label, value = row.middle[1], row.width * block.names, 64.0
        canvas.write((row.x, y), bar.label, "note", "middle", room=label - 10)
        track = Rect(row.x + label, y - 3, row.width - label - value, 6)
        canvas.bar(track, bar.share, "accent", "raised")
        at = (row.right, y)
        canvas.write(at, bar.text, "note_strong", align="right", room=value - 8)
