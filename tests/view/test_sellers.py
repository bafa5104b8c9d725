"""What is told of sellers and of what was refused adds up for who reckons it from the page."""

import math
from pathlib import Path

import numpy as np
import pytest

from realm.play.lacks import losses
from realm.play.session import Session
from realm.play.sight import look
from realm.view.messages import load_messages
from realm.view.picture import page as p
from realm.view.picture.of_lacks import missed_why
from realm.view.picture.of_sellers import sellers_told
from realm.view.picture.trade import crossed, lately


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


@pytest.mark.parametrize("name", ["june-2025", "small-world"])
def test_trade_on_the_map_is_that_of_the_months_of_a_turn_that_customs_published(
    tmp_path: Path, name: str
) -> None:
    seat = {"june-2025": "india", "small-world": "cland"}[name]
    session = Session.begin(name, tmp_path / "a.realm", seed=1, people=[seat])
    session.sit(seat, seat)
    match, network = session.match, session.match.model.network
    for turn in range(3):
        months = [month for shown in match.pages for month in shown.ledger.months]
        seen = look(match, seat).observation.customs[:, 0]
        declared = [crossed(match, month) for month in months[:-1]]
        np.testing.assert_allclose(declared[-1], seen, err_msg="it is what customs published last")
        span = declared[-network.months_per_turn :]
        np.testing.assert_allclose(lately(match), sum(span) / len(span))
        session.end_turn(seat, turn)
    session.close()
