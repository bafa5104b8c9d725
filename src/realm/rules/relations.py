"""Trust between actors: it goes back to its base, and deeds move it."""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from realm.core.arrays import Array, Mask, part
from realm.core.ledger import TRUST_DRIVERS, Ledger
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.promises import Border

MONTHS = 12.0
NOTHING: Array = np.zeros((1, 1))
"""Of a kind of deed that nobody did in any world, for all relations."""


@dataclass(frozen=True)
class Deeds:
    """What a turn brought besides its months."""

    signed: Array
    """Outcomes that took effect, -1 for none, (table, world)."""
    broken: Array
    """Side that broke each deal, -1 for none, (table, world)."""
    barred: Mask
    """Where the government of a firm that sells came between, (table, world)."""
    border: Border
    """What the measures in force at the end let through."""


def move(
    network: Network,
    params: Params,
    before: State,
    after: State,
    ledger: Ledger,
    deeds: Deeds,
) -> tuple[State, Array]:
    """Move trust by what a turn brought.

    Args:
        network: Topology.
        params: Numbers of the scenario.
        before: State before the months, with its deals.
        after: State after them.
        ledger: The months.
        deeds: What was signed, broken and shut.

    Returns:
        The state, and the named terms of the change, (trust driver, relation, world).
    """
    rules = params.rules
    years = len(ledger.months) / MONTHS
    back = min(1.0, len(ledger.months) / rules.trust_return_months)
    terms = np.empty((len(TRUST_DRIVERS), *after.trust.shape))
    np.multiply(back, params.base_trust - after.trust, out=terms[0])
    counted = {
        "curbs": (-rules.trust_curb_per_year * years, _curbed(network, params, ledger, deeds)),
        "kept": (rules.trust_kept_per_year * years, _kept(network, before, deeds.broken)),
        "gifts": (rules.trust_gift, _gifts(network, deeds)),
        "breach": (-rules.trust_breach, _breaches(network, deeds)),
        "grey trade": (-rules.trust_found, _found(network, ledger)),
    }
    done: list[Array] = []
    for place, name in enumerate(TRUST_DRIVERS[1:-1], 1):
        rate, deed = counted[name]
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


def _curbed(network: Network, params: Params, ledger: Ledger, deeds: Deeds) -> Array:
    """Part of what a buyer gets anywhere that a country holds back at its border, by value.

    What was refused of its orders; or of the trade of the quiet start as much as the measures in
    force refuse, where that is more: who has ceased to order what is not let through has not
    forgiven it. (relation of a country or firm towards the exporter, world).
    """
    refused, closed = _added(ledger, "refused"), 1.0 - deeds.border()
    if not (refused.any() or closed.any()):
        return NOTHING
    worth = params.base_ask[network.link_offer]
    usual = params.base_flow * float(len(ledger.months))
    known = usual[network.abroad] * closed.take(network.lane_of, axis=0)
    held = network.abroad_of_relation @ (worth[network.abroad] * np.maximum(refused, known))
    whole = network.links_of_buyer @ (worth * np.maximum(_added(ledger, "orders"), usual))
    return np.minimum(part(held, whole.take(network.relation_of, axis=0)), 1.0)


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


def _gifts(network: Network, deeds: Deeds) -> Array:
    """What each side was given: easing in full, technology, a loan count 1, (relation, world).

    What was given and lost again in the same turn, for the deal was broken, is no gift.
    """
    bargains = network.bargains
    signed = np.where(deeds.broken < 0.0, deeds.signed, -1.0)
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


def _breaches(network: Network, deeds: Deeds) -> Array:
    """Count deals that the other side broke, and those it barred a firm of its own from keeping.

    (relation, world).
    """
    broken, barred, bargains = deeds.broken, deeds.barred, network.bargains
    if not ((broken >= 0.0).any() or barred.any()):
        return NOTHING
    found = np.zeros((len(network.relations), broken.shape[-1]))
    for side, rows in enumerate(bargains.trust):
        np.add.at(found, rows, (broken == 1.0 - side).astype(np.float64))
    known = bargains.above >= 0
    np.add.at(found, bargains.above[known], barred[known].astype(np.float64))
    return found


def _found(network: Network, ledger: Ledger) -> Array:
    """Lanes on which the exporter found transshipment, (relation towards who buys, world)."""
    found = _added(ledger, "found")
    if not found.any():
        return NOTHING
    return network.lanes_of_relation @ found
