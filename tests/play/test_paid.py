"""What a price at the door is made of adds up to it, and says which rule a contract has."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from realm.play.match import Match
from realm.play.paid import paid
from realm.play.session import Session

TURNS = 2


@pytest.fixture(scope="module")
def match(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Match]:
    folder: Path = tmp_path_factory.mktemp("paid")
    session = Session.begin("june-2025", folder / "game.realm", seed=3, people=["toyota_tsusho"])
    session.sit("toyota_tsusho", "somebody")
    session.begin_talks("toyota_tsusho", 0, ["mp_tsusho"])
    assert session.talk("toyota_tsusho", 0, "mp_tsusho", "want", {"price": "floor"})
    assert session.talk("toyota_tsusho", 0, "mp_tsusho", "accept") is None
    for turn in range(TURNS):
        session.end_turn("toyota_tsusho", turn)
    yield session.match
    session.close()


def test_the_parts_of_every_price_add_up_to_it(match: Match) -> None:
    last = match.pages[-1].ledger.months[-1]
    for name, one in paid(match, match.turn).items():
        row = match.model.network.links.index(name)
        parts = (one.asked, one.contracts, one.permits, one.duties, one.freight)
        assert one.whole == pytest.approx(float(last.delivered[row, 0]))
        assert math.fsum(parts) == pytest.approx(one.whole)
        assert one.asked > 0.0
        assert one.duties >= -1e-9


def test_permits_are_in_a_price_where_they_are_scarce(match: Match) -> None:
    network, last = match.model.network, match.pages[-1].ledger.months[-1]
    found = paid(match, match.turn)
    rents = last.rent[network.lane_of, 0]
    for place, link in enumerate(range(network.abroad.start, network.abroad.stop)):
        one = found[network.links[link]]
        assert one.permits <= rents[place] + 1e-9
        assert (one.permits > 1e-9) <= (rents[place] > 0.0)
    assert any(one.permits > one.asked for one in found.values())


def test_a_price_floor_is_told_with_its_number(match: Match) -> None:
    rules = [
        rule
        for one in paid(match, match.turn).values()
        for rule in one.rules
        if rule.contract.startswith("mp_tsusho#")
    ]

    assert rules
    for rule in rules:
        assert math.isnan(rule.fixed)
        assert math.isnan(rule.index)
        assert rule.least > 0.0
        assert rule.tonnes > 0.0
