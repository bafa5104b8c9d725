"""What a seller asks at a table, how that came about, and when a buyer is warned of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from realm.play import asked as asking
from realm.play.asked import Asked, Course, asked
from realm.play.causes import Cause
from realm.play.past import remember
from realm.play.session import Session
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages


@pytest.mark.parametrize(
    ("causes", "scarce"),
    [
        ((Cause("orders", 0.5), Cause("supply", 0.3), Cause("competition", -0.6)), True),
        ((Cause("cost", 0.5), Cause("orders", 0.3)), False),
        ((Cause("cost", 0.5), Cause("orders", 0.9), Cause("supply", -0.8)), False),
        ((), False),
    ],
)
def test_orders_over_what_is_offered_make_a_good_scarce(
    causes: tuple[Cause, ...], scarce: bool
) -> None:
    assert Course(0, 50.0, causes).scarce is scarce


def test_an_ask_far_over_the_quote_is_warned_of() -> None:
    near = Asked("oxide", "IREL", 60.0, 70.0, "", 55.0, None)
    assert near.steep == 0.0
    assert replace(near, asked=110.0).steep == 2.0


def test_the_table_and_the_page_warn_of_a_seller_of_whom_too_much_is_ordered(
    tmp_path: Path,
) -> None:
    """A quarter after the start more is ordered of IREL than it has, and it asks twice as much."""
    session = Session.begin("june-2025", tmp_path / "a.realm", seed=1, people=["india"])
    sitting = Sitting(session, ("india",), load_messages())
    sitting.end_turn()
    sitting.pick("india_korea")
    sitting.begin_talks()
    chair, sight = session.match.chair("india"), sitting.sight()
    assert chair is not None
    found = asked(session.match, sight, chair, "india_korea")
    assert found is not None
    assert found.course is not None
    assert found.steep > 1.5
    assert found.course.scarce

    talk, page = sitting.table().negotiation, str(sitting.page("talks").columns[0])
    assert talk is not None
    warning = f"That is {found.steep:.1f} times the outside price in the top bar: more is ordered"
    assert warning in talk.price
    if "WHAT THE GOODS COST" in page:
        (price,) = (issue for issue in talk.issues if issue.id == "premium")
        assert price.note == f"{found.steep:.1f} × outside price"
        assert warning in page
        assert "$" in price.span
    sitting.close()


def test_what_is_asked_is_worked_out_once_for_a_turn_and_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often a picture needs it, and whatever was said meanwhile."""
    session = Session.begin("june-2025", tmp_path / "a.realm", seed=1, people=["india"])
    sitting = Sitting(session, ("india",), load_messages())
    sitting.picked = ("india_japan", "india_korea")
    sitting.begin_talks()
    worked = []
    monkeypatch.setattr(asking, "remember", lambda *asks: (worked.append(asks), remember(*asks))[1])
    for table in sitting.picked or ("india_japan", "india_korea"):
        sitting.turn_to(table)
        for _ in range(2):
            sitting.table()
            sitting.page("talks")
        sitting.say(table, "counter")
        chair, sight = session.match.chair("india"), sitting.sight()
        assert chair is not None
        kept = asked(session.match, sight, chair, table)
        assert kept is not None
        now = chair.reckon(table)
        sells = session.match.model.network.bargains.seller
        mine = sells[session.match.model.network.tables.index(table)]
        side = session.match.model.network.scenario.tables[table].sides.index("india")
        assert kept.asked == (now.your_price if mine == side else now.their_price)
    sitting.close()
    assert len(worked) == 2
