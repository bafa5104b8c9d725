"""Step 2: what buyers see and how they shift between sellers."""

import numpy as np

from realm.core.arrays import Array, ratio
from realm.core.network import Network
from realm.core.params import Params
from realm.core.price import delivered, quoted
from realm.core.state import State
from realm.rules.results import Instruments, Seen, Terms, Working
from realm.rules.split import split



def see(
    network: Network,
    params: Params,
    state: State,
    inst: Instruments,
    terms: Terms,
    now: Working,
) -> Seen:
    """Deliver prices, move order shares part of the way to where prices pull them.

    Armington shares with the seller's capacity and its fill rate in the weight (model.md
    step 2). A link counts as open when its flag is set and both plants can work.
    """
    rules = params.rules
    quote, door = _doors(network, params, state, inst, terms)
    log_door = np.log(door)
    seller = np.take(now.relative, network.link_seller, axis=0)
    buyer = np.take(now.relative, network.link_buyer, axis=0)
    alive = (state.link_open > 0.0) & (seller > 0.0) & (buyer > 0.0)
    alive[network.release] = False
    reference = _references(network, params, state, alive, log_door)
    pull = np.exp(rules.sourcing_elasticity * (reference - log_door))
    wanted = params.base_share * seller * pull * np.maximum(state.fill, 0.05)
    wanted = np.where(alive, wanted, 0.0)
    target = _to_one(network, wanted)
    share = state.share + rules.sourcing_per_month * (target - state.share)
    share = _to_one(network, np.where(alive, share, 0.0))
    mix = _mix(network, state, terms, share)
    mean = network.links_of_intake @ (mix * door)
    price = np.where(mean > 0.0, mean, state.price)
    step = np.clip(np.log(price / state.price), -0.3, 0.3)
    memory = rules.price_memory_months
    return Seen(
        quote=quote,
        delivered=door,
        log_delivered=log_door,
        open=alive,
        share=share,
        log_price_ref=reference,
        price=price,
        smooth=state.price_smooth + (price - state.price_smooth) / memory,
        trend=state.price_trend + (step - state.price_trend) / memory,
    )


def _doors(
    network: Network, params: Params, state: State, inst: Instruments, terms: Terms
) -> tuple[Array, Array]:
    """Quoted prices abroad and delivered prices everywhere."""
    abroad, lane = network.abroad, network.lane_of
    ask = terms.ask[abroad]
    duty = np.take(inst.duty, lane, axis=0)
    fixed = np.take(inst.levy + state.rent, lane, axis=0)
    quote = quoted(ask, duty, np.zeros(1), fixed)
    if "minimum" in network.uses:
        quote = np.maximum(quote, np.take(inst.minimum, lane, axis=0))
    leak = np.take(state.smuggling + state.transshipment, lane, axis=0)
    tariff = np.take(inst.tariff, lane, axis=0)
    door = terms.ask + params.freight
    door[abroad] = delivered(ask, quote, leak, tariff, params.freight[abroad])
    return quote, door


def _references(
    network: Network, params: Params, state: State, alive: Array, log_door: Array
) -> Array:
    """Log price each link is measured by; an entrant takes the slot's base and its first gap."""
    fresh = alive & (state.entered == 0.0)
    slot = np.log(np.take(params.base_price / state.price, network.link_intake, axis=0))
    return np.where(fresh, log_door + slot, state.log_price_ref)


def _to_one(network: Network, weights: Array) -> Array:
    """Scale the weights of each intake's links to add up to 1; all zero stays zero."""
    whole = np.take(network.links_of_intake @ weights, network.link_intake, axis=0)
    return ratio(weights, whole, 0.0)


def _mix(network: Network, state: State, terms: Terms, share: Array) -> Array:
    """Share of each link in what its intake is expected to order, contracts included."""
    if not len(network.contracts):
        return share
    expected = split(network, terms.called, share, state.expected_use)
    wanted = np.take(state.expected_use, network.link_intake, axis=0)
    return ratio(expected, wanted, share)
