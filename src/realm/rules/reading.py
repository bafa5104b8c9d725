"""What readers of a turn look at: its months, and the state they led to."""

from dataclasses import dataclass, field

import numpy as np

from realm.core.arrays import Array
from realm.core.ledger import Ledger
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.groups import Groups, group

DAYS_PER_MONTH = 365.0 / 12.0


@dataclass(frozen=True)
class Turn:
    """What readers look at: the months of a turn and the state they led to."""

    network: Network
    params: Params
    ledger: Ledger
    after: State
    groups: Groups
    _sums: dict[str, Array] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        network: Network,
        params: Params,
        ledger: Ledger,
        after: State,
        groups: Groups | None = None,
    ) -> "Turn":
        """Put a turn together; hand in `groups(network)` when reading many."""
        return cls(network, params, ledger, after, groups or group(network))

    def added(self, name: str) -> Array:
        """Add one quantity over the months; several readers ask for the same."""
        if name not in self._sums:
            first, *rest = (getattr(month, name) for month in self.ledger.months)
            whole = first + 0.0
            for page in rest:
                whole = np.add(whole, page, out=whole if page.shape == whole.shape else None)
            self._sums[name] = np.ascontiguousarray(whole)
        return self._sums[name]
