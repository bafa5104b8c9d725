"""How likely the other side signs an offer at once, as far as a side can tell.

The side guesses what outcomes are worth to the other from what it may know itself (`worth` of a
`situation` seen with its eyes), and takes into account what the other offered last and how late
it is. A logistic curve weighs them, and a rising line turns what it says into how often that was
signed: both fitted to what strategies did, `tools/fit_odds.py`.
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
    better: float = 0.0
    """Per part over what it asked for last, where it is more."""
    better_late: float = 0.0
    """The same times the part of the time that is gone."""
    worse_late: float = 0.0
    """Per part under what it asked for last, times the part of the time that is gone."""
    willing: float = 0.0
    """Where it would be better off than without a deal."""
    willing_last: float = 0.0
    """There, per fifth power of the part of the time that is gone."""


@dataclass(frozen=True)
class Line:
    """How often offers were signed of which a curve said so and so much, straight between.

    Isotonic regression: Zadrozny and Elkan 2002, doi:10.1145/775047.775151.
    """

    said: tuple[float, ...]
    signed: tuple[float, ...]
    """Never falls."""


FITTED = Weights(
    level=-4.174, loss=0.339, gain=-2.08, gain_late=5.516, gain_last=-1.408, closer=8.646,
    late=-10.142, last=1.966, same=1.749, same_late=6.948, equal=-1.325, spoken=2.385,
    better=-12.872, better_late=1.12, worse_late=-9.683, willing=2.774, willing_last=0.864,
)  # fmt: skip
"""`python -m tools.fit_odds --worlds 70`: 21,234 offers of three casts of strategies."""
MEASURED = Line(
    said=(0.0, 0.0001, 0.0065, 0.018, 0.0275, 0.048, 0.0709, 0.1164, 0.2037, 0.2582, 0.3303,
          0.3763, 0.3964, 0.427, 0.5044, 0.6607),
    signed=(0.0, 0.0017, 0.0052, 0.0067, 0.021, 0.0455, 0.0633, 0.0778, 0.2267, 0.2633, 0.3467,
            0.3667, 0.4, 0.5033, 0.6, 0.66),
)  # fmt: skip
"""The same offers, 150 or more a point. Of another seed's that are shown at 60 to 70 %, 63 % were
signed, of those shown below 10 %, 1 %; nothing is shown at more than 66 %."""
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
        better, willing = np.maximum(closer, 0.0), np.where(self.gain > 0.0, 1.0, 0.0)
        return np.stack([
            one, loss, gain, gain * late**2, gain * last, closer, late, last, self.same,
            self.same * late, equal, self.spoken * one, better, better * late,
            np.minimum(closer, 0.0) * late, willing, willing * last,
        ])  # fmt: skip


def chance(look: Look) -> Array:
    """Say how likely an offer is signed in the next round."""
    return judged(look.columns)


def judged(columns: Array, weights: Weights = FITTED, line: Line = MEASURED) -> Array:
    """Say how likely offers are signed of which these columns tell, (weight, ...)."""
    at = np.zeros(columns.shape[1:])
    for weight, column in zip(astuple(weights), columns, strict=True):
        at = at + weight * column
    return np.asarray(np.interp(expit(at), line.said, line.signed))


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
