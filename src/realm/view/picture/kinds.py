"""Group what flows into few enough kinds for the map, along the chain that makes one of another."""

from realm.core.scenario import Scenario
from realm.rules.event import short
from realm.view.picture.words import capital

MOST = 5
"""Kinds that the map has colours for."""


def grouped(scenario: Scenario) -> tuple[tuple[str, ...], dict[str, int]]:
    """Say which kinds there are, and to which one each commodity belongs.

    Each commodity is a kind of its own while there are few. Then those at the same place of the
    chain become one, the lowest place first: ores before oxides, oxides before magnets.

    Returns:
        Names of the kinds, ores first; and commodity -> place of its kind.
    """
    places = _places(scenario)
    groups = [[name] for name in sorted(scenario.commodities, key=lambda name: places[name])]
    while len(groups) > MOST:
        pairs = [
            i for i in range(len(groups) - 1) if places[groups[i][0]] == places[groups[i + 1][0]]
        ]
        first = pairs[0] if pairs else 0
        groups[first : first + 2] = [groups[first] + groups[first + 1]]
    found = {name: number for number, group in enumerate(groups) for name in group}
    return tuple(_title(scenario, group) for group in groups), found


def _places(scenario: Scenario) -> dict[str, int]:
    """Count for each commodity the longest way from what is dug; a circle counts once."""
    made_of: dict[str, set[str]] = {name: set() for name in scenario.commodities}
    for facility in scenario.facilities.values():
        recipe = scenario.recipes[facility.recipe]
        for product in recipe.outputs:
            made_of[product] |= set(recipe.inputs) - {product}

    def place(name: str, below: frozenset[str]) -> int:
        sources = made_of[name] - below
        return 1 + max((place(one, below | {name}) for one in sources), default=-1)

    return {name: place(name, frozenset({name})) for name in scenario.commodities}


def _title(scenario: Scenario, group: list[str]) -> str:
    """Name a kind: the words that its commodities share, or all their names."""
    titles = [short(scenario.commodities[name].name) for name in group]
    words = [title.split() for title in titles]
    shared = [word for word in words[0] if all(word in other for other in words[1:])]
    return capital(" ".join(shared)) if shared else " / ".join(titles)
