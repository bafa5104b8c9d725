"""Estimates with intervals: what was estimated, from how many, by which method."""

import warnings
from dataclasses import dataclass
from functools import lru_cache
from math import inf, isfinite, isnan, nan, sqrt

import numpy as np

from realm.core.arrays import Array

LEVEL = 0.95
"""Of all intervals; each holds by itself, not all of them together."""
STUDENT = "Student t over worlds"
WELCH = "Welch t"
WILSON = "Wilson score over worlds"
ORDER = "order statistics over worlds"
WIDENED = "Student t widened by BCa bootstrap"
"""Where rare worlds weigh: each end is the farther one of both.

The bootstrap alone covers better where disasters lie on one side, worse where they lie on both.
"""
LEAST = 20
"""Below so many values a bootstrap of them knows no more than Student's t does."""
RESAMPLES = 999
ROOM = 2_000_000
"""Numbers that a bootstrap draws at once."""


@dataclass(frozen=True)
class Estimate:
    """A number that was estimated, with its interval."""

    value: float
    low: float
    """Lower end; NaN where the sample says nothing about it."""
    high: float
    deviation: float
    """Standard deviation of what was averaged, NaN below two."""
    n: int
    """How many worlds (or what `kind` says) it rests on."""
    kind: str
    """How the interval was made."""
    skew: float = 0.0
    """Third standardised moment of what was averaged; far from 0 where rare worlds weigh."""

    @property
    def doubtful(self) -> bool:
        """Say whether the sample is too small for so lopsided a spread.

        n > 28 + 25 skew**2 keeps the error of Student's interval small (Sugden, Smith and Jones
        2000, Cochran's rule extended). Below, it misses the true mean oftener than it says, and a
        bootstrap widens it, which does not know what was never seen either.
        """
        return self.known and lopsided(self.n, self.skew)

    @property
    def known(self) -> bool:
        """Say whether there is an interval."""
        return isfinite(self.low) and isfinite(self.high)

    @property
    def apart(self) -> bool:
        """Say whether the interval leaves out zero."""
        return self.known and (self.low > 0.0 or self.high < 0.0)

    @property
    def half_width(self) -> float:
        """Half of the interval."""
        return (self.high - self.low) / 2.0


def lopsided(n: int, skew: float) -> bool:
    """Say whether rare values weigh so heavily that so few of them tell too little."""
    return n < 28.0 + 25.0 * skew**2 and abs(skew) > 1.0


@lru_cache(maxsize=4096)
def student(degrees: float) -> float:
    """Quantile of Student's t that leaves half of what `LEVEL` leaves out above it."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, (1.0 + LEVEL) / 2.0))


def mean(values: Array, kind: str = STUDENT) -> Estimate:
    """Estimate a mean from independent values, (n,); NaN are left out.

    The interval is Student's t, and where few values are lopsided it reaches at least as far as a
    bootstrap, bias-corrected and accelerated (BCa: Efron 1987).
    """
    sound = values[~np.isnan(values)]
    count = len(sound)
    if not count:
        return Estimate(nan, nan, nan, nan, 0, kind)
    middle = float(sound.mean())
    if count == 1:
        return Estimate(middle, nan, nan, nan, 1, kind)
    # Equal numbers have no spread; numpy's mean of them may be an ulp off.
    deviation = float(sound.std(ddof=1)) if np.ptp(sound) > 0.0 else 0.0
    half = student(count - 1) * deviation / sqrt(count)
    skew = float((((sound - middle) / deviation) ** 3).mean()) if deviation > 0.0 else 0.0
    if count >= LEAST and lopsided(count, skew):
        low, high = _bootstrapped(sound)
        if isfinite(low) and isfinite(high):
            ends = min(low, middle - half), max(high, middle + half)
            how = WIDENED + "".join(kind.partition(" over ")[1:])
            return Estimate(middle, *ends, deviation, count, how, skew)
    return Estimate(middle, middle - half, middle + half, deviation, count, kind, skew)


def _bootstrapped(values: Array) -> tuple[float, float]:
    from scipy.stats import bootstrap  # takes half a second

    with warnings.catch_warnings():  # a sample that cannot be accelerated gives NaN
        warnings.simplefilter("ignore")
        found = bootstrap(
            (values,),
            np.mean,
            n_resamples=RESAMPLES,
            batch=max(1, ROOM // len(values)),
            confidence_level=LEVEL,
            method="BCa",
            rng=np.random.default_rng(0),
        ).confidence_interval
    return float(found.low), float(found.high)


def share(count: int, n: int, kind: str = WILSON) -> Estimate:
    """Estimate how often something happens, from `count` times of `n` (Wilson 1927).

    >>> one = share(0, 20)
    >>> one.value, one.low, round(one.high, 3)
    (0.0, 0.0, 0.161)
    """
    if not n:
        return Estimate(nan, nan, nan, nan, 0, kind)
    part, z = count / n, student(inf)
    middle = (part + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * sqrt(part * (1 - part) / n + (z / (2 * n)) ** 2)
    low = 0.0 if count == 0 else middle - half
    high = 1.0 if count == n else middle + half
    return Estimate(part, low, high, sqrt(part * (1 - part)), n, kind)


def median(values: Array, kind: str = ORDER) -> Estimate:
    """Estimate a median, (n,), whatever the distribution (Conover 1999); NaN are left out.

    The interval reaches from one value of the sample to another, so it holds at least as often as
    it says. Below six values there is none.
    """
    from scipy.special import bdtr

    sound = np.sort(values[~np.isnan(values)])
    count = len(sound)
    middle = float(np.median(sound)) if count else nan
    ranks = np.flatnonzero(bdtr(np.arange(count // 2), count, 0.5) <= (1.0 - LEVEL) / 2.0)
    deviation = float(sound.std(ddof=1)) if count > 1 else nan
    if not len(ranks):
        return Estimate(middle, nan, nan, deviation, count, kind)
    place = int(ranks[-1])
    low, high = float(sound[place]), float(sound[count - 1 - place])
    return Estimate(middle, low, high, deviation, count, kind)


def difference(after: Array, before: Array) -> Estimate:
    """Estimate a difference of means of two independent samples (Welch 1947)."""
    one, other = mean(after), mean(before)
    value = one.value - other.value
    if isnan(one.deviation) or isnan(other.deviation):
        return Estimate(value, nan, nan, nan, min(one.n, other.n), WELCH)
    parts = [part.deviation**2 / part.n for part in (one, other)]
    error = sqrt(parts[0] + parts[1])
    if error == 0.0:
        return Estimate(value, value, value, 0.0, min(one.n, other.n), WELCH)
    degrees = error**4 / (parts[0] ** 2 / (one.n - 1) + parts[1] ** 2 / (other.n - 1))
    half = student(degrees) * error
    deviation = sqrt(one.deviation**2 + other.deviation**2)
    return Estimate(value, value - half, value + half, deviation, min(one.n, other.n), WELCH)


def worlds_for(deviation: float, half_width: float) -> float:
    """Say how many worlds bring a mean's interval to plus or minus `half_width`.

    The least n with t(n - 1) deviation / sqrt(n) <= half_width; infinite where none does.
    """
    if isnan(deviation) or half_width <= 0.0:
        return inf
    count = max(2, int((student(inf) * deviation / half_width) ** 2))
    while student(count - 1) * deviation / sqrt(count) > half_width:
        count += 1
    return count
