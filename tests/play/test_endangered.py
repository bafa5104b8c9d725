"""A curb is told to break a deal exactly where the rules then find it broken."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from realm.core import actions as kinds
from realm.play.endangered import Endangered, _passing, endangered
from realm.play.seats import No
from realm.play.session import Session
from realm.rules.instruments import let_through
from realm.strategies.observation import Observation

TABLE, CURB = "india_japan", "india_suspend_japan"
NEAR = 0.02


def signed(folder: Path) -> Session:
    """Let India sign what Japan would sign, and play the turn in which it takes effect."""
    session = Session.begin("june-2025", folder / "a.realm", seed=5, people=["india"])
    session.sit("india", "india")
    assert session.begin_talks("india", 0, [TABLE]) is None
    wished = session.talk("india", 0, TABLE, "want", {"volume": "half"})
    assert isinstance(wished, dict)
    assert not isinstance(session.talk("india", 0, TABLE, "accept", {}), No)
    session.end_turn("india", 0)
    return session


def told(session: Session) -> Endangered:
    """Return what India is told of the curb."""
    (found,) = endangered(session.observe("india"), CURB)
    return found


@pytest.mark.parametrize("below", [True, False])
def test_what_is_told_is_what_rules_find(tmp_path: Path, *, below: bool) -> None:
    session = signed(tmp_path)
    network = session.match.model.network
    one, row = told(session), network.tables.index(TABLE)
    assert (one.seller, one.other, one.good) == ("india", "japan", "ndpr_oxide")
    assert 0.0 < one.least < 1.0
    size = one.least - NEAR if below else one.least + NEAR

    order = kinds.Tighten(measure=CURB, size=size)
    assert not isinstance(session.submit("india", 1, order), No)
    session.end_turn("india", 1)

    page = session.match.pages[-1]
    assert page.ledger.accord is not None
    assert bool(page.ledger.accord.broken[row, 0] > 0.0) is below
    assert bool(endangered(session.observe("india"), CURB)) is not below
    session.close()


def test_where_nothing_is_signed_nothing_is_endangered(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "a.realm", seed=1, people=["india"])
    sight = session.observe("india")
    assert not any(endangered(sight, name) for name in sight.observation.network.measures)
    session.close()


@pytest.mark.parametrize("seed", range(4))
def test_what_would_pass_is_read_as_rules_read_it(tmp_path: Path, seed: int) -> None:
    """Of any contract, also where nothing flowed at the start, whatever curbs and easings run."""
    session = Session.begin("june-2025", tmp_path / "a.realm", seed=1, people=["india"])
    sight, model, luck = session.observe("india"), session.match.model, np.random.default_rng(seed)
    network, state = model.network, model.state
    state = state.replace(
        measure_on=np.where(luck.random(state.measure_on.shape) < 0.7, 1.0, 0.0),
        measure_size=luck.random(state.measure_size.shape),
        waiver=luck.choice([0.0, 0.4, 1.0], state.waiver.shape),
    )
    actors = sight.observation.actors
    seen = Observation(model.roster, model.params, state, actors=actors)
    held = 0
    for row in network.licences:
        size = float(luck.random())
        on, sizes = state.measure_on.copy(), state.measure_size.copy()
        on[row], sizes[row] = 1.0, size
        let = let_through(network, state.replace(measure_on=on), sizes)[:, 0]
        for contract in range(len(network.contracts)):
            parts = np.flatnonzero(network.parts_of_contract == contract)
            link, part = network.part_link[parts], model.params.part_share[parts, 0]
            out = link >= network.abroad.start
            refused = part[out] * (1.0 - let[network.lane_of[link[out] - network.abroad.start]])
            told = _passing(replace(sight, observation=seen), network.measures[row], parts, size)
            assert math.isclose(told, 1.0 - math.fsum(refused), abs_tol=1e-6)
            held += told < 1.0
    assert held
    session.close()
