"""An empirical game: what each profile of strategies came to for each seat, and what follows."""

import itertools
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import stdtrit

from realm.core.arrays import Array
from realm.errors import RealmError

CONFIDENCE = 0.95
RESAMPLES = 200
"""Draws of the worlds by which an equilibrium is tried."""
CLOSE = 1e-9
"""Part of a payoff's size that counts as no difference."""

Profile = tuple[int, ...]
"""Number of the strategy of each seat."""


@dataclass(frozen=True)
class Interval:
    """A mean over worlds with its 95 % interval (Student's t)."""

    mean: float
    half: float
    """Half of the interval's width; NaN for a single world."""
    n: int


@dataclass(frozen=True)
class Equilibrium:
    """A Nash equilibrium of the mean payoffs: how likely each seat plays each of its strategies."""

    weights: tuple[tuple[float, ...], ...]
    """(seat, strategy)."""
    payoffs: tuple[float, ...]
    """What each seat expects."""
    holds: float
    """Part of the resamples of the worlds in which it is one, too; NaN for a mixed one."""

    @property
    def pure(self) -> bool:
        """Say whether nobody mixes."""
        return all(max(row) == 1.0 for row in self.weights)


@dataclass(frozen=True)
class Payoffs:
    """A game in normal form, world by world."""

    seats: tuple[str, ...]
    strategies: tuple[tuple[str, ...], ...]
    """Those of each seat."""
    values: Array
    """(seat, strategy of the first seat, ..., of the last, world)."""

    @property
    def profiles(self) -> list[Profile]:
        """List every combination of strategies."""
        return list(itertools.product(*(range(len(names)) for names in self.strategies)))

    @property
    def means(self) -> Array:
        """Mean payoffs over worlds, (seat, strategy, ..., strategy)."""
        return np.asarray(self.values.mean(axis=-1))

    def interval(self, seat: int, profile: Profile) -> Interval:
        """Return what a profile comes to for a seat."""
        return interval(self.values[(seat, *profile)])

    def best(self, seat: int, profile: Profile) -> tuple[int, Interval]:
        """Find a seat's best response to what the others play in a profile.

        Returns:
            Its strategy, and how much better it is than the next best: differences within worlds,
            which have the same luck.
        """
        rows = self._choices(seat, profile)
        order = np.argsort(-rows.mean(axis=-1), kind="stable")
        first = int(order[0])
        if len(order) == 1:
            return first, Interval(0.0, 0.0, rows.shape[-1])
        return first, interval(rows[first] - rows[int(order[1])])

    def responds_best(self, seat: int, profile: Profile) -> bool:
        """Say whether a seat could do no better, what the others play being fixed."""
        means = self._choices(seat, profile).mean(axis=-1)
        best = means.max()
        return bool(means[profile[seat]] >= best - CLOSE * abs(best))

    def equilibria(self) -> list[Equilibrium]:
        """Find the Nash equilibria: all pure ones, and for two seats the mixed ones as well."""
        counts = self._pure_counts()
        found = [self._pure(profile, counts[profile]) for profile in _pure_profiles(self.means)]
        return found + (self._mixed() if len(self.seats) == 2 else [])

    def _choices(self, seat: int, profile: Profile) -> Array:
        """Take what each of a seat's strategies gets it, the others' fixed; (strategy, world)."""
        where: Any = (seat, *profile[:seat], slice(None), *profile[seat + 1 :])
        return np.asarray(self.values[where])

    def _pure(self, profile: Profile, count: int) -> Equilibrium:
        weights = tuple(
            tuple(float(number == chosen) for number in range(len(names)))
            for names, chosen in zip(self.strategies, profile, strict=True)
        )
        payoffs = tuple(float(self.means[(seat, *profile)]) for seat in range(len(self.seats)))
        return Equilibrium(weights, payoffs, count / RESAMPLES)

    def _pure_counts(self) -> dict[Profile, int]:
        """Count in how many resamples of the worlds each profile is an equilibrium."""
        worlds = self.values.shape[-1]
        luck = np.random.default_rng(0)
        counts = dict.fromkeys(self.profiles, 0)
        for _ in range(RESAMPLES):
            drawn = np.take(self.values, luck.integers(worlds, size=worlds), axis=-1)
            for profile in _pure_profiles(drawn.mean(axis=-1)):
                counts[profile] += 1
        return counts

    def _mixed(self) -> list[Equilibrium]:
        """Find the mixed equilibria of two seats by enumeration of supports (nashpy)."""
        try:
            import nashpy
        except ImportError:
            raise RealmError(
                "equilibria of two seats need nashpy: pip install 'realm-game[lab]'"
            ) from None
        first, second = self.means
        game = nashpy.Game(first, second)
        with warnings.catch_warnings():  # of degenerate games; what is found is checked below
            warnings.simplefilter("ignore")
            pairs = list(game.support_enumeration())
        found: list[Equilibrium] = []
        for one, other in pairs:
            weights = (_plain(one), _plain(other))
            made = Equilibrium(weights, (one @ first @ other, one @ second @ other), float("nan"))
            if not made.pure and all(weights != before.weights for before in found):
                found.append(made)
        return found


def interval(values: Array) -> Interval:
    """Estimate a mean over worlds."""
    count = len(values)
    if count < 2:
        return Interval(float(values.mean()), float("nan"), count)
    spread = float(values.std(ddof=1)) / np.sqrt(count)
    return Interval(
        float(values.mean()), float(stdtrit(count - 1, (1.0 + CONFIDENCE) / 2.0) * spread), count
    )


def _pure_profiles(means: Array) -> list[Profile]:
    """Find the profiles from which no seat gains by leaving alone."""
    stays = np.ones(means.shape[1:], dtype=np.bool_)
    for seat, payoff in enumerate(means):
        best = payoff.max(axis=seat, keepdims=True)
        stays &= payoff >= best - CLOSE * np.abs(best)
    return [tuple(int(step) for step in profile) for profile in np.argwhere(stays)]


def _plain(weights: Sequence[float]) -> tuple[float, ...]:
    """Round away what enumeration leaves below 1e-12."""
    return tuple(float(round(weight, 12)) for weight in weights)
