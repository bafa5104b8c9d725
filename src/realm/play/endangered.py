"""Which deals a curb of a seat's own would break, and from where on."""

import math
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Index
from realm.core.words import month_after
from realm.play.sight import Sight
from realm.rules.event_terms import SHARE_FAMILIES
from realm.strategies.actors import flows_at_start
from realm.strategies.borders import touched

MONTHS = 12.0


@dataclass(frozen=True)
class Endangered:
    """A deal in force whose goods a curb of the selling side's government holds back."""

    seller: str
    """Country or firm that promised the goods."""
    other: str
    """Country or firm to which they were promised."""
    good: str
    """Commodity."""
    tonnes: float
    """Promised, t/year."""
    until: str
    """Last month of the deal."""
    least: float
    """Part of the orders that the curb has to let pass, 0..1; with less the word is broken."""


def endangered(sight: Sight, measure: str) -> tuple[Endangered, ...]:
    """List the deals that a curb of the seat's own can break, the one that breaks first first.

    A deal is broken where less passes than `deal_kept_share` of what passed when it was signed
    (`rules.promises`). All other measures are taken as they stand now. Empty for measures that let
    no part pass, and for others' measures.
    """
    network, seen = sight.observation.network, sight.observation
    noun = network.scenario.measures[measure]
    if noun.country != sight.actor or noun.family not in SHARE_FAMILIES:
        return ()
    bargains, found = network.bargains, []
    promised = MONTHS * np.asarray(seen.contract_volume)[:, 0]
    for row, name in enumerate(network.tables):
        side, slots = int(bargains.seller[row]), bargains.slots[:, row]
        slots = slots[slots >= 0]
        tonnes = float(np.nan_to_num(promised[slots]).sum())
        if side < 0 or not float(seen.deal[row, 0]) >= 0.0 or not tonnes > 0.0:
            continue
        parts = np.flatnonzero(network.parts_of_contract == slots[0])
        none, whole = (_passing(sight, measure, parts, size) for size in (0.0, 1.0))
        wanted = network.scenario.coefficients.deal_kept_share * _when_signed(sight, row)
        if whole <= none or wanted <= none:
            continue
        sides = network.scenario.tables[name].sides
        link = network.part_link[parts[0]]
        found.append(
            Endangered(
                seller=sides[side],
                other=sides[1 - side],
                good=network.commodities[network.offer_commodity[network.link_offer[link]]],
                tonnes=tonnes,
                until=month_after(network.scenario.starts, int(seen.deal_ends[row, 0]) - 1),
                least=min((wanted - none) / (whole - none), 1.0),
            )
        )
    return tuple(sorted(found, key=lambda one: -one.least))


def _when_signed(sight: Sight, table: int) -> float:
    """Return which part of a deal's orders passed when it was signed; all, where that is unknown.

    A firm's deal is its own: its government need not know.
    """
    let = float(np.asarray(sight.observation.deal_let)[table, 0])
    return let if math.isfinite(let) else 1.0


def _passing(sight: Sight, measure: str, parts: Index, size: float) -> float:
    """Return which part of a contract's orders would pass the seller's border at a size.

    Links that carried nothing at the start share its orders alike, as those of a new deal do.
    """
    network, seen = sight.observation.network, sight.observation
    link = network.part_link[parts]
    flows = flows_at_start(network)[link, 0]
    whole = math.fsum(flows)
    share = flows / whole if whole > 0.0 else np.full(len(link), 1.0 / len(link))
    abroad = link >= network.abroad.start
    lane = network.lane_of[link[abroad] - network.abroad.start]
    sizes = np.where(seen.measure_on[:, 0] > 0.0, seen.measure_size[:, 0], 1.0)
    sizes[network.measures.index(measure)] = size
    parts_let = np.where(touched(network, "share")[:, lane], sizes[:, None], 1.0)
    let = np.multiply.reduce(parts_let, axis=0)
    eased = np.asarray(seen.waiver)[network.lane_relation[lane], 0]
    let = let + eased * (1.0 - let)
    return 1.0 - math.fsum(share[abroad] * (1.0 - let))
