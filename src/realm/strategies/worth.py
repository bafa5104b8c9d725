"""What the outcomes of talks are worth to each side, in k$, and what no deal is worth.

Worth is linear-additive over the issues (Keeney and Raiffa 1976, Decisions with Multiple
Objectives): every option adds what it gains or costs against no deal, the other issues taken at
their middle option. It comes from what the side itself may know, and is weighed by what its
seat is scored for. A side signs nothing that is worth less to it than no deal; trust moves that
bound, and need at home of what is to be sold narrows it (Putnam 1988, Diplomacy and Domestic
Politics, doi:10.1017/S0020818300027697).
"""

import dataclasses
from dataclasses import dataclass

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Array, Index, Mask
from realm.core.bargains import PRICED
from realm.core.network import Network
from realm.rules.talks_value import spread
from realm.strategies.issues import ISSUES, Cells
from realm.strategies.situation import Situation

BOTHER = 0.12
"""Part of a year's trade that a deal must bring to be worth the trouble."""
DISTRUST = 0.2
"""The same for every point of trust below `TRUSTED`."""
TRUSTED = 0.3
"""Trust from which a side signs as readily as it can."""
PRESSURE = 0.4
"""The same for each part missing at home of who sells abroad."""

CAUSES = ("trouble", "distrust", "shortage")
"""What makes no deal worth more: the trouble of any, distrust, need at home of what is sold."""

HOW = (*PRICED, "years")
"""Issues that say how goods change hands, and mean nothing without any."""


@dataclass(frozen=True)
class Worth:
    """What the outcomes at some tables in some worlds are worth; a cell is a table in a world."""

    parts: Array
    """k$ that each option adds, (side, option, cell)."""
    reservation: Array
    """k$ that no deal is worth, (side, cell)."""
    causes: Array
    """k$ that each of `CAUSES` makes of that, (cause, side, cell)."""
    price: Array
    """$/kg that each option of the issue of `PRICED` comes to, (option, cell); no rows without."""
    other_price: Array
    """$/kg that a side has without a deal, (side, cell)."""

    def utility(self, agenda: Agenda, side: int) -> Array:
        """Add up what the outcomes are worth to a side, (outcome, cell).

        Where no goods change hands, their price and years are of no worth: outcomes that differ in
        nothing else are worth the same to the bit, so that no rounding chooses among them.
        """
        whole = spread(agenda, self.parts[side])
        names = [issue.name for issue in agenda.issues]
        empty = np.flatnonzero(agenda.choices[:, names.index("volume")] == 0)
        bare = _bare(agenda)[empty]
        alone = np.unique(bare)
        for place, name in enumerate(names):
            if name in HOW:
                whole[alone] -= np.take(self.parts[side], agenda.columns[alone, place], axis=0)
        whole[empty] = whole[bare]
        return whole

    def pick(self, rows: Index | Mask | slice) -> "Worth":
        """Keep some cells."""
        return Worth(*(getattr(self, f.name)[..., rows] for f in dataclasses.fields(self)))


def _bare(agenda: Agenda) -> Index:
    """Find for each outcome the one that says how goods change hands by its first options.

    The rest it settles alike; shape (outcome,).
    """
    counts = [len(issue.options) for issue in agenda.issues]
    kept = [issue.name not in HOW for issue in agenda.issues]
    choices = np.where(kept, agenda.choices, 0)
    return np.asarray(np.ravel_multi_index(tuple(choices.T), counts), dtype=np.intp)


def worth(seen: Situation, network: Network, agenda: Agenda, table: Index, world: Index) -> Worth:
    """Say what the options of an agenda are worth to both sides at these cells.

    Args:
        seen: how the tables look; of a side that the observer is not, as far as he can guess.
        network: names and topology.
        agenda: what is bargained about.
        table: table of each cell.
        world: world of each cell.
    """
    at = Cells.of(seen, network, table, world)
    names = [issue.name for issue in agenda.issues]
    ruled = "price" in names
    options = {
        issue.name: [ISSUES[issue.name](at, option.amount, ruled) for option in issue.options]
        for issue in agenda.issues
    }
    rows = [part for issue in agenda.issues for part in options[issue.name]]
    causes = np.stack([
        np.full_like(at.trust, BOTHER),
        DISTRUST * np.maximum(TRUSTED - at.trust, 0.0),
        PRESSURE * at.short * (at.sells > 0.0) * at.government,
    ])  # fmt: skip
    prices = [
        at.price_of(issue.name, option.amount)
        for issue in agenda.issues
        if issue.name in PRICED
        for option in issue.options
    ]
    return Worth(
        parts=np.stack(rows, axis=1),
        reservation=at.scale * (causes[0] + causes[1] + causes[2]),
        causes=at.scale * causes,
        price=np.array(prices).reshape(len(prices), len(table)),
        other_price=np.where(at.sells > 0.0, at.spot, at.elsewhere),
    )
