"""Group what flows into few enough kinds for the map, along the chain that makes one of another."""

from realm.core.actors import Facility, Sector
from realm.core.scenario import Scenario
from realm.view.picture.words import capital, good

MOST = 5
"""Kinds that the map has colours for."""
FIRST, TRADED, END = 0, 1, 2
"""Places in the theme's palette: what is dug, what is traded most on the way, what is made last."""


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


def hues(scenario: Scenario) -> tuple[int, ...]:
    """Say which colour of the theme each kind bears, in the order of the kinds.

    One colour, one meaning, in every scenario: the first is what is dug, the third what the chain
    ends in, the second what usually crosses borders most, by value, of what lies between, so that
    the three seen most are the three told apart best; the rest follow in order.
    """
    places = _places(scenario)
    _, kind_of = grouped(scenario)
    count = max(kind_of.values(), default=-1) + 1
    last = max(kind_of, key=lambda name: (places[name], kind_of[name]), default="")
    found = {0: FIRST} if count else {}
    if count > 1:
        found[kind_of[last]] = END
    between = [kind for kind in range(count) if kind not in found]
    if between:
        found[max(between, key=traded(scenario).__getitem__)] = TRADED
    others = iter(range(END + 1, END + 1 + count))
    return tuple(found[kind] if kind in found else next(others) for kind in range(count))


def traded(scenario: Scenario) -> dict[int, float]:
    """Add up what of each kind usually crosses borders, k$ a year."""
    kinds, kind_of = grouped(scenario)
    found = dict.fromkeys(range(len(kinds)), 0.0)
    takers: dict[str, Facility | Sector] = {**scenario.facilities, **scenario.sectors}
    for link in scenario.links.values():
        if scenario.facilities[link.seller].country != takers[link.buyer].country:
            price = scenario.commodities[link.commodity].price_usd_per_kg
            found[kind_of[link.commodity]] += link.base_flow_t_per_year * price
    return found


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
    titles = [good(scenario.commodities[name].name) for name in group]
    words = [title.split() for title in titles]
    shared = [word for word in words[0] if all(word in other for other in words[1:])]
    return capital(" ".join(shared)) if shared else " / ".join(titles)
