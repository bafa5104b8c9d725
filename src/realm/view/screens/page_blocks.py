"""Know how tall each block of a page is, and where things stand in it."""

from dataclasses import dataclass

from realm.view.messages import Messages
from realm.view.paint import charts, facts, role_card, scales
from realm.view.picture import page as p
from realm.view.screens import talks, talks_history
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.widgets.base import Memory
from realm.view.widgets.item import item_height

GAP = 10.0
"""Between two blocks."""
BUTTON = 34.0
ISSUE = 40.0
BESIDE, SETTING, SETTINGS, APART, WORDS = 38.0, 18.0, 300.0, 20.0, 10.0
"""Height of settings beside what they set, room around a setting's words, least width of all, and
room between the two, and between words."""
PICK, SLIM, SLIDE = 54.0, 27.0, 44.0
CAPS = 15.0
"""From line to line of a heading."""


@dataclass(frozen=True)
class Kit:
    """What blocks are laid out with."""

    texts: Texts
    messages: Messages
    memory: Memory
    settings: talks.Draft
    """Settings of the issues that the person has moved."""
    typed: dict[str, str]
    """What the person has typed and nobody has answered yet."""
    picks: dict[str, int]
    """The same for what the person has set."""


def height(block: p.Block, width: float, kit: Kit) -> float:
    """Return how tall a block of a width is."""
    texts = kit.texts
    match block:
        case p.Heading():
            return 24.0 + CAPS * (len(heading_lines(block, width, texts)) - 1)
        case p.Text(text=text, role=role):
            return texts.height(role) * len(texts.wrap(text, role, width))
        case p.Item():
            return item_height(texts, width, block.title, item_lines(block), block.right)
        case p.Told():
            return told_height(block, width, texts)
        case p.Charts():
            return charts.height(width, len(block.kpis))
        case p.Buttons():
            return BUTTON * len(button_rows(block.buttons, Rect(0, 0, width, 0), texts))
        case p.Facts():
            return facts.facts_height(block, width, texts)
        case p.Keys():
            return facts.keys_height(block, width, texts)
        case p.Pick():
            words = pick_words(block, width, texts)
            tall = PICK if words is None else BESIDE
            below = block.note if words is None else words.below
            lines = texts.wrap(below, "note", width) if below else ()
            return tall + texts.height("note") * len(lines)
    return _drawn_height(block)


def _drawn_height(block: p.Block) -> float:
    """Return how tall a block is that no text makes taller."""
    match block:
        case p.Field():
            return 34.0
        case p.Slide():
            return SLIDE
        case p.Figures():
            return figure_height(block) * len(block.kpis)
        case p.Bars():
            return 26.0 * len(block.bars)
        case p.Ground():
            return block.height
        case p.Scales():
            return scales.height(block)
        case p.Bargain():
            return talks.HEAD + talks.FOOT + ISSUE * len(block.talk.rows)
        case p.Offers():
            return 30.0 + talks_history.ENTRY * max(1, len(block.talk.history))
    raise ValueError(block)


def item_lines(item: p.Item) -> tuple[str, ...]:
    """Return an item's lines; why it is refused comes last."""
    return (*item.lines, item.refusal) if item.refusal else item.lines


def told_height(block: p.Told, width: float, texts: Texts) -> float:
    """Return how tall something told is, with its button."""
    room, right = width - 16, texts.width(block.right, "note") + 12 if block.right else 0.0
    if block.press is not None:
        room -= press_width(block.press, texts) + 10
    title = len(texts.wrap(block.title, "strong", room - right)) * 19.0
    lines = sum(len(texts.wrap(line, "note", room)) * texts.height("note") for line in block.lines)
    return max(title + lines + 4, BUTTON if block.press is not None else 0.0)


def press_width(press: p.Press, texts: Texts) -> float:
    """Return how wide a button beside something told is."""
    return max(72.0, texts.width(press.label, "strong") + 24)


def figure_height(block: p.Figures) -> float:
    """Return how tall each number of a block is."""
    return SLIM if block.slim else role_card.KPI


def button_rows(
    buttons: tuple[p.Press, ...], inside: Rect, texts: Texts
) -> list[list[tuple[p.Press, Rect]]]:
    """Lay buttons side by side, in as many rows as they need."""
    rows: list[list[tuple[p.Press, Rect]]] = [[]]
    x, y = inside.x, inside.y
    for button in buttons:
        wide = min(inside.width, max(84.0, texts.width(button.label, "h2") + 32))
        if rows[-1] and x + wide > inside.right:
            rows.append([])
            x, y = inside.x, y + BUTTON
        rows[-1].append((button, Rect(x, y + 2, wide, BUTTON - 6)))
        x += wide + 8
    return rows


def pick_width(block: p.Pick, texts: Texts) -> float:
    """Return how wide settings are that stand beside what they set; all of one width if few."""
    widest = max(texts.width(option, "note_strong") for option in block.options) + SETTING
    return max(SETTINGS, widest * len(block.options))


@dataclass(frozen=True)
class PickWords:
    """What is written beside settings: a line with what they set, and one under it."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    below: str
    """What has no room beside them."""


def pick_words(block: p.Pick, width: float, texts: Texts) -> PickWords | None:
    """Return the words that stand beside settings; nothing where these stand under them."""
    room = width - pick_width(block, texts) - APART

    def fits(words: tuple[str, ...]) -> bool:
        return sum(texts.width(text, "note") + WORDS for text in words) - WORDS <= room

    label = texts.width(block.label, "strong")
    if label > room:
        return None
    longest = max((block.right, *block.rights), key=lambda text: texts.width(text, "note"))
    under = tuple(text for text in (block.right, block.unit) if text)
    if not (longest or block.unit) and fits((block.note,)):
        return PickWords((), (block.note,) if block.note else (), "")
    if fits(tuple(text for text in (longest, block.unit) if text)):
        return PickWords((), under, block.note)
    beside = label + WORDS + texts.width(block.unit, "note")
    if beside <= room and fits((longest,)):
        return PickWords((block.unit,), (block.right,), block.note)
    return None


def heading_lines(block: p.Heading, width: float, texts: Texts) -> list[str]:
    """Break a title so that its note has room beside it."""
    note = texts.width(block.note, "note") + 16
    taken = min(note, note_room(block, width, texts) + 16) if block.note else 0.0
    return texts.wrap(block.text, "caps", width - taken)


def note_room(block: p.Heading, width: float, texts: Texts) -> float:
    """Return how wide a note may be: half of the width, or what a short title leaves over."""
    longest = max(texts.width(word, "caps") for word in block.text.split(" "))
    return max(width * 0.5, width - longest - 4.0) - 16
