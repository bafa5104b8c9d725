"""Scenario -> what only some phases need: measures, pools, the markets of stockpiles."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realm.content.parts import Parts, index
from realm.content.reach import EXPORT, entries_of, regimes_of, uses_of
from realm.core.arrays import Index
from realm.core.incidence import Incidence
from realm.core.network import Entries
from realm.core.scenario import Scenario


def extras_of(scenario: Scenario, parts: Parts) -> dict[str, Any]:
    """Lay out what only some phases need: measures, pools, stockpile markets."""
    facilities = tuple(scenario.facilities)
    lane_regime, regimes = regimes_of(scenario, parts)
    entries = entries_of(scenario, parts, regimes)
    rows = {name: _entry_rows(one) for name, one in entries.items()}
    production = entries["production"]
    slots = [slot for slot in parts.offers if slot[0] in scenario.facilities]
    pairs = [
        (row, column)
        for row, pile in enumerate(scenario.stockpiles.values())
        for column in _market(pile.country, pile.commodity, slots, parts)
    ]
    pile = np.array([row for row, _ in pairs], dtype=np.intp)
    offer = np.array([column for _, column in pairs], dtype=np.intp)
    market = Incidence.of(pile, len(scenario.stockpiles), offer, len(slots))
    pool = index([lane[:2] for lane in parts.lanes], parts.pools)
    order = np.argsort(pool, kind="stable")
    abroad = index([(r.seller, r.commodity) for r in parts.abroad], parts.offers)
    outputs = [len(scenario.recipes[scenario.facilities[node].recipe].outputs) for node, _ in slots]
    return {
        "lane_regime": np.array(lane_regime, dtype=np.intp),
        "regime_count": len(regimes),
        "entries": entries,
        "entry_rows": rows,
        "uses": uses_of(scenario, entries),
        "borne": _borne(scenario, parts, lane_regime, regimes),
        "measure_facilities": Incidence.of(
            production.measures, len(scenario.measures), rows["production"], len(facilities)
        ),
        "market_offers": market,
        "market_counts": (market @ np.ones(len(slots))).reshape(-1, 1),
        "lanes_by_pool": order.astype(np.intp),
        "pool_starts": np.searchsorted(pool[order], np.arange(len(parts.pools))).astype(np.intp),
        "abroad_of_offer": Incidence.of(
            abroad, len(parts.offers), np.arange(len(abroad)), len(abroad)
        ),
        "by_product": np.array([count > 1 for count in outputs], dtype=bool),
    }


def _borne(
    scenario: Scenario,
    parts: Parts,
    lane_regime: Sequence[int],
    regimes: Sequence[frozenset[int]],
) -> NDArray[np.bool_]:
    """Mark the destinations of the lanes that each restriction of exports touches."""
    restricts = [m.family in EXPORT for m in scenario.measures.values()]
    countries = list(scenario.countries)
    found = np.zeros((len(restricts), len(countries)), dtype=np.bool_)
    for lane, regime in zip(parts.lanes, lane_regime, strict=True):
        for measure in regimes[regime]:
            found[measure, countries.index(lane[2])] |= restricts[measure]
    return found


def _entry_rows(entries: Entries) -> Index:
    """Target row of each entry."""
    ends = np.append(entries.starts[1:], len(entries.measures))
    return np.repeat(entries.targets, (ends - entries.starts)[: len(entries.targets)])


def _market(
    country: str, commodity: str, slots: Sequence[tuple[str, str]], parts: Parts
) -> list[int]:
    """Offers whose asks a stockpile takes for its own: those at home, else everyone's."""
    every = [i for i, slot in enumerate(slots) if slot[1] == commodity]
    home = [i for i in every if parts.node_country[slots[i][0]] == country]
    return home or every
