"""Find which font draws which part of a text: no font draws every script."""

import bisect
import json
from dataclasses import dataclass
from functools import cache

from realm.paths import asset_dir

FAMILIES: dict[str, dict[int, str]] = {
    "latin": {400: "inter-400.ttf", 500: "inter-500.ttf", 600: "inter-600.ttf"},
    "deva": {400: "devanagari-400.ttf", 500: "devanagari-400.ttf", 600: "devanagari-600.ttf"},
    "han": dict.fromkeys((400, 500, 600), "han-500.ttf"),
    "hangul": dict.fromkeys((400, 500, 600), "hangul-500.ttf"),
}
"""File of each script and weight; the first script that has a character draws it."""
FIRST = "latin"


@dataclass(frozen=True)
class Coverage:
    """Runs of code points that one file draws."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __contains__(self, letter: str) -> bool:
        """Tell whether the file draws a character."""
        code = ord(letter)
        run = bisect.bisect_right(self.starts, code) - 1
        return run >= 0 and code <= self.ends[run]


@cache
def coverage() -> dict[str, Coverage]:
    """Read what each script's file draws."""
    table = json.loads((asset_dir() / "fonts" / "coverage.json").read_text(encoding="utf-8"))
    return {
        script: Coverage(*zip(*table[files[400]], strict=True))
        for script, files in FAMILIES.items()
    }


@cache
def plain() -> frozenset[str]:
    """Gather all characters that the first script draws."""
    drawn = coverage()[FIRST]
    pairs = zip(drawn.starts, drawn.ends, strict=True)
    return frozenset(chr(code) for first, last in pairs for code in range(first, last + 1))


def runs(text: str) -> list[tuple[str, str]]:
    """Cut a text into parts of one script each; what nobody draws stays with the first script."""
    if text.isascii() or plain().issuperset(text):  # most texts: the first script draws it all
        return [(FIRST, text)] if text else []
    drawn = coverage()
    parts: list[tuple[str, str]] = []
    for letter in text:
        script = parts[-1][0] if parts else FIRST
        if not (letter == " " or (letter in drawn[script] and script != FIRST and parts)):
            script = next((name for name, has in drawn.items() if letter in has), FIRST)
        if parts and parts[-1][0] == script:
            parts[-1] = script, parts[-1][1] + letter
        else:
            parts.append((script, letter))
    return parts
