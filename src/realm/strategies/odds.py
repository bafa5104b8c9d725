"""How likely the other side signs an offer at once, as far as a side can tell.

The side guesses what outcomes are worth to the other from what it may know itself (`worth` of a
`situation` seen with its eyes), and takes into account what the other offered last and how late
it is. A logistic curve weighs them, fitted to what strategies did: `tools/fit_odds.py`.
"""

from dataclasses import astuple, dataclass

import numpy as np
from scipy.special import expit

from realm.core.arrays import Array, Index, Mask
from realm.core.talks import NONE, Agenda


@dataclass(frozen=True)
class Weights:
    """Of the logistic curve."""

    level: float = 0.0
    loss: float = 0.0
    """Per part of what the other could gain at most, below no deal."""
    gain: float = 0.0
    """The same, above no deal."""
    gain_late: float = 0.0
    """The same times the square of the time that is gone: most tactics ask for less by then."""
    gain_last: float = 0.0
    """The same times its fifth power: some ask for less only then."""
    closer: float = 0.0
    """Per part over what it asked for last."""
    late: float = 0.0
    """Per part of the time that is gone."""
    last: float = 0.0
    """Per fifth power of that."""
    same: float = 0.0
    """Per part of the issues that are as the other offered last."""
    same_late: float = 0.0
    """The same times the part of the time that is gone."""
    equal: float = 0.0
    """Where all are."""
    spoken: float = 0.0
    """Where the other has offered something."""


FITTED = Weights(
    level=-4.348, loss=0.942, gain=3.04, gain_late=2.318, gain_last=-4.15, closer=-0.096,
    late=-14.914, last=2.657, same=-1.492, same_late=18.94, equal=1.307, spoken=1.767,
)  # fmt: skip
"""`python -m tools.fit_odds --worlds 70`: 22,810 offers of three casts of strategies. Of what it
shows at 60 to 70 %, 56 % are signed, and of what it shows below 10 %, 2 %."""
ALL = 0.99
"""Part of the issues that is all of them, whatever the rounding."""
LOWEST = -2.0
"""Gains below that count the same: hopeless is hopeless."""


@dataclass(frozen=True)
class Look:
    """What a side knows of an offer before it makes it; all of one shape."""

    gain: Array
    """The other's guessed gain, as a part of the most that it could gain (`gains`)."""
    heard: Array
    """The same of what it offered last, 0 where it has offered nothing."""
    late: Array
    """Part of the time that is gone, 0 to 1."""
    same: Array
    """Part of the issues that are as the other offered last, 0 where it has offered nothing."""
    spoken: Array
    """1 where it has offered something."""

    @property
    def columns(self) -> Array:
        """Lay out what the weights weigh, (weight, ...)."""
        one, late = np.ones_like(self.gain), self.late * np.ones_like(self.gain)
        loss, gain = np.minimum(self.gain, 0.0), np.maximum(self.gain, 0.0)
        last = late**5
        closer = (self.gain - self.heard) * self.spoken
        equal = np.where(self.same > ALL, 1.0, 0.0)
        return np.stack([
            one, loss, gain, gain * late**2, gain * last, closer, late, last, self.same,
            self.same * late, equal, self.spoken * one,
        ])  # fmt: skip


def chance(look: Look, weights: Weights = FITTED) -> Array:
    """Say how likely an offer is signed in the next round."""
    columns = look.columns
    at = np.zeros(columns.shape[1:])
    for weight, column in zip(astuple(weights), columns, strict=True):
        at = at + weight * column
    found: Array = expit(at)
    return found


def look_at(agenda: Agenda, gain: Array, offer: Index, heard: Index, late: Array | float) -> Look:
    """Look at offers before they are made; an offer and what it answers, (cell,).

    Args:
        agenda: what is bargained about.
        gain: the other's guessed gains, (outcome, cell).
        offer: outcome that may be offered.
        heard: what the other offered last, -1 for nothing.
        late: part of the time that is gone.
    """
    cells, spoken = np.arange(gain.shape[1]), (heard != NONE).astype(np.float64)
    there = np.maximum(heard, 0)
    equal = agenda.choices[np.maximum(offer, 0)] == agenda.choices[there]
    same = np.add.reduce(equal, axis=-1) / len(agenda.issues)
    return Look(
        gain=gain[np.maximum(offer, 0), cells],
        heard=gain[there, cells] * spoken,
        late=np.asarray(late, dtype=np.float64),
        same=same * spoken,
        spoken=spoken,
    )


def gains(utility: Array, reservation: Array, possible: Mask) -> Array:
    """Scale a guessed worth: 0 as good as no deal, 1 the best there is; (outcome, cell).

    Args:
        utility: what outcomes are worth to the other side, as guessed, (outcome, cell).
        reservation: what no deal is worth to it, as guessed, (cell,).
        possible: what may be agreed on, (outcome, cell).
    """
    over = utility - reservation
    best = np.max(np.where(possible, over, -np.inf), axis=0)
    scaled = np.where(best > 0.0, over / np.where(best > 0.0, best, 1.0), LOWEST)
    return np.clip(scaled, LOWEST, 1.0)
