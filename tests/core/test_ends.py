"""A range of an estimate is written as finely as its width deserves, and holds what it held."""

import math

from hypothesis import given
from hypothesis import strategies as st

from realm.core.words import CLOSE, FINEST, MINUS, ends

SIZES = st.floats(-1e6, 1e6, allow_nan=False)


def read(text: str) -> float:
    return float(text.replace(",", "").replace(MINUS, "-"))


@given(SIZES, SIZES)
def test_a_range_is_rounded_outwards_by_less_than_a_tenth_of_its_width(
    one: float, other: float
) -> None:
    low, high = sorted((one, other))
    first, last = (read(text) for text in ends(low, high))
    width = high - low
    if not width > CLOSE * max(abs(low), abs(high)):
        return
    step = 10.0 ** max(FINEST, math.floor(math.log10(width)) - 1)
    assert first <= low + 1e-6 * step
    assert last >= high - 1e-6 * step
    assert last - first <= width + 2.001 * step


@given(SIZES, SIZES)
def test_the_width_that_is_told_has_two_digits(one: float, other: float) -> None:
    low, high = sorted((one, other))
    if not high - low > max(0.1, CLOSE * max(abs(low), abs(high))):
        return
    first, last = (read(text) for text in ends(low, high))
    step = 10.0 ** (math.floor(math.log10(high - low)) - 1)
    for end in (first, last):
        assert math.isclose(end / step, round(end / step), abs_tol=1e-4)
