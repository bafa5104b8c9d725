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
    level=-3.919, loss=0.36, gain=-1.685, gain_late=7.325, gain_last=-5.536, closer=7.922,
    late=-10.17, last=2.124, same=1.452, same_late=7.271, equal=-0.56, spoken=2.291,
    better=-12.308, better_late=1.575, worse_late=-8.926, willing=2.29, willing_last=1.705,
)  # fmt: skip
"""`python -m tools.fit_odds --worlds 70`: 21,141 offers of three casts of strategies."""
MEASURED = Line(
    said=(0.0, 0.0002, 0.0087, 0.0297, 0.0506, 0.0699, 0.0921, 0.1282, 0.1566, 0.1688, 0.1847,
          0.2044, 0.2263, 0.2519, 0.2862, 0.3144, 0.3649, 0.4137, 0.4719, 0.6496),
    signed=(0.0013, 0.0014, 0.0051, 0.0207, 0.0482, 0.0728, 0.0894, 0.094, 0.106, 0.1656,
            0.1821, 0.1921, 0.2583, 0.2848, 0.3146, 0.3444, 0.3797, 0.4106, 0.5916, 0.6159),
)  # fmt: skip
"""The same offers, 150 or more a point. Of another seed's that are shown at 60 to 70 %, 59 % were
signed, of those shown below 10 %, 1 %; nothing is shown at more than 62 %."""
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
