"""Check that a scenario as a whole makes sense."""

from collections.abc import Iterator

from realm.content import bindings, flows, shapes
from realm.content.draft import Draft
from realm.content.nodes import Finding, Path, dotted, find
from realm.core.scenario import Scenario
from realm.core.words import month_after, months_between
from realm.errors import Problem

_SHARED_NAMES = (("facilities", "sectors", "stockpiles"), ("countries", "firms"))
"""Sections whose entries share one set of names."""

MOST_LETTERS = 64
"""Letters of a scenario's name, which names files and folders."""
MOST_YEARS_BEFORE = 20
"""Years that may be played before the first turn; every game plays them before anybody acts."""


def nonsense(draft: Draft, *, sound: bool) -> list[Problem]:
    """Name everything that makes no sense.

    Args:
        draft: what could be read.
        sound: whether the draft has no holes and every name leads somewhere; only then the
            network is looked at, for else one fault would be told twenty times.
    """
    scenario = draft.scenario
    found = [*_names(draft), *_sources(scenario), *_dates(draft), *_seats(draft)]
    found += bindings.measure_findings(scenario)
    if sound:
        found += flows.findings(scenario)
        found += bindings.findings(scenario)
    touched = draft.touched()
    return [
        Problem(*find(draft.root, path), dotted(path), expected, what)
        for path, expected, what in found
        if path[:2] not in touched
    ]


def unfit(scenario: Scenario) -> list[Finding]:
    """Name what does not fit together in a scenario that was changed after it was read."""
    found = [*bindings.measure_findings(scenario), *flows.findings(scenario)]
    return [*found, *bindings.findings(scenario)]


def _names(draft: Draft) -> Iterator[Finding]:
    for sections in _SHARED_NAMES:
        first: dict[str, str] = {}
        for section in sections:
            for name in draft.ids(section):
                if name in first:
                    expected = f"names that differ from those of {first[name]}"
                    yield (section, name), expected, f"'{name}' in both"
                first.setdefault(name, section)
    if len(draft.scenario.name) > MOST_LETTERS:
        found = f"{len(draft.scenario.name):,} letters"
        yield ("name",), f"a name of at most {MOST_LETTERS} letters", found
    countries = draft.ids("countries")
    for key, country in draft.scenario.countries.items():
        if country.bloc in countries:
            expected = "a name for the group that no country has"
            yield ("countries", key, "bloc"), expected, f"'{country.bloc}'"


def _sources(scenario: Scenario) -> Iterator[Finding]:
    """Find sources that are there and say nothing."""
    given: list[tuple[Path, object]] = [((), scenario)]
    for section in shapes.section_names():
        given += [((section, key), one) for key, one in getattr(scenario, section).items()]
    for path, one in given:
        if not getattr(one, "source", "-").strip():
            yield (*path, "source"), "where it comes from, or 'assumption: why'", "nothing"


def _dates(draft: Draft) -> Iterator[Finding]:
    scenario = draft.scenario
    if ("starts",) in draft.holes:
        return
    for key, event in scenario.events.items():
        if event.date < scenario.starts:
            expected = f"a month from {scenario.starts} on, when the scenario starts"
            yield ("events", key, "date"), expected, event.date
    if {("first_turn",), ("months_per_turn",)} & draft.holes:
        return
    wait = months_between(scenario.starts, scenario.first_turn)
    if wait < 0:
        expected = f"a month from {scenario.starts} on, when the scenario starts"
        yield ("first_turn",), expected, scenario.first_turn
    elif wait > 12 * MOST_YEARS_BEFORE:
        earliest = month_after(scenario.first_turn, -12 * MOST_YEARS_BEFORE)
        expected = f"a month from {earliest} on, at most {MOST_YEARS_BEFORE} years before the first"
        yield ("starts",), f"{expected} turn", scenario.starts
    elif wait % scenario.months_per_turn:
        expected = f"a whole number of turns of {scenario.months_per_turn} months after the start"
        yield ("first_turn",), expected, f"{wait} months"


def _seats(draft: Draft) -> Iterator[Finding]:
    if not draft.ids("seats"):
        yield ("seats",), "at least one seat", "none"
    first: dict[str, str] = {}
    for key, seat in draft.scenario.seats.items():
        if seat.actor in first:
            expected = "an actor that no other seat plays"
            found = f"'{seat.actor}', played by '{first[seat.actor]}'"
            yield ("seats", key, "actor"), expected, found
        first.setdefault(seat.actor, key)
