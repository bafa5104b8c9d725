"""Paint short facts: numbers over what they count, and what the colours of flows mean."""

from collections.abc import Sequence

from realm.view.canvas import Canvas
from realm.view.picture.page import Fact, Facts, Keys
from realm.view.shape import Rect
from realm.view.text import Texts

FACT, LEAST, BESIDE = 46.0, 92.0, 12.0
"""Height of a fact, least width, and room between two beside one another."""
KEY, SWATCH = 22.0, 26.0
"""Height of a row of keys, and room for the mark before each name."""
APART = 18.0


def facts_height(block: Facts, width: float, texts: Texts) -> float:
    """Return how tall facts are."""
    return FACT * -(-len(block.facts) // _across(block.facts, width, texts))


def _across(facts: Sequence[Fact], width: float, texts: Texts) -> int:
    """Return how many facts lie beside one another: all, or rows of much the same length."""
    widest = max((texts.width(fact.label, "note") for fact in facts), default=0.0)
    most = max(1, min(len(facts), int((width + BESIDE) // (max(LEAST, widest) + BESIDE))))
    rows = -(-len(facts) // most)
    return max(1, -(-len(facts) // rows))


def draw_facts(canvas: Canvas, rect: Rect, block: Facts) -> None:
    """Draw numbers, each over what it counts."""
    across = _across(block.facts, rect.width, canvas.texts)
    for number, fact in enumerate(block.facts):
        row = rect.below(FACT * (number // across)).top(FACT)
        place = row.columns(across, BESIDE)[number % across]
        canvas.write((place.x, place.y + 12), fact.value, "number", room=place.width)
        canvas.write((place.x, place.y + 31), fact.label, "note", "middle", room=place.width)


def keys_height(block: Keys, width: float, texts: Texts) -> float:
    """Return how tall keys are."""
    return KEY * len(_rows(block, Rect(0.0, 0.0, width, 0.0), texts))


def _rows(block: Keys, rect: Rect, texts: Texts) -> list[list[tuple[str, int, Rect]]]:
    """Lay names side by side, in as many rows as they need."""
    rows: list[list[tuple[str, int, Rect]]] = [[]]
    x, y = rect.x, rect.y
    for name, hue in zip(block.names, block.hues, strict=True):
        wide = SWATCH + texts.width(name, "note")
        if rows[-1] and x + wide > rect.right:
            rows.append([])
            x, y = rect.x, y + KEY
        rows[-1].append((name, hue, Rect(x, y, wide, KEY)))
        x += wide + APART
    return rows


def draw_keys(canvas: Canvas, rect: Rect, block: Keys) -> None:
    """Draw each colour beside its name."""
    for row in _rows(block, rect, canvas.texts):
        for name, hue, place in row:
            y = place.middle[1]
            canvas.box(Rect(place.x, y - 2, 18, 4), canvas.theme.flow(hue), radius=2)
            canvas.write((place.x + SWATCH, y), name, "note", "middle", room=rect.right - place.x)
