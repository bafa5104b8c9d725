"""Lay a scenario over the one it extends: mappings merge, the rest replaces, null removes."""

from collections.abc import Collection

from realm.content.nodes import Mapping, Place, Scalar, describe, quote
from realm.content.parse import parse
from realm.content.sources import Shelf, Source, is_bare
from realm.content.tables import expand, merged
from realm.errors import Problem, ScenarioError, nearest
from realm.paths import shipped_scenarios

EXTENDS = "extends"
"""The key that names the scenario to start from."""

MOST_GENERATIONS = 8
"""Longest chain of scenarios that extend each other."""


def whole(
    source: Source, shelf: Shelf, sections: Collection[str], problems: list[Problem]
) -> Mapping:
    """Return the tree of a scenario with its tables and everything it extends.

    Args:
        source: the scenario's own file.
        shelf: where its other files are.
        sections: the keys at the top that may be tables.
        problems: gets what is wrong.

    Raises:
        ScenarioError: when a file is refused as a whole.
    """
    return _whole(source, shelf, sections, problems, chain=(source.key,))


def _whole(
    source: Source,
    shelf: Shelf,
    sections: Collection[str],
    problems: list[Problem],
    *,
    chain: tuple[str, ...],
) -> Mapping:
    root = parse(source, problems)
    for section in sections:
        if section in root.entries:
            node = root.entries[section]
            root.entries[section] = expand(node, source, shelf, problems, name=section)
    named = root.entries.pop(EXTENDS, None)
    root.keys.pop(EXTENDS, None)
    if named is None:
        return root
    if not isinstance(named, Scalar) or named.is_null:
        expected = "the name of a scenario or of a file beside this one"
        problems.append(Problem(*named.place, EXTENDS, expected, describe(named)))
        return root
    parent = _parent(named, source, shelf)
    if parent.key in chain:
        raise _refused(named.place, "a scenario that does not extend itself", quote(named.text))
    if len(chain) >= MOST_GENERATIONS:
        expected = f"at most {MOST_GENERATIONS} scenarios that extend each other"
        raise _refused(named.place, expected, "more")
    base = _whole(parent, shelf, sections, problems, chain=(*chain, parent.key))
    laid = merged(base, root)
    if not isinstance(laid, Mapping):  # pragma: no cover - two mappings make a mapping
        raise TypeError(laid)
    return laid


def _parent(named: Scalar, source: Source, shelf: Shelf) -> Source:
    if is_bare(named.text):
        shipped = shelf.shipped(named.text)
        if shipped is not None:
            return shipped
    name = f"{named.text}.yaml" if is_bare(named.text) else named.text
    try:
        return shelf.beside(source, name)
    except ScenarioError as error:
        problem = error.problems[0]
        if problem.line:
            raise
        hint = nearest(named.text, shipped_scenarios())
        expected = f"{problem.expected} or the name of a shipped scenario"
        raise _refused(named.place, expected, quote(named.text), hint) from None


def _refused(place: Place, expected: str, found: str, hint: str | None = None) -> ScenarioError:
    return ScenarioError([Problem(*place, EXTENDS, expected, found, hint)])
