"""What was signed in talks takes effect: contracts, projects, waivers, know-how, loans."""

import numpy as np

from realm.core.arrays import Array, Index, Mask, part
from realm.core.bargains import AGENDAS, FIXED, FLOOR, INDEX
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.rules.building import opening_months
from realm.rules.inside import inside_price
from realm.rules.qualifying import ask

MONTHS = 12.0


def sign(
    network: Network, params: Params, before: State, state: State, orders: Orders, luck: Luck
) -> tuple[State, Array]:
    """Write what was signed into the state, without ever overwriting a deal that runs.

    Args:
        network: Topology.
        params: Numbers of the scenario.
        before: State before the turn's orders, in which the two talked: a link under a deal that
            was open stays so, and what a firm began in this turn was still to be promised.
        state: State after them.
        orders: What was signed.
        luck: Luck of the projects that start.

    Returns:
        The state, and the outcomes that took effect (table, world), -1 for none.
    """
    if not len(network.tables):
        return state, np.full((0, state.world_count), -1.0)
    signed = np.full_like(state.deal, -1.0)
    if np.any(orders.signed >= 0.0):
        talked = state.replace(project_opens=before.project_opens)
        signed = np.where(_stands(network, talked, orders.signed), orders.signed, -1.0)
    if np.any(signed >= 0.0):
        state = _agree(network, state, signed)
        state = _fill_slots(network, params, state, signed)
        state = _give(network, params, state, signed)
    state = _hold_links(network, before, state)
    return _start_projects(network, params, before, state, luck), signed


def possible(network: Network, state: State, kind: str) -> Mask:
    """Say what the tables of a kind can agree on now, (outcome, table of that kind, world).

    Beyond what a table has at all: volume needs an empty slot, a project must not have been
    started, a loan must be paid back before the next.
    """
    bargains = network.bargains
    rows = bargains.of_kind(kind)
    agenda = AGENDAS[kind]
    static = np.array([bargains.possible[row] for row in rows], dtype=np.bool_)
    found = np.repeat(static.reshape(len(rows), agenda.size).T[:, :, None], state.world_count, -1)
    given = agenda.amounts[agenda.columns] > 0.0
    for issue, taken in _taken(network, state).items():
        for place, one in enumerate(agenda.issues):
            if one.name == issue:
                found &= ~(given[:, place, None, None] & np.take(taken, rows, axis=0))
    return found


def _stands(network: Network, state: State, signed: Array) -> Mask:
    """Say which signatures can take effect, (table, world)."""
    bargains = network.bargains
    stands = bargains.fits(signed)
    for issue, taken in _taken(network, state).items():
        stands &= ~(taken & (bargains.amount(issue, signed) > 0.0))
    return stands


def _taken(network: Network, state: State) -> dict[str, Mask]:
    """Say which issues a table cannot settle now, by issue, (table, world)."""
    bargains = network.bargains
    begun = np.append(np.isfinite(state.project_opens), np.zeros((1, state.world_count), bool), 0)
    return {
        "volume": np.logical_and.reduce(_running(network, state), axis=0),
        "loan": state.loan_left > 0.0,
        "tolling": np.take(begun, bargains.tolling, axis=0),
        "plant": np.take(begun, bargains.plant, axis=0),
    }


def _running(network: Network, state: State) -> Mask:
    """Say which slots of each table are taken, (slot, table, world)."""
    volume = np.append(state.contract_volume, np.zeros((1, state.world_count)), axis=0)
    return np.take(volume, network.bargains.slots, axis=0) > 0.0


def _agree(network: Network, state: State, signed: Array) -> State:
    """Note the deals in force and when they end; the later end holds."""
    new = signed >= 0.0
    ends = state.month + MONTHS * network.bargains.amount("years", signed)
    running = np.where(np.isfinite(state.deal_ends), state.deal_ends, ends)
    return state.replace(
        deal=np.where(new, signed, state.deal),
        deal_ends=np.where(new, np.maximum(running, ends), state.deal_ends),
        breached=np.where(new, 0.0, state.breached),
    )


