"""Bake the fonts of the window into assets/fonts: small files that know which characters they draw.

    python -m tools.build_fonts FOLDER

FOLDER holds the unpacked npm archives `@expo-google-fonts/inter`, `noto-sans-devanagari`,
`noto-sans-sc` and `noto-sans-kr` (`npm pack NAME`, then `tar xzf`), each in a folder whose name
contains that of the font. Needs fontTools, which the game itself does not.

Inter is cut to the scripts that European languages write, and its digits become the tabular ones,
because SDL_ttf cannot ask a font for them: numbers in columns then stand under one another. Of the
Chinese and Korean fonts remain the characters that names need: GB 2312 level 1 and kana, and the
2,350 syllables of KS X 1001. `coverage.json` says for each file which characters it draws, as runs
of code points, since SDL_ttf cannot tell a missing glyph.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parent.parent / "assets" / "fonts"
LATIN = {*range(0x20, 0x250), *range(0x2B0, 0x530), *range(0x1E00, 0x2000), *range(0x2000, 0x2C00)}
DEVANAGARI = {*range(0x20, 0x7F), *range(0x900, 0x980), 0x200C, 0x200D, 0x20B9, 0x25CC}
KANA = {*range(0x3000, 0x3100), *range(0xFF01, 0xFF5F)}


def gb2312_level_1() -> set[int]:
    """Return the 3,755 everyday characters of GB 2312."""
    return _rows("gb2312", range(0xB0, 0xD8))


def ks_x_1001() -> set[int]:
    """Return the 2,350 syllables of KS X 1001."""
    return _rows("euc_kr", range(0xB0, 0xC9))


def _rows(encoding: str, rows: Iterable[int]) -> set[int]:
    cells = (bytes([row, column]) for row in rows for column in range(0xA1, 0xFF))
    return {ord(text) for cell in cells if (text := cell.decode(encoding, "ignore"))}


FONTS: dict[str, tuple[str, set[int]]] = {
    "inter-400.ttf": ("Inter_400Regular.ttf", LATIN),
    "inter-500.ttf": ("Inter_500Medium.ttf", LATIN),
    "inter-600.ttf": ("Inter_600SemiBold.ttf", LATIN),
    "devanagari-400.ttf": ("NotoSansDevanagari_400Regular.ttf", DEVANAGARI),
    "devanagari-600.ttf": ("NotoSansDevanagari_600SemiBold.ttf", DEVANAGARI),
    "han-500.ttf": ("NotoSansSC_500Medium.ttf", KANA | gb2312_level_1()),
    "hangul-500.ttf": ("NotoSansKR_500Medium.ttf", ks_x_1001()),
}


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the archives are unpacked")
    folder = parser.parse_args(arguments).folder
    OUT.mkdir(parents=True, exist_ok=True)
    coverage = {}
    for name, (source, wanted) in FONTS.items():
        found = next(iter(sorted(folder.rglob(source))), None)
        if found is None:
            print(f"build_fonts: there is no {source} in {folder}", file=sys.stderr)
            return 1
        coverage[name] = bake(found, OUT / name, wanted)
        print(f"{name}: {(OUT / name).stat().st_size // 1024} kB")
    text = json.dumps(coverage, separators=(",", ":"))
    (OUT / "coverage.json").write_text(text + "\n", encoding="utf-8")
    return 0


def bake(source: Path, target: Path, wanted: set[int]) -> list[list[int]]:
    """Write one font cut to what is wanted; return the runs of characters that it draws."""
    font = TTFont(source, recalcTimestamp=False)
    _set_digits_tabular(font)
    options = Options(name_IDs=["*"], notdef_outline=True, hinting=False)
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "calt", *INDIC]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font.save(target)
    return _runs(sorted(set(font.getBestCmap()) & wanted))


INDIC = ["abvm", "abvs", "akhn", "blwf", "blwm", "blws", "cjct", "half", "haln", "nukt", "pref",
         "pres", "psts", "rkrf", "rphf", "vatu"]  # fmt: skip
"""OpenType features that Devanagari is written with."""


def _set_digits_tabular(font: TTFont) -> None:
    """Point the digits to their tabular forms, where the font has them."""
    glyphs = set(font.getGlyphOrder())
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            tabular = f"{table.cmap.get(code)}.tf"
            if tabular in glyphs:
                table.cmap[code] = tabular


def _runs(codes: list[int]) -> list[list[int]]:
    """Write sorted code points as [first, last] of each unbroken run."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return runs


if __name__ == "__main__":
    sys.exit(main())
