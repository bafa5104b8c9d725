"""Say what pydantic found wrong with a tree, in the words of its author."""

from collections.abc import Collection, Iterable
from typing import Any

from realm.content import shapes
from realm.content.hints import Hints
from realm.content.nodes import (
    Mapping,
    Node,
    Path,
    Place,
    Scalar,
    at,
    describe,
    dotted,
    find,
    find_key,
    quote,
    shorten,
)
from realm.content.words import as_id
from realm.core.words import is_id
from realm.errors import Problem

_UNKNOWN = "unexpected_keyword_argument"
_ABOVE = "less_than_equal"
"""What pydantic calls a key that a noun does not have."""


def told(
    faults: Iterable[Any],
    root: Mapping,
    whole: shapes.Shape,
    hints: Hints,
    *,
    further: Collection[str] = (),
) -> list[Problem]:
    """Make a problem of each fault, but for those that only follow from another.

    Args:
        faults: what pydantic found.
        root: the tree.
        whole: the shape of the whole.
        hints: finds the nearest names.
        further: keys at the top that are known but belong to no noun.
    """
    faults = sorted(faults, key=lambda fault: fault["type"] != _UNKNOWN)
    unknown = {fault["loc"] for fault in faults if fault["type"] == _UNKNOWN}
    meant: set[Path] = set()
    problems = []
    for fault in faults:
        location = fault["loc"]
        if fault["type"] == "missing" and (
            location in meant or (len(location) == 1 and meant & {(key,) for key in further})
        ):
            continue  # the key that stands there wrongly spelt is reported already
        problem = _problem(fault["type"], location, root, whole, hints, further)
        problems.append(problem)
        if location in unknown and problem.hint:
            meant.add((*location[:-1], problem.hint))
    return problems


def _problem(
    kind: str,
    location: Path,
    root: Mapping,
    whole: shapes.Shape,
    hints: Hints,
    further: Collection[str],
) -> Problem:
    if location[-1] == "[key]":
        path = location[:-1]
        key = str(path[-1])
        words = shapes.Shape("text", test=is_id).words(key)
        meant = as_id(key) if is_id(as_id(key)) else None
        return _make(find_key(root, path), path[:-1], words, quote(key), meant)
    parent = at(root, location[:-1])
    shape = shapes.at(whole, location[:-1])
    key = str(location[-1])
    if kind == _UNKNOWN and shape is not None:
        given = parent.entries.keys() if isinstance(parent, Mapping) else ()
        known = shape.fields if len(location) > 1 else (*shape.fields, *further)
        hint = hints.key(key, known, given)
        expected = _key_words(key, hint, shape)
        return _make(find_key(root, location), location[:-1], expected, quote(key), hint)
    if kind == "missing":
        path = location[:-1]
        return _make(find(root, path), path, f"the key '{key}'", "none")
    node = at(root, location)
    shape = shapes.at(whole, location)
    named = next((str(step) for step in reversed(location) if isinstance(step, str)), "")
    if len(location) > 2 and location[-2] in {"inputs", "outputs"}:
        named = str(location[-2])
    expected = "something else"
    if shape is not None:
        expected = shape.words_above(named) if kind == _ABOVE else shape.words(named)
    if len(location) == 1 and isinstance(node, Scalar) and node.text.endswith(".csv"):
        expected += f" or {{table: {shorten(node.text)}}}"
    return _make(find(root, location), location, expected, _found(node), _word(node, shape, hints))


def _make(place: Place, path: Path, expected: str, found: str, hint: str | None = None) -> Problem:
    return Problem(*place, dotted(path), expected, found, hint)


def _key_words(key: str, hint: str | None, shape: shapes.Shape) -> str:
    """Say what would do where an unknown key stands."""
    if key.isdigit():
        return "a key with a value; a number has no comma inside (write 12.5)"
    if hint is None:
        return _choice(shape.fields)
    if hint.endswith("_usd_per_kg") and key.endswith(("_usd_per_t", "_usd_per_tonne")):
        return "a price a kg (divide $/t by 1000)"
    return "a key that is known here"


def _choice(keys: Collection[str]) -> str:
    return "one of " + ", ".join(keys)


def _found(node: Node | None) -> str:
    if isinstance(node, Scalar) and not node.plain and _reads_as_number(node.text):
        return f"{quote(node.text)} in quotes"
    return describe(node)


def _reads_as_number(text: str) -> bool:
    return shapes.NUMBER.fullmatch(text) is not None


def _word(node: Node | None, shape: shapes.Shape | None, hints: Hints) -> str | None:
    if not isinstance(node, Scalar) or shape is None or shape.kind != "choice":
        return None
    return hints.name(node.text, [str(choice) for choice in shape.choices])
