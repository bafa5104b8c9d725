"""The tactic that gives as it gets."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, ratio
from realm.core.talks import NONE
from realm.strategies.tactics.base import Tactic
from realm.strategies.tactics.sight import Sight


@dataclass(frozen=True)
class Params:
    """How it answers."""

    echo: float = 1.0
    """Power of the other's relative concession that it gives back; 0 concedes nothing."""


class TitForTat(Tactic):
    """Concede the part that the other side conceded last, as seen in its own worth.

    Relative tit for tat: the last offer's worth times (other's offer but one / other's last
    offer); what the other takes back is taken back too.
    """

    name = "tit_for_tat"
    source = "Faratin, Sierra and Jennings 1998, https://doi.org/10.1016/S0921-8890(98)00029-3"
    Params = Params

    def target(self, sight: Sight) -> Array:
        """Follow the other side from its own last offer; the best outcome to begin with."""
        mine = sight.share(sight.worth(sight.said, sight.best))
        now = sight.share(np.maximum(sight.proposal, sight.worst))
        earlier = sight.share(sight.worth(sight.heard_before, sight.worst))
        moved = ratio(earlier, now, 1.0)
        known = (sight.heard_before != NONE) & (earlier > 0.0)
        part = np.where(known, np.power(np.where(known, moved, 1.0), self.params.echo), 1.0)
        aim = np.minimum(mine * part, 1.0)
        return np.asarray(sight.worst + aim * (sight.best - sight.worst))
