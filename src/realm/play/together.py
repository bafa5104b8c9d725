"""What a buyers' coalition did for a member in a turn: its months played once more without it."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array
from realm.play.kept import of_match
from realm.play.match import Match
from realm.rules import coalition, turn
from realm.rules.goods import goods
from realm.rules.groups import group
from realm.rules.reading import Turn

LEAST_T, LEAST_PART = 0.05, 0.001
"""Difference below which nothing is told of a good, t and part of what came."""


@dataclass(frozen=True)
class Shared:
    """What a country got of one good from others over a turn, and without the coalition, t."""

    good: str
    got: float
    without: float
    paid: float
    """$/kg at its buyers' doors; NaN where nothing came."""
    paid_without: float
    ordered: float
    """What its plants and users ordered of others, t."""
    ordered_without: float


@dataclass(frozen=True)
class Together:
    """A country's coalition."""

    others: tuple[str, ...]
    """Its other members."""
    stands: bool
    """Whether they are enough to act together."""
    goods: tuple[Shared, ...]
    """Goods of which it got more or less for it, what differs most in worth first."""


@of_match(4)
def together(match: Match, number: int, seat: str) -> Together | None:
    """Say what the buyers' coalition changed for a seat in a turn, from 1; None for no member.

    The months are played again from the same decisions with the same luck, but nobody buying
    together in them; what tests of suppliers it had cut short already stays so.
    """
    network, params, luck = match.model.network, match.model.params, match.model.luck
    actor, page = network.scenario.seats[seat].actor, match.pages[number]
    if not number or actor not in network.countries:
        return None
    row = network.countries.index(actor)
    opened = turn.begin(network, params, page.before, page.orders, luck).state
    if opened.coalition[row, 0] <= 0.0:
        return None
    others = tuple(
        name
        for place, name in enumerate(network.countries)
        if place != row and opened.coalition[place, 0] > 0.0
    )
    if coalition.members(opened) is None:
        return Together(others, stands=False, goods=())
    alone = opened.replace(coalition=np.zeros_like(opened.coalition))
    after, ledger = turn.play(network, params, alone, luck, len(page.ledger.months))
    groups = group(network)
    turns = [
        Turn.of(network, params, page.ledger, page.after, groups),
        Turn.of(network, params, ledger, after, groups),
    ]
    both = [{**goods(one, row), "ordered": _ordered(one, row)} for one in turns]
    found = [
        Shared(
            name,
            *(float(one[key][place, 0]) for key in ("got", "paid", "ordered") for one in both),
        )
        for place, name in enumerate(network.commodities)
    ]
    told = [
        one
        for one in found
        if abs(one.got - one.without) > max(LEAST_T, LEAST_PART * max(one.got, one.without))
    ]
    nouns = network.scenario.commodities
    told.sort(key=lambda one: -abs(one.got - one.without) * nouns[one.good].price_usd_per_kg)
    return Together(others, stands=True, goods=tuple(told))


def _ordered(turn: Turn, country: int) -> Array:
    """Add up what a country's plants and users ordered abroad, t; (commodity, world)."""
    network = turn.network
    home = network.node_country == country
    buys = home[network.link_buyer] & ~home[network.link_seller]
    return np.asarray(turn.groups.links_of_commodity @ (turn.added("orders") * buys[:, None]))
