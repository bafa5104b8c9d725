"""A price of the top bar opens a page: how it went, what moved it, and who pays what."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.view.pictures import TABLE
from tests.view.scenes import _answered, _sitting
from tests.view.stage import Played

from realm.core.actions import Tighten
from realm.play.account import deeds
from realm.play.causes import causes
from realm.play.got import got
from realm.play.outpriced import outpriced
from realm.play.paid import paid
from realm.play.past import remember
from realm.play.session import Session
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture import page as p
from realm.view.picture.of_causes import parts_text
from realm.view.picture.of_course import _abroad
from realm.view.picture.of_stances import home_of
from realm.view.picture.words import amount
from realm.view.screens import asks
from realm.view.screens.base import Emit
from realm.view.screens.page import PageScreen
from realm.view.screens.table import TableScreen
from realm.view.theme import load_theme


def blocks_of(page: p.Page) -> list[p.Block]:
    return [block for column in page.columns for block in column.blocks]


def test_each_price_of_the_top_bar_opens_its_page_by_mouse_and_by_keyboard() -> None:
    played = Played(TableScreen(TABLE, load_messages(), load_theme()))
    names = [name for name in played.screen.ui.rects if name.startswith("price:")]
    assert names
    for name in names:
        good = name.removeprefix("price:")
        assert played.click(name) == Emit(asks.Course(good))
        played.screen.ui.focus(name)
        assert played.press("return") == Emit(asks.Course(good))
        widget = played.screen.ui.get(name)
        assert widget.hint.endswith(load_messages().say("table.price_opens"))
        assert widget.stops


@pytest.mark.parametrize(
    ("scenario", "seat"), [("june-2025", "india"), ("june-2025", "china"), ("small-world", "aland")]
)
def test_every_price_has_a_page_with_its_course_up_to_now(scenario: str, seat: str) -> None:
    sitting = _sitting(scenario, seat)
    match = sitting.session.match
    past = remember(match, seat)
    for name in match.model.network.commodities:
        sitting.follow_price(name)
        blocks = blocks_of(sitting.page("price"))
        chosen = [one.id for one in blocks if isinstance(one, p.Item) and one.chosen]
        assert chosen == [f"good:{name}"]
        (chart,) = [kpi for one in blocks if isinstance(one, p.Charts) for kpi in one.kpis]
        assert chart.value == amount(past.prices[name][-1])
        assert chart.series[-1] == past.prices[name][-1]
        told = [one for one in blocks if isinstance(one, p.Told)]
        assert len(told) == min(4, match.turn + 1)
        assert all(one.lines for one in told)


def test_what_importers_pay_is_the_sum_of_its_parts_and_lies_between_their_links() -> None:
    sitting = _answered()
    match = sitting.session.match
    network = match.model.network
    every = paid(match, match.turn)
    told = 0
    for name in network.commodities:
        sold, bought = _abroad(match, name)
        assert bool(sold) == bool(bought)
        for mean in (*sold.values(), *bought.values()):
            assert mean.paid == pytest.approx(math.fsum(mean.parts.values()))
        whole = [one.whole - one.contracts for one in every.values()]
        assert all(min(whole) <= mean.paid <= max(whole) for mean in bought.values())
        tonnes = [math.fsum(m.tonnes for m in side.values()) for side in (sold, bought)]
        assert tonnes[0] == pytest.approx(tonnes[1])
        sitting.follow_price(name)
        here = bought.get(home_of(sitting.sight()))
        text = "\n".join(one.text for one in blocks_of(sitting.page("price"))
                         if isinstance(one, p.Text))  # fmt: skip
        if here is not None:
            told += 1
            assert f"${amount(here.paid)} a kg at their door" in text
    assert told


@pytest.fixture
def early(tmp_path: Path) -> Iterator[Sitting]:
    """A game of which no turn was played."""
    session = Session.begin("june-2025", tmp_path / "a.realm", seed=1, people=["india"])
    yield Sitting(session, ("india",), load_messages())
    session.close()


def test_before_the_first_turn_the_months_before_it_are_told(early: Sitting) -> None:
    match, messages = early.session.match, load_messages()
    why = causes(match, 0)
    for name in match.model.network.commodities:
        early.follow_price(name)
        blocks = blocks_of(early.page("price"))
        (row,) = [one for one in blocks if isinstance(one, p.Told)]
        top = next(one for one in early.table().top.prices if one.id == name)
        assert "before turn 1" in row.title
        assert row.right.lstrip("+−") == (top.change.text if top.change else "")
        if top.change is not None:
            assert row.lines == parts_text(why[name], messages)
        text = "\n".join(one.text for one in blocks if isinstance(one, p.Text))
        assert messages.say("price.no_turn") not in text
        if name == "magnet":
            assert "Buyers in India" in text
            assert messages.say("price.you_none") not in text


def test_what_exporters_got_is_told_where_the_seat_sends_a_good_abroad() -> None:
    sitting = _answered()
    match = sitting.session.match
    sent = got(match, match.turn, "india")
    assert sent
    tops = {one.id: one for one in sitting.table().top.prices}
    for name in match.model.network.commodities:
        sitting.follow_price(name)
        text = "\n".join(one.text for one in blocks_of(sitting.page("price"))
                         if isinstance(one, p.Text))  # fmt: skip
        told = f"Your exporters sent {amount(sent[name].tonnes)} t" if name in sent else ""
        for where in (text, tops[name].why):
            assert ("Your exporters sent" in where) == bool(told)
            assert told in where
            assert not told or f"got ${amount(sent[name].price)} a kg" in where


def test_what_an_own_duty_adds_at_the_border_is_what_it_brought(early: Sitting) -> None:
    match = early.session.match
    early.order(Tighten(measure="india_export_tax", size=0.25))
    early.end_turn()
    (duty,) = (one for one in deeds(match, 1, "india") if one.name == "india_export_tax")
    sent = got(match, 1, "india")["ndpr_oxide"]
    assert sent.charged == pytest.approx(duty.kusd)
    assert sent.tonnes == pytest.approx(duty.passed)
    assert sent.whole == pytest.approx(1.25 * sent.price)
    why = next(one.why for one in early.table().top.prices if one.id == "ndpr_oxide")
    assert f"got ${amount(sent.price)} a kg" in why
    assert f"what you charge on exports it cost ${amount(sent.whole)}" in why

    there = outpriced(match, 1, "india_export_tax")
    assert there is not None
    told = [one.lines for one in blocks_of(early.page("turn")) if isinstance(one, p.Told)]
    cost = f"cost buyers abroad ${amount(there.mine)} a kg"
    assert any(cost in line and amount(there.others) in line for one in told for line in one)


def test_the_page_turns_to_another_good_and_fits() -> None:
    sitting = _answered()
    sitting.follow_price("magnet")
    played = Played(PageScreen(sitting.page("price"), load_messages(), load_theme()), (1280, 800))
    answer = played.click("good:ndpr_oxide")
    assert answer == Emit(asks.Choose("price", "good:ndpr_oxide"))
    played.draw()
    assert played.stage.texts.shortened == set()
