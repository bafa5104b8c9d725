"""What a seller asks is told to those who trade with it, with what moved it."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from realm.play.causes import LEAST_REST, REST
from realm.play.match import Match
from realm.play.sellers import LEAST, LEAST_KUSD, asks_moved
from realm.play.session import Session

SEATS = ("india", "japan", "irel")


@pytest.fixture(scope="module")
def match(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Match]:
    folder: Path = tmp_path_factory.mktemp("sellers")
    session = Session.begin("june-2025", folder / "a.realm", seed=1, people=SEATS)
    for seat in SEATS:
        session.sit(seat, seat)
    for seat in SEATS:
        session.end_turn(seat, 0)
    yield session.match
    session.close()


@pytest.mark.parametrize("seat", SEATS)
def test_asks_are_those_of_the_ledger_and_causes_go_their_way(match: Match, seat: str) -> None:
    network, months = match.model.network, match.pages[1].ledger.months
    found = asks_moved(match, 1, seat)

    assert found
    assert [one.worth for one in found] == sorted((one.worth for one in found), reverse=True)
    for one in found:
        change = math.log(one.now / one.before)
        rows = [
            row
            for row, node in enumerate(network.offer_node[network.facility_offers])
            if list(network.scenario.facilities)[int(node)] == one.facility
        ]
        assert one.before in {float(months[0].ask[row, 0]) for row in rows}
        assert one.now in {float(months[-1].ask_after[row, 0]) for row in rows}
        assert abs(one.now / one.before - 1.0) >= LEAST
        assert one.worth >= LEAST_KUSD
        assert math.fsum(by for _, by in one.causes) == pytest.approx(change, abs=LEAST_REST)
        assert max(abs(by) for driver, by in one.causes if driver != REST) > 0.0


def test_a_firm_hears_of_its_own_asks_as_its_own(match: Match) -> None:
    (own,) = (one for one in asks_moved(match, 1, "irel") if one.own)

    assert own.now > own.before
    assert asks_moved(match, 0, "irel") == ()
    assert not any(one.own for one in asks_moved(match, 1, "india"))
