"""What the orders of a firm did over a turn: what its plants made, it held, asked and delivered."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from realm.core import actions as kinds
from realm.core.action import Action
from realm.core.arrays import Array, Index
from realm.core.ledger import Month
from realm.core.network import Network
from realm.play.kept import of_match
from realm.play.match import Match, Page

SOME = 0.005
"""t below which there is nothing."""
MADE, HELD, ASKED, CAME, WENT = "made", "held", "asked", "came", "went"
"""What is told of an order: output, stocks, own prices, under a contract, along a link."""


@dataclass(frozen=True)
class Worked:
    """One quantity that an order of a firm is about."""

    what: str
    good: str
    now: float
    """t over the turn; of stocks t at its end, of prices $/kg in its last month."""
    before: float
    """The same in the turn before; of a contract t that were ordered under it."""


@of_match(16)
def worked(match: Match, turn: int, action: Action) -> tuple[Worked, ...]:
    """Read what an order of a firm is about, good by good; nothing where it moves no goods.

    Args:
        match: the match.
        turn: the turn that is looked at.
        action: what was ordered in it, or before and still stands.
    """
    if not turn:
        return ()
    network, page, earlier = match.model.network, match.pages[turn], match.pages[turn - 1]
    last = earlier.ledger.months[-network.months_per_turn :]
    match action:
        case kinds.Shut(facility=name):
            return _made(network, page, last, network.nodes.index(name))
        case kinds.Hold(firm=name):
            return _held(network, page, network.firms.index(name))
        case kinds.Absorb(firm=name):
            return _asked(network, page, network.firms.index(name))
        case kinds.CallContract(contract=name) | kinds.Deliver(contract=name):
            return _came(match, page, network.contracts.index(name))
        case kinds.Qualify(link=name) | kinds.StopTrade(link=name):
            row = network.links.index(name)
            good = network.commodities[network.offer_commodity[network.link_offer[row]]]
            now, before = (
                math.fsum(float(month.shipped[row, 0]) for month in months)
                for months in (page.ledger.months, last)
            )
            return (Worked(WENT, good, now, before),)
    return ()


@of_match(4)
def standing_orders(match: Match, seat: str) -> tuple[tuple[int, Action], ...]:
    """List the orders of a firm of earlier turns that still hold, with their turn, latest first."""
    found: dict[tuple[str, str, str], tuple[int, Action]] = {}
    for page in match.pages[1:]:
        for action in page.taken.get(seat, ()):
            found[action.word(), action.axis, action.name] = page.turn, action
    kept = [one for one in found.values() if one[0] < match.turn and _holds(one[1])]
    return tuple(sorted(kept, key=lambda one: -one[0]))


def _holds(action: Action) -> bool:
    """Tell whether an order of a firm sets how something shall stand, and not as usual."""
    match action:
        case kinds.Shut(undo=undo):
            return not undo
        case kinds.Hold(factor=factor):
            return factor != 1.0
        case kinds.Absorb(share=share):
            return share > 0.0
        case kinds.Deliver(share=share):
            return share < 1.0
        case kinds.CallContract():
            return True
    return False


def _rows(commodity: Index, wanted: Sequence[bool]) -> dict[int, Index]:
    """Sort some rows by their commodity."""
    rows = np.flatnonzero(np.asarray(wanted))
    return {int(good): rows[commodity[rows] == good] for good in np.unique(commodity[rows])}


def _sum(values: Array, rows: Index) -> float:
    return math.fsum(float(one) for one in values[rows, 0])


def _made(
    network: Network, page: Page, last: Sequence[Month], node: int
) -> tuple[Worked, ...]:  # fmt: skip
    commodity, nodes = network.offer_commodity, network.offer_node
    here = nodes[network.facility_offers] == node
    found = []
    for good, rows in _rows(commodity[network.facility_offers], here).items():
        now, before = (
            math.fsum(_sum(month.produced, rows) for month in months)
            for months in (page.ledger.months, last)
        )
        found.append(Worked(MADE, network.commodities[good], now, before))
    return tuple(found)


def _held(network: Network, page: Page, firm: int) -> tuple[Worked, ...]:
    own = network.node_firm[network.intake_node] == firm
    found = [
        Worked(
            HELD, network.commodities[good],
            _sum(page.after.stock_in, rows), _sum(page.before.stock_in, rows),
        )
        for good, rows in _rows(network.intake_commodity, own).items()
    ]  # fmt: skip
    return tuple(one for one in found if max(one.now, one.before) >= SOME)


def _asked(network: Network, page: Page, firm: int) -> tuple[Worked, ...]:
    """Read the mean of a firm's own prices of a good, before its first month and after its last.

    Prices at which it sold nothing are none.
    """
    sold = np.zeros(len(network.offer_node))
    for month in page.ledger.months:
        np.add.at(sold, network.link_offer, month.shipped[:, 0])
    own = (network.node_firm[network.offer_node] == firm) & (sold >= SOME)
    first, last = page.ledger.months[0], page.ledger.months[-1]
    return tuple(
        Worked(
            ASKED, network.commodities[good],
            _sum(last.ask_after, rows) / len(rows), _sum(first.ask, rows) / len(rows),
        )
        for good, rows in _rows(network.offer_commodity, own).items()
    )  # fmt: skip


def _came(match: Match, page: Page, contract: int) -> tuple[Worked, ...]:
    """Read what was delivered of what was ordered under a contract, as `rules.promises` counts."""
    network, params = match.model.network, match.model.params
    parts = np.flatnonzero(network.parts_of_contract == contract)
    links = network.part_link[parts]
    if not len(links):
        return ()
    sent = ordered = 0.0
    for month in page.ledger.months:
        runs = page.after.contract_ends[contract, 0] > month.month
        volume = float(page.after.contract_volume[contract, 0]) if runs else 0.0
        called = volume * np.broadcast_to(params.part_share[parts], (len(parts), 1))[:, 0]
        reached = np.minimum(called, month.offered[links, 0])
        sent += math.fsum(float(one) for one in np.minimum(reached, month.shipped[links, 0]))
        ordered += math.fsum(float(one) for one in reached) + float(month.withheld[contract, 0])
    good = network.commodities[network.offer_commodity[network.link_offer[links[0]]]]
    return (Worked(CAME, good, sent, ordered),)
