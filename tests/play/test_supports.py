"""Supports count the plants that they may pay alike; a permit names those that would help."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from realm.core.actions import Approve, Support
from realm.play.session import No, Session
from realm.play.sight import Sight, look
from realm.view.messages import load_messages
from realm.view.picture.of_ahead import ahead
from realm.view.picture.of_supports import helpers, unused

PLANT = "repm_1"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    found = Session.begin("june-2025", tmp_path / "a.realm", seed=1, people=["india"])
    yield found
    found.close()


def told(sight: Sight, measure: str, size: float) -> list[str]:
    return ahead(sight, Support(measure=measure, size=size), load_messages())


def test_supports_of_one_scheme_count_the_same_plants(session: Session) -> None:
    sight, messages = look(session.match, "india"), load_messages()
    both = messages.say("game.support_plants", count=7, permitted=0)
    assert both in told(sight, "india_repm_capital", 0.28)
    assert both in told(sight, "india_repm_output", 24.0)


def test_a_permit_names_the_supports_that_are_not_in_force(session: Session) -> None:
    messages = load_messages()
    assert unused(look(session.match, "india"), PLANT) == [
        "india_repm_output", "india_repm_capital",
    ]  # fmt: skip
    session.sit("india", "Ana")
    for order in (Support(measure="india_repm_capital", size=0.28), Approve(project=PLANT)):
        assert not isinstance(session.submit("india", session.match.turn, order), No)
    session.end_turn("india", session.match.turn)
    sight = look(session.match, "india")
    assert unused(sight, PLANT) == ["india_repm_output"]
    assert helpers(sight, PLANT, messages)
