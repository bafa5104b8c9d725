"""What made a seat's supply less secure and its users go short: good by good, off the ledger."""

import math
from dataclasses import dataclass

import numpy as np

from realm.content.sides import home_of
from realm.core.arrays import Index, Mask
from realm.core.network import Network
from realm.play.kept import of_match
from realm.play.match import Match
from realm.play.sums import added, refusers

YEAR = 12.0
LEAST_LOST = 0.5
"""M$ of end products lost below which no good is told."""


@dataclass(frozen=True)
class Supply:
    """How secure the supply of one good was in a turn, and what that is made of."""

    good: str
    weight: float
    """Part of the worth of all that the seat ordered."""
    secure: float
    """Part of a year's orders met if the largest foreign supplier stopped, 0..1."""
    largest: str
    """Country that most came from abroad; empty where nothing did."""
    rest: float
    """t that came from all others."""
    held: float
    """t in stock at its end."""
    ordered: float
    """t that were ordered."""


@dataclass(frozen=True)
class Want:
    """How much of one good end users at home went without in a turn."""

    good: str
    lost: float
    """End products lost, M$."""
    wanted: float
    """t, at the prices of the quiet start."""
    missing: float
    """t of these that they did not use: none came, or it was dear."""
    refused: float
    """t that were refused to the country at borders."""
    by: str
    """Country that refused most of them; empty for none."""
    asked: float
    """t that they wanted at the prices of the turn."""
    met: float
    """t of these that they used."""


def supplies(match: Match, turn: int, seat: str) -> tuple[tuple[Supply, Supply, float], ...]:
    """Say how secure each good was in a turn and in the one before, what moved the most first.

    Returns:
        In this turn, in the turn before, and by how much that moved the seat's supply security;
        these add up to how it moved. Empty for the months before the first turn.
    """
    if not turn:
        return ()
    before, now = _supplies(match, turn - 1, seat), _supplies(match, turn, seat)
    if not before or not now:
        return ()
    mean = sum(one.weight * one.secure for side in (before, now) for one in side.values()) / 2.0
    found = []
    for good, one in now.items():
        old = before[good]
        by = (one.weight + old.weight) / 2.0 * (one.secure - old.secure)
        by += ((one.secure + old.secure) / 2.0 - mean) * (one.weight - old.weight)
        found.append((one, old, by))
    return tuple(sorted(found, key=lambda row: -abs(row[2])))


def wants(match: Match, turn: int, seat: str) -> tuple[tuple[Want, Want, float], ...]:
    """Say what a country's end users lacked in a turn and in the one before, what moved most first.

    Returns:
        In this turn, in the turn before, and by how many M$ that moved what was lost. Empty for
        the months before the first turn, and for the first turn where there were none.
    """
    if not turn:
        return ()
    before, now = _wants(match, turn - 1, seat), _wants(match, turn, seat)
    if not before or not now:
        return ()
    found = [(now[good], before[good], now[good].lost - before[good].lost) for good in now]
    return tuple(sorted(found, key=lambda row: -abs(row[2])))


def losses(match: Match, turn: int, seat: str) -> tuple[Want, ...]:
    """List the goods for want of which users of a seat's country lost output, the costliest first.

    Empty for the months before the first turn.
    """
    found = _wants(match, turn, seat).values() if turn else ()
    return tuple(sorted((w for w in found if w.lost >= LEAST_LOST), key=lambda w: -w.lost))


