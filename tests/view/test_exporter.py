"""A seat that curbs, signs and breaks is told what it did, and not what it did not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from realm.content.load import load
from realm.core.actions import Lift, Revoke, Stockpile, Tighten
from realm.play.foresight import Foresight
from realm.play.past import remember
from realm.play.session import Session
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture import page as p
from realm.view.picture.of_ahead import nothing
from realm.view.picture.of_cards import said
from realm.view.picture.of_end import over_page
from realm.view.picture.of_objectives import objectives
from realm.view.picture.of_stores import stores
from realm.view.picture.table import TablePicture

BAN = "china_licence_heavy"


def sign(session: Session, table: str, seat: str = "china") -> dict[str, str]:
    """Sign what the other side of a table would want."""
    turn = session.match.turn
    session.begin_talks(seat, turn, [table])
    wanted = session.talk(seat, turn, table, "want", {})
    assert session.talk(seat, turn, table, "accept") is None
    assert isinstance(wanted, dict)
    return wanted


def texts(blocks: tuple[p.Block, ...]) -> list[str]:
    """Write what is told as a line each: title, then what stands under it."""
    return [
        " | ".join((b.title, *b.lines)) for b in blocks if isinstance(b, p.Told)
    ]  # fmt: skip


eased: list[object] = []
"""Actions, what is known, and the table while the deal stands."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Sitting, list[p.Page]]]:
    """Ban an export, ease it for one buyer by a deal, break that; keep the pages of the turns."""
    folder: Path = tmp_path_factory.mktemp("exporter")
    session = Session.begin("june-2025", folder / "game.realm", seed=1, people=["china"])
    sitting = Sitting(session, ("china",), load_messages())
    pages = []
    session.submit("china", 0, Tighten(measure=BAN, size=0.0))
    sitting.end_turn()
    pages.append(sitting.page("turn"))
    assert sign(session, "china_japan")["easing"] == "full"
    sitting.end_turn()
    pages.append(sitting.page("turn"))
    eased.extend([sitting.page("actions"), sitting.page("known"), sitting.table()])
    session.submit("china", 2, Revoke(side="china_japan:china"))
    session.submit("china", 2, Lift(measure="china_licence_magnets_usa"))
    sitting.end_turn()
    pages.append(sitting.page("turn"))
    yield sitting, pages
    sitting.close()


def test_a_deal_that_the_seat_broke_is_told_as_broken(
    played: tuple[Sitting, list[p.Page]],
) -> None:
    told = texts(played[1][2].columns[1].blocks)

    (deal,) = [line for line in told if line.startswith("Your deal with Japan")]
    assert "You broke it in 2026-01" in deal
    assert not any("It holds" in line for line in told)


def test_an_order_of_the_same_month_is_no_part_of_a_dated_event(
    played: tuple[Sitting, list[p.Page]],
) -> None:
    news = texts(played[1][2].columns[0].blocks)

    (quota,) = [line for line in news if line.startswith("China sets the mining quota of 2026")]
    assert "American buyers" not in quota
    assert "309,100 t a year" in quota


def test_a_price_that_a_deal_lowered_names_the_deal_and_no_unchanged_measure(
    played: tuple[Sitting, list[p.Page]],
) -> None:
    prices = texts(played[1][1].columns[2].blocks)

    (heavy,) = [line for line in prices if line.startswith("Dy and Tb oxide ")]
    assert "more export licences, so less outbidding; most: deal of China and Japan" in heavy
    assert "Export licences for dysprosium" not in heavy


def test_what_was_signed_is_among_the_decisions(played: tuple[Sitting, list[p.Page]]) -> None:
    sitting, pages = played
    match, sight = sitting.session.match, sitting.sight()
    over = over_page(match, sight, remember(match, "china"), sitting.messages)
    second = texts(over.columns[2].blocks)[1]

    assert "Signed: China and Japan agree for 2 years" in second
    assert "Nothing" not in second
    assert "Contract begins: Deal of" not in str(over.columns[2])
    assert "what you signed is told under talks" in str(pages[1].columns[1])


def test_the_points_of_the_objectives_are_those_of_the_score_beside_them(
    played: tuple[Sitting, list[p.Page]],
) -> None:
    sitting, _ = played
    past = remember(sitting.session.match, "china")
    shown = objectives(sitting.session.match, sitting.sight(), past, sitting.messages)

    points = [item.points[0] for item in shown.items]
    assert float(shown.score) == pytest.approx(past.score[-1], abs=0.5)
    assert sum(points) == int(shown.score)
    assert past.points != pytest.approx(past.score[-1], abs=0.5), "else the test says nothing"
    assert f"{past.points:.1f}" in shown.over + shown.score_why


