"""The page of a turn says what orders did and why the score moved; the terminal says it, too."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.view.stage import Played

from realm.play.account import deeds
from realm.play.against import against
from realm.play.past import remember
from realm.play.session import Session
from realm.rules.event import percent
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture import page as p
from realm.view.picture.of_account import in_force
from realm.view.picture.of_moved import indicator_why
from realm.view.picture.words import amount, dollars
from realm.view.screens.page import PageScreen
from realm.view.theme import load_theme


@pytest.fixture(scope="module")
def korea(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    """Play two turns with a duty, a store that buys and one that lets out."""
    folder: Path = tmp_path_factory.mktemp("account")
    session = Session.begin("june-2025", folder / "game.realm", seed=1, people=["korea"])
    sitting = Sitting(session, ("korea",), load_messages())
    sitting.set_card("measure:korea_tariff_magnets|", 4)
    sitting.set_card("stockpile:korea_magnet|fill", 3)
    sitting.end_turn()
    sitting.set_card("stockpile:korea_dytb_oxide|release", 4)
    sitting.end_turn()
    yield sitting
    sitting.close()


def told(sitting: Sitting) -> dict[str, p.Told]:
    blocks = sitting.page("turn").columns[1].blocks
    return {block.title: block for block in blocks if isinstance(block, p.Told)}


def test_orders_of_this_turn_and_those_in_force_say_what_they_did_in_tonnes_and_dollars(
    korea: Sitting,
) -> None:
    known = {one.name: one for one in deeds(korea.session.match, 2, "korea")}
    found = told(korea)

    duty = next(block for title, block in found.items() if "duty on Chinese magnets" in title)
    assert dollars(known["korea_tariff_magnets"].kusd) in duty.lines[0]
    assert f"{amount(known['korea_tariff_magnets'].passed)} t" in duty.lines[0]
    assert "general budget" in duty.lines[0]
    assert duty.right == "T1"
    store = found["Stockpile of NdFeB magnet"].lines[0]
    assert f"{amount(known['korea_magnet'].bought)} t" in store
    assert dollars(known["korea_magnet"].paid) in store
    assert "At this pace it is full about" in store
    out = next(block for title, block in found.items() if "sell up to" in title)
    assert f"{amount(known['korea_dytb_oxide'].sold)} t" in out.lines[-1]
    standing = in_force(korea.session.match, korea.sight(), korea.messages)
    assert out not in standing, "what was ordered this turn is told once"


def test_the_page_says_what_the_turn_was_worth_and_what_moved_that(korea: Sitting) -> None:
    heads, text = [], ""
    for block in korea.page("turn").columns[1].blocks:
        heads += [block.note] if isinstance(block, p.Heading) else []
        text += block.text if isinstance(block, p.Text) else ""

    assert any(note.startswith("this turn") and note.endswith("of 100") for note in heads)
    assert "points on the turn before: " in text
    assert "Reserve +" in text
    assert "The mean over all turns, which counts" in text


def test_numbers_of_the_table_say_what_moved_them(korea: Sitting) -> None:
    why = {kpi.id: kpi.why for kpi in korea.table().role.kpis}

    assert "Korean duty" not in why["treasury"], "customs go into the general budget"
    assert "bought for your store" in why["treasury"]
    assert "From others than China came" in why["supply_security"]
    assert "Refused at borders" in why["lost_output"]


@pytest.mark.parametrize("seat", ["india", "china", "japan", "irel", "toyota_tsusho"])
def test_the_page_of_a_turn_fits_for_every_seat(tmp_path: Path, seat: str) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=[seat])
    sitting = Sitting(session, (seat,), load_messages())
    for _ in range(2):
        sitting.end_turn()

    screen = PageScreen(sitting.page("turn"), sitting.messages, load_theme())
    played = Played(screen, (1280, 800))
    screen.draw(played.canvas, 0.0)

    assert played.stage.texts.shortened == set()
    sitting.close()


def test_what_is_held_against_the_seat_and_its_own_news_come_before_those_of_others(
    korea: Sitting,
) -> None:
    blocks = korea.page("turn").columns[0].blocks
    heads = [block.text for block in blocks if isinstance(block, p.Heading)]
    first = next(block for block in blocks if isinstance(block, p.Told))
    worst = against(korea.session.match, 2, "korea")[0]

    assert heads == ["HELD AGAINST YOU", "WHAT HAPPENED TO YOU, AND WHY", "ELSEWHERE"]
    assert f"{amount(worst.hit)} t" in first.title
    assert percent(worst.share) in first.lines[0]
    assert korea.table().news[0] == first.title


def test_an_order_of_the_seat_is_not_told_again_as_news(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["korea"])
    sitting = Sitting(session, ("korea",), load_messages())
    sitting.set_card("measure:korea_tariff_magnets|", 4)
    sitting.end_turn()

    assert "Korean duty" not in str(sitting.page("turn").columns[0])
    sitting.close()


def test_the_map_of_a_page_is_laid_out_once_the_page_was_seen(korea: Sitting) -> None:
    screen = PageScreen(korea.page("turn"), korea.messages, load_theme())
    played = Played(screen, (1280, 800))
    film = screen._films[0]

    screen.draw(played.canvas, 0.0)
    assert not film.laid
    assert film.moves
    assert played.canvas.written
    screen.draw(played.canvas, 0.1)
    assert film.laid
    assert film.moves, "its flows choose to which side they bend"
    assert not film.panel.labels
    played.draw(0.2)
    assert film.panel.ribbons
    assert film.panel.labels
    played.screen.lay(played.stage)
    assert screen._films[0].laid, "what was laid out once does not wait again"


@pytest.mark.parametrize("seat", ["india", "china", "korea", "irel", "toyota_tsusho"])
def test_the_trust_of_others_is_the_mean_of_those_that_are_listed(
    tmp_path: Path, seat: str
) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=[seat])
    sitting = Sitting(session, (seat,), load_messages())
    sitting.end_turn()
    past = remember(session.match, seat).indicators["trust"][-1]
    why = indicator_why(session.match, sitting.sight(), "trust", sitting.messages)
    sitting.close()

    line = next(one for one in why.splitlines() if one.startswith("Who trusts you"))
    listed = [float(n.replace("−", "-")) for n in re.findall(r"[+−]\d\.\d\d", line)]
    assert listed == sorted(listed, reverse=True)
    assert sum(listed) / len(listed) == pytest.approx(past, abs=0.006)
