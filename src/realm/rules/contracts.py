"""What contracts call this month and what is paid on their part of a link."""

import numpy as np

from realm.core.arrays import Array, Mask, part
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules import directives
from realm.rules.inside import inside_price
from realm.rules.results import Terms, Working
from realm.rules.split import calls


def read(network: Network, params: Params, state: State, now: Working) -> Terms:
    """Spread contracts over links and price them.

    A fixed price is fixed; an index is a multiple of the inside price (asks of the reference
    exporter weighted by base sales); floors and ceilings hold for every rule.
    A plant that is new calls on its contracts as it ramps up. What a seller delivers less of a
    contract, it keeps back of the calls; a contract suspended after due notice calls nothing. The
    link's mean price weighs both parts by the orders expected of it.
    """
    plain = state.ask.take(network.link_offer, axis=0)
    bound, parts = network.bound_links, network.parts_of_contract
    if not len(bound):
        none = np.zeros((0, state.world_count))
        use = state.expected_use
        return Terms(
            volume=none, back=none, called=none, kept=none, stopped=none > 0.0, premium=none,
            met=np.ones_like(use), free=use, plain=plain, ask=plain,
        )  # fmt: skip
    volume, back, stopped = _kept_back(network, params, state)
    whole = network.parts_of_bound @ volume
    called = whole * (state.link_open[bound] > 0.0)
    ready = np.minimum(1.0, now.relative.take(network.link_seller[bound], axis=0))
    called = called * np.where(params.base_flow[bound] > 0.0, 1.0, ready)
    spot = plain.take(network.part_link, axis=0)
    fixed = state.contract_fixed.take(parts, axis=0) > 0.0
    price = np.where(fixed, state.contract_price.take(parts, axis=0), spot)
    factor = state.contract_index.take(parts, axis=0)
    inside = np.take(inside_price(network, params, state.ask), _commodity(network), axis=0)
    price = np.where(factor > 0.0, factor * inside, price)
    floor = state.contract_floor.take(parts, axis=0)
    price = price.clip(floor, state.contract_ceiling.take(parts, axis=0))
    kept = part(network.parts_of_bound @ back, whole)
    premium = part(network.parts_of_bound @ (volume * (price - spot)), whole)
    met, free = calls(network, called, state.expected_use)
    intake = network.link_intake[bound]
    own = called * met.take(intake, axis=0)
    expected = own + state.share[bound] * free.take(intake, axis=0)
    ask = plain.copy()
    ask[bound] += part(own, expected) * premium
    return Terms(
        volume=volume, back=back, called=called, kept=kept, stopped=stopped, premium=premium,
        met=met, free=free, plain=plain, ask=ask,
    )  # fmt: skip


def _kept_back(network: Network, params: Params, state: State) -> tuple[Array, Array, Mask]:
    """Tell what contracts call, and what their sellers keep back of it, by will or on orders.

    Returns:
        Tonnes called and kept back, each (contract part, world), and the bound links on which a
        seller who was told to suspend a contract sells nothing besides, (bound link, world).
    """
    parts = network.parts_of_contract
    volume, deliver = state.contract_volume, state.contract_deliver
    stopped = np.zeros((len(network.bound_links), 1), dtype=np.bool_)
    suspended = directives.suspended(network, params, state)
    if suspended is not None:
        halted, paused = suspended
        runs = (halted & (volume > 0.0)).astype(np.float64)
        stopped = network.parts_of_bound @ runs.take(parts, axis=0) > 0.0
        volume = np.where(paused, 0.0, volume)
        deliver = np.where(halted, 0.0, deliver)
    called = volume.take(parts, axis=0) * params.part_share
    return called, called * (1.0 - deliver.take(parts, axis=0)), stopped


def withheld(network: Network, terms: Terms, tonnes: Array, contracts: int) -> Array:
    """Tell what was kept back under each contract from that on each bound link.

    Args:
        network: Topology.
        terms: The month's contracts.
        tonnes: t, (bound link, world).
        contracts: Number of contracts.

    Returns:
        t, (contract, world).
    """
    found = np.zeros((contracts, tonnes.shape[-1]))
    if tonnes.any():
        each = part(tonnes, network.parts_of_bound @ terms.back)
        link = np.searchsorted(network.bound_links, network.part_link)
        np.add.at(found, network.parts_of_contract, terms.back * each.take(link, axis=0))
    return found


def _commodity(network: Network) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Commodity of each contract part."""
    taken = network.offer_commodity[network.link_offer[network.part_link]]
    return np.asarray(taken, dtype=np.intp)
