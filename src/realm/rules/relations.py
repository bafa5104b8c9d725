"""Trust between actors: it goes back to its base, and deeds move it."""

from functools import reduce

import numpy as np

from realm.core.arrays import Array, part
from realm.core.ledger import TRUST_DRIVERS, Ledger
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State

MONTHS = 12.0
NOTHING: Array = np.zeros((1, 1))
"""Of a kind of deed that nobody did in any world, for all relations."""


def move(
    network: Network,
    params: Params,
    before: State,
    after: State,
    ledger: Ledger,
    signed: Array,
    broken: Array,
) -> tuple[State, Array]:
    """Move trust by what a turn brought.

    Args:
        network: Topology.
        params: Numbers of the scenario.
        before: State before the months, with its deals.
        after: State after them.
        ledger: The months.
        signed: Outcomes that took effect this turn, -1 for none, (table, world).
        broken: Side that broke each deal, -1 for none, (table, world).

    Returns:
        The state, and the named terms of the change, (trust driver, relation, world).
    """
    rules = params.rules
    years = len(ledger.months) / MONTHS
    back = min(1.0, len(ledger.months) / rules.trust_return_months)
    terms = np.empty((len(TRUST_DRIVERS), *after.trust.shape))
    np.multiply(back, params.base_trust - after.trust, out=terms[0])
    deeds = {
        "curbs": (-rules.trust_curb_per_year * years, _curbed(network, params, ledger)),
        "kept": (rules.trust_kept_per_year * years, _kept(network, before, broken)),
        "gifts": (rules.trust_gift, _gifts(network, signed)),
        "breach": (-rules.trust_breach, _breaches(network, broken)),
        "grey trade": (-rules.trust_found, _found(network, ledger)),
    }
    done: list[Array] = []
    for place, name in enumerate(TRUST_DRIVERS[1:-1], 1):
        rate, deed = deeds[name]
        np.multiply(rate, deed, out=terms[place])
        if deed is not NOTHING:  # most relations times worlds are many numbers to add 0 to
            done.append(terms[place])
    moved = terms[0]
    if done:
        moved = moved + reduce(np.add, done)
    whole = after.trust + moved
    trust = np.clip(whole, -1.0, 1.0)
    if np.any(after.fault):
        trust = np.where(after.fault == 0.0, trust, after.trust)
    np.subtract(trust, whole, out=terms[-1])
    return after.replace(trust=trust), terms


def _curbed(network: Network, params: Params, ledger: Ledger) -> Array:
    """Part of what a country ordered anywhere that another refused at its border, by value.

    (relation of the buyer towards the exporter, world).
    """
    refused = _added(ledger, "refused")
    if not refused.any():
        return NOTHING
    worth = params.base_ask[network.link_offer]
    bought = network.links_of_country @ (worth * _added(ledger, "orders"))
    by_lane = network.links_of_lane @ (worth[network.abroad] * refused)
    share = part(by_lane, np.take(bought, network.lane_destination, axis=0))
    return np.minimum(network.lanes_of_return @ share, 1.0)


def _added(ledger: Ledger, name: str) -> Array:
    """Add one quantity over the months."""
    first, *rest = (getattr(month, name) for month in ledger.months)
    whole: Array = first.copy()
    for values in rest:
        whole += values
    return whole


def _kept(network: Network, before: State, broken: Array) -> Array:
    """1 for both sides of a deal that ran and was not broken, (relation, world)."""
    held = ((before.deal >= 0.0) & (broken < 0.0)).astype(np.float64)
    if not held.any():
        return NOTHING
    found = np.zeros_like(before.trust)
    for rows in network.bargains.trust:
        np.maximum.at(found, rows, held)
    return found


def _gifts(network: Network, signed: Array) -> Array:
    """What each side was given: easing in full, technology, a loan count 1, (relation, world)."""
    bargains = network.bargains
    if not (signed >= 0.0).any():
        return NOTHING
    found = np.zeros((len(network.relations), signed.shape[-1]))
    easing, technology = bargains.amount("easing", signed), bargains.amount("technology", signed)
    loan = bargains.amount("loan", signed)
    for side, rows in enumerate(bargains.trust):
        gives = 1 - side
        gift = np.where((bargains.waiver[gives] >= 0)[:, None], easing, 0.0)
        gift = gift + np.where((bargains.giver == gives)[:, None], technology, 0.0)
        gift = gift + np.where((bargains.seller == side)[:, None], loan, 0.0)
        np.add.at(found, rows, gift)
    return found


def _breaches(network: Network, broken: Array) -> Array:
    """1 where the other side broke a deal, (relation, world)."""
    if not (broken >= 0.0).any():
        return NOTHING
    found = np.zeros((len(network.relations), broken.shape[-1]))
    for side, rows in enumerate(network.bargains.trust):
        np.add.at(found, rows, (broken == 1.0 - side).astype(np.float64))
    return found


def _found(network: Network, ledger: Ledger) -> Array:
    """Lanes on which the exporter found transshipment, (relation towards who buys, world)."""
    found = _added(ledger, "found")
    if not found.any():
        return NOTHING
    return network.lanes_of_relation @ found
