"""The ledger of promises: each turn every deal is kept or found broken, once."""

from collections.abc import Callable

import numpy as np

from realm.core.arrays import Array, Index, Mask, total
from realm.core.incidence import Incidence
from realm.core.ledger import BREACHES, Ledger
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.rules.deals import transfer

MONTHS = 12.0
Border = Callable[[], Array]
"""Reads what the measures in force let through, (lane, world); asked where a deal hangs on it."""
NOBODY = -1.0
"""Side that broke a deal, where none did."""
MARGIN = 1e-9
"""How far what came may fall short of what must come, so that one rounding breaks nothing."""


def revoke(network: Network, params: Params, state: State, orders: Orders) -> tuple[State, Array]:
    """Let sides break their own deals; where both do, the first side did.

    Returns:
        The state, and who broke each deal: side or -1, (table, world).
    """
    first, second = orders.revoke[0::2] > 0.0, orders.revoke[1::2] > 0.0
    runs = state.deal >= 0.0
    who = np.where(first & runs, 0.0, np.where(second & runs, 1.0, NOBODY))
    return (_break(network, params, state, who) if np.any(who >= 0.0) else state), who


def note_border(
    network: Network, params: Params, state: State, signed: Array, share: Border
) -> State:
    """Note what the border lets through of volumes just signed; later less of it is a breach."""
    if not np.any(signed >= 0.0):
        return state
    new = network.bargains.amount("volume", signed) > 0.0
    if not np.any(new):
        return state
    return state.replace(
        deal_let=np.where(new, _let_through(network, params, share()), state.deal_let)
    )


def settle(
    network: Network, params: Params, before: State, after: State, ledger: Ledger, share: Border
) -> tuple[State, Array, Array, Mask]:
    """Look at the end of a turn who kept which deal, pay loans back, let deals end.

    A deal is broken by the selling side that ships less than `deal_kept_share` of the contracted
    orders that reached it, whose government lets less than that part through of what it let
    through when it signed, or that cannot pay its loan back. Where the government of a firm that
    sells lets so little through, the word that is broken is the government's, once, and the deal
    goes on.

    Args:
        network: Topology.
        params: Numbers of the scenario.
        before: State before the months.
        after: State after them.
        ledger: The months.
        share: What the measures in force then let through.

    Returns:
        The state, who broke each deal: side or -1, (table, world), why: place in `BREACHES` + 1,
        or 0, and where the government of a firm that sells came between.
    """
    if not np.any(before.deal >= 0.0):
        nothing = np.zeros_like(before.deal)
        return after, np.full_like(before.deal, NOBODY), nothing, nothing > 0.0
    live = (before.deal >= 0.0) & (after.fault == 0.0)
    unpaid, after = _repay(network, params, before, after, live)
    governs, let, shut = _shut(network, params, before, share())
    found = {
        "loan": unpaid,
        "delivery": _failed(network, params, before, ledger),
        "border": shut & governs,
    }
    why = np.zeros_like(before.deal)
    for reason, broke in reversed(found.items()):
        why = np.where(live & broke, BREACHES.index(reason) + 1.0, why)
    who = np.where(why > 0.0, network.bargains.seller[:, None], NOBODY)
    if np.any(who >= 0.0):
        after = _break(network, params, after, who)
    barred = live & shut & ~governs
    if np.any(barred):
        after = after.replace(deal_let=np.where(barred, let, after.deal_let))
    over = (after.deal >= 0.0) & (after.deal_ends <= after.month)
    return (
        after.replace(
            deal=np.where(over, NOBODY, after.deal),
            deal_ends=np.where(over, np.inf, after.deal_ends),
        ),
        who,
        why,
        barred,
    )


def delivered(
    network: Network, params: Params, before: State, ledger: Ledger
) -> tuple[Array, Array]:
    """Count what sellers shipped of the contracted orders of deals that reached them.

    What they kept back, as when the contract is suspended, reached them too.

    Orders that the border refused are not theirs; nor is what a plant that stands still was not
    asked for, unless its owner has shut it.

    Returns:
        Shipped and reached over the months, t, (table, world) each.
    """
    slots = network.bargains.slots
    if not before.contract_volume[slots[slots >= 0]].any():
        nothing = np.zeros_like(before.deal)
        return nothing, nothing
    parts, table = _parts(network)
    slots = slots[:, table]
    link = network.part_link[parts]
    still = np.append(before.shut, np.zeros((len(network.nodes), before.world_count)), axis=0)
    shut = np.take(still, network.link_seller[link], axis=0) > 0.0
    sent, asked_for = [], []
    for month in ledger.months:
        runs = np.where(before.contract_ends > month.month, before.contract_volume, 0.0)
        called = (runs[slots[0]] + runs[slots[1]]) * params.part_share[parts]
        asked = np.where(shut, np.inf, np.take(month.offered, link, axis=0))
        reached = np.minimum(called, asked)
        sent.append(np.minimum(reached, np.take(month.shipped, link, axis=0)))
        held = np.append(month.withheld, np.zeros((1, before.world_count)), axis=0)
        asked_for += [reached, total(np.take(held, network.bargains.slots, axis=0))]
    months, tables = len(ledger.months), len(network.tables)
    both = np.append(table, np.arange(tables))
    return (
        Incidence.group(np.tile(table, months), tables) @ np.concatenate(sent),
        Incidence.group(np.tile(both, months), tables) @ np.concatenate(asked_for),
    )


