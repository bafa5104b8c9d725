"""Who had less to sell is told with what it ran short of itself."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from realm.play.causes import causes
from realm.play.match import Match
from realm.play.session import Session
from realm.play.shortages import SHORT, shortage
from realm.play.sums import added
from realm.rules.event import short

TURNS = 3


@pytest.fixture(scope="module")
def match(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Match]:
    folder: Path = tmp_path_factory.mktemp("shortages")
    session = Session.begin("june-2025", folder / "a.realm", seed=1, people=["india"])
    session.sit("india", "india")
    for turn in range(TURNS):
        session.end_turn("india", turn)
    yield session.match
    session.close()


def test_what_a_plant_lacks_came_in_less_than_wanted_and_less_than_all_else(match: Match) -> None:
    network, found = match.model.network, 0
    for turn in range(1, TURNS + 1):
        page = match.pages[turn]
        wanted, used, came = (added(network, page, name) for name in ("wanted", "used", "arrived"))
        for plant in range(len(network.scenario.facilities)):
            told = shortage(match, turn, np.array([plant]))
            slots = [
                slot
                for slot in range(network.facility_intakes.start, network.facility_intakes.stop)
                if network.intake_node[slot] == plant and wanted[slot] > 0.0
            ]
            lacks = [slot for slot in slots if max(used[slot], came[slot]) < SHORT * wanted[slot]]
            assert bool(told.good) is bool(lacks)
            if lacks:
                found += 1
                least = min(lacks, key=lambda slot: came[slot] / wanted[slot])
                assert told.good == network.commodities[network.intake_commodity[least]]
                assert not told.fell
            assert told.good or not told.by
    assert found


def test_magnets_of_japan_are_dear_for_want_of_what_china_refuses(match: Match) -> None:
    told = [
        one
        for turn in range(1, TURNS + 1)
        for one in causes(match, turn)["magnet"]
        if one.driver == "supply" and one.who == "Japan"
    ]
    assert told
    dysprosium = short(match.model.network.scenario.commodities["dytb_oxide"].name)
    assert {(one.lacked, one.refuser) for one in told} == {(dysprosium, "China")}


def test_only_what_raised_a_price_is_told_a_shortage(match: Match) -> None:
    every = [
        one
        for turn in range(1, TURNS + 1)
        for found in causes(match, turn).values()
        for one in found
    ]
    assert any(one.lacked for one in every)
    for one in every:
        if one.lacked or one.fell:
            assert one.driver == "supply"
            assert one.part > 0.0
            assert not (one.lacked and one.fell)
