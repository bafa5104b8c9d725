"""Place a number and its aim on a scale: where it stands, and which part of it meets the aim."""

import math
from collections.abc import Iterable

from realm.view.picture.table import Gauge

SHARE, TRUST = "share", "-1..1"
"""Units of numbers whose ends are known: parts of a whole, and trust."""
BEYOND = 0.1
"""How far a scale goes on beyond the largest that it has to show, as a part of that."""
APART = 0.02
"""Least part of the scale on either side of where an aim is met, and twice the least distance."""


def gauge(
    value: float, aim: float, had: Iterable[float], unit: str, *, more: bool, met: bool
) -> Gauge:
    """Place a number on its scale, in the zone where its aim is met if it is, and only then.

    Args:
        value: how much there is.
        aim: how much of it counts as met.
        had: what it was before; what is not known of that counts for nothing.
        unit: that of the indicator.
        more: whether it is to be that much at least; at most else.
        met: whether the aim counts as met.
    """
    low, high = ends((value, aim, *had), unit)
    edge = min(max((aim - low) / (high - low), APART), 1.0 - APART)
    mark = min(max((value - low) / (high - low), 0.0), 1.0)
    if met:
        mark = max(mark, edge) if more else min(mark, edge)
    else:
        mark = min(mark, edge - APART / 2) if more else max(mark, edge + APART / 2)
    return Gauge(mark=mark, zone=(edge, 1.0) if more else (0.0, edge))


def ends(values: Iterable[float], unit: str) -> tuple[float, float]:
    """Return where a scale begins and ends that shows all of some values.

    Shares go from nothing to all, trust from nothing to full or, where it was ever lost, from the
    worst; what has no ends of its own goes from nothing to a little beyond the largest, of either
    sign.

    >>> ends([0.99, 0.25], "share"), ends([0.25, 0.5], "-1..1"), ends([-0.1, 0.5], "-1..1")
    ((0.0, 1.0), (0.0, 1.0), (-1.0, 1.0))
    >>> ends([10.0, 20.0], "M$"), ends([-10.0, 20.0], "M$")
    ((0.0, 22.0), (-11.0, 22.0))
    """
    known = [0.0, *(value for value in values if math.isfinite(value))]
    least, most = min(known), max(known)
    if unit == SHARE:
        return 0.0, 1.0
    if unit == TRUST:
        return (-1.0 if least < 0.0 else 0.0), 1.0
    low, high = (1.0 + BEYOND) * least, (1.0 + BEYOND) * most
    return (low, high) if high > low else (0.0, 1.0)
