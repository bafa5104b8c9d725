"""What a plant to be built lacks where it shall stand, by what a seat may know."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from realm.play.inputs import inputs
from realm.play.session import Session
from realm.view.messages import load_messages
from realm.view.picture.of_ahead import short_told
from realm.view.picture.of_cards import cards


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path: Path = tmp_path_factory.mktemp("inputs") / "game.realm"
    found = Session.begin("june-2025", path, seed=1, turns=3, people=["india"])
    found.sit("india", "ana")
    yield found
    found.close()


def test_it_lacks_no_more_than_it_needs_and_nothing_where_enough_comes(session: Session) -> None:
    sight = session.observe("india")
    scenario = sight.observation.network.scenario
    for project in sight.observation.network.projects:
        recipe = scenario.recipes[scenario.facilities[scenario.projects[project].facility].recipe]
        found = inputs(sight, project)
        assert [one.good for one in found] == list(recipe.inputs)
        for one in found:
            assert 0.0 <= one.short <= one.needs
            assert (one.short == 0.0) == (one.comes >= one.needs + one.taken)
            assert math.isfinite(one.comes)


def test_a_magnet_plant_where_nobody_makes_metal_says_so_before_it_is_begun(
    session: Session,
) -> None:
    sight, messages = session.observe("india"), load_messages()
    (told,) = short_told(sight, "repm_1", messages)
    assert "NdPr metal" in told
    assert "100 %" in told
    card = next(c for c in cards(sight, messages) if c.id.startswith("project:repm_1"))
    assert told in card.about
    assert not short_told(sight, "india_metal", messages), "oxide is made at home"


def test_a_plant_that_is_begun_counts_for_those_that_need_what_it_makes(session: Session) -> None:
    sight = session.observe("india")
    before = {one.good: one for one in inputs(sight, "repm_1")}
    network = sight.observation.network
    row = network.projects.index("india_metal")
    opens = sight.observation.project_opens.copy()
    opens[row] = 12.0
    anew = session.observe("india")
    anew.observation.kept.clear()
    anew.observation._found["project_opens"] = opens
    after = {one.good: one for one in inputs(anew, "repm_1")}
    made = network.scenario.projects["india_metal"].capacity_t_per_year
    assert after["ndpr_metal"].comes == pytest.approx(before["ndpr_metal"].comes + made)
    anew.observation.kept.clear()
    del anew.observation._found["project_opens"]
