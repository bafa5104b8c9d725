"""Whose each row is, and in which band others know it."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.arrays import notes
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.observe import SMALL, bands, own_rows
from realm.rules.start import first_state


@pytest.fixture(scope="module")
def whole() -> tuple[Network, Params, State]:
    network, params = compile_scenario(load("june-2025"))
    return network, params, first_state(network, params, 2)


def test_every_owned_axis_of_state_and_params_has_an_owner(
    whole: tuple[Network, Params, State],
) -> None:
    network, params, state = whole
    own = own_rows(network, "india")
    for holder in (state, params):
        for note in notes(type(holder)):
            if note.seen in ("own", "banded"):
                assert own[note.axes[-1]].shape == getattr(holder, note.attribute).shape[-2:-1]


def test_a_row_belongs_to_one_firm_and_users_to_their_country(
    whole: tuple[Network, Params, State],
) -> None:
    network, *_ = whole
    owners = np.zeros(network.facility_count)
    users = np.zeros(network.sector_count)
    for actor in (*network.countries, *network.firms):
        owners += own_rows(network, actor)["facility"]
        users += own_rows(network, actor)["sector"]
    assert (owners == 1).all()
    assert (users == 1).all()


def test_a_government_does_not_see_into_its_state_firm(
    whole: tuple[Network, Params, State],
) -> None:
    network, *_ = whole
    india, irel = own_rows(network, "india"), own_rows(network, "irel")
    for axis in ("offer", "account", "facility"):
        assert irel[axis].any()
        assert not (india[axis] & irel[axis]).any()


@given(st.floats(-1e9, 1e9), st.floats(0.01, 0.99), st.floats(1.1, 10.0))
def test_a_band_holds_its_number_and_tells_no_more(value: float, at: float, factor: float) -> None:
    low, high = bands(np.array([[value]]), factor)
    slack = 1e-9 * abs(value)
    assert low - slack <= value <= high + slack
    if abs(value) >= SMALL:
        inner, outer = sorted((abs(low.item()), abs(high.item())))
        assert outer / inner == pytest.approx(factor)
        assume(inner >= SMALL)  # the lowest band is cut: below is nothing

    elsewhere = low + at * (high - low)
    for bound, again in zip((low, high), bands(elsewhere, factor), strict=True):
        np.testing.assert_allclose(again, bound, rtol=1e-9)
