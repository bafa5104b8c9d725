"""What the sliders of a table show before anybody has spoken."""

from pathlib import Path

import numpy as np
import pytest

from realm.play.session import Session
from realm.view.picture.of_form import opening


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_first_offer_may_be_made_and_gains_something_where_any_does(
    tmp_path: Path, seed: int
) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=seed, people=["india"])
    session.sit("india", "ana")
    seen = 0
    for turn in range(2):
        sight = session.observe("india")
        session.begin_talks("india", turn, [t for t in sight.tables if not sight.bound_until(t)])
        sight = session.observe("india")
        chair = session.match.chair("india")
        assert chair is not None
        for place in chair.tables:
            draft = opening(session.match, sight, place)
            if not draft:  # the other side has the word
                continue
            chosen = list(draft.values())
            outcome = int(np.flatnonzero((place.agenda.choices == chosen).all(axis=1))[0])
            odds, (worth, nothing) = chair.odds(place.table), chair.worth(place.table)
            can = np.isfinite(odds)
            assert can[outcome]
            assert worth[outcome] > nothing or not (worth[can] > nothing).any()
            seen += 1
        session.end_turn("india", turn)
    session.close()
    assert seen
