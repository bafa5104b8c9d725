"""What a firm's orders did is what the ledger says."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from realm.core.actions import Absorb, Deliver, Hold, Shut
from realm.play.session import Session
from realm.play.worked import ASKED, CAME, HELD, MADE, standing_orders, worked
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages

SEAT, PLANT, PACT = "irel", "irel_oscom_mine", "irel_toyotsu_2012"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Play two turns: a mine is shut and less is delivered in the first, more is held later."""
    folder: Path = tmp_path_factory.mktemp("worked")
    session = Session.begin("june-2025", folder / "game.realm", seed=1, people=[SEAT])
    session.sit(SEAT, "ana")
    session.submit(SEAT, 0, Shut(facility=PLANT))
    session.submit(SEAT, 0, Deliver(contract=PACT, share=0.5))
    session.end_turn(SEAT, 0)
    session.submit(SEAT, 1, Hold(firm=SEAT, factor=2.0))
    session.end_turn(SEAT, 1)
    yield session
    session.close()


def test_output_is_what_the_plant_made(played: Session) -> None:
    match, network = played.match, played.match.model.network
    rows = np.flatnonzero(
        network.offer_node[network.facility_offers] == network.nodes.index(PLANT)
    )  # fmt: skip

    found = worked(match, 1, Shut(facility=PLANT))

    assert found
    assert all(one.what == MADE for one in found)
    made = math.fsum(
        float(month.produced[row, 0]) for month in match.pages[1].ledger.months for row in rows
    )
    assert math.fsum(one.now for one in found) == pytest.approx(made)
    assert found[0].before > found[0].now == 0.0


def test_stocks_prices_and_deliveries_are_those_of_the_ledger(played: Session) -> None:
    match, network = played.match, played.match.model.network
    held, came = worked(match, 2, Hold(firm=SEAT, factor=2.0)), worked(
        match, 2, Deliver(contract=PACT, share=0.5)
    )  # fmt: skip
    own = network.node_firm[network.intake_node] == network.firms.index(SEAT)

    assert all(one.what == HELD for one in held)
    stock = match.pages[2].after.stock_in[own, 0]
    assert math.fsum(one.now for one in held) == pytest.approx(math.fsum(stock), abs=0.02)
    assert [one.what for one in came] == [CAME]
    assert 0.0 <= came[0].now <= came[0].before + 1e-9
    asked = worked(match, 2, Absorb(firm=SEAT, share=0.5))
    assert asked
    assert all(one.what == ASKED and one.now > 0.0 for one in asked)


def test_orders_of_earlier_turns_are_listed_while_they_hold(played: Session) -> None:
    standing = standing_orders(played.match, SEAT)

    assert {type(action) for _, action in standing} == {Shut, Deliver}
    assert {turn for turn, _ in standing} == {1}


def test_the_page_of_a_turn_says_what_each_order_of_a_firm_did(played: Session) -> None:
    told = str(Sitting(played, (SEAT,), load_messages()).page("turn").columns[1].blocks)

    assert "in stock to be used" in told  # what was ordered in this turn
    assert " t made, the turn before " in told  # what was ordered before and still stands
    assert "WHAT STANDS IN FORCE" in told
