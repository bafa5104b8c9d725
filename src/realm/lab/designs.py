"""Designs: which combinations of values are played."""

import itertools
from typing import Any

import numpy as np

from realm.core.arrays import Array
from realm.errors import RealmError
from realm.lab.experiment import Distribution, Experiment, Factor
from realm.lab.factors import Point, Value, value_of


def points_of(experiment: Experiment) -> tuple[Point, ...]:
    """List the points of an experiment, one without factors."""
    factors = experiment.factors
    if experiment.design.kind == "list":
        return tuple(
            tuple(value_of(factor, point[name]) for name, factor in factors.items())
            for point in experiment.points
        )
    if experiment.design.kind == "factorial":
        levels = [[value_of(one, text) for text in one.values] for one in factors.values()]
        return tuple(itertools.product(*levels))
    sample = unit_sample(experiment)
    columns = [drawn(one, sample[:, row]) for row, one in enumerate(factors.values())]
    return tuple(zip(*columns, strict=True))


def unit_sample(experiment: Experiment) -> Array:
    """Draw the points of a sampling design in the unit cube, (point, factor).

    Latin hypercube: McKay, Beckman and Conover 1979. Sobol: the scheme of Saltelli et al. 2010 for
    first-order and total indices. Morris: trajectories of Morris 1991.
    """
    design, count = experiment.design, len(experiment.factors)
    if design.kind == "latin_hypercube":
        from scipy.stats import qmc

        maker = qmc.LatinHypercube(count, rng=np.random.default_rng(design.seed))
        return np.asarray(maker.random(design.points))
    problem = {
        "num_vars": count,
        "names": list(experiment.factors),
        "bounds": [[0.0, 1.0]] * count,
    }
    return _by_salib(problem, experiment)


def _by_salib(problem: dict[str, Any], experiment: Experiment) -> Array:
    design = experiment.design
    try:
        from SALib.sample import morris, sobol
    except ImportError:
        raise RealmError(
            f"design {design.kind} needs SALib: pip install 'realm-game[lab]'"
        ) from None
    if design.kind == "sobol":
        made = sobol.sample(problem, design.points, calc_second_order=False, seed=design.seed)
    else:
        made = morris.sample(problem, design.points, num_levels=design.levels, seed=design.seed)
    return np.asarray(made, dtype=np.float64)


def drawn(factor: Factor, unit: Array) -> list[Value]:
    """Turn numbers from 0 to 1 into values of a factor."""
    if factor.distribution is not None:
        return [float(value) for value in quantile(factor.distribution, unit)]
    levels = [value_of(factor, text) for text in factor.values]
    rows = np.minimum((unit * len(levels)).astype(np.intp), len(levels) - 1)
    return [levels[row] for row in rows]


def quantile(spread: Distribution, unit: Array) -> Array:
    """Return the quantiles of a distribution."""
    from scipy.stats import triang, truncnorm  # these alone take a second

    low, high = spread.low, spread.high
    width, middle = high - low, (low + high) / 2.0
    if spread.kind == "log_uniform":
        found = np.exp(np.log(low) + unit * (np.log(high) - np.log(low)))
    elif spread.kind == "triangular":
        mode = middle if spread.mode is None else spread.mode
        found = triang.ppf(unit, (mode - low) / width, loc=low, scale=width)
    elif spread.kind == "normal":
        mean = middle if spread.mean is None else spread.mean
        deviation = width / 4.0 if spread.deviation is None else spread.deviation
        ends = (low - mean) / deviation, (high - mean) / deviation
        found = truncnorm.ppf(unit, *ends, loc=mean, scale=deviation)
    else:
        found = low + unit * width
    return np.clip(np.asarray(found, dtype=np.float64), low, high)
