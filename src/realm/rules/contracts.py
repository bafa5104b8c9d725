"""What contracts call this month and what is paid on their part of a link."""

import numpy as np

from realm.core.arrays import Array, ratio
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.results import Terms
from realm.rules.split import split



def read(network: Network, params: Params, state: State) -> Terms:
    """Spread contracts over links and price them.

    A fixed price is fixed; an index is a multiple of the inside price (asks of the reference
    exporter weighted by base sales); floors and ceilings hold for every rule. The link's mean
    price weighs both parts by the orders expected of it.
    """
    ask = np.take(state.ask, network.link_offer, axis=0)
    if not len(network.contracts):
        none = np.zeros((len(network.links), 1))
        return Terms(called=none, ask=ask, premium=none)
    parts = network.parts_of_contract
    volume = np.take(state.contract_volume, parts, axis=0) * params.part_share
    called = network.contracts_of_link @ volume
    price = np.take(ask, network.part_link, axis=0)
    price = np.where(params.contract_fixed[parts] > 0.0, params.contract_price[parts], price)
    factor = params.contract_index[parts]
    inside = np.take(inside_price(network, params, state.ask), _commodity(network), axis=0)
    price = np.where(factor > 0.0, factor * inside, price)
    price = np.clip(price, params.contract_floor[parts], params.contract_ceiling[parts])
    over = volume * (price - np.take(ask, network.part_link, axis=0))
    premium = ratio(network.contracts_of_link @ over, called, 0.0)
    expected = split(network, called, state.share, state.expected_use)
    part = ratio(np.minimum(called, expected), expected, 0.0)
    return Terms(called=called, ask=ask + part * premium, premium=premium)


def inside_price(network: Network, params: Params, ask: Array) -> Array:
    """Mean ask of the reference exporter's offers weighted by base sales, (commodity, world)."""
    weight = network.reference_offers @ params.base_sales
    mean = network.reference_offers @ (params.base_sales * ask[network.facility_offers])
    return ratio(mean, weight, 0.0)


def _commodity(network: Network) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Commodity of each contract part."""
    taken = network.offer_commodity[network.link_offer[network.part_link]]
    return np.asarray(taken, dtype=np.intp)