def _fill_slots(network: Network, params: Params, state: State, signed: Array) -> State:
    """Make contracts of the volumes signed, in the first empty slot of each table.

    A price begins with the mean ask on the contract's links, and with the premium agreed on top
    of it; an index follows the inside price from there, a floor is a part of it.
    """
    bargains, rules = network.bargains, params.rules
    volume = bargains.amount("volume", signed)
    if not np.any(volume > 0.0):
        return state
    first = ~_running(network, state)[0]
    takes = np.stack([(volume > 0.0) & first, (volume > 0.0) & ~first])
    slot, table = np.nonzero(bargains.slots >= 0)
    rows = bargains.slots[slot, table]
    chosen = takes[slot, table]
    premium = np.take(bargains.amount("premium", signed), table, axis=0)
    price = np.take(_price_today(network, params, state), rows, axis=0) * (1.0 + premium)
    commodity = network.contract_commodity[rows]
    inside = np.take(inside_price(network, params, state.ask), commodity, axis=0)
    rule = np.take(bargains.amount("price", signed), table, axis=0)
    years = np.take(bargains.amount("years", signed), table, axis=0)
    terms = {
        "contract_volume": np.take(volume * bargains.volume[:, None], table, axis=0),
        "contract_fixed": (rule == FIXED).astype(np.float64),
        "contract_index": np.where(rule == INDEX, part(price, inside), 0.0),
        "contract_price": price,
        "contract_floor": np.where(rule == FLOOR, rules.deal_floor_share * price, 0.0),
        "contract_ceiling": np.full_like(price, np.inf),
        "contract_penalty": rules.deal_penalty_share * price,
        "contract_deliver": np.ones_like(price),
        "contract_ends": state.month + MONTHS * years,
    }
    changes = {name: getattr(state, name).copy() for name in terms}
    for name, values in terms.items():
        changes[name][rows] = np.where(chosen, values, changes[name][rows])
    return _open_links(network, params, state.replace(**changes), rows, chosen)


def _price_today(network: Network, params: Params, state: State) -> Array:
    """Mean ask on the links of each contract, $/kg, (contract, world)."""
    ask = np.take(state.ask, network.link_offer[network.part_link], axis=0)
    return network.parts_of_term @ (params.part_share * ask)


def _open_links(network: Network, params: Params, state: State, rows: Index, chosen: Mask) -> State:
    """Ask for the links of contracts just signed; a seller on request is qualified first."""
    fresh = np.zeros(state.contract_volume.shape, dtype=np.bool_)
    fresh[rows] = chosen
    parts = np.take(fresh, network.parts_of_contract, axis=0)
    new = np.flatnonzero(np.logical_or.reduce(parts, axis=1))
    wanted = np.full(state.link_open.shape, np.nan)
    np.fmax.at(wanted, network.part_link[new], np.where(parts[new], 1.0, np.nan))
    return state.replace(**ask(network, params, state, wanted))


def _hold_links(network: Network, before: State, state: State) -> State:
    """Keep open what a deal needs: closing a link is no way out of it."""
    dealt = network.parts_of_contract >= len(network.scenario.contracts)
    links = network.part_link[dealt]
    volume = np.take(state.contract_volume, network.parts_of_contract[dealt], axis=0)
    kept = np.where(volume > 0.0, np.take(before.link_open, links, axis=0), 0.0)
    if not np.any(kept > np.take(state.link_open, links, axis=0)):
        return state
    opened = state.link_open.copy()
    np.maximum.at(opened, links, kept)
    return state.replace(link_open=opened)


