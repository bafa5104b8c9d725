"""Months are seen with the measures that were in force in each."""

import numpy as np
import pytest

from realm.core.words import month_after
from realm.play.account import standing
from realm.play.months import CURBS, months_seen
from realm.play.past import remember
from realm.play.session import Session
from realm.play.sight import look
from realm.view.messages import load_messages
from realm.view.picture.of_turn import turn_page
from realm.view.picture.page import Ground


@pytest.mark.parametrize("scenario", ["small-world", "june-2025"])
def test_the_last_early_month_is_seen_as_the_first_turn_begins(tmp_path, scenario) -> None:
    session = Session.begin(scenario, tmp_path / "a.realm", seed=1)
    match = session.match
    sight = look(match, next(iter(match.model.network.scenario.seats)))

    early = months_seen(match, sight)

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

    for month, seen in zip(months, months_seen(match, sight), strict=True):
        for row, name in enumerate(names):
            begins = scenario.measures[name].in_force
            assert not (seen.observation.measure_on[row, 0] > 0.0 and str(begins) > month)
    session.close()


LATE = """extends: june-2025
name: late
measures:
  india_suspend_japan: {in_force: 2025-09, share_let_through: 0.5}
"""
"""A curb that comes in the third month of the first turn."""


def test_each_month_of_a_turn_is_seen_with_its_own_curbs(tmp_path) -> None:
    path = tmp_path / "late.yaml"
    path.write_text(LATE, encoding="utf-8")
    session = Session.begin(str(path), tmp_path / "a.realm", seed=1, turns=1)
    session.sit("japan", "ana")
    session.end_turn("japan", 0)
    match = session.match
    sight, row = look(match, "japan"), match.model.network.measures.index("india_suspend_japan")

    seen = months_seen(match, sight)

    stood = standing(match, 1)
    assert [float(one.observation.measure_on[row, 0]) for one in seen] == [0.0, 0.0, 1.0]
    for one, then in zip(seen, stood, strict=True):
        for name in CURBS:
            np.testing.assert_array_equal(getattr(one.observation, name), getattr(then.state, name))
    assert seen[2] is sight, "a month like the end is not looked at again"
    page = turn_page(match, sight, remember(match, "japan"), load_messages())
    (ground,) = (b for c in page.columns for b in c.blocks if isinstance(b, Ground))
    held = [any(f.curbed for f in w.flows if f.id.startswith("india>japan>"))
            for w in ground.worlds]  # fmt: skip
    assert held == [False, False, True]
    session.close()
