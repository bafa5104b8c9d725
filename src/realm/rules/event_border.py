"""Find what happened at borders: quotas that are used up, goods that went round a curb."""

import numpy as np

from realm.core.arrays import Array, Index
from realm.rules.event import MUSD, Event, Look, short, total
from realm.rules.event_terms import SHARE_FAMILIES

GAP = "the price gap across the border"
HABIT = "the way round outlives the curb, and dies out by itself"
"""What drives goods round a border on which nothing is held back any more."""


def border_finds(look: Look) -> list[Event]:
    """Find quotas that are used up and transshipment that was found out.

    Importance: the turn's unfilled orders under the quota; what leaked on the lane in the turn.
    """
    network, scenario = look.network, look.network.scenario
    ask = look.at(look.before.ask)[network.link_offer[network.abroad]]
    found = []
    left = look.at(look.after.quota_left)
    for row, _ in enumerate(network.pools):
        if not _used_up(look, row, left):
            continue
        country = network.countries[int(network.pool_country[row])]
        name = network.groups[int(network.pool_group[row])]
        links = network.lane_pool[network.lane_of] == row
        gap = np.maximum(look.added("orders") - look.added("shipped"), 0.0)[network.abroad]
        found.append(
            Event(
                month=look.ledger.months[-1].month,
                kind="quota",
                actors=(country,),
                subject=name,
                size=1.0,
                text=f"The export quota of {scenario.countries[country].name} for "
                f"{_group_name(look, name)} is used up",
                driver="",
                importance=total(gap * ask * links) * MUSD,
            )
        )
    leaked = look.added("leaked") * ask
    for month in look.ledger.months:
        for lane in np.flatnonzero(np.broadcast_to(look.at(month.found), len(network.lanes)) > 0.0):
            ends = [network.countries[int(a[lane])] for a in _ends(look)]
            group = network.groups[int(network.lane_group[lane])]
            names = [scenario.countries[end].name for end in ends]
            found.append(
                Event(
                    month=month.month,
                    kind="transshipment",
                    actors=(ends[0], ends[1]),
                    subject=network.lanes[lane],
                    size=1.0,
                    text=f"{names[0]} finds that {_group_name(look, group)} reached "
                    f"{names[1]} through third countries",
                    driver=GAP if _curbed(look, int(lane)) else HABIT,
                    importance=total(leaked * (network.lane_of == lane)) * MUSD,
                )
            )
    return found


def _curbed(look: Look, lane: int) -> bool:
    """Say whether the exporter held anything back on a lane during the turn."""
    network = look.network
    regime = int(network.lane_regime[lane])
    entries, rows = network.entries["restricts"], network.entry_rows["restricts"]
    waived = look.at(look.before.waiver)[network.lane_relation[lane]] >= 1.0
    if waived and look.at(look.after.waiver)[network.lane_relation[lane]] >= 1.0:
        return False
    nouns = list(network.scenario.measures.values())
    for row in entries.measures[rows == regime]:
        for state in (look.before, look.after):
            size = float(look.at(state.measure_size)[row])
            free = size >= 1.0 if nouns[row].family in SHARE_FAMILIES else size <= 0.0
            free = free and not float(look.at(state.measure_levy)[row]) > 0.0
            if look.at(state.measure_on)[row] > 0.0 and not free:
                return True
    return False


def _used_up(look: Look, pool: int, left: Array) -> bool:
    """Say whether less than a hundredth of a month's even pace is left of a quota."""
    if not np.isfinite(left[pool]):
        return False
    month = look.ledger.months[-1]
    links = look.network.lane_pool[look.network.lane_of] == pool
    orders = total(look.at(month.orders)[look.network.abroad] * links)
    return orders > 0.0 and float(left[pool]) < 0.01 * orders


def _ends(look: Look) -> tuple[Index, Index]:
    return look.network.lane_exporter, look.network.lane_destination


def _group_name(look: Look, group: str) -> str:
    """Name the commodities of a measure group."""
    names = [
        short(noun.name)
        for noun in look.network.scenario.commodities.values()
        if noun.measure_group == group
    ]
    return " and ".join(names)
