"""What a deal opens, or keeps open whatever is ordered, is told; closing it later is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from realm.core.actions import StopTrade
from realm.play.opened import opened_by_deals
from realm.play.outcome import Became, outcome
from realm.play.seats import No
from realm.play.session import Session
from realm.strategies.refusal import Refusal

SEAT, TABLE = "toyota_tsusho", "irel_tsusho"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=3, people=[SEAT])
    session.sit(SEAT, "somebody")
    yield session
    session.close()


@pytest.fixture
def close(session: Session) -> StopTrade:
    """Close a link that the table's deals run over, which is open at the start."""
    network = session.match.model.network
    row = network.contracts.index(f"{TABLE}#1")
    links = network.part_link[network.parts_of_contract == row]
    now_open = session.match.model.state.link_open[links, 0] > 0.0
    return StopTrade(link=network.links[int(links[now_open][0])])


def sign(session: Session, turn: int) -> None:
    session.begin_talks(SEAT, turn, [TABLE])
    assert session.talk(SEAT, turn, TABLE, "want", {"volume": "half"})
    assert session.talk(SEAT, turn, TABLE, "accept") is None


def test_a_link_that_a_deal_opens_unasked_is_told(session: Session, close: StopTrade) -> None:
    model = session.match.model
    closed = model.state.link_open.copy()
    closed[model.network.links.index(close.link)] = 0.0
    sign(session, 0)
    model.state = model.state.replace(link_open=closed)
    session.end_turn(SEAT, 0)

    assert opened_by_deals(session.match, 1, SEAT)[close.link] == f"{TABLE}#1"


def test_an_order_to_close_what_is_signed_away_is_told_to_be_held(
    session: Session, close: StopTrade
) -> None:
    assert not isinstance(session.submit(SEAT, 0, close), No)
    sign(session, 0)
    session.end_turn(SEAT, 0)

    assert outcome(session.match, 1, close).became is Became.HELD
    assert opened_by_deals(session.match, 1, SEAT)[close.link] == f"{TABLE}#1"
    refused = session.submit(SEAT, 1, close)
    assert isinstance(refused, No)
    assert refused.reason == Refusal.BY_DEAL.value
    assert close not in [choice.action for choice in session.observe(SEAT).menu]


def test_what_is_closed_where_nothing_was_signed_stays_closed(
    session: Session, close: StopTrade
) -> None:
    session.submit(SEAT, 0, close)
    session.end_turn(SEAT, 0)

    assert outcome(session.match, 1, close).became is Became.HOLDS
    assert opened_by_deals(session.match, 1, SEAT) == {}