def test_what_a_deal_eases_shows_wherever_the_measure_does(
    played: tuple[Sitting, list[p.Page]],
) -> None:
    actions, known, table = eased
    assert isinstance(actions, p.Page)
    assert isinstance(known, p.Page)
    assert isinstance(table, TablePicture)
    cards = {b.label: b for b in actions.columns[0].blocks if isinstance(b, p.Pick)}
    curb = "Export licences for dysprosium and terbium"

    assert "0 % pass now; by deal 100 % for Japan" in cards[curb].right
    assert f"{curb}: nothing passes; by deal 100 % for Japan" in str(known.columns[1])
    assert "by deal" not in cards["Licences for American buyers"].right
    assert "Japan is let off 100 %" in cards["Licences for Japanese buyers"].hint
    held = {(flow.seller, flow.buyer): flow.curbed for flow in table.world.flows if flow.curbed}
    assert ("china", "germany") in held
    assert ("china", "japan") not in held


def test_trust_is_told_both_ways_with_what_moved_it(
    played: tuple[Sitting, list[p.Page]],
) -> None:
    sitting, _ = played
    sitting.look_up("japan")
    known = sitting.page("known").columns[1]

    assert "Your trust in them" in str(known)
    assert "Their trust in you by what you have done: −1.00" in str(known)
    assert "a deal was broken" in str(known)


def test_a_store_says_what_lies_in_it_and_what_it_aims_at(
    played: tuple[Sitting, list[p.Page]],
) -> None:
    sitting, _ = played
    sight = sitting.session.observe("china")
    stocks = stores(sight, sitting.messages)
    assert stocks is not None
    cards = {b.label: b for b in sitting.page("actions").columns[0].blocks if isinstance(b, p.Pick)}
    holds = next(b for label, b in cards.items() if label.startswith("NdFeB magnet: tonnes"))
    sells = next(b for label, b in cards.items() if label.startswith("NdFeB magnet: to sell"))
    kept = next(row.kept for row in stocks.rows if row.id == "magnet")

    assert f"{kept} in store" in holds.right
    assert "As is" not in (holds.options[0], sells.options[0])
    assert len(set(holds.options)) == len(holds.options), "no two aims read alike"


def test_to_lift_a_curb_stands_at_the_end_where_most_passes(
    played: tuple[Sitting, list[p.Page]],
) -> None:
    sitting, _ = played
    picks = [b for b in sitting.page("actions").columns[0].blocks if isinstance(b, p.Pick)]
    shown = {
        b.label: [b.options[i] for i in (b.order or range(len(b.options)))] for b in picks
    }  # fmt: skip

    licences = shown["Export licences for magnets"]
    assert licences == ["All", "75 %", "50 %", "44 %", "25 %", "None"]
    assert shown["Chinese duty on American ore and oxide"][:2] == ["Lift", "5.0 %"]
    assert shown["Mining quota"][-1] == "Lift", "no quota is the largest of all"


def test_an_empty_store_says_that_nothing_can_be_sold(
    played: tuple[Sitting, list[p.Page]], monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting, _ = played
    order = Stockpile(stockpile="china_magnet", release_t_per_month=12864.3)
    sight = sitting.session.observe("china")
    found = Foresight(score=None, indicators={}, turns=1)

    assert nothing(sight, order, found, sitting.messages) == ""
    monkeypatch.setattr("realm.view.picture.of_ahead.in_store", lambda *_: 0.0)
    assert "Nothing lies in this store" in nothing(sight, order, found, sitting.messages)


def test_an_order_to_a_store_is_said_in_short_words_and_whole_tonnes() -> None:
    scenario, messages = load("june-2025"), load_messages()
    buys = Stockpile(stockpile="china_magnet", target_t=25728.6, purchase_t_per_month=12864.3)
    stops = Stockpile(stockpile="china_magnet", release_t_per_month=0.0)

    told = "Stockpile of NdFeB magnet: hold 25,729 t, buy up to 12,864 t a month"
    assert said(buys, scenario, messages) == told
    assert said(stops, scenario, messages) == "Stockpile of NdFeB magnet: stop selling"


def test_a_measure_of_its_own_says_what_a_date_makes_of_it_this_turn(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["china"])
    sitting = Sitting(session, ("china",), load_messages())
    blocks = sitting.page("actions").columns[0].blocks
    cards = {b.label: b.hint for b in blocks if isinstance(b, p.Pick)}
    sitting.close()

    dated = "A date sets it in 2025-07, whatever was ordered before: 286,200 t a year."
    assert dated in cards["Mining quota"]
    assert "A date" not in cards["Export licences for magnets"], "that stands down for the seat"
