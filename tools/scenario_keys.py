"""Write the tables of keys in scenarios/README.md from the nouns and their docstrings.

python -m tools.scenario_keys           # rewrite the tables
python -m tools.scenario_keys --check   # exit 1 where they are out of date
"""

import sys
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

from realm.content import shapes
from realm.content.describe import docstrings
from realm.core.scenario import Scenario
from realm.core.words import is_id

README = Path(__file__).parent.parent / "scenarios" / "README.md"
BEGIN, END = "<!-- keys: begin -->", "<!-- keys: end -->"


def tables() -> str:
    """Write a table for the top, one for each section, and one for what events may change."""
    hints = get_type_hints(Scenario, include_extras=True)
    parts = ["### At the top\n", _table(Scenario, skip=shapes.section_names())]
    for section in shapes.section_names():
        noun = get_args(hints[section])[1]
        parts += [f"### `{section}`\n", f"{_sentence(noun)}\n", _table(noun)]
        if section == "events":
            for target, hint in get_type_hints(noun, include_extras=True).items():
                if len(get_args(hint)) == 2 and shapes.noun_shape(noun).fields[target].item:
                    parts += [f"What an event may change in `{target}`:\n"]
                    parts += [_table(get_args(hint)[1])]
    for key in ("strategies", "luck"):
        parts += [f"### `{key}`\n", f"{_sentence(hints[key])}\n", _table(hints[key])]
    # A patch of a coefficient is an experiment about the model, so its table is over there.
    parts += ["### `coefficients`\n", f"{_sentence(hints['coefficients'])}\n"]
    return "\n".join(parts)


def _sentence(noun: type) -> str:
    return (noun.__doc__ or "").strip().split("\n")[0]


def _table(noun: type, *, skip: tuple[str, ...] = ()) -> str:
    shape = shapes.noun_shape(noun)
    texts = docstrings(noun)
    rows = ["| key | what | expected | if not given |", "|---|---|---|---|"]
    for part in sorted(fields(noun), key=lambda part: part.name not in shape.required):
        if part.name not in skip:
            inner = shape.fields[part.name]
            words = "a name" if inner.test is is_id else inner.words(part.name)
            text = texts.get(part.name, "")
            rows.append(f"| `{part.name}` | {text} | {words} | {_default(part)} |")
    return "\n".join([*rows, ""])


def _default(part: "Field[Any]") -> str:
    if part.default_factory is not MISSING:
        return "empty"
    if part.default is MISSING:
        return "**needed**"
    if part.default in {None, ""}:
        return ""
    if isinstance(part.default, bool):
        return str(part.default).lower()
    return f"{part.default:g}" if isinstance(part.default, float) else f"{part.default or 'empty'}"


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
        return int(text != fresh)
    README.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
