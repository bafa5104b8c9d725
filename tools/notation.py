"""Write the notation tables in src/realm/rules/README.md from the fields the code declares.

python -m tools.notation           # rewrite the tables
python -m tools.notation --check   # exit 1 where they are out of date
"""

import sys
from dataclasses import fields
from pathlib import Path

from realm.content.describe import docstrings
from realm.core.arrays import notes
from realm.core.coefficients import Chances, Coefficients
from realm.core.ledger import Accord, Month
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State

README = Path(__file__).parent.parent / "src" / "realm" / "rules" / "README.md"
BEGIN, END = "<!-- notation: begin -->", "<!-- notation: end -->"

ARRAYS = (
    (State, "State: what the next month depends on"),
    (Params, "Params: what a scenario gives, 0 means the quiet start"),
    (Orders, "Orders: what seats decide, NaN leaves a thing as it is"),
    (Month, "Month: what the ledger keeps"),
    (Accord, "Accord: what a turn does besides its months"),
)
NUMBERS = ((Coefficients, "Coefficients of the rules"), (Chances, "Chances of luck"))


def tables() -> str:
    """Write one table for each holder."""
    parts: list[str] = []
    for holder, title in ARRAYS:
        parts += [f"### {title}\n", _arrays(holder)]
    for holder, title in NUMBERS:
        parts += [f"### {title}\n", _numbers(holder)]
    return "\n".join(parts)


def _arrays(holder: type) -> str:
    """Write the array fields of a holder; what nobody names has no column for it."""
    found = notes(holder)
    named = any(note.symbol for note in found)
    seen = any(note.seen != "hidden" for note in found)
    head = ["attribute", *(["symbol"] if named else []), "meaning", "unit", "axes"]
    head += ["known to"] if seen else []
    rows = [head, ["---"] * len(head)]
    for note in found:
        row = [f"`{note.attribute}`"]
        row += ["" if note.symbol in {"", "-"} else f"`{note.symbol}`"] if named else []
        row += [note.meaning, note.unit, ", ".join((*note.axes, "world"))]
        row += (
            [
                {
                    "public": "all",
                    "own": "its actor",
                    "banded": "its actor; all in bands",
                    "hidden": "nobody",
                }[note.seen]
            ]
            if seen
            else []
        )
        rows.append(row)
    return _lines(rows)


def _numbers(holder: type) -> str:
    """Write the numbers of a holder with their start values."""
    texts = docstrings(holder)
    rows = [["attribute", "symbol", "start value", "meaning"], ["---"] * 4]
    for field in fields(holder):
        text = texts[field.name]
        symbol, colon, meaning = text.partition(": ")
        if not colon or not symbol.isalpha():
            symbol, meaning = "", text
        if isinstance(field.default, float):
            value = f"{field.default:g}"
            meaning = meaning[:1].lower() + meaning[1:].removesuffix(".")
            rows.append([f"`{field.name}`", f"`{symbol}`" if symbol else "", value, meaning])
    return _lines(rows)


def _lines(rows: list[list[str]]) -> str:
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)


def renewed(text: str) -> str:
    """Return the README with its tables written anew."""
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{after}"


def main() -> int:
    """Rewrite the README, or check it."""
    text = README.read_text(encoding="utf-8")
    fresh = renewed(text)
    if "--check" in sys.argv[1:]:
        if text != fresh:
            print("src/realm/rules/README.md: notation is stale; run `python -m tools.notation`")
        return int(text != fresh)
    README.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
