"""What is told of sellers and of what was refused adds up for who reckons it from the page."""

import math
from pathlib import Path

import pytest

from realm.play.lacks import losses
from realm.play.session import Session
from realm.play.sight import look
from realm.view.messages import load_messages
from realm.view.picture import page as p
from realm.view.picture.of_lacks import missed_why
from realm.view.picture.of_sellers import sellers_told


def part(text: str) -> float:
    """Read "+12 %" at the head of a line."""
    return float(text.split(" ", maxsplit=1)[0].replace("−", "-").replace(",", "")) / 100.0


@pytest.mark.parametrize("seat", ["india", "japan", "irel"])
def test_told_parts_of_an_ask_multiply_to_its_change(tmp_path: Path, seat: str) -> None:
    session = Session.begin("june-2025", tmp_path / "a.realm", seed=1, people=[seat])
    session.sit(seat, seat)
    for turn in range(2):
        session.end_turn(seat, turn)
        told = sellers_told(session.match, look(session.match, seat), load_messages())
        rows = [block for block in told if isinstance(block, p.Told)]
        assert rows
        for row in rows:
            parts = [1.0 + part(line) for line in row.lines if line[0] in "+−"]
            assert math.prod(parts) == pytest.approx(1.0 + part(row.right), rel=0.02)
    session.close()


def test_more_refused_than_wanted_is_told_with_its_reason(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "a.realm", seed=1, people=["india"])
    session.sit("india", "india")
    session.end_turn("india", 0)
    messages = load_messages()
    found = losses(session.match, 1, "india")

    assert any(one.refused > one.wanted for one in found)
    for one in found:
        said = messages.say("turn.refused_more") in missed_why(session.match, one, messages)
        assert said is (one.refused > one.wanted)
    session.close()
