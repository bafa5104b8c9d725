"""The family of time-dependent tactics: how much is conceded by when."""

from typing import Any

import numpy as np

from realm.core.arrays import Array
from realm.strategies.tactics.base import Tactic
from realm.strategies.tactics.sight import Sight


class TimeDependent(Tactic):
    """Concede from the best outcome to the reservation as time goes by.

    alpha(t) = k + (1 - k) (t / T)^(1 / beta): Faratin, Sierra and Jennings 1998.
    """

    params: Any
    """With `k`, conceded at once, and `beta`, below 1 late and above 1 early."""

    def target(self, sight: Sight) -> Array:
        """Lie between the best and the reservation."""
        first = self.params.k
        conceded = first + (1.0 - first) * np.power(sight.progress, 1.0 / self.params.beta)
        return np.asarray(sight.best - conceded * np.maximum(sight.best - sight.reservation, 0.0))
