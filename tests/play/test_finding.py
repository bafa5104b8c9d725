"""What can be ordered is found by the names around it, and by words that mean much the same."""

from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

import pytest

from realm.content.load import load
from realm.core.network import Network
from realm.model.model import RealmModel
from realm.paths import shipped_scenarios
from realm.play.finding import finds, names_around
from realm.play.session import Session
from realm.play.sight import Sight
from realm.view.messages import also, load_messages

ALSO = partial(also, load_messages())
SEATS = ("china", "india", "japan", "korea", "toyota_tsusho", "irel")
AXES = ("measure", "project", "facility", "firm", "stockpile", "contract", "link", "directive",
        "side", "country")  # fmt: skip


@cache
def network(scenario: str) -> Network:
    return RealmModel(scenario).network


@cache
def sight(seat: str) -> Sight:
    session = Session.begin("june-2025", Path(mkdtemp()) / "game.realm", seed=1, people=[seat])
    return session.observe(seat)


def words_of(one: Sight) -> list[str]:
    scenario = one.observation.network.scenario
    return [
        f"{o.action.word()} {names_around(scenario, o.action.axis, o.action.name)} "
        f"{o.action.text(scenario)}"
        for o in one.options
    ]


@pytest.mark.parametrize("scenario", shipped_scenarios())
@pytest.mark.parametrize("axis", AXES)
def test_everything_that_can_be_ordered_has_names_around_it(scenario: str, axis: str) -> None:
    known = network(scenario)

    for name in known.along(axis):
        assert names_around(known.scenario, axis, name)


def test_a_plant_is_found_by_its_firm_and_by_what_it_makes() -> None:
    scenario = load("june-2025")

    for name, project in scenario.projects.items():
        around = names_around(scenario, "project", name)
        made = scenario.recipes[scenario.facilities[project.facility].recipe].outputs
        assert finds([scenario.firms[project.firm].name], around, ALSO)
        assert all(finds([scenario.commodities[good].name], around, ALSO) for good in made)


def test_every_synonym_leads_to_something_that_some_seat_can_order() -> None:
    texts = [text for seat in SEATS for text in words_of(sight(seat))]
    keys = [key for key in load_messages().texts if key.startswith("find.also_")]

    assert len(keys) > 20
    for key in keys:
        word = key.removeprefix("find.also_")
        assert ALSO(word)
        assert any(finds([word], text, ALSO) for text in texts), word


@pytest.mark.parametrize(
    ("seat", "word", "other"),
    [("korea", "reserve", "stockpile"), ("india", "taxes", "duty"), ("india", "ban", "suspend")],
)
def test_words_that_mean_much_the_same_find_the_same(seat: str, word: str, other: str) -> None:
    texts = words_of(sight(seat))
    found = {text for text in texts if finds([word], text, ALSO)}

    assert found >= {text for text in texts if finds([other], text, ALSO)} != set()
    assert len(found) < len(texts)
