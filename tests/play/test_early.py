"""The months before the first turn are seen with the measures that were in force in each."""

import numpy as np
import pytest

from realm.core.words import month_after
from realm.play.early import early_sights
from realm.play.session import Session
from realm.play.sight import look


@pytest.mark.parametrize("scenario", ["small-world", "june-2025"])
def test_the_last_early_month_is_seen_as_the_first_turn_begins(tmp_path, scenario) -> None:
    session = Session.begin(scenario, tmp_path / "a.realm", seed=1)
    match = session.match
    sight = look(match, next(iter(match.model.network.scenario.seats)))

    early = early_sights(match, sight)

    assert len(early) == len(match.pages[0].ledger.months)
    for name in ("measure_on", "measure_size", "trust"):
        last, now = (getattr(one.observation, name) for one in (early[-1], sight))
        np.testing.assert_array_equal(last, now)
    session.close()


def test_no_month_is_shown_with_a_measure_that_came_later(tmp_path) -> None:
    session = Session.begin("june-2025", tmp_path / "a.realm", seed=1)
    match = session.match
    scenario, sight = match.model.network.scenario, look(match, "india")
    names = match.model.network.measures
    months = [month_after(scenario.starts, one.month) for one in match.pages[0].ledger.months]

    for month, seen in zip(months, early_sights(match, sight), strict=True):
        for row, name in enumerate(names):
            begins = scenario.measures[name].in_force
            assert not (seen.observation.measure_on[row, 0] > 0.0 and str(begins) > month)
    session.close()
