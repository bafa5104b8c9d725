"""How likely the other side signs an offer at once, as far as a side can tell.

The side guesses what outcomes are worth to the other from what it may know itself (`worth` of a
`situation` seen with its eyes), and takes into account what the other has offered and refused and
how late it is. A logistic curve weighs them, and a rising line turns what it says into how often
that was signed: both fitted to what strategies did, `tools/fit_odds.py`.
"""

from dataclasses import astuple, dataclass

import numpy as np
from scipy.special import expit

from realm.core.agenda import Agenda
from realm.core.arrays import Array, Index, Mask
from realm.core.talks import NONE


@dataclass(frozen=True)
class Weights:
    """Of the logistic curve. Those of what is the same for all offers of a moment come first.

    Of the others, those in `RISING` are never below 0 and those in `FALLING` never above: so an
    offer that is better for the other in an issue, by the guess, is never less likely signed.
    """

    level: float = 0.0
    late: float = 0.0
    """Per part of the time that is gone."""
    last: float = 0.0
    """Per fifth power of that."""
    spoken: float = 0.0
    """Where the other has offered something."""
    asked: float = 0.0
    """Per part of what it could gain at most that it asked for last."""
    asked_late: float = 0.0
    """The same times the part of the time that is gone."""
    asked_first: float = 0.0
    """The same where it has refused nothing yet."""
    asked_square: float = 0.0
    """Per square of what it asked for last, where that is a gain."""
    asked_square_first: float = 0.0
    """The same where it has refused nothing yet."""
    astray: float = 0.0
    """Where it asked for a loss, by the guess: that is off."""
    tried: float = 0.0
    """Where it has refused an offer."""
    most: float = 0.0
    """Per part of what it could gain at most that it has refused at most."""
    most_late: float = 0.0
    """The same times the part of the time that is gone."""
    loss: float = 0.0
    """Per part of what it could gain at most that the offer is below no deal."""
    gain_late: float = 0.0
    """The same, above no deal, times the square of the time that is gone."""
    under: float = 0.0
    """Per part under what it asked for last, times the part of the time that is left."""
    under_late: float = 0.0
    """The same times the part of the time that is gone."""
    willing: float = 0.0
    """Where it would be better off than without a deal."""
    willing_last: float = 0.0
    """There, per fifth power of the part of the time that is gone."""
    near: float = 0.0
    """Per part of the way that it comes to what it offered last, on average over the issues."""
    refused_late: float = 0.0
    """Where it refused what was as good or better in all issues, times the time that is gone."""


RISING = ("loss", "gain_late", "under", "under_late", "willing", "willing_last", "near")
FALLING = ("refused_late",)


@dataclass(frozen=True)
class Line:
    """How often offers were signed of which a curve said so and so much, straight between.

    Isotonic regression: Zadrozny and Elkan 2002, doi:10.1145/775047.775151.
    """

    said: tuple[float, ...]
    signed: tuple[float, ...]
    """Never falls."""


