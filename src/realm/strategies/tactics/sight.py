"""What one side sees of its tables: its own worth, what was said, what it may say."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.talks import NONE, Agenda, Tables, at


@dataclass(frozen=True)
class Sight:
    """The tables with the eyes of one side; nothing of the other side's but its offers.

    Shapes are (table, world), or (outcome, table, world).
    """

    agenda: Agenda
    round: int
    """Rounds played."""
    deadline: Index
    """Rounds there are."""
    utility: Array
    """Worth of an outcome, (outcome, table, world)."""
    merit: Array
    """The same in whole steps, then the outcome: the largest is the best, (outcome, ...)."""
    reservation: Array
    best: Array
    worst: Array
    allowed: Mask
    """What it may offer where it has the word, (outcome, table, world)."""
    signable: Mask
    """Where the offer it heard can be signed."""
    heard: Index
    """The other's last offer, -1 for none."""
    heard_before: Index
    """The other's last offer but one, -1 for none."""
    said: Index
    """Its own last offer, -1 for none."""
    other: "Sight | None" = None
    """The other side's sight: for yardsticks that know both, None for everyone else."""

    @property
    def progress(self) -> Array:
        """Part of the time that is gone, 0 in the first round and 1 in the last."""
        return np.minimum(self.round / np.maximum(self.deadline - 1, 1), 1.0)

    def worth(self, outcome: Index, otherwise: Array | float) -> Array:
        """Look up what an outcome is worth, and another number where there is none."""
        return np.where(outcome == NONE, otherwise, at(self.utility, outcome))

    def share(self, worth: Array) -> Array:
        """Scale worth: 0 for the worst outcome, 1 for the best."""
        span = self.best - self.worst
        return np.asarray((worth - self.worst) / np.where(span > 0.0, span, 1.0))


def sight(tables: Tables, side: int, allowed: Mask, *, both: bool = False) -> Sight:
    """Look at tables from one side.

    Args:
        tables: the talks.
        side: who looks.
        allowed: what may be offered by who has the word (`rules.talks.allowed`).
        both: whether to see the other side's worth too.
    """
    heard = tables.last[1 - side]
    return Sight(
        agenda=tables.agenda,
        round=tables.round,
        deadline=tables.deadline,
        utility=tables.utility[side],
        merit=tables.merit[side],
        reservation=tables.reservation[side],
        best=tables.best[side],
        worst=tables.worst[side],
        allowed=allowed,
        signable=(heard != NONE) & at(tables.legal, heard),
        heard=heard,
        heard_before=tables.before[1 - side],
        said=tables.last[side],
        other=sight(tables, 1 - side, allowed) if both else None,
    )
