"""A drawing: marks in pixels with roles for colours, drawn as SVG or PNG by others."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from realm.paths import asset_dir

Anchor = Literal["start", "middle", "end"]
Spot = tuple[float, float]
"""x to the right, y down."""
REGULAR, STRONG = 400, 600
FULLEST = 0.92
"""Part of a line that paragraphs fill: readers without our letters have wider ones."""
MARGIN = 20.0
"""Paper around a drawing that stands alone."""


@dataclass(frozen=True)
class Line:
    """A line through spots."""

    spots: tuple[Spot, ...]
    role: str
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True)
class Area:
    """A filled shape."""

    spots: tuple[Spot, ...]
    role: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Dot:
    """A disc with a rim of the paper's colour, so that dots that overlap stay apart."""

    spot: Spot
    radius: float
    role: str


@dataclass(frozen=True)
class Text:
    """One line of text; its spot is on the baseline."""

    spot: Spot
    text: str
    role: str = "ink"
    size: float = 13.0
    weight: int = REGULAR
    anchor: Anchor = "start"


Mark = Line | Area | Dot | Text


@dataclass
class Drawing:
    """Marks in the order they are painted."""

    name: str
    """Of its file."""
    width: float
    height: float = 0.0
    title: str = ""
    """What it shows, for those who cannot see it."""
    marks: list[Mark] = field(default_factory=list)

    def line(self, *spots: Spot, role: str, width: float = 1.0, dashed: bool = False) -> None:
        """Draw a line."""
        self.marks.append(Line(spots, role, width, dashed))

    def area(self, spots: Sequence[Spot], *, role: str, opacity: float = 1.0) -> None:
        """Fill a shape."""
        self.marks.append(Area(tuple(spots), role, opacity))

    def dot(self, spot: Spot, *, radius: float, role: str) -> None:
        """Draw a dot."""
        self.marks.append(Dot(spot, radius, role))

    def text(
        self,
        spot: Spot,
        text: str,
        *,
        role: str = "ink",
        size: float = 13.0,
        weight: int = REGULAR,
        anchor: Anchor = "start",
    ) -> None:
        """Write a line."""
        self.marks.append(Text(spot, text, role, size, weight, anchor))

    def paragraph(
        self, spot: Spot, text: str, *, wide: float, size: float, role: str = "ink",
        weight: int = REGULAR, leading: float = 1.35,
    ) -> float:  # fmt: skip
        """Write text over as many lines as it takes; return the y of the next one."""
        x, y = spot
        for line in wrapped(text, FULLEST * wide, size, weight):
            self.text((x, y), line, role=role, size=size, weight=weight)
            y += size * leading
        return y


def wrapped(text: str, wide: float, size: float, weight: int = REGULAR) -> list[str]:
    """Break text into lines no wider than `wide`, but for words that are."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size, weight) > wide:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, weight: int = REGULAR) -> float:
    """Measure text in pixels."""
    from matplotlib.ft2font import LoadFlags

    font = _font(weight)
    font.set_size(size, 72)
    font.set_text(text, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64.0


@lru_cache(maxsize=2)
def _font(weight: int) -> Any:
    from matplotlib.ft2font import FT2Font

    return FT2Font(str(asset_dir() / "fonts" / f"inter-{weight}.ttf"))