def _give(network: Network, params: Params, state: State, signed: Array) -> State:
    """Ease measures, hand over technology and loans."""
    bargains = network.bargains
    waiver, ends = state.waiver.copy(), state.waiver_ends.copy()
    easing = bargains.amount("easing", signed)
    last = state.month + MONTHS * bargains.amount("years", signed)
    for rows in bargains.waiver:
        eases = np.flatnonzero((rows >= 0) & np.logical_or.reduce(easing > 0.0, axis=1))
        for table, row in zip(eases, rows[eases], strict=True):  # few of many relations
            waiver[row] = np.maximum(waiver[row], easing[table])
            until = np.where(np.isfinite(ends[row]), ends[row], -np.inf)
            later = np.maximum(until, last[table])
            ends[row] = np.where(easing[table] > 0.0, later, ends[row])
    given = np.zeros_like(state.know_how)
    learns = bargains.giver >= 0
    receiver = bargains.home[1 - bargains.giver[learns], np.flatnonzero(learns)]
    np.add.at(given, receiver, bargains.amount("technology", signed)[learns])
    lacking = (1.0 - state.know_how) * (1.0 - params.rules.technology_gain) ** given
    lent = bargains.amount("loan", signed) * bargains.loan[:, None]
    return state.replace(
        waiver=waiver,
        waiver_ends=ends,
        know_how=np.where(given > 0.0, 1.0 - lacking, state.know_how),
        loan_left=state.loan_left + lent,
        money=transfer(network, state.money, 1 - bargains.seller, lent),
    )


def transfer(network: Network, money: Array, payer: Index | Array, amount: Array) -> Array:
    """Move money between the two sides of each table.

    Args:
        network: Topology.
        money: Balances, k$, (account, world).
        payer: Side that pays, (table,) or (table, world).
        amount: k$, (table, world).
    """
    moved = money.copy()
    for side, accounts in enumerate(network.bargains.accounts):
        pays = np.asarray(payer == side).reshape(len(accounts), -1)
        np.add.at(moved, accounts, np.where(pays, -amount, amount))
    return moved


def owed(network: Network, state: State, loans: Array) -> Array:
    """Book loans, k$ (table, world), to who is owed them, and against who owes; (account, world).

    Lent money is neither spent nor earned while it is owed; what is never paid back is lost.
    """
    nothing = np.zeros_like(state.money)
    return transfer(network, nothing, network.bargains.seller, loans) if loans.any() else nothing


def _start_projects(
    network: Network, params: Params, before: State, state: State, luck: Luck
) -> State:
    """Start what deals in force promise: a deal between governments approves it.

    What its owner began in the same turn is begun under the deal. Where two tables promise one
    project, the first in the order of the file has the partner.
    """
    bargains = network.bargains
    if not len(network.projects):
        return state
    between = np.array([kind == "state" for kind in bargains.kinds])[:, None]
    first = np.full(state.project_opens.shape, np.inf)
    approved = state.project_approved.copy()
    for entry, thing in enumerate(("tolling", "plant")):
        rows = getattr(bargains, thing)
        has = rows >= 0
        wants = (bargains.amount(thing, state.deal) > 0.0)[has]
        number = (entry * bargains.count + np.flatnonzero(has))[:, None]
        np.minimum.at(first, rows[has], np.where(wants, number, np.inf))
        np.maximum.at(approved, rows[has], (wants & between[has]).astype(np.float64))
    starts = np.isfinite(first) & (approved > 0.0) & np.isinf(before.project_opens)
    if not np.any(starts):
        return state
    which = np.where(starts, first, 0.0).astype(np.intp)
    sides = bargains.partner
    partner = np.where(sides >= 0, bargains.accounts[sides, np.arange(bargains.count)], -1)
    account = np.ravel(partner)[which]
    rows = np.arange(len(network.projects))
    return state.replace(
        project_approved=np.where(starts, approved, state.project_approved),
        project_opens=np.where(
            starts & np.isinf(state.project_opens),
            opening_months(network, params, state, rows, luck),
            state.project_opens,
        ),
        project_partner=np.where(starts, account, state.project_partner),
        project_partner_share=np.where(
            starts & (account >= 0), params.rules.partner_share, state.project_partner_share
        ),
    )
