"""Read what customs publish: tonnes by who sells, who buys, and what; who is a net seller."""

import numpy as np

from realm.core.arrays import Array
from realm.core.network import Network
from realm.play.sight import Sight

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


def net_sales(sight: Sight, commodity: str) -> float:
    """Say whether a seat sells a commodity (above 0) or buys it, so what a high price is to it.

    For a country tonnes a month across its borders, as customs published last; for a firm whether
    its plants make it or take it.
    """
    network, scenario = sight.observation.network, sight.observation.network.scenario
    if sight.actor in scenario.countries:
        pairs = by_pair(network, sight.observation.customs[:, 0])
        at_home = {key: tonnes for key, tonnes in pairs.items() if key[2] == commodity}
        sold = sum(tonnes for key, tonnes in at_home.items() if key[0] == sight.actor)
        return sold - sum(tonnes for key, tonnes in at_home.items() if key[1] == sight.actor)
    own = [f for f in scenario.facilities.values() if f.firm == sight.actor]
    recipes = [scenario.recipes[facility.recipe] for facility in own]
    made = any(commodity in recipe.outputs for recipe in recipes)
    return float(made) - float(any(commodity in recipe.inputs for recipe in recipes))


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
        sales = {good: net_sales(sight, good) for good in step}
        if sales and min(sales.values()) < 0.0:
            return min(sales, key=sales.__getitem__)
    return ""


def welcome(sight: Sight, commodity: str) -> float:
    """Say what a high price is to a seat: above 0 where it sells, below where it has to buy.

    What it does not trade itself is dear to it where it buys what is made of it.
    """
    sales = net_sales(sight, commodity)
    return sales or (-1.0 if bought_of(sight, commodity) else 0.0)
