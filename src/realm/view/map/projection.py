"""Project longitude and latitude on a plane and back, keeping areas true.

Equal Earth: Šavrič, Patterson and Jenny (2018), "The Equal Earth map projection", International
Journal of Geographical Information Science 33(3), equations 1 to 5. Angles are degrees; the plane
is `WIDTH` wide and `HEIGHT` high, x to the east, y to the south, (0, 0) at the centre.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

CENTRE_DEGREES = 148.0
"""The meridian in the middle: the cut then runs through the Atlantic, at 32 degrees west."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = np.sqrt(3.0) / 2.0

Plane = NDArray[np.float64]
"""Points of the plane, shape (..., 2)."""


def relative(longitude: ArrayLike) -> NDArray[np.float64]:
    """Return degrees east of the centre, from -180 up to 180."""
    return (np.asarray(longitude, dtype=float) - CENTRE_DEGREES + 180.0) % 360.0 - 180.0


def project(east: ArrayLike, latitude: ArrayLike) -> Plane:
    """Return points of the plane for degrees east of the centre (see `relative`) and latitude."""
    theta = np.arcsin(_M * np.sin(np.radians(np.asarray(latitude, dtype=float))))
    x = np.radians(np.asarray(east, dtype=float)) * np.cos(theta) / (_M * _slope(theta))
    return np.stack([x, -_height(theta)], axis=-1)


def unproject(points: Plane) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude of points of the plane, by Newton's method."""
    y = -points[..., 1]
    theta = np.array(y, dtype=float)
    for _ in range(12):
        theta = theta - (_height(theta) - y) / _slope(theta)
    latitude = np.degrees(np.arcsin(np.clip(np.sin(theta) / _M, -1.0, 1.0)))
    east = np.degrees(points[..., 0] * _M * _slope(theta) / np.cos(theta))
    return (east + CENTRE_DEGREES + 180.0) % 360.0 - 180.0, latitude


def _height(theta: NDArray[np.float64]) -> NDArray[np.float64]:
    t2 = theta * theta
    t6 = t2 * t2 * t2
    height: NDArray[np.float64] = theta * (_A[0] + _A[1] * t2 + t6 * (_A[2] + _A[3] * t2))
    return height


def _slope(theta: NDArray[np.float64]) -> NDArray[np.float64]:
    t2 = theta * theta
    t6 = t2 * t2 * t2
    slope: NDArray[np.float64] = _A[0] + 3 * _A[1] * t2 + t6 * (7 * _A[2] + 9 * _A[3] * t2)
    return slope


WIDTH = float(2.0 * project(180.0, 0.0)[0])
HEIGHT = float(-2.0 * project(0.0, 90.0)[1])
