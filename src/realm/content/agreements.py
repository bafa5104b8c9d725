"""Check that the tables of a scenario are about something that can be agreed on."""

from collections.abc import Iterator

from realm.content.flows import carries
from realm.content.nodes import Finding, Path
from realm.content.sides import home_of, selling_side, side_of
from realm.core.scenario import Scenario
from realm.core.table import Table

_GOODS = ("seller", "buyers", "commodity", "volume_t_per_year")
"""What a table needs all of, to be about goods."""

_OF_KIND = {"eases": "state", "technology": "state", "loan_musd": "supply"}
"""Things that only one kind of table can be about."""


def findings(scenario: Scenario) -> Iterator[Finding]:
    """Name every table that nobody can sit at, and every thing that it cannot be about."""
    seated: dict[tuple[object, ...], str] = {}
    for key, table in scenario.tables.items():
        path = ("tables", key)
        if len(set(table.sides)) != 2 or len(table.sides) != 2:
            yield (*path, "sides"), "two different actors", f"{', '.join(table.sides) or 'none'}"
            continue
        place = (frozenset(table.sides), table.kind)
        if place in seated:
            expected = f"one table of kind {table.kind} for these two"
            yield path, expected, f"'{seated[place]}' and '{key}'"
        seated.setdefault(place, key)
        yield from _kind(path, scenario, table)
        yield from _goods(path, scenario, table)
        yield from _projects(path, scenario, table)
        yield from _gifts(path, scenario, table)


def _kind(path: Path, scenario: Scenario, table: Table) -> Iterator[Finding]:
    firms = [side for side in table.sides if side in scenario.firms]
    if table.kind == "state" and firms:
        yield (*path, "sides"), "two countries at a table of kind state", f"the firm '{firms[0]}'"
    for thing, kind in _OF_KIND.items():
        if getattr(table, thing) and table.kind != kind:
            yield (*path, thing), f"a table of kind {kind}", table.kind
    if not any(getattr(table, name) for name in (*_GOODS, "tolling", "plant", *_OF_KIND)):
        yield path, "something to agree on: goods, a project, an easing, ...", "nothing"


def _goods(path: Path, scenario: Scenario, table: Table) -> Iterator[Finding]:
    given = [name for name in _GOODS if getattr(table, name)]
    missing = [name for name in _GOODS if name not in given]
    if not given:
        if table.loan_musd:
            yield (*path, "loan_musd"), "a seller to lend to", "none"
        return
    if missing:
        yield path, f"the key '{missing[0]}' beside '{given[0]}'", "none"
        return
    if selling_side(scenario, table) < 0:
        expected = f"a seller of {table.sides[0]} or {table.sides[1]}"
        yield (*path, "seller"), expected, f"'{table.seller}'"
    if not carries(scenario, table.seller or "", table.buyers, table.commodity or ""):
        expected = f"a link that carries '{table.commodity}' from seller to buyer"
        yield path, expected, "none"


def _projects(path: Path, scenario: Scenario, table: Table) -> Iterator[Finding]:
    for thing in ("tolling", "plant"):
        name = getattr(table, thing)
        if name and side_of(scenario, table, scenario.projects[name].firm) < 0:
            expected = f"a project of {table.sides[0]} or {table.sides[1]}"
            yield (*path, thing), expected, f"one of '{scenario.projects[name].firm}'"


def _gifts(path: Path, scenario: Scenario, table: Table) -> Iterator[Finding]:
    if table.technology and table.technology not in table.sides:
        yield (*path, "technology"), "one of the two sides", f"'{table.technology}'"
    for side, measures in table.eases.items():
        if side not in table.sides:
            yield (*path, "eases", side), "one of the two sides", f"'{side}'"
            continue
        if not measures:
            yield (*path, "eases", side), "the measures that it could ease", "none"
        for place, name in enumerate(measures):
            owner = scenario.measures[name].country
            if owner != home_of(scenario, side):
                expected = f"a measure of {side}"
                yield (*path, "eases", side, place), expected, f"one of '{owner}'"
