"""Draw text evenly at any size: four times too large, then scaled down, and kept.

SDL_ttf fits small letters to the pixels and spaces them unevenly; scaled down they keep the
distances that the font asks for. All measures here are points of the design.
"""

import math
import time
from dataclasses import dataclass
from functools import lru_cache

import pygame

from realm.paths import asset_dir
from realm.view.colour import Colour
from realm.view.scripts import FAMILIES, plain, runs
from realm.view.theme import Theme, Type

OVER = 4
"""Times too large."""
UNSURE = 0.04
"""How near the width of a line, by its words, comes to its room, as a share, to be measured."""
CAPS_MIDDLE = 0.364
"""Half the height of Inter's capitals, ems: a line is centred on its capitals."""
SQUEEZE = 0.84
"""How small a text may become to fit its room, before it loses letters."""
FIXED = "\u00a0"
"""A space at which no line breaks."""
ELLIPSIS = "…"
MOST, FEW = 4000, 4
"""Lines that are kept, and that are drawn even where there is no time."""
RAISED = 13.0
"""Text below this size, points, is drawn a point larger where points are smaller than pixels."""


_Key = tuple[str, str, Colour, float]


@dataclass(frozen=True)
class Line:
    """One drawn line of text."""

    surface: pygame.Surface
    baseline: int
    """Pixels from the top of the surface."""


class Texts:
    """Measure and draw text at one factor of scale.

    Attributes:
        shortened: texts that had to lose letters; tests want none.
    """

    def __init__(self, theme: Theme, factor: float) -> None:
        """Take the roles of a theme and the pixels a point."""
        self.theme = theme
        self.factor = factor
        self.shortened: set[str] = set()
        self._lines: dict[_Key, Line] = {}
        self._left: dict[_Key, None] = {}
        self._until, self._spare = math.inf, 0
        plain()  # every text asks for it: no frame has to wait until it is read
        self._widths = lru_cache(maxsize=20000)(self._measure)

    def role(self, role: str) -> Type:
        """Return a role of text, a little larger in a small window."""
        found = self.theme.types[role]
        if self.factor < 1.0 and found.size < RAISED:
            return Type(found.size + 1.0, found.weight, found.tracking)
        return found

    def width(self, text: str, role: str) -> float:
        """Return how wide a line is."""
        return self._widths(text, role) if text else 0.0

    def height(self, role: str) -> float:
        """Return the distance from line to line."""
        return self.role(role).size * 1.4

    def fit(self, text: str, role: str, room: float) -> tuple[str, float]:
        """Return what fits a width: the text, and by how much it must be squeezed."""
        width = self.width(text, role)
        if width <= room or room <= 0.0:
            return text, 1.0
        if width * SQUEEZE <= room:
            return text, room / width
        self.shortened.add(text)
        short = text
        while short and self.width(short + ELLIPSIS, role) * SQUEEZE > room:
            short = short[:-1]
        return short.rstrip() + ELLIPSIS, SQUEEZE

    def wrap(self, text: str, role: str, room: float, most: int = 99) -> list[str]:
        """Return a text as lines no wider than the room; the last may be wider if most are used."""
        lines: list[str] = []
        space = self.width(" ", role)
        for paragraph in text.split("\n"):
            line, wide = "", 0.0
            for word in paragraph.replace(" %", f"{FIXED}%").split(" "):
                own = self.width(word, role)
                longer, would = (f"{line} {word}", wide + space + own) if line else (word, own)
                if abs(would - room) < UNSURE * room:
                    would = self.width(longer, role)
                if line and would > room and len(lines) < most - 1:
                    lines.append(line)
                    line, wide = word, own
                else:
                    line, wide = longer, would
            lines.append(line)
        return lines

    def line(self, text: str, role: str, colour: Colour, squeeze: float = 1.0) -> Line:
        """Return a drawn line; an empty one where there is no time left to draw it."""
        key = text, role, colour, round(squeeze, 3)
        found = self._lines.get(key)
        if found is not None:
            return found
        if self._spare <= 0 and time.perf_counter() > self._until:
            self._left[key] = None
            return Line(pygame.Surface((0, 0)), 0)
        self._spare -= 1
        return self._keep(key)

    @property
    def whole(self) -> bool:
        """Whether there was time for every line that was asked for since `allow`."""
        return not self._left

    def allow(self, seconds: float) -> None:
        """Draw lines that are new for so long from now, and a few of them however long it takes."""
        self._until, self._spare = time.perf_counter() + seconds, FEW
        self._left.clear()

    def catch_up(self, seconds: float) -> bool:
        """Draw lines there was no time for, for so long; tell whether there were any."""
        until, some = time.perf_counter() + seconds, bool(self._left)
        while self._left:
            self._keep(self._left.popitem()[0])
            if time.perf_counter() >= until:
                break
        return some

    def _keep(self, key: _Key) -> Line:
        if len(self._lines) >= MOST:
            self._lines.clear()
        self._lines[key] = drawn = self._draw(*key)
        return drawn

    def _measure(self, text: str, role: str) -> float:
        found = self.role(role)
        pixels = 0.0
        for script, part in runs(text):
            font = _font(script, found.weight, self._pixels(found, 1.0))
            pixels += font.size(part)[0]
        return pixels / OVER / self.factor + found.tracking * len(text)

    def _pixels(self, role: Type, squeeze: float) -> int:
        return max(1, round(role.size * self.factor * OVER * squeeze))

    def _draw(self, text: str, role: str, colour: Colour, squeeze: float) -> Line:
        found = self.role(role)
        pixels = self._pixels(found, squeeze)
        parts = [(_font(script, found.weight, pixels), part) for script, part in runs(text)]
        if found.tracking:
            parts = [(font, letter) for font, part in parts for letter in part]
        step = found.tracking * self.factor * OVER * squeeze
        drawn = [(font.render(part, True, colour), font.get_ascent()) for font, part in parts]
        width = sum(surface.get_width() + step for surface, _ in drawn)
        above = _up(max((ascent for _, ascent in drawn), default=0))
        below = max((s.get_height() - ascent for s, ascent in drawn), default=1)
        whole = pygame.Surface((_up(width) + OVER, above + _up(below)), pygame.SRCALPHA)
        whole.fill((*colour, 0))
        x = 0.0
        for surface, ascent in drawn:
            whole.blit(surface, (round(x), above - ascent))
            x += surface.get_width() + step
        size = whole.get_width() // OVER, whole.get_height() // OVER
        return Line(pygame.transform.smoothscale(whole, size), above // OVER)


def _up(pixels: float) -> int:
    """Round up to whole pixels of the screen."""
    return -int(-pixels // OVER) * OVER


@lru_cache(maxsize=200)
def _font(script: str, weight: int, pixels: int) -> pygame.font.Font:
    """Open a font; one object for each script, since shaping is set on the object."""
    if not pygame.font.get_init():
        pygame.font.init()
        _font.cache_clear()
    font = pygame.font.Font(asset_dir() / "fonts" / FAMILIES[script][weight], pixels)
    if script == "deva":
        font.set_script("Deva")
    return font
