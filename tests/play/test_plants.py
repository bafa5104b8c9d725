"""When a plant opens is told before it is begun as the rules will draw it, and afterwards."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.actions import Start
from realm.core.chance import Luck
from realm.core.words import months_between
from realm.play.plants import begun, expected
from realm.play.session import Session
from realm.rules.building import lead_months, opening_months
from realm.rules.start import first_state

WORLDS, SEAT = 4000, "toyota_tsusho"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=3, people=[SEAT])
    session.sit(SEAT, "somebody")
    yield session
    session.close()


@pytest.mark.parametrize("known", [0.0, 0.75])
def test_eight_of_ten_plants_open_between_the_bounds_that_are_told(known: float) -> None:
    network, params = compile_scenario(load("june-2025"))
    state = first_state(network, params, WORLDS)
    state = state.replace(know_how=np.full_like(state.know_how, known))
    rows = np.arange(len(network.projects))
    drawn = opening_months(network, params, state, rows, Luck(1, np.arange(WORLDS)))
    for row, name in enumerate(network.projects):
        mean, early, late = lead_months(network.scenario, name, known)
        months = drawn[row] - state.month
        within = ((months >= early) & (months <= late)).mean()

        assert mean == pytest.approx(months.mean(), rel=0.02, abs=1.0)
        assert 0.74 < within <= 1.0, name
        assert early <= mean <= late


def test_a_plant_that_opens_after_the_game_is_told_so_before_and_after(session: Session) -> None:
    match, last = session.match, session.match.head.turns - 1
    network = match.model.network
    for turn in range(last):
        session.end_turn(SEAT, turn)
    plant = next(n for n, one in network.scenario.projects.items() if one.firm == SEAT)
    row, others = network.projects.index(plant), begun(match, SEAT)
    for name, value in (("approved", 1.0), ("opens", np.inf), ("paid", 0.0)):
        getattr(match.model.state, f"project_{name}")[row] = value
    before = expected(session.observe(SEAT), plant)
    session.submit(SEAT, last, Start(project=plant))
    session.end_turn(SEAT, last)

    assert before.too_late
    (found,) = (one for one in begun(match, SEAT) if one not in others and one.turn > last)
    assert (found.project, found.turn, found.after_end) == (plant, last + 1, True)
    assert found.planned == months_between(found.opens, before.about) + found.months
    assert found.months > 0
