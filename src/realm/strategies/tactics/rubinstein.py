"""The yardstick that divides a pie as two patient players of game theory would."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array
from realm.core.talks import Messages
from realm.errors import RealmError
from realm.strategies.tactics.base import MARGIN, Tactic, message, top
from realm.strategies.tactics.sight import Sight


def proposer_share(mine: float, other: float) -> float:
    """Part of the pie that who proposes gets, given what a round's wait leaves to each.

    The subgame-perfect equilibrium of Rubinstein 1982, https://doi.org/10.2307/1912531.
    """
    return (1.0 - other) / (1.0 - mine * other)


@dataclass(frozen=True)
class Params:
    """What a round of waiting leaves of a gain."""

    mine: float = 0.9
    other: float = 0.9


class Rubinstein(Tactic):
    """Offer what the other side would not wait to refuse, sign what is not worth waiting past.

    It knows both sides' worth. The pie of a side is what it could gain over its reservation.
    """

    name = "rubinstein"
    source = "Rubinstein 1982, https://doi.org/10.2307/1912531"
    Params = Params
    knows_both = True

    def target(self, sight: Sight) -> Array:
        """Return what waiting to propose itself is worth now."""
        return _held(sight, self.params.mine, self.params.other)

    def answer(self, sight: Sight) -> Messages:
        """Sign what beats waiting; else offer its best of what beats waiting for the other."""
        other = sight.other
        if other is None:
            raise RealmError(f"tactic {self.name!r} needs to see both sides")
        least = self.least(sight)
        signs = sight.signable & (sight.proposal >= least - MARGIN)
        waits = np.maximum(_held(other, self.params.other, self.params.mine), other.reservation)
        fit = sight.utilities[sight.side] >= sight.reservation - MARGIN
        fit = fit & (other.utilities[other.side] >= waits - MARGIN)
        return message(signs, top(sight, sight.merit, fit))


def _held(sight: Sight, mine: float, other: float) -> Array:
    """Worth of refusing and proposing a round later."""
    pie = np.maximum(sight.best - sight.reservation, 0.0)
    return np.asarray(sight.reservation + mine * proposer_share(mine, other) * pie)
