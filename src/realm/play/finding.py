"""What a person may type to find something that can be ordered: names around it, and synonyms."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from realm.core.scenario import Scenario

Also = Callable[[str], Sequence[str]]
"""Word -> other words that mean much the same."""


def finds(wanted: Sequence[str], text: str, also: Also) -> bool:
    """Say whether a text holds every word that is wanted, or one that means much the same.

    >>> finds(["ban", "ox"], "prohibition of oxide", {"ban": ("prohibition",)}.get)
    True
    """
    folded = text.casefold()
    return all(
        any(one in folded for one in (word, *(also(word) or ())))
        for word in map(str.casefold, wanted)
    )


def names_around(scenario: Scenario, axis: str, name: str) -> str:
    """Put together whom and what a thing that can be ordered concerns: firms, places, goods."""
    return " ".join(dict.fromkeys(_around(scenario, axis, name)))


def _around(scenario: Scenario, axis: str, name: str) -> Iterator[str]:
    yield axis
    match axis:
        case "measure":
            measure = scenario.measures[name]
            yield measure.family.replace("_", " ")
            yield from _goods(scenario, measure.commodities)
            yield from _nodes(scenario, (measure.country, *measure.destinations))
            yield from _nodes(scenario, measure.beneficiaries)
        case "project":
            project = scenario.projects[name]
            yield from _nodes(scenario, (project.firm, project.facility))
            recipe = scenario.recipes[scenario.facilities[project.facility].recipe]
            yield from _goods(scenario, recipe.outputs)
        case "facility" | "firm":
            yield from _nodes(scenario, (name,))
        case "stockpile":
            yield from _goods(scenario, (scenario.stockpiles[name].commodity,))
        case "contract" if name in scenario.contracts:
            contract = scenario.contracts[name]
            yield from _nodes(scenario, (contract.seller, *contract.buyers))
            yield from _goods(scenario, (contract.commodity,))
        case "link" if name in scenario.links:
            link = scenario.links[name]
            yield from _nodes(scenario, (link.seller, link.buyer))
            yield from _goods(scenario, (link.commodity,))
        case "directive":
            named = name.partition(":")[0]
            firm = scenario.all_contracts[named].seller if named not in scenario.firms else named
            yield from _nodes(scenario, (firm,))
        case "side":
            yield from _nodes(scenario, scenario.tables[name.partition(":")[0]].sides)


def _goods(scenario: Scenario, names: Iterable[str]) -> Iterator[str]:
    yield from (scenario.commodities[name].name for name in names)


def _nodes(scenario: Scenario, names: Iterable[str]) -> Iterator[str]:
    """Name countries, firms with their country, plants with their firm and country, and users."""
    for name in names:
        plant, user = scenario.facilities.get(name), scenario.sectors.get(name)
        firm = scenario.firms.get(plant.firm if plant is not None else name)
        place = plant.country if plant is not None else firm.country if firm is not None else name
        nouns = (plant, user, firm, scenario.countries.get(place))
        yield from (noun.name for noun in nouns if noun is not None)
