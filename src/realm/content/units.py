"""Find prices that are most likely given a tonne in a key that is a kg."""

from collections.abc import Iterator

from realm.content.nodes import Finding
from realm.core.scenario import Scenario

MOST_LOSS = 10.0
"""Cost over price at the quiet start from which a price is taken for a wrong unit."""
MOST_GAIN = 1000.0
"""Price over cost from which a price is taken for a wrong unit."""
MOST_APART = 20.0
"""Factor between a contract's price and the commodity's from which a unit is taken for wrong."""

ASK = "; are prices in $/kg, not $/t?"


def findings(scenario: Scenario) -> Iterator[Finding]:
    """Name prices so far from costs, or from each other, that their unit must be wrong."""
    base = {name: one.price_usd_per_kg for name, one in scenario.commodities.items()}
    for key, facility in scenario.facilities.items():
        recipe = scenario.recipes[facility.recipe]
        (first, amount), *others = recipe.outputs.items()
        price = facility.price_usd_per_kg or base[first]
        earned = amount * price + sum(part * base[name] for name, part in others)
        spent = sum(part * base[name] for name, part in recipe.inputs.items())
        cost = facility.cost_usd_per_kg + spent
        found = f"products worth {earned:,.6g} for costs of {cost:,.6g}{ASK}"
        if cost > MOST_LOSS * earned:
            expected = f"costs of at most {MOST_LOSS:g} times what it sells, in $/kg of throughput"
            yield ("facilities", key), expected, found
        elif earned > MOST_GAIN * cost:
            expected = f"products worth at most {MOST_GAIN:,.0f} times its costs, in $/kg"
            yield ("facilities", key), expected, found
    for key, contract in scenario.contracts.items():
        agreed, market = contract.price_usd_per_kg, base[contract.commodity]
        if agreed is not None and not 1.0 / MOST_APART <= agreed / market <= MOST_APART:
            expected = f"a price within {MOST_APART:g} times the commodity's {market:,.6g} $/kg"
            yield ("contracts", key, "price_usd_per_kg"), expected, f"{agreed:,.6g}{ASK}"
