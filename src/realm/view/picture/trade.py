"""Read what customs publish: tonnes by who sells, who buys, and what; who is a net seller."""

import numpy as np

from realm.core.arrays import Array
from realm.core.network import Network
from realm.play.sight import Sight
from realm.strategies.actors import flows_at_start

MOSTLY = 3.0
"""Who sells so many times what it buys is a seller."""
Pairs = dict[tuple[str, str, str], float]
"""Tonnes a month by seller, buyer and commodity."""


def ends_of(network: Network) -> tuple[list[str], list[str], list[str]]:
    """Name seller's country, buyer's country and commodity of every link abroad."""
    rows = np.arange(len(network.links))[network.abroad]
    countries, goods = network.countries, network.commodities
    return (
        [countries[c] for c in network.node_country[network.link_seller[rows]]],
        [countries[c] for c in network.node_country[network.link_buyer[rows]]],
        [goods[c] for c in network.offer_commodity[network.link_offer[rows]]],
    )


def by_pair(network: Network, published: Array) -> Pairs:
    """Add up tonnes a month by seller, buyer and commodity."""
    found: Pairs = {}
    for *key, tonnes in zip(*ends_of(network), published, strict=True):
        if tonnes > 0.0:
            seller, buyer, good = key
            found[seller, buyer, good] = found.get((seller, buyer, good), 0.0) + float(tonnes)
    return found


def traded(sight: Sight, commodity: str) -> tuple[float, float]:
    """Say what a seat sells and buys of a commodity.

    For a country tonnes a month across its borders: what customs published last, or what is usual
    where that is more, since who is refused what it needs is a buyer still. For a firm 1 where its
    plants make it, and where they take it.
    """
    network, scenario = sight.observation.network, sight.observation.network.scenario
    if sight.actor in scenario.countries:
        usual = flows_at_start(network)[network.abroad, 0]
        pairs = [by_pair(network, flows) for flows in (sight.observation.customs[:, 0], usual)]
        sold, bought = (
            max(
                sum(t for key, t in one.items() if key[2] == commodity and key[end] == sight.actor)
                for one in pairs
            )
            for end in (0, 1)
        )
        return sold, bought
    own = [f for f in scenario.facilities.values() if f.firm == sight.actor]
    recipes = [scenario.recipes[facility.recipe] for facility in own]
    made = any(commodity in recipe.outputs for recipe in recipes)
    return float(made), float(any(commodity in recipe.inputs for recipe in recipes))


def side_of(sight: Sight, commodity: str) -> str:
    """Say on which side of the market a seat is: sell, buy, both, or use what is made of it.

    It sells where it mostly does, and buys where it buys more than it sells; empty where it has
    nothing to do with it.
    """
    sold, bought = traded(sight, commodity)
    if sold > MOSTLY * bought:
        return "sell"
    if bought > sold:
        return "buy"
    if sold > 0.0:
        return "both"
    return "use" if bought_of(sight, commodity) else ""


def bought_of(sight: Sight, commodity: str) -> str:
    """Name what a seat buys that a commodity goes into; empty where it buys nothing of it.

    The nearest in the chain, where several are made of it the one that it buys most of.
    """
    recipes = sight.observation.network.scenario.recipes.values()
    seen, step = {commodity}, [commodity]
    while step:
        into = [out for r in recipes if set(step) & set(r.inputs) for out in r.outputs]
        step = [good for good in dict.fromkeys(into) if good not in seen]
        seen |= set(step)
        sales = {good: sold - bought for good in step for sold, bought in [traded(sight, good)]}
        if sales and min(sales.values()) < 0.0:
            return min(sales, key=sales.__getitem__)
    return ""


def welcome(sight: Sight, commodity: str) -> float:
    """Say what a high price is to a seat: above 0 where it mostly sells, below where it buys.

    What it does not trade itself is dear to it where it buys what is made of it; to who sells and
    buys much of a good a high price is neither.
    """
    return {"sell": 1.0, "buy": -1.0, "use": -1.0}.get(side_of(sight, commodity), 0.0)
