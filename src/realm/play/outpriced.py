"""What a tax on one's own exports does to its goods abroad: their price beside that of others."""

import math
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Mask
from realm.play.kept import of_match
from realm.play.match import Match
from realm.play.paid import paid
from realm.play.sums import added
from realm.rules import played


@dataclass(frozen=True)
class Outpriced:
    """What a taxed good costs its buyers abroad, $/kg without contracts, and what others' does."""

    mine: float
    others: float
    """NaN where nobody else sends it to the same countries."""
    untaxed: float
    """t that went in the last turn in which nothing was taken of it; NaN if there was none."""
    since: int
    """The turn after that one."""


@of_match(4)
def outpriced(match: Match, turn: int, measure: str) -> Outpriced | None:
    """Compare what a tax on exports makes dearer with what others send to the same countries.

    Prices are those at the buyers' doors in the last month of the turn, on the mean of what was
    ordered over it. None where the tax touches several goods, or nothing of its good was ordered.
    """
    network = match.model.network
    row = network.measures.index(measure)
    mine = np.isin(network.lane_of, played.lanes_of(network, row))
    goods = network.offer_commodity[network.link_offer[network.abroad]]
    if len(set(goods[mine].tolist())) != 1:
        return None
    buyer = network.node_country[network.link_buyer[network.abroad]]
    seller = network.node_country[network.link_seller[network.abroad]]
    ordered = added(network, match.pages[turn], "orders")[network.abroad]
    there = set(buyer[mine & (ordered > 0.0)].tolist())
    others = ~mine & (goods == goods[mine][0]) & np.isin(buyer, list(there))
    others &= seller != network.measure_country[row]
    own = _door(match, turn, np.where(mine, ordered, 0.0))
    if math.isnan(own):
        return None
    last = _untaxed(match, turn, row)
    return Outpriced(
        mine=own,
        others=_door(match, turn, np.where(others, ordered, 0.0)),
        untaxed=_went(match, last, mine) if last >= 0 else math.nan,
        since=last + 1,
    )


def _door(match: Match, turn: int, weight: Array) -> float:
    """Return the mean price at buyers' doors of what is weighted; NaN where that is nothing."""
    network, made = match.model.network, paid(match, turn)
    links = network.links[network.abroad]
    found = [
        (float(tonnes), made[link].whole - made[link].contracts)
        for link, tonnes in zip(links, weight, strict=True)
        if tonnes > 0.0 and link in made
    ]
    whole = math.fsum(tonnes for tonnes, _ in found)
    return math.fsum(tonnes * price for tonnes, price in found) / whole if whole else math.nan


def _untaxed(match: Match, turn: int, row: int) -> int:
    """Return the last turn at whose end a measure took nothing; -1 for none."""
    for one in range(turn - 1, -1, -1):
        after = match.pages[one].after
        rate = after.measure_size[row, 0] + after.measure_levy[row, 0]
        if after.measure_on[row, 0] * rate <= 0.0:
            return one
    return -1


def _went(match: Match, turn: int, mine: Mask) -> float:
    """Add up the tonnes that went legally over some links in the last months of a turn."""
    network = match.model.network
    months = match.pages[turn].ledger.months[-network.months_per_turn :]
    if not months:
        return math.nan
    return math.fsum(
        float((month.shipped[network.abroad] - month.leaked)[mine, 0].sum()) for month in months
    )
