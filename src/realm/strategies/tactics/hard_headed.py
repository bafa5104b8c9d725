"""The tactic that yields nothing it need not."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array
from realm.strategies.tactics.base import Tactic
from realm.strategies.tactics.sight import Sight


@dataclass(frozen=True)
class Params:
    """How hard its head is."""

    demand: float = 1.0
    """Part of what it could gain at most that it asks for, to the end."""


class HardHeaded(Tactic):
    """Ask for the same to the end; where that would go in circles, for the next best."""

    name = "hard_headed"
    source = "the take-it-or-leave-it extreme of time dependence, beta -> 0: Faratin et al. 1998"
    Params = Params

    def target(self, sight: Sight) -> Array:
        """Stay where it is."""
        gain = np.maximum(sight.best - sight.reservation, 0.0)
        return np.asarray(sight.reservation + self.params.demand * gain)
