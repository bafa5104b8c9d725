"""Read what customs publish: tonnes by who sells, who buys, and what; who is a net seller."""

import math

import numpy as np

from realm.core.arrays import Array
from realm.core.ledger import Month
from realm.core.network import Network
from realm.play.match import Match
from realm.play.sight import Sight
from realm.strategies.actors import flows_at_start

MOSTLY, MORE = 3.0, 1.25
"""How many times what it buys a seller sells, and what it sells a buyer buys."""
MONTHS_BACK = 2
"""Turns in which the months lie that customs published last."""
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


def crossed(match: Match, month: Month) -> Array:
    """Tonnes that customs declared for a month, (abroad,)."""
    shipped = month.shipped[match.model.network.abroad, 0]
    return np.asarray(np.maximum(shipped - month.leaked[:, 0], 0.0))


def lately(match: Match) -> Array:
    """Tonnes a month over as many months as a turn has, the last that customs published, (abroad,).

    A single month is of little use: one in which a curb begins, or a rush is over, says little of
    the next. Customs publish a month late.
    """
    network, pages = match.model.network, match.pages[-MONTHS_BACK:]
    known = [month for page in pages for month in page.ledger.months][:-1]
    if not known:
        return np.asarray(match.model.state.customs[:, 0])
    found = [crossed(match, month) for month in known[-network.months_per_turn :]]
    return np.asarray(np.mean(found, axis=0))


def traded(sight: Sight, commodity: str) -> tuple[float, float]:
    """Say what a seat sells and buys of a commodity.

    Tonnes a month, of a country across its borders as customs published last, of a firm to and
    from others; or what is usual where that is more: who is refused what it needs is a buyer still.
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
    own = network.node_firm == network.firms.index(sight.actor)
    row = network.commodities.index(commodity)
    good = network.offer_commodity[network.link_offer] == row
    sells, buys = own[network.link_seller], own[network.link_buyer]
    flows = (np.nan_to_num(sight.observation.shipped[:, 0]), flows_at_start(network)[:, 0])
    sold, bought = (
        max(math.fsum(one[good & mine & ~others]) for one in flows)
        for mine, others in ((sells, buys), (buys, sells))
    )
    return sold, bought


def side_of(sight: Sight, commodity: str) -> str:
    """Say on which side of the market a seat is: sell, buy, both, or use what is made of it.

    It sells where it mostly does, and buys where it buys more than it sells; one who lives on the
    difference does both. Empty where it has nothing to do with it.
    """
    sold, bought = traded(sight, commodity)
    if sold > MOSTLY * bought:
        return "sell"
    if bought > MORE * sold:
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


def mostly_traded(sight: Sight) -> tuple[str, str]:
    """Name the commodity that a seat sells most, and that which it buys most; empty for nothing.

    By worth at the scenario's own prices, what it takes in of the same set off.
    """
    nouns = sight.observation.network.scenario.commodities
    pairs = {name: traded(sight, name) for name in nouns}
    worth = {
        name: (sold - bought) * nouns[name].price_usd_per_kg
        for name, (sold, bought) in pairs.items()
    }
    most, least = max(worth, key=worth.__getitem__), min(worth, key=worth.__getitem__)
    return most if worth[most] > 0.0 else "", least if worth[least] < 0.0 else ""


def welcome(sight: Sight, commodity: str) -> float:
    """Say what a high price is to a seat: above 0 where it mostly sells, below where it buys.

    What it does not trade itself is dear to it where it buys what is made of it; to who sells and
    buys much of a good a high price is neither.
    """
    return {"sell": 1.0, "buy": -1.0, "use": -1.0}.get(side_of(sight, commodity), 0.0)
