"""Find names in a scenario that nothing bears."""

from collections.abc import Collection, Iterable, Iterator

from realm.content.draft import Draft
from realm.content.hints import Hints
from realm.content.names import Names
from realm.content.nodes import Path, dotted, find, find_key, quote
from realm.errors import Problem

Reference = tuple[Path, str, str, Collection[str]]
"""Where a name stands, the name, what it should name, and the names there are."""


def dangling(draft: Draft, names: Names, hints: Hints) -> list[Problem]:
    """Name every reference that leads nowhere, each with the nearest name."""
    problems = []
    for path, found, kind, known in _references(draft, names):
        if found not in known and not draft.is_hole(path):
            # The key of a mapping is itself the name, so point at it.
            is_key = path[-1] == found
            place = find_key(draft.root, path) if is_key else find(draft.root, path)
            shown = path[:-1] if is_key else path
            hint = hints.name(found, known)
            problems.append(Problem(*place, dotted(shown), kind, quote(found), hint))
    return problems


def _references(draft: Draft, names: Names) -> Iterator[Reference]:
    yield from _of_actors(draft)
    yield from _of_terms(draft)
    yield from _of_events(draft)
    yield from _of_seats(draft, names)


def _of_actors(draft: Draft) -> Iterator[Reference]:
    scenario = draft.scenario
    countries, firms = draft.ids("countries"), draft.ids("firms")
    commodities, recipes = draft.ids("commodities"), draft.ids("recipes")
    facilities = draft.ids("facilities")
    takers = draft.ids("facilities", "sectors")
    yield ("reference_exporter",), scenario.reference_exporter, "a country", countries
    for key, recipe in scenario.recipes.items():
        for side, flows in (("inputs", recipe.inputs), ("outputs", recipe.outputs)):
            for commodity in flows:
                yield ("recipes", key, side, commodity), commodity, "a commodity", commodities
    for key, firm in scenario.firms.items():
        yield ("firms", key, "country"), firm.country, "a country", countries
    for key, facility in scenario.facilities.items():
        at = ("facilities", key)
        yield (*at, "firm"), facility.firm, "a firm", firms
        yield (*at, "country"), facility.country, "a country", countries
        yield (*at, "recipe"), facility.recipe, "a recipe", recipes
        if facility.capacity_follows is not None:
            yield (*at, "capacity_follows"), facility.capacity_follows, "a commodity", commodities
    for key, sector in scenario.sectors.items():
        yield ("sectors", key, "country"), sector.country, "a country", countries
        yield ("sectors", key, "commodity"), sector.commodity, "a commodity", commodities
    for key, pile in scenario.stockpiles.items():
        yield ("stockpiles", key, "country"), pile.country, "a country", countries
        yield ("stockpiles", key, "commodity"), pile.commodity, "a commodity", commodities
    for key, link in scenario.links.items():
        yield ("links", key, "seller"), link.seller, "a facility", facilities
        yield ("links", key, "buyer"), link.buyer, "a facility or sector", takers
        yield ("links", key, "commodity"), link.commodity, "a commodity", commodities


def _of_terms(draft: Draft) -> Iterator[Reference]:
    scenario = draft.scenario
    countries, firms = draft.ids("countries"), draft.ids("firms")
    commodities, facilities = draft.ids("commodities"), draft.ids("facilities")
    actors = draft.ids("countries", "firms")
    regions = countries | blocs(draft)
    for key, contract in scenario.contracts.items():
        at = ("contracts", key)
        sellers = draft.ids("firms", "facilities")
        buyers = draft.ids("firms", "facilities", "sectors")
        yield (*at, "seller"), contract.seller, "a firm or facility", sellers
        yield from _each((*at, "buyers"), contract.buyers, "a firm, facility or sector", buyers)
        yield (*at, "commodity"), contract.commodity, "a commodity", commodities
    for key, measure in scenario.measures.items():
        at = ("measures", key)
        yield (*at, "country"), measure.country, "a country", countries
        yield from _each((*at, "commodities"), measure.commodities, "a commodity", commodities)
        yield from _each((*at, "destinations"), measure.destinations, "a country or bloc", regions)
        helped = draft.ids("countries", "firms", "facilities")
        kind = "a country, firm or facility"
        yield from _each((*at, "beneficiaries"), measure.beneficiaries, kind, helped)
    for key, project in scenario.projects.items():
        yield ("projects", key, "firm"), project.firm, "a firm", firms
        yield ("projects", key, "facility"), project.facility, "a facility", facilities
    yield from _of_tables(draft)
    for key, relation in scenario.relations.items():
        yield ("relations", key, "of"), relation.of, "a country or firm", actors
        yield ("relations", key, "towards"), relation.towards, "a country or firm", actors