def _failed(network: Network, params: Params, before: State, ledger: Ledger) -> Mask:
    """Say which sellers shipped too little of what reached them."""
    came, due = delivered(network, params, before, ledger)
    return came < params.rules.deal_kept_share * due * (1.0 - MARGIN)


def _shut(
    network: Network, params: Params, before: State, share: Array
) -> tuple[Mask, Array, Mask]:
    """Say where a government sells, what the borders let through, where that is much less.

    Less than when the deal was signed, by `deal_kept_share`; (table, 1 or world) each.
    """
    bargains = network.bargains
    ours = np.take_along_axis(bargains.sides, np.maximum(bargains.seller, 0)[None], axis=0)[0]
    governs = ((bargains.seller >= 0) & (ours < len(network.countries)))[:, None]
    volume = np.append(before.contract_volume, np.zeros((1, before.world_count)), axis=0)
    promised = np.logical_or.reduce(np.take(volume, bargains.slots, axis=0) > 0.0, axis=0)
    let = _let_through(network, params, share)
    least = params.rules.deal_kept_share * before.deal_let * (1.0 - MARGIN)
    return governs, let, np.asarray(promised & (let < least))


def _let_through(network: Network, params: Params, share: Array) -> Array:
    """Part of a table's contracted orders that the seller's border lets through, (table, world).

    1 where the goods cross no border of the selling side.
    """
    bargains = network.bargains
    parts, table = _parts(network)
    home = np.take_along_axis(bargains.home, np.maximum(bargains.seller, 0)[None], axis=0)[0]
    link = network.part_link[parts]
    first = network.abroad.start
    crosses = (link >= first) & (network.node_country[network.link_seller[link]] == home[table])
    lane = network.lane_of[link[crosses] - first]
    held = np.zeros((bargains.count, share.shape[-1]))
    refused = params.part_share[parts[crosses]] * (1.0 - np.take(share, lane, axis=0))
    np.add.at(held, table[crosses], refused)
    return 1.0 - held


def _parts(network: Network) -> tuple[Index, Index]:
    """Find the contract parts of each table's first slot, and their table; both slots are alike."""
    table = np.full(len(network.contracts), -1, dtype=np.intp)
    slots = network.bargains.slots[0]
    table[slots[slots >= 0]] = np.flatnonzero(slots >= 0)
    of_part = table[network.parts_of_contract]
    parts = np.flatnonzero(of_part >= 0)
    return parts, of_part[parts]


def _repay(
    network: Network, params: Params, before: State, after: State, live: Mask
) -> tuple[Mask, State]:
    """Let borrowers pay the instalment of the turn and interest; who lacks it pays nothing.

    Returns:
        Where it was not paid, (table, world), and the state.
    """
    bargains = network.bargains
    if not np.any(before.loan_left):
        return np.zeros_like(live), after
    months = float(after.month - before.month)
    left = np.maximum(before.deal_ends - before.month, months)
    part = np.where(live, after.loan_left * (months / left), 0.0)
    interest = params.rules.loan_interest_per_year * (months / MONTHS)
    due = part + np.where(live, after.loan_left * interest, 0.0)
    borrower = bargains.accounts[bargains.seller, np.arange(bargains.count)]
    able = np.take(after.money, borrower, axis=0) >= due
    return (due > 0.0) & ~able, after.replace(
        loan_left=after.loan_left - np.where(able, part, 0.0),
        money=transfer(network, after.money, bargains.seller, np.where(able, due, 0.0)),
    )


def _break(network: Network, params: Params, state: State, who: Array) -> State:
    """End deals: the side that broke one pays a fine, what is left of a loan falls due.

    A borrower pays back what it has; its lender loses the rest.
    """
    bargains = network.bargains
    hit = who >= 0.0
    slots, table = bargains.slots[bargains.slots >= 0], np.nonzero(bargains.slots >= 0)[1]
    worth = np.zeros_like(who)
    np.add.at(worth, table, (state.contract_volume * state.contract_price)[slots])
    fine = np.where(hit, params.rules.deal_fine_years * MONTHS * worth, 0.0)
    money = transfer(network, state.money, who, fine)
    borrower = bargains.accounts[bargains.seller, np.arange(bargains.count)]
    has = np.maximum(np.take(money, borrower, axis=0), 0.0)
    back = np.where(hit, np.minimum(state.loan_left, has), 0.0)
    volume, waiver = state.contract_volume.copy(), state.waiver.copy()
    volume[slots] = np.where(hit[table], 0.0, volume[slots])
    for rows in bargains.waiver:
        some = rows >= 0
        waiver[rows[some]] = np.where(hit[some], 0.0, waiver[rows[some]])
    return state.replace(
        contract_volume=volume,
        waiver=waiver,
        loan_left=np.where(hit, 0.0, state.loan_left),
        money=transfer(network, money, bargains.seller, back),
        deal=np.where(hit, NOBODY, state.deal),
        deal_ends=np.where(hit, np.inf, state.deal_ends),
        breached=np.where(hit, who + 1.0, state.breached),
    )
