"""Validate a tree against the nouns of a scenario, and tell an author what is wrong with it."""

from collections.abc import Collection
from functools import cache
from typing import Any

import pydantic

from realm.content import shapes
from realm.content.draft import Draft, fill
from realm.content.extends import EXTENDS
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
from realm.core.scenario import Scenario
from realm.core.words import is_id
from realm.errors import Problem, ScenarioError

_UNKNOWN = "unexpected_keyword_argument"
"""What pydantic calls a key that a noun does not have."""


@cache
def adapter() -> pydantic.TypeAdapter[Scenario]:
    """Return pydantic's validator of a scenario."""
    return pydantic.TypeAdapter(Scenario)


def read(
    root: Mapping, problems: list[Problem], hints: Hints, *, unread: Collection[str] = ()
) -> Draft:
    """Validate a tree; what is wrong goes to `problems` and is a hole in the draft.

    Args:
        root: the tree.
        problems: gets what is wrong.
        hints: finds the nearest names.
        unread: sections of which a part is missing in the tree.
    """
    gaps = frozenset((section,) for section in unread)
    shape = shapes.scenario_shape()
    data = shapes.value(root, shape)
    if not isinstance(data, dict):  # pragma: no cover - the shape of a mapping is a dict
        raise TypeError(data)
    try:
        return Draft(adapter().validate_python(data), gaps, root)
    except pydantic.ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
    unknown = {fault["loc"] for fault in faults if fault["type"] == _UNKNOWN}
    meant: set[Path] = set()
    for fault in sorted(faults, key=lambda fault: fault["type"] != _UNKNOWN):
        location = fault["loc"]
        if fault["type"] == "missing" and (
            location in meant or (len(location) == 1 and (EXTENDS,) in meant)
        ):
            continue  # the key that stands there wrongly spelt is reported already
        problem = _problem(fault["type"], location, root, hints)
        problems.append(problem)
        if location in unknown and problem.hint:
            meant.add((*location[:-1], problem.hint))
    holes = fill(data, [fault["loc"] for fault in faults])
    try:
        return Draft(adapter().validate_python(data), holes | gaps, root)
    except pydantic.ValidationError:  # pragma: no cover - faults in what stood in for faults
        raise ScenarioError(problems) from None


def _problem(kind: str, location: Path, root: Mapping, hints: Hints) -> Problem:
    if location[-1] == "[key]":
        path = location[:-1]
        key = str(path[-1])
        words = shapes.Shape("text", test=is_id).words(key)
        meant = as_id(key) if is_id(as_id(key)) else None
        return _make(find_key(root, path), path[:-1], words, quote(key), meant)
    parent = at(root, location[:-1])
    shape = shapes.at(shapes.scenario_shape(), location[:-1])
    key = str(location[-1])
    if kind == _UNKNOWN and shape is not None:
        given = parent.entries.keys() if isinstance(parent, Mapping) else ()
        known = shape.fields if len(location) > 1 else (*shape.fields, EXTENDS)
        hint = hints.key(key, known, given)
        expected = _key_words(key, hint, shape)
        return _make(find_key(root, location), location[:-1], expected, quote(key), hint)
    if kind == "missing":
        path = location[:-1]
        return _make(find(root, path), path, f"the key '{key}'", "none")
    node = at(root, location)
    shape = shapes.at(shapes.scenario_shape(), location)
    named = next((str(step) for step in reversed(location) if isinstance(step, str)), "")
    if len(location) > 2 and location[-2] in {"inputs", "outputs"}:
        named = str(location[-2])
    expected = shape.words(named) if shape else "something else"
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


def json_schema() -> dict[str, Any]:
    """Describe the format of scenario files as a JSON Schema, for editors."""
    from realm.content.describe import described

    return described(adapter().json_schema())