@of_match(4)
def _supplies(match: Match, turn: int, seat: str) -> dict[str, Supply]:
    """Read how secure each good is that a seat orders."""
    network, page = match.model.network, match.pages[turn]
    if not page.ledger.months:
        return {}
    links, mine = _bought(network, network.scenario.seats[seat].actor)
    good = network.offer_commodity[network.link_offer[links]]
    shipped, orders = (added(network, page, name)[links] for name in ("shipped", "orders"))
    origin = network.node_country[network.link_seller[links]]
    home = _country(network, network.scenario.seats[seat].actor)
    stock = np.concatenate((page.after.stock_in[:, 0], page.after.stock_out[:, 0]))
    kept = _kept(network, mine)
    year = YEAR / min(network.months_per_turn, len(page.ledger.months))
    found, worth = {}, {}
    for row in np.unique(good):
        here, name = good == row, network.commodities[row]
        came = np.bincount(origin[here], shipped[here], minlength=len(network.countries))
        abroad = np.where(np.arange(len(came)) == home, 0.0, came)
        most = int(np.argmax(abroad))
        rest = math.fsum(came) - float(abroad[most])
        held = math.fsum(stock[kept[row]]) if row in kept else 0.0
        ordered = math.fsum(orders[here])
        secure = min((rest * year + held) / (ordered * year), 1.0) if ordered > 0.0 else 0.0
        worth[name] = network.scenario.commodities[name].price_usd_per_kg * ordered
        largest = network.countries[most] if abroad[most] > 0.0 else ""
        found[name] = (secure, largest, rest, held, ordered)
    whole = math.fsum(worth.values())
    return {
        name: Supply(name, worth[name] / whole if whole > 0.0 else 0.0, *parts)
        for name, parts in found.items()
    }


def _bought(network: Network, actor: str) -> tuple[Index, Mask]:
    """Find the links on which others sell to an actor, and mark its nodes."""
    country = _country(network, actor)
    if country >= 0:
        mine = network.node_country == country
        return np.flatnonzero(mine[network.link_buyer]), np.asarray(mine)
    mine = network.node_firm == network.firms.index(actor)
    buys = mine[network.link_buyer] & ~mine[network.link_seller]
    return np.flatnonzero(buys), np.asarray(mine)


def _kept(network: Network, mine: Mask) -> dict[int, Index]:
    """Find where stocks of each good lie: inputs, and what stockpiles have on offer.

    Offers are counted on from the last intake.
    """
    offers = np.arange(network.stockpile_offers.start, network.stockpile_offers.stop)
    place = np.concatenate((np.arange(len(network.intakes)), len(network.intakes) + offers))
    node = np.concatenate((network.intake_node, network.offer_node[offers]))
    good = np.concatenate((network.intake_commodity, network.offer_commodity[offers]))
    return {int(row): place[mine[node] & (good == row)] for row in np.unique(good)}


@of_match(4)
def _wants(match: Match, turn: int, seat: str) -> dict[str, Want]:
    """Read what end users of a seat's country lacked, good by good."""
    network, page = match.model.network, match.pages[turn]
    actor = network.scenario.seats[seat].actor
    home = network.countries.index(home_of(network.scenario, actor))
    slots = network.sector_intakes
    mine = network.node_country[network.intake_node[slots]] == home
    good = network.intake_commodity[slots]
    if not page.ledger.months:
        return {}
    needed, used = added(network, page, "untouched"), added(network, page, "used")[slots]
    asked = added(network, page, "desired")
    missing = np.maximum(needed - used, 0.0)
    lost = missing * np.broadcast_to(match.model.params.lost_output, (len(missing), 1))[:, 0]
    found = {}
    for row in np.unique(good[mine]):
        here, name = mine & (good == row), network.commodities[row]
        refused, by = _refused(match, turn, int(row), home)
        found[name] = Want(
            name, math.fsum(lost[here]), math.fsum(needed[here]), math.fsum(missing[here]),
            refused, by, math.fsum(asked[here]), math.fsum(np.minimum(used, asked)[here]),
        )  # fmt: skip
    return found


def _refused(match: Match, turn: int, good: int, home: int) -> tuple[float, str]:
    """Say how much of a good was refused to a country at borders, and who refused most."""
    network = match.model.network
    each = refusers(network, match.pages[turn], good, network.node_country == home)
    most = int(np.argmax(each))
    return math.fsum(each), network.countries[most] if each[most] > 0.0 else ""


def _country(network: Network, actor: str) -> int:
    """Return a country's row; -1 for a firm."""
    return network.countries.index(actor) if actor in network.countries else -1
