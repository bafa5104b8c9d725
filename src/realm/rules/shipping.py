"""Step 6: sellers ration what they have; buyers send part of what is unfilled elsewhere."""

from typing import NamedTuple

import numpy as np

from realm.core.arrays import DUST, Array, Index, Mask, anywhere, part
from realm.core.incidence import Incidence
from realm.core.lanes import SomeLanes
from realm.core.network import Network
from realm.core.params import Params
from realm.rules.curbed import FEW
from realm.rules.results import Border, Instruments, Placed, Seen, Shipped, Terms, Use

ROUNDS = 2
"""Times a buyer tries again elsewhere within a month."""
TRIED = 0.5
"""Part of its unfilled orders a buyer sends on each time."""


def ship(
    network: Network,
    params: Params,
    inst: Instruments,
    terms: Terms,
    seen: Seen,
    use: Use,
    placed: Placed,
    border: Border,
    pipeline: Array,
    where: SomeLanes,
    together: Mask | None,
) -> Shipped:
    """Serve obliged home orders, contracts and partners, then the rest pro rata (model.md 6).

    What sellers keep back of contracts they do not serve at all, nor when it is sent on to them.
    Countries that buy `together` (country, world) share what the rest brings them by need.
    """
    asked = placed.orders.copy()
    asked[where.links] = border.offered[where.rows]
    if network.uses_lines:
        asked[network.abroad] *= seen.open[network.abroad]
    bound = network.bound_links
    under = np.minimum(terms.called, asked[bound])
    withheld = terms.kept * under
    asked[bound] = np.where(terms.stopped, under, asked[bound]) - withheld
    served, home, left = _first_home(network, inst, use, asked)
    rest = asked - served if served is not None else asked
    first = np.minimum(rest, params.partner_share * params.base_flow)
    delivered = (1.0 - terms.kept) * terms.called
    first[bound] = np.minimum(rest[bound], first[bound] + delivered)
    rest = rest - first
    every = _all_links(network)
    sent, wanted, left = _serve(every, first, left)
    received = wanted + home
    shipped = sent if served is None else sent + served
    asked_for = rest[network.abroad].copy() if together is not None else None
    sent, wanted, left = _serve(every, rest, left)
    if together is not None and asked_for is not None:
        sent[network.abroad] = _shared(network, together, placed, asked_for, sent[network.abroad])
    received += wanted
    shipped += sent
    filled = network.links_of_intake @ shipped
    pending = placed.wanted - filled
    if network.uses_lines:
        coming = np.broadcast_to(border.pending, border.offered.shape)
        pending = pending - network.abroad_of_intake @ coming
    short = np.where(pending > DUST * placed.wanted, pending, 0.0)
    rerouted = np.zeros_like(asked)
    some = _still_moving(network, seen, short, left)
    ways, by_intake = _ways(network, terms, seen, border, where)[some.links], some.by_intake
    dust = DUST * use.stock_out
    for _ in range(ROUNDS):
        able = (left > dust).astype(np.float64).take(some.offer, axis=0)
        able *= ways
        scale = part(TRIED * short, by_intake @ able)
        more = scale.take(some.intake, axis=0)
        more *= able
        rerouted[some.links] += more
        sent, wanted, left = _serve(some, more, left)
        received += wanted
        shipped[some.links] += sent
        got = by_intake @ sent
        filled = filled + got
        short = np.maximum(short - got, 0.0)
    leaked, charged = _at_the_border(network, border, rerouted, shipped, where)
    return Shipped(
        offered=np.add(asked, rerouted, out=asked),
        shipped=shipped,
        leaked=leaked,
        charged=charged,
        withheld=withheld,
        filled=filled,
        received=received,
        stock_out=left,
        pipeline=_on_the_way(params, pipeline, shipped),
    )


def _ways(network: Network, terms: Terms, seen: Seen, border: Border, where: SomeLanes) -> Array:
    """Weigh the links that take orders sent on from elsewhere by their share, (link, world)."""
    ways = seen.share.copy()
    ways[where.links] *= border.open.take(where.lane, axis=0)
    ways[network.bound_links] *= (terms.kept == 0.0) & ~terms.stopped
    return ways