def _of_tables(draft: Draft) -> Iterator[Reference]:
    actors, projects = draft.ids("countries", "firms"), draft.ids("projects")
    sellers = draft.ids("firms", "facilities")
    buyers = draft.ids("firms", "facilities", "sectors")
    for key, table in draft.scenario.tables.items():
        at = ("tables", key)
        yield from _each((*at, "sides"), table.sides, "a country or firm", actors)
        yield from _each((*at, "buyers"), table.buyers, "a firm, facility or sector", buyers)
        for name, found, kind, known in (
            ("seller", table.seller, "a firm or facility", sellers),
            ("commodity", table.commodity, "a commodity", draft.ids("commodities")),
            ("tolling", table.tolling, "a project", projects),
            ("plant", table.plant, "a project", projects),
            ("technology", table.technology, "a country or firm", actors),
        ):
            if found is not None:
                yield (*at, name), found, kind, known
        for side, measures in table.eases.items():
            yield (*at, "eases", side), side, "a country or firm", actors
            kind = "a measure"
            yield from _each((*at, "eases", side), measures, kind, draft.ids("measures"))


def _of_events(draft: Draft) -> Iterator[Reference]:
    actors = draft.ids("countries", "firms")
    for key, event in draft.scenario.events.items():
        if event.actor is not None:
            yield ("events", key, "actor"), event.actor, "a country or firm", actors
        if event.stands_down_for is not None:
            place = ("events", key, "stands_down_for")
            yield place, event.stands_down_for, "a country or firm", actors
        targets: dict[str, tuple[str, Iterable[str]]] = {
            "measures": ("a measure", event.measures),
            "facilities": ("a facility", event.facilities),
            "sectors": ("a sector", event.sectors),
            "links": ("a link", event.links),
            "contracts": ("a contract", event.contracts),
            "projects": ("a project", event.projects),
            "stockpiles": ("a stockpile", event.stockpiles),
        }
        for section, (kind, changed) in targets.items():
            known = draft.ids(section)
            for target in changed:
                yield ("events", key, section, target), target, kind, known


def _of_seats(draft: Draft, names: Names) -> Iterator[Reference]:
    actors = draft.ids("countries", "firms")
    scenario = draft.scenario
    for key, seat in scenario.seats.items():
        yield ("seats", key, "actor"), seat.actor, "a country or firm", actors
        if names.strategies is not None:
            yield from _strategy(("seats", key, "strategy"), seat.strategy, names)
        if names.indicators is not None:
            known, kind = names.indicators, "an indicator"
            if seat.actor in draft.ids("countries") and names.country_indicators is not None:
                known, kind = names.country_indicators, "an indicator that a country has"
            elif seat.actor in draft.ids("firms") and names.firm_indicators is not None:
                known, kind = names.firm_indicators, "an indicator that a firm has"
            kind += f" (one of {', '.join(sorted(known))})"
            for objective in seat.objectives:
                yield ("seats", key, "objectives", objective), objective, kind, known
    if names.strategies is not None:
        defaults = scenario.strategies
        yield from _strategy(("strategies", "countries"), defaults.countries, names)
        yield from _strategy(("strategies", "firms"), defaults.firms, names)


def blocs(draft: Draft) -> set[str]:
    """Name the groups of countries."""
    return {country.bloc for country in draft.scenario.countries.values() if country.bloc}


def _each(path: Path, found: Iterable[str], kind: str, known: Collection[str]) -> list[Reference]:
    return [((*path, index), name, kind, known) for index, name in enumerate(found)]


def _strategy(path: Path, text: str, names: Names) -> Iterator[Reference]:
    """Check a strategy as people write it: its name, then its parameters."""
    name, colon, _ = text.partition(":")
    name, known = name.strip(), names.strategies or frozenset()
    if name not in known or not colon or names.tuned is None:
        yield path, name if name in known else text, "a strategy", known
        return
    complaint = names.tuned(text)
    if complaint is not None:
        yield path, complaint.found, complaint.expected, complaint.known
