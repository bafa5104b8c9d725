"""What a seller asks at a table, how that came about, and when a buyer is warned of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from realm.play.asked import Asked, Course, asked
from realm.play.causes import Cause
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
    warning = f"That is {found.steep:.1f} times what the top bar quotes: more is ordered of IREL"
    assert warning in talk.price
    if "WHAT THE GOODS COST" in page:
        (price,) = (issue for issue in talk.issues if issue.id == "premium")
        assert price.note == f"{found.steep:.1f} × the quote"
        assert warning in page
    sitting.close()
