"""Phases leave out links on which nothing is to be done; that changes no bit."""

from functools import cache
from unittest.mock import patch

import numpy as np
import pytest
from tests.laws.cases import same_bytes

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.chance import Luck
from realm.core.ledger import Month
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules import curbed, shipping, turn
from realm.rules.start import first_state

LUCK = Luck(seed=5, worlds=np.arange(3))
ALONE = {
    "everything": (),
    "leaks": ("measure_on", "measure_known", "rent"),
    "shares": ("measure_enforcement", "rent", "smuggling", "transshipment"),
}
"""What acts at the border, and what of the state is set to 0 so that it acts alone."""


@cache
def game() -> tuple[Network, Params, State]:
    network, params = compile_scenario(load("june-2025"))
    start = first_state(network, params, len(LUCK.worlds))
    return network, params, turn.play(network, params, start, LUCK, 9)[0]


def month(state: State, few: int) -> tuple[State, Month]:
    """Play a month in which links are picked from so many worlds on."""
    network, params, _ = game()
    with patch.object(curbed, "FEW", few), patch.object(shipping, "FEW", few):
        return turn.month(network, params, state, LUCK)


@pytest.mark.parametrize("what", ALONE)
def test_links_left_out_change_no_bit(what: str) -> None:
    _, _, state = game()
    state = state.replace(**{name: 0.0 * getattr(state, name) for name in ALONE[what]})
    picked, page = month(state, few=0)
    whole, other = month(state, few=10**9)
    assert not same_bytes(picked, whole)
    assert not same_bytes(page, other)
    assert page.refused.any() == (what != "leaks")
    assert page.leaked.any() == (what != "shares")
