"""Read what a page holds: its blocks and buttons, what is chosen, what was set since before."""

from realm.view.picture import page as p
from realm.view.picture.negotiation import Negotiation


def blocks(page: p.Page) -> list[p.Block]:
    """Return the blocks of all columns."""
    return [block for column in page.columns for block in column.blocks]


def chosen(page: p.Page) -> set[tuple[int, str]]:
    """Return the items that are chosen, each with the number of its column."""
    return {
        (number, block.id)
        for number, column in enumerate(page.columns)
        for block in column.blocks
        if isinstance(block, p.Item) and block.chosen
    }


def picked(page: p.Page) -> set[int]:
    """Return the numbers of the columns in which something can be set."""
    return {
        number
        for number, column in enumerate(page.columns)
        if any(isinstance(block, p.Pick) for block in column.blocks)
    }


def reset(before: p.Page, now: p.Page) -> bool:
    """Tell whether something is set otherwise than before."""
    was = {block.id: block.chosen for block in blocks(before) if isinstance(block, p.Pick)}
    return any(
        was.get(block.id, block.chosen) != block.chosen
        for block in blocks(now)
        if isinstance(block, p.Pick)
    )


def presses(page: p.Page) -> list[p.Press]:
    """Return the buttons of a page."""
    found = list(page.foot)
    for block in blocks(page):
        if isinstance(block, p.Buttons):
            found += block.buttons
        elif isinstance(block, p.Told) and block.press is not None:
            found.append(block.press)
    return found


def talk_of(page: p.Page) -> Negotiation | None:
    """Return the talks that a page shows."""
    return next((b.talk for b in blocks(page) if isinstance(b, p.Bargain)), None)
