"""Dated events stand down for who decides in their place."""

from pathlib import Path

import numpy as np
import pytest

from realm.content.load import load
from realm.core.scenario import Scenario
from realm.model.agents import CountryAgent
from realm.model.model import RealmModel

STORY = """extends: small-world
events:
  before:
    {date: 2025-02, text: Told, stands_down_for: aland, measures: {aland_quota: {in_force: true}},
     source: 'assumption: a test'}
  after:
    {date: 2025-08, text: Told, stands_down_for: aland, measures: {aland_licence: {in_force: true}},
     source: 'assumption: a test'}
"""


@pytest.fixture
def story(tmp_path: Path) -> Scenario:
    file = tmp_path / "story.yaml"
    file.write_text(STORY)
    return load(file)


def on(model: RealmModel) -> list[bool]:
    model.step()
    rows = [model.network.measures.index(name) for name in ("aland_quota", "aland_licence")]
    return [bool(model.state.measure_on[row].all()) for row in rows]


class Idle(CountryAgent):
    def decide(self) -> None:
        pass


def test_it_happens_to_who_changes_nothing(story: Scenario) -> None:
    assert on(RealmModel(story, seed=1, strategies="cland=escalate")) == [True, True]


def test_it_stands_down_for_a_strategy_and_for_a_person(story: Scenario) -> None:
    assert on(RealmModel(story, seed=1, strategies="aland=stabiliser"))[1] is False
    assert on(RealmModel(story, seed=1, agents={"aland": Idle})) == [True, False]
    assert on(RealmModel(story, seed=1, people=["aland"])) == [True, False]


def test_what_lies_before_the_first_turn_happens_in_any_case(story: Scenario) -> None:
    assert RealmModel(story, seed=1, people=["aland"]).params.event_on[:, 0].tolist()[-2:] == [1, 0]


def test_history_replays_under_status_quo() -> None:
    model = RealmModel("june-2025", seed=1, strategies="china=status_quo")
    decided = RealmModel("june-2025", seed=1)
    names = model.network.events
    stands = [n for n, e in model.network.scenario.events.items() if e.stands_down_for]

    assert (model.params.event_on == 1.0).all()
    assert len(stands) > 5
    for name in names:
        assert decided.params.event_on[names.index(name), 0] == float(name not in stands)
    assert np.array_equal(model.state.ask, decided.state.ask), "the months before are the same"
