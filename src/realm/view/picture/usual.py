"""Add up what usually flows in a scenario before it is played, and who depends on whom by it."""

from collections.abc import Iterator
from dataclasses import dataclass

from realm.core.actors import Facility, Link, Sector
from realm.core.scenario import Scenario

Usual = dict[tuple[str, str, str], float]
"""Tonnes a year at the quiet start by seller's country, buyer's country and commodity."""


@dataclass(frozen=True)
class Hold:
    """A part of what a country takes in of a good that comes from one country, or firm in it."""

    other: str
    """The country at the other end."""
    good: str
    share: float
    worth: float
    """What that is worth, k$ a year."""


def _ends(noun: Scenario) -> Iterator[tuple[Link, Facility, Facility | Sector]]:
    """Go through all links with the nodes at their ends."""
    for link in noun.links.values():
        buyer = noun.facilities.get(link.buyer) or noun.sectors[link.buyer]
        yield link, noun.facilities[link.seller], buyer


def _owns(actor: str, node: Facility | Sector) -> bool:
    return actor in (node.country, getattr(node, "firm", ""))


def usual(noun: Scenario, actor: str = "") -> Usual:
    """Add up what usually flows, inside countries too; where an actor is named, to and from it.

    Of a firm that is what its own plants sell and buy, wherever they stand.
    """
    found: Usual = {}
    for link, seller, buyer in _ends(noun):
        if actor and not (_owns(actor, seller) or _owns(actor, buyer)):
            continue
        key = seller.country, buyer.country, link.commodity
        found[key] = found.get(key, 0.0) + link.base_flow_t_per_year
    return found


def holds(noun: Scenario, actor: str) -> tuple[list[Hold], list[Hold]]:
    """Say what an actor holds over others and what others hold over it, the dearest first.

    Held over others: the part of what they take in of a good that comes from it. Held over it: the
    part of what it takes in that comes from one of them. What it sells itself counts among its
    needs and is held by nobody.
    """
    taken: dict[tuple[str, str], float] = {}
    needs: dict[str, float] = {}
    sold: dict[tuple[str, str], float] = {}
    bought: dict[tuple[str, str], float] = {}
    for link, seller, buyer in _ends(noun):
        good, tonnes = link.commodity, link.base_flow_t_per_year
        sells, buys = _owns(actor, seller), _owns(actor, buyer)
        _add(taken, (buyer.country, good), tonnes)
        if buys:
            needs[good] = needs.get(good, 0.0) + tonnes
        if sells and not buys:
            _add(sold, (buyer.country, good), tonnes)
        if buys and not sells:
            _add(bought, (seller.country, good), tonnes)
    over = [_hold(noun, *key, tonnes, taken[key]) for key, tonnes in sold.items() if tonnes]
    under = [_hold(noun, *key, tonnes, needs[key[1]]) for key, tonnes in bought.items() if tonnes]
    return sorted(over, key=lambda h: -h.worth), sorted(under, key=lambda h: -h.worth)


def _add(sums: dict[tuple[str, str], float], key: tuple[str, str], tonnes: float) -> None:
    sums[key] = sums.get(key, 0.0) + tonnes


def _hold(noun: Scenario, other: str, good: str, tonnes: float, whole: float) -> Hold:
    worth = tonnes * noun.commodities[good].price_usd_per_kg
    return Hold(other, good, tonnes / whole, worth)
