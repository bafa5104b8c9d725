"""The words of a scenario are explained, in every scenario that is shipped, and name sources."""

import re

import pytest

from realm.content.load import load
from realm.core.scenario import Scenario
from realm.paths import shipped_scenarios
from realm.rules.indicators import INDICATORS
from realm.view.messages import load_messages
from realm.view.picture import of_help
from realm.view.picture.of_causes import label_of
from realm.view.picture.of_goods import (
    glossary,
    good_lines,
    good_text,
    source_text,
)
from realm.view.picture.page import Page, Told

ENGLISH = load_messages()


@pytest.fixture(scope="module", params=shipped_scenarios())
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return load(request.param)


def told(page: Page) -> list[Told]:
    return [b for column in page.columns for b in column.blocks if isinstance(b, Told)]


def test_help_in_a_game_explains_every_commodity_once(scenario: Scenario) -> None:
    titles = [block.title for block in told(of_help.help_page(ENGLISH, scenario))]

    assert len(set(titles)) == len(titles)
    for noun in scenario.commodities.values():
        assert sum(title == noun.name.rstrip(".") for title in titles) == 1


def test_every_commodity_names_its_source_in_help_and_beside_it(
    scenario: Scenario,
) -> None:
    said = [line for b in glossary(scenario, ENGLISH) if isinstance(b, Told) for line in b.lines]

    for name, noun in scenario.commodities.items():
        assert source_text(noun.source, ENGLISH) in said
        assert source_text(noun.source, ENGLISH) in good_text(scenario, name, ENGLISH)


def test_no_commodity_is_said_to_be_made_of_itself(scenario: Scenario) -> None:
    for name, noun in scenario.commodities.items():
        _, *lines = good_lines(scenario, name, ENGLISH)
        assert lines
        assert all(f"{noun.name}." not in line for line in lines)


def test_words_of_other_fields_are_left_out() -> None:
    small = [b.title for b in glossary(load("small-world"), ENGLISH) if isinstance(b, Told)]

    assert len(small) == len(load("small-world").commodities)


def test_marks_of_sources_are_put_in_words(scenario: Scenario) -> None:
    nouns = (scenario.commodities, scenario.measures, scenario.projects, scenario.contracts)
    for noun in (noun for one in nouns for noun in one.values()):
        said = source_text(noun.source, ENGLISH)
        assert not re.search(r"[\[\]]|\.md|\.csv|[;,]\s*[;,]|\(\)", said), said


def test_a_mark_that_is_known_says_what_it_means_and_an_address_nothing() -> None:
    told = source_text("[R: who; high]; shares .50, .19 [F7][A]; as in [F101e] ; end", ENGLISH)

    assert told == "Source: who, unchecked; shares .50, .19 (assumed); as in; end"


def test_numbers_are_called_in_help_as_on_the_card() -> None:
    titles = [block.title for block in told(of_help.help_page(ENGLISH))]

    assert {label_of(name, ENGLISH) for name in INDICATORS} <= set(titles)
    assert len(set(titles)) == len(titles)