def _shared(network: Network, together: Mask, placed: Placed, asked: Array, sent: Array) -> Array:
    """Divide anew what each seller sends to countries that buy together: by need, then the rest.

    Needed is the part of an order that expected use alone would place; a store needs nothing.

    Args:
        network: Topology.
        together: Countries that buy together, (country, world).
        placed: Orders.
        asked: Orders that compete for what is left, (abroad, world).
        sent: What came of them pro rata.

    Returns:
        What is sent, as much as before from each seller to all of them.
    """
    links = network.abroad
    pools = together.take(network.node_country[network.link_buyer[links]], axis=0) & (sent < asked)
    calm = np.minimum(1.0, part(placed.expected_use, placed.wanted))
    calm[network.stockpile_intakes] = 0.0
    needed = np.where(pools, asked * calm.take(network.link_intake[links], axis=0), 0.0)
    spare = np.where(pools, asked, 0.0) - needed
    seller, offer = network.abroad_of_offer, network.link_offer[links]
    got = seller @ np.where(pools, sent, 0.0)
    first = seller @ needed
    met = np.minimum(1.0, part(got, first))
    more = np.minimum(1.0, part(np.maximum(got - first, 0.0), seller @ spare))
    shared = needed * met.take(offer, axis=0) + spare * more.take(offer, axis=0)
    return np.where(pools, shared, sent)


def _at_the_border(
    network: Network, border: Border, rerouted: Array, shipped: Array, where: SomeLanes
) -> tuple[Array, Array]:
    """Say what of the shipments leaked, and what quotas count; both (abroad, world)."""
    again = part(rerouted[where.links], border.offered[where.rows] + rerouted[where.links])
    whole = shipped[where.links]
    before = whole * (1.0 - again)
    leaked = np.zeros_like(border.offered)
    leaked[where.rows] = before * border.leaking
    if "quota" not in network.uses:
        return leaked, np.zeros((1, 1))
    charged = np.zeros_like(leaked)
    charged[where.rows] = before * border.charged
    return leaked, charged


class _Links(NamedTuple):
    """Links that goods can move on, with their ends."""

    links: Index | slice
    offer: Index
    intake: Index
    by_offer: Incidence
    by_intake: Incidence


def _all_links(network: Network) -> _Links:
    return _Links(
        slice(None),
        network.link_offer,
        network.link_intake,
        network.links_of_offer,
        network.links_of_intake,
    )


def _still_moving(network: Network, seen: Seen, short: Array, left: Array) -> _Links:
    """Find the links to buyers who are short from sellers who have something left: few of many."""
    if short.shape[-1] < FEW:
        return _all_links(network)
    some = anywhere(seen.open)
    some &= anywhere(short)[network.link_intake] & anywhere(left)[network.link_offer]
    links = np.flatnonzero(some)
    offer, intake = network.link_offer[links], network.link_intake[links]
    return _Links(
        links,
        offer,
        intake,
        Incidence.group(offer, len(network.offers)),
        Incidence.group(intake, len(network.intakes)),
    )


def _serve(some: _Links, wanted: Array, left: Array) -> tuple[Array, Array, Array]:
    """Serve orders from what sellers have left, pro rata where it is too little.

    Returns:
        What is sent (link, world; in the place of `wanted`), the orders at each seller, and what
        it has left (offer, world).
    """
    asked = some.by_offer @ wanted
    wanted *= np.minimum(1.0, part(left, asked)).take(some.offer, axis=0)
    return wanted, asked, np.maximum(left - asked, 0.0)


def _on_the_way(params: Params, before: Array, shipped: Array) -> Array:
    """Move everything under way a month nearer, and send this month's goods after it."""
    transit = params.transit
    if shipped.shape[-1] < FEW:
        after: Array = transit * shipped
    else:  # most arrive in the month after
        after = np.zeros((len(transit), *shipped.shape))
        after[0] = shipped
        for lag, part_of in enumerate(transit):
            rows = np.flatnonzero(anywhere(part_of != float(lag == 0)))
            after[lag, rows] = part_of[rows] * shipped[rows]
    after[:-1] += before[1:]
    return after


def _first_home(
    network: Network, inst: Instruments, use: Use, asked: Array
) -> tuple[Array | None, Array | float, Array]:
    """Serve home orders up to the obliged share of the output.

    Returns:
        What is shipped (link, world; None where nobody is obliged), the same by seller (offer,
        world), and stock left.
    """
    if not inst.obliged.any():
        return None, 0.0, use.stock_out
    served = np.zeros_like(asked)
    at_home = network.home_of_offer @ asked
    reserved = np.zeros_like(use.stock_out)
    reserved[network.facility_offers] = inst.obliged * use.produced
    reserved = np.minimum(np.minimum(reserved, at_home), use.stock_out)
    share = np.take(part(reserved, at_home), network.link_offer[network.home], axis=0)
    served[network.home] = asked[network.home] * share
    return served, reserved, use.stock_out - reserved
