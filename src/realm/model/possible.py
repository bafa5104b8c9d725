"""What tables can agree on now."""

import numpy as np

from realm.core.arrays import Mask
from realm.core.bargains import AGENDAS
from realm.core.network import Network
from realm.core.state import State
from realm.model.sitting import Cells
from realm.rules.deals import possible as possible_now
from realm.strategies.situation import Situation


def possible_here(network: Network, state: State, seen: Situation, kind: str, cells: Cells) -> Mask:
    """Look up what tables can agree on now, (outcome, cell); nobody eases what is not in force."""
    agenda, rows = AGENDAS[kind], network.bargains.of_kind(kind)
    place = np.searchsorted(rows, cells.table)
    found = possible_now(network, state, kind)[:, place, cells.world]
    names = [issue.name for issue in agenda.issues]
    if "easing" in names:
        idle = np.logical_and(*(seen.eased[:, cells.table, cells.world] <= 0.0))
        found &= ~(idle & (agenda.choices[:, [names.index("easing")]] > 0))
    return np.asarray(found)
