"""Read a YAML file against any noun, with the same problems as those of a scenario."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath
from typing import Any, Generic, TypeVar

import pydantic

from realm.content import shapes
from realm.content.faults import told
from realm.content.hints import Hints
from realm.content.nodes import Mapping, Path, dotted, find, find_key, quote, shorten
from realm.content.parse import parse
from realm.content.sources import Shelf
from realm.errors import Problem, RealmError, ScenarioError, nearest

Noun = TypeVar("Noun")


@dataclass(frozen=True)
class Document(Generic[Noun]):
    """What a file says, and where it says it."""

    noun: Noun
    text: str
    """The file as it is written."""
    folder: FilePath
    """Where it lies."""
    root: Mapping
    """The tree it was read from."""

    def problem(
        self, path: Path, expected: str, found: str = "", *, known: Any = (), key: bool = False
    ) -> Problem:
        """Make the problem of a part of it.

        Args:
            path: keys and positions that lead to the part.
            expected: what would be right, in words that follow "expected".
            found: what stands there; it is quoted.
            known: names that would do; the nearest is offered.
            key: whether the last key itself is meant, not what it leads to.
        """
        place = (find_key if key else find)(self.root, path)
        hint = nearest(found, known) if known and len(found) <= 80 else None
        return Problem(*place, dotted(path), expected, quote(found) if found else "", hint)


def read(path: str | os.PathLike[str], noun: type[Noun]) -> Document[Noun]:
    """Read a file that describes a noun.

    Raises:
        ScenarioError: with every problem, when there is any.
    """
    shelf = Shelf()
    source = shelf.first(FilePath(path))
    problems: list[Problem] = []
    root = parse(source, problems)
    shape = shapes.noun_shape(noun)
    try:
        made = _adapter(noun).validate_python(shapes.value(root, shape))
    except pydantic.ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        problems += told(faults, root, shape, Hints())
        made = None
    if problems or made is None:
        raise ScenarioError(in_order(problems))
    return Document(made, source.text, FilePath(path).parent, root)


def keys_of(path: str | os.PathLike[str]) -> frozenset[str]:
    """Name the keys at the top of a file.

    Raises:
        ScenarioError: when the file is refused as a whole.
    """
    return frozenset(parse(Shelf().first(FilePath(path)), []).entries)


def restored(data: str | bytes, noun: type[Noun]) -> Noun:
    """Make a noun of the JSON that `kept` returned.

    Raises:
        RealmError: when it is no such thing.
    """
    try:
        made: Noun = _adapter(noun).validate_json(data)
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        found = shorten(repr(first["input"]))
        raise RealmError(f"{where or noun.__name__}: {first['msg']}, got {found}") from None
    return made


def kept(noun: Any) -> str:
    """Write a noun as JSON, the same text for the same noun."""
    text: bytes = _adapter(type(noun)).dump_json(noun)
    return text.decode()


def in_order(problems: list[Problem]) -> list[Problem]:
    """Sort problems by place."""
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.column))


_adapter: Any = cache(pydantic.TypeAdapter)
"""Pydantic's validator of a noun."""
