"""What seats have to sign away at the tables: tonnes of their goods, and money to lend."""

from dataclasses import dataclass

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Array, Index
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.strategies.looks import once
from realm.strategies.observation import Observation
from realm.strategies.stakes import stakes

RESOURCES = ("volume", "loan")
"""Issues whose signature reserves something: t a month of the seller's, k$ of the lender's."""


@dataclass(frozen=True)
class Purses:
    """Whose signatures draw on the same goods or the same money."""

    of: Index
    """Purse of each side, (side, table): of goods for who sells them, else of an actor."""
    count: int
    first: Index
    """Table that a purse of goods is read from, -1 for purses of actors, (purse,)."""
    account: Index
    """Account of a purse of an actor, -1 for purses of goods, (purse,)."""


@once
def purses(network: Network) -> Purses:
    """Number the purses of a network; made once."""
    laid, sells = [network.scenario.tables[n] for n in network.tables], stakes(network).sells
    numbers: dict[tuple[object, ...], int] = {}
    first, account = [], []
    of = np.zeros((2, len(laid)), dtype=np.intp)
    for table, described in enumerate(laid):
        for side in (0, 1):
            goods = sells[side, table] > 0.0
            actor = int(network.bargains.sides[side, table])
            key = (described.seller, described.commodity) if goods else (actor,)
            if key not in numbers:
                numbers[key] = len(numbers)
                first.append(table if goods else -1)
                account.append(-1 if goods else int(network.bargains.accounts[side, table]))
            of[side, table] = numbers[key]
    whose = np.array(first, dtype=np.intp), np.array(account, dtype=np.intp)
    return Purses(of, len(numbers), *whose)


def free(network: Network, params: Params, state: State) -> Array:
    """Say what nobody has a claim to yet: capacity less contracts, and money.

    A seller's capacity counts without the projects that still have to be built.

    Returns:
        (resource, purse, world).
    """
    held, given = purses(network), stakes(network)
    made = np.zeros((len(network.offers), state.world_count))
    node = network.offer_node[network.facility_offers]
    made[network.facility_offers] = params.output_ratio * np.take(state.capacity, node, axis=0)
    bound = np.take(state.contract_volume, network.parts_of_contract, axis=0) * params.part_share
    np.add.at(made, network.link_offer[network.part_link], -bound)
    goods = np.maximum(given.offers @ made, 0.0)
    found = np.zeros((len(RESOURCES), held.count, state.world_count))
    sold, lent = np.flatnonzero(held.first >= 0), np.flatnonzero(held.account >= 0)
    found[0, sold] = goods[held.first[sold]]
    found[1, lent] = np.maximum(np.take(state.money, held.account[lent], axis=0), 0.0)
    return found


def supposed(network: Network, params: Params, start: State, seen: Observation) -> Array:
    """Guess what nobody has a claim to yet, by what an actor may know.

    Plants and accounts of others are taken to be as at the start, as far as that lies in the band
    known of them, their contracts too; what their deals promise everybody knows.

    Args:
        network: names and topology.
        params: numbers of the scenario.
        start: the quiet start.
        seen: what the actor sees now.

    Returns:
        (resource, purse, world).
    """
    called = np.where(
        np.isnan(seen.contract_volume), _promised(network, start, seen), seen.contract_volume
    )
    guessed = {
        name: np.clip(getattr(start, name), *seen.band(name)) for name in ("capacity", "money")
    }
    return free(network, params, start.replace(contract_volume=called, **guessed))


def _promised(network: Network, start: State, seen: Observation) -> Array:
    """Read what contracts called at the start, t a month, and what deals in force promise now."""
    bargains = network.bargains
    called = start.contract_volume
    found = np.array(np.broadcast_to(called, (len(called), seen.world_count)))
    sells = np.flatnonzero(bargains.slots[0] >= 0)
    volume = bargains.amount("volume", seen.deal) * bargains.volume[:, None]
    found[bargains.slots[0, sells]] = volume[sells]
    return found


def needs(network: Network, agenda: Agenda, table: Index) -> Array:
    """Say what a signature reserves, (resource, side, outcome, cell, 1)."""
    whole = {"volume": network.bargains.volume, "loan": network.bargains.loan}
    sells = stakes(network).sells[:, table]
    found = np.zeros((len(RESOURCES), 2, agenda.size, len(table), 1))
    for row, name in enumerate(RESOURCES):
        places = [place for place, issue in enumerate(agenda.issues) if issue.name == name]
        for place in places:
            amount = agenda.amounts[agenda.columns[:, place]]
            gives = sells > 0.0 if name == "volume" else sells < 0.0
            found[row, ..., 0] = amount[None, :, None] * (whole[name][table] * gives)[:, None, :]
    return found
