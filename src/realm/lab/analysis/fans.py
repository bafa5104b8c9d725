"""Fans: how an outcome spreads over worlds as time goes by."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index
from realm.lab.analysis.series import Series

SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Quantiles of a fan: nine worlds of ten lie between the outer ones, half between the inner."""


@dataclass(frozen=True)
class Fan:
    """Quantiles over the games of some points."""

    months: tuple[str, ...]
    quantiles: Array
    """(share, time), by `SHARES`; NaN where no game has such a thing."""
    games: int
    """Games that were played to the end."""


def fan(series: Series, rows: Index) -> Fan:
    """Gather the games of some points."""
    values = series.values[rows].reshape(-1, len(series.months))
    sound = ~np.isnan(values[:, -1])
    quantiles = np.full((len(SHARES), len(series.months)), np.nan)
    for time in range(len(series.months)):
        there = values[:, time][~np.isnan(values[:, time])]
        if len(there):
            quantiles[:, time] = np.quantile(there, SHARES)
    return Fan(series.months, quantiles, int(sound.sum()))
