"""The menu leaves out what makes no sense for who reads it."""

import numpy as np
import pytest

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.actions import Dispute, JoinCoalition
from realm.rules.start import first_state
from realm.strategies.legal import legal_for
from realm.strategies.menu import thinkable
from realm.strategies.observation import Observation
from realm.strategies.roster import Roster


def menu(seat: str) -> list[object]:
    network, params = compile_scenario(load("june-2025"))
    roster = Roster(network)
    actors = np.array([roster.number(seat)], dtype=np.intp)
    state = first_state(network, params, 1)
    seen = Observation(roster, params, state, actors=actors)
    return list(thinkable(seen, legal_for(roster, actors)))


@pytest.mark.parametrize(("seat", "offered"), [("china", False), ("japan", True)])
def test_nobody_joins_buyers_who_stand_together_against_it(seat: str, offered: bool) -> None:
    assert any(isinstance(one, JoinCoalition) for one in menu(seat)) == offered


def test_nobody_complains_at_the_wto_of_what_no_government_takes() -> None:
    against = {one.measure for one in menu("china") if isinstance(one, Dispute)}

    assert "malaysia_ore_ban" in against
    assert "myanmar_tax" not in against