FITTED = Weights(
    level=-4.233, late=0.609, last=-1.183, spoken=-2.905, asked=-0.49, asked_late=3.196,
    asked_first=-0.93, asked_square=0.591, asked_square_first=0.986, astray=-1.227, tried=-2.0,
    most=-0.244, most_late=-3.869, loss=0.0, gain_late=1.195, under=3.757, under_late=3.361,
    willing=1.831, willing_last=5.069, near=7.149, refused_late=-1.739,
)  # fmt: skip
"""`python -m tools.fit_odds`: 138,969 offers of six casts of strategies."""
MEASURED = Line(
    said=(0.0, 0.0001, 0.0002, 0.0019, 0.005, 0.012, 0.0157, 0.0188, 0.0229, 0.0345, 0.051,
          0.0754, 0.083, 0.0842, 0.0925, 0.0953, 0.0969, 0.1548, 0.2904, 0.3705, 0.477, 0.5144,
          0.626, 0.7281, 0.7799, 0.9049, 0.9572),
    signed=(0.0004, 0.0006, 0.0006, 0.0017, 0.0021, 0.0045, 0.0125, 0.0187, 0.023, 0.0233,
            0.0427, 0.0639, 0.1018, 0.1028, 0.1033, 0.1267, 0.15, 0.1851, 0.272, 0.3859, 0.4347,
            0.5, 0.5942, 0.6907, 0.8267, 0.8733, 0.9533),
)  # fmt: skip
"""The same offers, 150 or more a point. Of another seed's that are shown at 60 to 70 %, 68 % were
signed, of those shown below 10 %, 1 %; nothing is shown at more than 95 %."""
COVERED = 0.7
"""How often the other signs what the side guesses to be as good for it in all issues as what it
named, or less. The guess is what errs: of 863 such outcomes, met where five seats of june-2025 made
offers at random in 18 games, 79 % were as good for it, but of the 54 that were also the best for
the side itself, and better than what was named, 59 %."""
ROUNDING = 1e-9
"""Of the largest worth of an option: differences below it count as none."""
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
    near: Array
    """Part of the way that it comes, from the worst of each issue to what it offered last."""
    refused: Array
    """1 where it refused an offer that was as good or better for it in all issues."""
    spoken: Array
    """1 where it has offered something; else `heard` and `near` are 0."""
    tried: Array
    """1 where it has refused an offer."""
    most: Array
    """Its guessed gain by the best of the offers that it has refused, 0 where it has none."""

    @property
    def columns(self) -> Array:
        """Lay out what the weights weigh, (weight, ...)."""
        one, late = np.ones_like(self.gain), self.late * np.ones_like(self.gain)
        last, under = late**5, np.minimum(self.gain - self.heard, 0.0) * self.spoken
        willing = np.where(self.gain > 0.0, 1.0, 0.0)
        return np.stack([
            one, late, last, self.spoken * one,
            self.heard * one, self.heard * late, self.heard * (1.0 - self.tried),
            np.maximum(self.heard, 0.0) ** 2,
            np.maximum(self.heard, 0.0) ** 2 * (1.0 - self.tried),
            np.where(self.heard < 0.0, 1.0, 0.0),
            self.tried * one, self.most * one, self.most * late,
            np.minimum(self.gain, 0.0), np.maximum(self.gain, 0.0) * late**2,
            under * (1.0 - late), under * late, willing, willing * last, self.near * one,
            self.refused * late,
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


def look_at(
    agenda: Agenda, gain: Array, parts: Array, offer: Index, said: tuple[Index, Index],
    late: Array | float,
) -> Look:  # fmt: skip
    """Look at offers before they are made.

    Args:
        agenda: what is bargained about.
        gain: the other's guessed gains, (outcome, cell).
        parts: what each option adds to its worth, as guessed, (option, cell).
        offer: outcome that may be offered, (cell,).
        said: all that the other and the side itself have offered, in the order of time, -1 for
            nothing; (round, cell) each, or (round, 1).
        late: part of the time that is gone.
    """
    cells = np.arange(gain.shape[1])
    theirs, mine = (np.broadcast_to(rows, (len(rows), len(cells))) for rows in said)
    number = np.arange(len(theirs))[:, None]
    newest = np.max(np.where(theirs != NONE, number, NONE), axis=0, initial=NONE)
    spoken = (newest != NONE).astype(np.float64)
    heard = theirs[newest, cells] if len(theirs) else np.zeros_like(offer)
    most = np.max(np.where(mine != NONE, gain[mine, cells], -np.inf), axis=0, initial=-np.inf)
    tried = np.isfinite(most)
    return Look(
        gain=gain[offer, cells],
        heard=gain[heard, cells] * spoken,
        late=np.asarray(late, dtype=np.float64),
        near=_near(agenda, parts, offer, heard) * spoken,
        refused=(refused(agenda, parts, offer, mine) != NONE).astype(np.float64),
        spoken=spoken,
        tried=tried.astype(np.float64),
        most=np.where(tried, most, 0.0),
    )


def _near(agenda: Agenda, parts: Array, offer: Index, heard: Index) -> Array:
    """Say how near an offer comes to what was heard, on average over the issues, (cell,).

    0 in an issue is the worst option for the other side, 1 what is as good as that of its offer.
    """
    cells, found = np.arange(parts.shape[1]), np.zeros(parts.shape[1])
    for place in range(len(agenda.issues)):
        options = parts[agenda.column_issue == place]
        span = np.max(options, axis=0) - np.min(options, axis=0)
        wanted, given = (parts[agenda.columns[one, place], cells] for one in (heard, offer))
        found += 1.0 - np.maximum(wanted - given, 0.0) / np.where(span > 0.0, span, 1.0)
    return found / len(agenda.issues)


def as_good(agenda: Agenda, parts: Array, offer: Index, other: Index, sign: float = 1.0) -> Mask:
    """Say in which issues an offer adds as much for the other side as others do.

    Args:
        agenda: what is bargained about.
        parts: what each option adds to its worth, (option, cell).
        offer: outcome, (cell,).
        other: outcomes, (round, cell).
        sign: -1 asks in which issues the others add as much as the offer.

    Returns:
        (round, cell, issue); of no outcome there is no meaning in it.
    """
    cells = np.arange(parts.shape[1])[:, None]
    one, rest = parts[agenda.columns[offer], cells], parts[agenda.columns[other], cells]
    margin = ROUNDING * np.max(np.abs(parts), axis=0)[:, None]
    return np.asarray(sign * (one - rest) >= -margin)


def covers(agenda: Agenda, parts: Array, offer: Index, named: Index) -> Mask:
    """Say which offers are as good for the other side in all issues as one it named, (cell,)."""
    good = np.logical_and.reduce(as_good(agenda, parts, offer, named), axis=-1)
    return np.asarray(np.logical_or.reduce(good & (named != NONE), axis=0))


def refused(agenda: Agenda, parts: Array, offer: Index, mine: Index) -> Index:
    """Find the last offer that was as good for the other side in all issues, and was refused.

    Returns:
        Its row among `mine`, (round, cell); -1 for none, (cell,).
    """
    better = np.logical_and.reduce(as_good(agenda, parts, offer, mine, -1.0), axis=-1)
    number = np.arange(len(mine))[:, None]
    found = np.max(np.where(better & (mine != NONE), number, NONE), axis=0, initial=NONE)
    return np.asarray(found, dtype=np.intp)


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
