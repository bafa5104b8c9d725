"""Validate a tree against the nouns of a scenario, and tell an author what is wrong with it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

import pydantic

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
)
from realm.core.scenario import Scenario
from realm.core.words import is_id, is_month
from realm.errors import Problem

_UNKNOWN = "unexpected_keyword_argument"
"""What pydantic calls a key that a noun does not have."""


class Anything(frozenset[str]):
    """All names there could be."""

    def __contains__(self, name: object) -> bool:
        return True

    def __or__(self, other: object) -> "Anything":
        return self


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read of a scenario, whole or with holes."""

    scenario: Scenario
    """The entries that are right; stand-ins for what is missing at the top."""
    holes: frozenset[Path]
    """What is left out or stands in: keys at the top, and section with id."""
    root: Mapping
    """The tree it was read from."""

    def ids(self, *sections: str) -> frozenset[str]:
        """Name the entries of some sections, right or wrong.

        Where a whole section is missing that is the fault to tell, so any name will do.
        """
        found: set[str] = set()
        for section in sections:
            if (section,) in self.holes:
                return Anything()
            node = self.root.entries.get(section)
            if isinstance(node, Mapping):
                found.update(key if is_id(key) else _as_id(key) for key in node.entries)
        return frozenset(found)


@cache
def adapter() -> pydantic.TypeAdapter[Scenario]:
    """Return pydantic's validator of a scenario."""
    return pydantic.TypeAdapter(Scenario)


def read(root: Mapping, problems: list[Problem], hints: Hints) -> Draft:
    """Validate a tree; what is wrong goes to `problems` and is left out of the draft."""
    shape = shapes.scenario_shape()
    data = shapes.value(root, shape)
    if not isinstance(data, dict):  # pragma: no cover - the shape of a mapping is a dict
        raise TypeError(data)
    try:
        return Draft(adapter().validate_python(data), frozenset(), root)
    except pydantic.ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
    unknown = {fault["loc"] for fault in faults if fault["type"] == _UNKNOWN}
    meant: set[Path] = set()
    for fault in sorted(faults, key=lambda fault: fault["type"] != _UNKNOWN):
        location = fault["loc"]
        if fault["type"] == "missing" and location in meant:
            continue  # the key that stands there wrongly spelt is reported already
        problem = _problem(fault["type"], location, root, hints)
        problems.append(problem)
        if location in unknown and problem.hint:
            meant.add((*location[:-1], problem.hint))
    holes = {_hole(fault["loc"]) for fault in faults}
    for hole in holes:
        part = data.get(str(hole[0]))
        if len(hole) == 2 and isinstance(part, dict):
            part.pop(hole[1], None)
        else:
            data.pop(str(hole[0]), None)
    for key in shape.required:
        if key not in data:
            data[key] = _stand_in(key, shape.fields[key])
            holes.add((key,))
    return Draft(adapter().validate_python(data), frozenset(holes), root)


def _hole(location: Path) -> Path:
    """Return the smallest part that can be left out: an entry of a section, or a key on top."""
    return location[:2] if location[0] in shapes.section_names() else location[:1]


def _stand_in(key: str, shape: shapes.Shape) -> object:
    if shape.kind == "mapping":
        return {}
    if shape.kind == "choice":
        return shape.choices[0]
    if shape.test is is_month:
        return "0001-01"
    return "none" if shape.test or key else ""


def _problem(kind: str, location: Path, root: Mapping, hints: Hints) -> Problem:
    if location[-1] == "[key]":
        path = location[:-1]
        key = str(path[-1])
        words = shapes.Shape("text", test=is_id).words(key)
        meant = _as_id(key) if is_id(_as_id(key)) else None
        return _make(find_key(root, path), path[:-1], words, quote(key), meant)
    parent = at(root, location[:-1])
    shape = shapes.at(shapes.scenario_shape(), location[:-1])
    key = str(location[-1])
    if kind == _UNKNOWN and shape is not None:
        given = parent.entries.keys() if isinstance(parent, Mapping) else ()
        hint = hints.key(key, shape.fields, given)
        expected = "a key that is known here" if hint else _choice(shape.fields)
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
    return _make(find(root, location), location, expected, _found(node), _word(node, shape, hints))


def _make(place: Place, path: Path, expected: str, found: str, hint: str | None = None) -> Problem:
    return Problem(*place, dotted(path), expected, found, hint)


def _as_id(key: str) -> str:
    """Bring a name to the form of an id."""
    return re.sub(r"[^a-z0-9]+", "_", key.lower()).strip("_")


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
