"""A curb is told to break a deal exactly where the rules then find it broken."""

from pathlib import Path

import pytest

from realm.core import actions as kinds
from realm.play.endangered import Endangered, endangered
from realm.play.seats import No
from realm.play.session import Session

TABLE, CURB = "india_japan", "india_suspend_japan"
NEAR = 0.02


def signed(folder: Path) -> Session:
    """Let India sign what Japan would sign, and play the turn in which it takes effect."""
    session = Session.begin("june-2025", folder / "a.realm", seed=5, people=["india"])
    session.sit("india", "india")
    assert session.begin_talks("india", 0, [TABLE]) is None
    wished = session.talk("india", 0, TABLE, "want", {"volume": "half"})
    assert isinstance(wished, dict)
    assert not isinstance(session.talk("india", 0, TABLE, "accept", {}), No)
    session.end_turn("india", 0)
    return session


def told(session: Session) -> Endangered:
    """Return what India is told of the curb."""
    (found,) = endangered(session.observe("india"), CURB)
    return found


@pytest.mark.parametrize("below", [True, False])
def test_what_is_told_is_what_rules_find(tmp_path: Path, *, below: bool) -> None:
    session = signed(tmp_path)
    network = session.match.model.network
    one, row = told(session), network.tables.index(TABLE)
    assert (one.seller, one.other, one.good) == ("india", "japan", "ndpr_oxide")
    assert 0.0 < one.least < 1.0
    size = one.least - NEAR if below else one.least + NEAR

    order = kinds.Tighten(measure=CURB, size=size)
    assert not isinstance(session.submit("india", 1, order), No)
    session.end_turn("india", 1)

    page = session.match.pages[-1]
    assert page.ledger.accord is not None
    assert bool(page.ledger.accord.broken[row, 0] > 0.0) is below
    assert bool(endangered(session.observe("india"), CURB)) is not below
    session.close()


def test_where_nothing_is_signed_nothing_is_endangered(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "a.realm", seed=1, people=["india"])
    sight = session.observe("india")
    assert not any(endangered(sight, name) for name in sight.observation.network.measures)
    session.close()
