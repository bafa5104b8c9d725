"""Bring back how measures and contracts stood in each month of a turn that was played.

A ledger keeps what moved, not under what: `standing` plays the months once more, which is exact,
for a step is pure.
"""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index
from realm.core.chance import Luck
from realm.core.ledger import Ledger, Month
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.rules import capacity, contracts, dates, instruments, rent, turn
from realm.rules.event_terms import BY_LANE
from realm.rules.results import Instruments, Terms


@dataclass(frozen=True)
class Standing:
    """A month that was played, and how measures and contracts stood in it."""

    page: Month
    state: State
    """Once the month has begun."""
    inst: Instruments
    terms: Terms
    after: State


def standing(
    network: Network, params: Params, before: State, orders: Orders, luck: Luck, ledger: Ledger
) -> tuple[Standing, ...]:
    """Find how measures and contracts stood in each month of a turn that was played.

    Args:
        network: who can trade what with whom.
        params: numbers of the scenario.
        before: state before the turn's orders.
        orders: what everybody asked for.
        luck: the match's.
        ledger: what the turn did.
    """
    state = turn.begin(network, params, before, orders, luck).state
    found = []
    for page in ledger.months:
        opened = dates.turn_page(network, params, state, luck)
        still = instruments.stand(network, params, opened)
        inst = instruments.read(network, params, opened, still, luck)
        state, _ = turn.phases(network, params, opened, still, luck)
        opened = rent.lapse(opened, inst)
        terms = contracts.read(network, params, opened, capacity.working(network, params, opened))
        found.append(Standing(page, opened, inst, terms, state))
    return tuple(found)


def lanes_of(network: Network, measure: int) -> Index:
    """Find the lanes that a measure on exports or imports touches."""
    family = network.scenario.measures[network.measures[measure]].family
    table = BY_LANE.get(family, "")
    if not table:
        return np.zeros(0, dtype=np.intp)
    rows = network.entry_rows[table][network.entries[table].measures == measure]
    return np.flatnonzero(np.isin(network.lane_regime, rows))


def price(
    network: Network, params: Params, one: Standing
) -> tuple[Array, Array, Array, Array, Array, Array]:
    """Take apart the price at the buyer's door on each link in a month, $/kg.

    Returns:
        The whole, then what adds up to it: what the seller asks, what contracts make of that, what
        permits add (less what goes around them), duties of both borders, freight; (link, world).
    """
    page, abroad = one.page, network.abroad
    whole = page.delivered
    asked = one.terms.plain + 0.0 * whole
    contracts = one.terms.ask - asked
    duties, permits = np.zeros_like(whole), np.zeros_like(whole)
    wedge = page.quote - one.terms.ask[abroad]
    rent = np.minimum(page.rent.take(network.lane_of, axis=0), wedge)
    tariff = one.inst.tariff.take(network.lane_of, axis=0)
    duties[abroad] = wedge - rent + tariff * (page.quote + params.freight[abroad])
    permits[abroad] = (whole - asked - contracts - params.freight - duties)[abroad]
    return whole, asked, contracts, permits, duties, params.freight + 0.0 * whole
