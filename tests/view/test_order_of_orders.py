"""All actions lie in the order of what they are expected to do, as far as that was looked at."""

import itertools
from pathlib import Path

import pytest

from realm.core.action import Action
from realm.play.foresight import Foresight
from realm.play.session import Session
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture.of_cards import Card, cards
from realm.view.picture.of_foresight import points_of
from realm.view.picture.of_orders import _ranked, orders_page
from realm.view.picture.page import Pick


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["india"])
    return Sitting(session, ("india",), load_messages())


def best(card: Card, points: dict[Action, float]) -> float:
    return max((points[one.action] for one in card.options if one.action in points), default=0.0)


def test_no_order_that_lowers_the_score_lies_above_one_that_raises_it(sitting: Sitting) -> None:
    known = cards(sitting.sight(), sitting.messages)
    by = itertools.cycle((0.0, -0.4, 0.7, -1.2, 0.1))
    points = {card.options[0].action: next(by) for card in known if card.section != "link"}

    ranked = _ranked(known, points)

    assert sorted(card.id for card in ranked) == sorted(card.id for card in known)
    sections = [section for section, _ in itertools.groupby(ranked, lambda card: card.section)]
    assert len(sections) == len(set(sections)), "sections stay together"
    tops = [max(best(c, points) for c in ranked if c.section == one) for one in sections]
    assert tops == sorted(tops, reverse=True)
    for one in sections:
        worth = [best(card, points) for card in ranked if card.section == one]
        assert worth == sorted(worth, reverse=True)
    assert _ranked(known, {}) == known, "what nobody looked at stays in the order of aims"


def test_what_was_foreseen_puts_its_order_first_when_the_page_is_opened_again(
    sitting: Sitting,
) -> None:
    known = cards(sitting.sight(), sitting.messages)
    free = [card for card in known if not card.refusal and card.section != "link"]
    last = free[-1]
    number = next(i for i, one in enumerate(last.options, 1) if not one.refusal)
    sitting.set_card(last.id, number)
    action = last.options[number - 1].action
    found = Foresight(score=(50.0, 51.5), indicators={})
    assert points_of(found) == pytest.approx(1.5)
    sitting._foreseen[sitting.seat, sitting.sight().turn, action, ()] = found

    def first() -> str:
        page = sitting.page("actions")
        return next(b.id for b in page.columns[0].blocks if isinstance(b, Pick))

    assert first() != f"order:{last.id}", "nothing moves while one looks"
    sitting.search_anew()
    assert first() == f"order:{last.id}"
    page = orders_page(sitting.sight(), sitting.messages, "", "", points=sitting.points)
    assert "found to raise your score" in str(page.columns[0].blocks[1])


def test_places_stay_for_the_turn_once_the_list_was_seen(sitting: Sitting) -> None:
    def places() -> list[str]:
        page = sitting.page("actions")
        return [b.id for b in page.columns[0].blocks if isinstance(b, Pick)]

    sitting.review()
    before = places()
    known = {f"order:{card.id}": card for card in cards(sitting.sight(), sitting.messages)}
    free = [known[name] for name in before if known[name].section != "link"]
    last = next(card for card in reversed(free) if not card.options[-1].refusal)
    sitting.set_card(last.id, len(last.options))
    action = last.options[-1].action
    sitting._foreseen[sitting.seat, sitting.sight().turn, action, ()] = Foresight(
        score=(50.0, 51.5), indicators={}
    )
    sitting.review()
    assert sitting.sight().pending
    assert places() == before

    sitting.set_card(last.id, 0)
    sitting.end_turn()
    sitting.review()
    assert places()[0] == f"order:{last.id}", "what was found out is used from the next turn on"
