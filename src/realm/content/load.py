"""Load a scenario, or say everything that is wrong with it."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from realm.content import extends, references, schema, sense, shapes
from realm.content.hints import Hints
from realm.content.names import Names
from realm.content.sources import EXPERIMENT, FOUND_EXPERIMENT, Shelf, refusal
from realm.core.scenario import Scenario
from realm.errors import Problem, RealmError, ScenarioError


def load(name_or_path: str | os.PathLike[str], names: Names | None = None) -> Scenario:
    """Load a scenario by its shipped name or from a file.

    Raises:
        ScenarioError: with every problem, when there is any.
        RealmError: when it is neither a name nor a path.
    """
    return load_with_sources(name_or_path, names)[0]


def load_with_sources(
    name_or_path: str | os.PathLike[str], names: Names | None = None
) -> tuple[Scenario, dict[str, bytes]]:
    """Load a scenario as `load` does, and return the files it was made of as `sources` does.

    Raises:
        ScenarioError: with every problem, when there is any.
        RealmError: when it is neither a name nor a path.
    """
    if not isinstance(name_or_path, str | os.PathLike):
        raise RealmError(f"expected the name or path of a scenario, got {name_or_path!r}")
    shelf = Shelf()
    return _load(shelf, name_or_path, names or Names()), shelf.read


def restore(kept: Mapping[str, bytes], names: Names | None = None) -> Scenario:
    """Load a scenario from what `sources` returned.

    Raises:
        ScenarioError: with every problem, when there is any.
    """
    return _load(Shelf(kept), "", names or Names())


def check(
    names_or_paths: Iterable[str | os.PathLike[str]], names: Names | None = None
) -> list[Problem]:
    """Name every problem of several scenarios; none when all of them load."""
    problems: list[Problem] = []
    for name_or_path in names_or_paths:
        try:
            load(name_or_path, names)
        except ScenarioError as error:
            problems.extend(error.problems)
    return problems


def sources(name_or_path: str | os.PathLike[str]) -> dict[str, bytes]:
    """Return every file that a scenario is made of, by name, its own file first.

    The names are the same on every machine, and `restore` loads the scenario from them.

    Raises:
        ScenarioError: when a file is refused.
    """
    return _read(name_or_path).read


def paths(name_or_path: str | os.PathLike[str]) -> list[Path]:
    """Return where every file that a scenario is made of lies, its own file first.

    Raises:
        ScenarioError: when a file is refused.
    """
    return _read(name_or_path).paths


def _read(name_or_path: str | os.PathLike[str]) -> Shelf:
    shelf = Shelf()
    problems: list[Problem] = []
    extends.whole(shelf.first(name_or_path), shelf, shapes.section_names(), problems)
    if problems:
        raise ScenarioError(problems)
    return shelf


def _load(shelf: Shelf, name_or_path: str | os.PathLike[str], names: Names) -> Scenario:
    problems: list[Problem] = []
    try:
        source = shelf.first(name_or_path)
        root = extends.whole(source, shelf, shapes.section_names(), problems)
        if EXPERIMENT in root.entries and "format" not in root.entries:
            raise refusal(source.shown, "a scenario", FOUND_EXPERIMENT)
    except ScenarioError as error:
        raise ScenarioError(_sorted([*problems, *error.problems])) from None
    hints = Hints()
    draft = schema.read(root, problems, hints, unread=shelf.unread)
    problems += references.dangling(draft, names, hints)
    problems += sense.nonsense(draft, sound=not problems)
    if problems:
        raise ScenarioError(_sorted(problems))
    return draft.scenario


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    """Order problems by place, one for each fault: a column may be wrong in a thousand rows."""
    first: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        fault = (problem.file, problem.line, problem.column, problem.expected, problem.found)
        first.setdefault(fault, problem)
    return sorted(first.values(), key=lambda problem: (problem.file, problem.line, problem.column))
