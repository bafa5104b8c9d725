"""Indices of sensitivity: which factors the spread of an outcome comes from (SALib).

Sobol indices: the estimators of Saltelli et al. 2010 and Jansen 1999. Elementary effects: Morris
1991 and Campolongo et al. 2007. Partial rank correlations: Marino et al. 2008.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array
from realm.errors import RealmError
from realm.lab.analysis.interval import LEVEL

FEW = {"sobol": 256, "morris": 10, "latin_hypercube": 50}
"""Below so many base points, trajectories or points an index is a first look."""
RESAMPLES = 200
"""Bootstrap samples behind an interval."""
WIDE = 0.1
"""Half an interval of a Sobol index beyond which it settles little."""
BEYOND = 1e-9
"""What rounding may do."""


@dataclass(frozen=True)
class Index:
    """One index of one factor."""

    factor: str
    value: float
    half_width: float
    """Of its interval at `LEVEL`."""

    @property
    def low(self) -> float:
        """Lower end."""
        return self.value - self.half_width

    @property
    def high(self) -> float:
        """Upper end."""
        return self.value + self.half_width


@dataclass(frozen=True)
class Sensitivity:
    """Indices of all factors for one outcome."""

    kind: str
    """`sobol`, `morris` or `latin_hypercube`."""
    indices: dict[str, tuple[Index, ...]]
    """By name: `S1`, `ST`; `mu_star`, `mu`, `sigma`; `PRCC`."""
    n: int
    """Base points, trajectories or points that count: those with a failed game are left out."""
    warnings: tuple[str, ...]
    """What keeps it from being taken at its word."""


def sobol(factors: Sequence[str], values: Array, *, seed: int = 0) -> Sensitivity:
    """First-order and total indices of a Sobol design.

    Args:
        factors: names.
        values: (point,), in the order of the design, n (factors + 2) of them; NaN where failed.
        seed: draws the bootstrap.
    """
    problem, block = _problem(factors), len(factors) + 2
    values, n, told = _whole_blocks(values, block, "sobol")
    if n < 2 or np.ptp(values) == 0.0:
        return Sensitivity("sobol", {}, n, (*told, "the outcome does not vary"))
    analyze = _salib("sobol")
    with warnings.catch_warnings():  # what it would warn of is said below, in words
        warnings.simplefilter("ignore")
        found = analyze.analyze(
            problem,
            values,
            calc_second_order=False,
            num_resamples=RESAMPLES,
            conf_level=LEVEL,
            seed=seed,
        )
    indices = {name: _indices(factors, found[name], found[f"{name}_conf"]) for name in ("S1", "ST")}
    return Sensitivity("sobol", indices, n, (*told, *_doubts(indices["S1"], indices["ST"])))


def morris(
    factors: Sequence[str], sample: Array, values: Array, *, levels: int, seed: int = 0
) -> Sensitivity:
    """Elementary effects of a Morris design, in the unit of the outcome per range of a factor.

    Args:
        factors: names.
        sample: (point, factor), where each point lies between 0 and 1.
        values: (point,); NaN where failed.
        levels: of the grid.
        seed: draws the bootstrap.
    """
    block = len(factors) + 1
    sound = _sound(values, block)
    values, n, told = _whole_blocks(values, block, "morris")
    if n < 2:
        return Sensitivity("morris", {}, n, told)
    analyze = _salib("morris")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = analyze.analyze(
            _problem(factors),
            sample[sound],
            values,
            num_levels=levels,
            num_resamples=RESAMPLES,
            conf_level=LEVEL,
            seed=seed,
        )
    none = np.full(len(factors), np.nan)
    indices = {
        "mu_star": _indices(factors, found["mu_star"], found["mu_star_conf"]),
        "mu": _indices(factors, found["mu"], none),
        "sigma": _indices(factors, found["sigma"], none),
    }
    return Sensitivity("morris", indices, n, told)


def rank_correlation(factors: Sequence[str], columns: Array, values: Array) -> Sensitivity:
    """Partial rank correlations of a Latin hypercube, -1..1, with intervals of Fisher's z.

    Args:
        factors: names.
        columns: (point, factor), numbers.
        values: (point,); NaN where failed.
    """
    from scipy.stats import norm, rankdata

    sound = ~np.isnan(values)
    n, told = int(sound.sum()), _few("latin_hypercube", int(sound.sum()))
    degrees = n - len(factors) - 2
    if not factors:
        return Sensitivity("latin_hypercube", {}, n, ())
    if degrees < 2 or np.ptp(values[sound]) == 0.0:
        return Sensitivity("latin_hypercube", {}, n, (*told, "there is too little to compare"))
    ranks = np.apply_along_axis(rankdata, 0, columns[sound])
    target = rankdata(values[sound])
    found = []
    for place, factor in enumerate(factors):
        others = np.column_stack([np.ones(n), np.delete(ranks, place, axis=1)])
        one, other = _residual(others, ranks[:, place]), _residual(others, target)
        size = np.sqrt((one @ one) * (other @ other))
        value = float(one @ other / size) if size > 0.0 else 0.0
        z = np.arctanh(np.clip(value, -1.0 + 1e-12, 1.0 - 1e-12))
        half = float(norm.ppf((1.0 + LEVEL) / 2.0)) / np.sqrt(degrees - 1.0)
        found.append(Index(factor, value, float(np.tanh(z + half) - np.tanh(z - half)) / 2.0))
    return Sensitivity("latin_hypercube", {"PRCC": tuple(found)}, n, told)


def _doubts(first: Sequence[Index], total: Sequence[Index]) -> list[str]:
    """Say what no true index does, and what is wide."""
    found = []
    for name, row in (("S1", first), ("ST", total)):
        outside = [one.factor for one in row if not -BEYOND <= one.value <= 1.0 + BEYOND]
        if outside:
            found.append(f"{name} of {_listed(outside)} lies outside 0 to 1: sampling error")
        wide = [one.factor for one in row if not one.half_width <= WIDE]
        if wide:
            found.append(f"{name} of {_listed(wide)} is known to no better than ±{WIDE:g}")
    pairs = zip(first, total, strict=True)
    crossed = [one.factor for one, other in pairs if one.low > other.high]
    if crossed:
        found.append(f"S1 of {_listed(crossed)} is above ST, which cannot be: more points needed")
    whole = float(np.sum([one.value for one in first]))
    if whole > 1.0 + float(np.sum([one.half_width for one in first])):
        found.append(f"the S1 add up to {whole:.2f}, more than 1: more points needed")
    return found


def _problem(factors: Sequence[str]) -> dict[str, Any]:
    count = len(factors)
    return {"num_vars": count, "names": list(factors), "bounds": [[0.0, 1.0]] * count}


def _sound(values: Array, block: int) -> Any:
    """Say of each point whether its whole block or trajectory was played, (point,)."""
    rows = values.reshape(-1, block)
    return np.repeat(~np.isnan(rows).any(axis=1), block)


def _whole_blocks(values: Array, block: int, kind: str) -> tuple[Array, int, tuple[str, ...]]:
    sound = _sound(values, block)
    lost = int((~sound).sum()) // block
    n = int(sound.sum()) // block
    told = _few(kind, n)
    if lost:
        told = (*told, f"{lost} of {n + lost} samples are left out, for games failed in them")
    return values[sound], n, told


def _few(kind: str, n: int) -> tuple[str, ...]:
    what = {"sobol": "base points", "morris": "trajectories", "latin_hypercube": "points"}[kind]
    if n >= FEW[kind]:
        return ()
    return (f"{n} {what} are few; {FEW[kind]} or more give steadier indices",)


def _indices(factors: Sequence[str], values: Array, half: Array) -> tuple[Index, ...]:
    rows = zip(factors, values, half, strict=True)
    return tuple(Index(factor, float(value), float(width)) for factor, value, width in rows)


def _residual(others: Array, column: Array) -> Array:
    weights = np.linalg.lstsq(others, column, rcond=None)[0]
    return np.asarray(column - others @ weights)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _salib(name: str) -> Any:
    try:
        from SALib.analyze import morris as by_morris
        from SALib.analyze import sobol as by_sobol
    except ImportError:
        raise RealmError(f"indices of {name} need SALib: pip install 'realm-game[lab]'") from None
    return {"sobol": by_sobol, "morris": by_morris}[name]
