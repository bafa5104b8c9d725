"""Find who made export permits of the reference exporter scarce or plentiful over a turn."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.state import State
from realm.rules.event import Look, short, total
from realm.rules.instruments import let_through

SCARCE = frozenset({"prohibition", "quota", "licence"})
"""Families that make permits scarce."""
LEAST_GRANTED = 0.01
"""Part of the orders for a good from which further permits count as a cause."""


@dataclass(frozen=True)
class Permits:
    """What moved the value of permits for a good."""

    driver: str
    """rent, or bids where it fell and no more permits were granted."""
    by: str = ""
    """The measure that holds back most or that let more through, or the deal that eased it."""
    deal: bool = False
    """Whether it was a deal."""


def permits_behind(look: Look, commodity: int, *, rises: bool) -> Permits:
    """Say what moved the value of permits: a measure, a deal, or nothing but buyers.

    Where it rises, the measure in force that holds back most of the orders; where it falls, what
    let more of them through than before the turn.
    """
    orders, scarce = _orders(look, commodity), _scarce(look)
    nouns = list(look.network.scenario.measures.values())
    by_regime = np.bincount(
        look.network.lane_regime[look.network.lane_of], orders, minlength=look.network.regime_count
    )
    entries, rows = look.network.entries["restricts"], look.network.entry_rows["restricts"]
    by_measure = np.bincount(entries.measures, by_regime[rows], minlength=len(nouns))
    weight: Array = np.where(scarce, by_measure.astype(np.float64), 0.0)
    if rises:
        top = _top(np.where(look.at(look.after.measure_on) > 0.0, weight, 0.0))
        return Permits("rent", nouns[top].name if top >= 0 else "")
    granted = weight * _looser(look)
    part = _eased(look, orders)
    top, most = _top(granted), _top(part)
    least = LEAST_GRANTED * total(orders)
    let_more = float(granted[top]) if top >= 0 else 0.0
    if most >= 0 and part[most] >= max(least, let_more):
        return Permits("rent", _deal(look, most), deal=True)
    if let_more >= least > 0.0:
        return Permits("rent", nouns[top].name)
    return Permits("bids")


def _orders(look: Look, commodity: int) -> Array:
    """Tonnes of a good ordered from the reference exporter over the turn, (link abroad,)."""
    network = look.network
    home = network.countries.index(network.scenario.reference_exporter)
    mine = network.offer_commodity[network.link_offer[network.abroad]] == commodity
    mine &= network.node_country[network.link_seller[network.abroad]] == home
    return np.asarray(look.added("orders")[network.abroad] * mine)


def _scarce(look: Look) -> Mask:
    """Mark the reference exporter's measures that make permits scarce, (measure,)."""
    scenario = look.network.scenario
    return np.array(
        [m.family in SCARCE and m.country == scenario.reference_exporter
         for m in scenario.measures.values()], dtype=np.bool_,
    )  # fmt: skip


def _looser(look: Look) -> Array:
    """By which part of the orders each measure lets more through than before, (measure,)."""
    shares = []
    for state in (look.before, look.after):
        on, size = look.at(state.measure_on) > 0.0, look.at(state.measure_size)
        shares.append((on, size))
    (was, old), (now, new) = shares
    quota = np.array([m.family == "quota" for m in look.network.scenario.measures.values()])
    more = np.where(now, new, 1.0) - np.where(was, old, 1.0)
    raised = np.where(now, 1.0 - np.divide(old, new, out=np.ones_like(old), where=new > 0.0), 1.0)
    return np.maximum(np.where(quota, np.where(was, raised, 0.0), more), 0.0)


def _eased(look: Look, orders: Array) -> Array:
    """Tonnes that easing lets through beyond what it did before the turn, (relation,)."""
    network = look.network

    def eased(state: State) -> Array:
        return look.at(state.waiver)[network.lane_relation[network.lane_of]]

    plain = look.after.replace(waiver=np.zeros_like(look.after.waiver))
    share = let_through(network, plain, plain.measure_size)
    refused = 1.0 - look.at(np.broadcast_to(share, (len(network.lanes), share.shape[-1])))
    gained = orders * (eased(look.after) - eased(look.before)) * refused[network.lane_of]
    relation = network.lane_relation[network.lane_of]
    return np.bincount(relation, gained, minlength=len(network.relations)).astype(np.float64)


def _deal(look: Look, relation: int) -> str:
    """Name a deal by its two sides."""
    network = look.network
    actors = (*network.countries, *network.firms)
    sides = (network.relation_of[relation], network.relation_towards[relation])
    one, other = (look.title(actors[side]) for side in sides)
    return short(f"deal of {one} and {other}")


def _top(values: Array) -> int:
    """Return the place of the largest; -1 where nothing is above 0."""
    return int(np.argmax(values)) if len(values) and values.max() > 0.0 else -1
