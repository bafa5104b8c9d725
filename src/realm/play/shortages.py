"""What plants that had too little to sell lacked themselves: a good, or room to work."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Index, Mask
from realm.core.network import Network
from realm.play.match import Match, Page
from realm.play.sums import added, refusers

SHORT = 0.9
"""Part of what is wanted below which a plant is short of it; so of what it could make before."""
MOST = 0.5
"""Part of what plants lack that who refused it to them must have refused."""


@dataclass(frozen=True)
class Shortage:
    """What stood behind plants that had less to sell."""

    good: str = ""
    """What they ran short of; empty for nothing."""
    by: str = ""
    """Country that refused most of that at its border; empty for none."""
    fell: bool = False
    """Whether they could make less than a turn ago, where they ran short of nothing."""


def shortage(match: Match, turn: int, plants: Index) -> Shortage:
    """Find what some plants were short of over a turn.

    The good is that of which they got the least of what their plant in working order would have
    used, where they used less than `SHORT` of that. Plants of other kinds lack nothing.

    Args:
        match: the match.
        turn: a turn that was played, not 0.
        plants: rows of facilities; others' rows are left out.
    """
    network, page = match.model.network, match.pages[turn]
    mine = np.zeros(len(network.node_country), dtype=np.bool_)
    mine[plants] = True
    wanted, used, came = (added(network, page, name) for name in ("wanted", "used", "arrived"))
    slots = np.arange(network.facility_intakes.start, network.facility_intakes.stop)
    slots = slots[mine[network.intake_node[slots]] & (wanted[slots] > 0.0)]
    good, count = network.intake_commodity[slots], len(network.commodities)
    need, had, got = (
        np.bincount(good, values[slots], minlength=count) for values in (wanted, used, came)
    )
    short = np.flatnonzero((need > 0.0) & (had < SHORT * need) & (got < SHORT * need))
    if not len(short):
        return Shortage(fell=_fell(match, turn, mine))
    row = int(short[np.argmin(got[short] / need[short])])
    by = _refuser(network, page, mine, row, MOST * float(need[row] - got[row]))
    return Shortage(network.commodities[row], by)


def _refuser(network: Network, page: Page, mine: Mask, good: int, least: float) -> str:
    """Name the country that refused most of a good to some nodes, where it was enough."""
    each = refusers(network, page, good, mine)
    most = int(np.argmax(each))
    return network.countries[most] if each[most] > 0.0 and each[most] >= least else ""


def _fell(match: Match, turn: int, mine: Mask) -> bool:
    """Say whether plants had clearly less in working order than a turn ago."""
    network, pages = match.model.network, match.pages[turn - 1 : turn + 1]
    if not all(page.ledger.months for page in pages):
        return False
    before, now = (added(network, page, "capacity") for page in pages)
    plants = mine[: len(now)]
    return float(np.add.reduce(now[plants])) < SHORT * float(np.add.reduce(before[plants]))
