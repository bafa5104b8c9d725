"""Tell what lies within an outline on the plane."""

import numpy as np
from numpy.typing import NDArray

from realm.view.map.projection import Plane


def within(points: Plane, outline: Plane) -> NDArray[np.bool_]:
    """Tell which points lie within a closed outline: a ray from each crosses it in odd number.

    Args:
        points: shape (point, 2).
        outline: shape (corner, 2), the last the same as the first.
    """
    found = np.zeros(len(points), dtype=bool)
    low, high = outline.min(axis=0), outline.max(axis=0)
    near = np.flatnonzero(((points >= low) & (points <= high)).all(axis=1))
    if len(near):
        (x, y), at = outline.T, points[near]
        above = y > at[:, 1, None]
        crosses = above[:, 1:] != above[:, :-1]
        run, rise = np.diff(x), np.diff(y)
        part = (at[:, 1, None] - y[:-1]) / np.where(rise == 0.0, 1.0, rise)
        east = x[:-1] + part * run > at[:, 0, None]
        found[near] = (crosses & east).sum(axis=1) % 2 == 1
    return found
