"""Step 2: what buyers see and how they shift between sellers."""

import numpy as np

from realm.core.arrays import DUST, Array, Mask, part, smooth
from realm.core.lanes import SomeLanes
from realm.core.network import Network
from realm.core.params import Params
from realm.core.price import at_border, customs, quoted
from realm.core.state import State
from realm.rules.results import Instruments, Seen, Terms, Working
from realm.rules.split import spot_part

LEAST_FILL = 0.05
"""Fill rate that a seller counts for at least."""


def see(
    network: Network,
    params: Params,
    state: State,
    inst: Instruments,
    terms: Terms,
    now: Working,
    where: SomeLanes,
) -> Seen:
    """Deliver prices, move order shares part of the way to where prices pull them.

    Armington shares with the seller's capacity and its fill rate in the weight (model.md
    step 2). A link counts as open when its flag is set and both plants can work.
    """
    rules = params.rules
    quote, plain, leak, door = _doors(network, params, state, inst, terms, where)
    log_door = np.log(door)
    works = now.relative > DUST
    alive = state.link_open > 0.0
    alive &= works.take(network.link_seller, axis=0)
    alive &= works.take(network.link_buyer, axis=0)
    alive[network.release] = False
    alive[network.bound_links] &= ~terms.stopped | (terms.called > 0.0)
    shut = ~alive
    reference, entered = _references(network, params, state, alive, log_door)
    wanted = reference - log_door
    wanted *= rules.sourcing_elasticity
    np.exp(wanted, out=wanted, where=alive)
    wanted *= params.base_weight
    wanted *= now.relative.take(network.link_seller, axis=0)
    wanted[network.bound_links] *= spot_part(network, params, terms.called)
    wanted *= np.maximum(state.fill, LEAST_FILL)
    if inst.liking is not None:
        wanted[network.abroad] *= inst.liking
    np.copyto(wanted, 0.0, where=shut)
    pace = rules.sourcing_per_month
    target = _to_one(network, wanted, pace)
    share = (1.0 - pace) * state.share
    share += target
    np.copyto(share, 0.0, where=shut)
    share = _to_one(network, share, 1.0)
    mean = _mean(network, state, terms, share * state.fill, door)
    price = np.where(mean > 0.0, mean, state.price)
    step = np.clip(np.log(price / state.price), -0.3, 0.3)
    memory = rules.price_memory_months
    return Seen(
        quote=quote,
        plain=plain,
        leak=leak,
        delivered=door,
        log_delivered=log_door,
        open=alive,
        share=share,
        promised=_promised(network, state, target) / pace,
        log_price_ref=reference,
        entered=entered,
        price=price,
        smooth=smooth(state.price_smooth, price, memory),
        trend=smooth(state.price_trend, step, memory),
    )


def _doors(
    network: Network,
    params: Params,
    state: State,
    inst: Instruments,
    terms: Terms,
    where: SomeLanes,
) -> tuple[Array, Array, Array, Array]:
    """Quoted prices abroad, plain ones and what leaks where it is curbed, delivered ones."""
    lane, taxed = where.lane, inst.tariffed
    ask = terms.ask[where.links]
    fixed = np.take(inst.levy + state.rent, lane, axis=0)
    plain = dear = quoted(ask, inst.duty.take(lane, axis=0), fixed)
    if "minimum" in network.uses:
        dear = np.maximum(plain, inst.minimum.take(lane, axis=0))
    leak = np.take(state.smuggling + state.transshipment, lane, axis=0)
    quote, door = terms.ask[network.abroad].copy(), terms.ask.copy()
    quote[where.rows] = dear
    door[where.links] = at_border(ask, dear, leak)
    if len(taxed.lanes):
        rate = inst.tariff.take(taxed.lane, axis=0)
        door[taxed.links] += customs(quote[taxed.rows], rate, params.freight[taxed.links])
    door += params.freight
    return quote, plain, leak, door


def _references(
    network: Network, params: Params, state: State, alive: Mask, log_door: Array
) -> tuple[Array, Array]:
    """Log price each link is measured by, and which have entered.

    An entrant takes the slot's base and its first gap.
    """
    new = network.newcomers  # all others have entered, or never will
    fresh = alive[new] & (state.entered[new] == 0.0)
    some = fresh.any(axis=1)
    if not some.any():
        return state.log_price_ref, state.entered
    rows, fresh = new[some], fresh[some]
    intake = network.link_intake[rows]
    base = np.broadcast_to(params.base_price, (len(network.intakes), params.base_price.shape[-1]))
    slot = np.log(base[intake] / state.price[intake])
    reference, entered = state.log_price_ref.copy(), state.entered.copy()
    reference[rows] = np.where(fresh, log_door[rows] + slot, reference[rows])
    entered[rows] = np.where(fresh, 1.0, entered[rows])
    return reference, entered


def _to_one(network: Network, weights: Array, whole: float | Array) -> Array:
    """Scale the weights of each intake's links to add up to `whole`; all zero stays zero."""
    added = network.links_of_intake @ weights
    scale = whole * part(np.sign(added), added)
    scaled = scale.take(network.link_intake, axis=0)
    scaled *= weights
    return scaled


def _promised(network: Network, state: State, target: Array) -> Array:
    """Expected use times the share that newcomers' links are on their way to, (offer, world)."""
    new = network.newcomers
    if not len(new):
        return np.zeros((len(network.offers), 1))
    use = state.expected_use.take(network.link_intake[new], axis=0)
    return network.newcomers_of_offer @ (target[new] * use)


def _mean(network: Network, state: State, terms: Terms, share: Array, door: Array) -> Array:
    """Mean delivered price of what each intake can expect to get, contracts included.

    Weights are orders times fill rates: a quote at which nothing comes is no price.

    Args:
        network: Topology.
        state: State.
        terms: Contracts.
        share: Shares of uncontracted orders times fill rates, (link, world).
        door: Delivered prices, (link, world).

    Returns:
        $/kg, (intake, world), 0 where nothing can be expected.
    """
    paid = network.links_of_intake @ (share * door)
    got = network.links_of_intake @ share
    if len(network.bound_links):
        bound = network.bound_links
        called = terms.called * state.fill[bound]
        some = state.expected_use > 0.0
        free, met = np.where(some, terms.free, 1.0), np.where(some, terms.met, 0.0)
        paid = free * paid + met * (network.bound_of_intake @ (called * door[bound]))
        got = free * got + met * (network.bound_of_intake @ called)
    return part(paid, got)
