"""What a seat runs short of is what its orders on the table and the hint at its stores are for."""

from pathlib import Path

import pytest
from tests.view.scenes import _answered, _sitting
from tests.view.stage import Played

from realm.play.prospects import serves_both
from realm.play.session import Session
from realm.play.sight import Sight
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture import of_need
from realm.view.picture.of_cards import Card, cards
from realm.view.picture.of_need import SOON, easing_told, holds, served
from realm.view.picture.of_panel import KINDS, few
from realm.view.picture.of_stores import lacking, stores
from realm.view.picture.of_terms import other_side
from realm.view.screens import asks, map_stores
from realm.view.screens.base import Emit
from realm.view.screens.table import TableScreen
from realm.view.theme import load_theme

MESSAGES = load_messages()
SEATS = ["india", "china", "japan", "korea", "irel", "toyota_tsusho"]


def _open(sight: Sight) -> list[Card]:
    return [
        card for card in cards(sight, MESSAGES)
        if card.section != "link" and (not card.refusal or card.asked(sight) >= 0)
    ]  # fmt: skip


@pytest.mark.parametrize("seat", SEATS)
def test_what_is_short_in_the_stores_is_what_the_seat_lacks(seat: str) -> None:
    sight = _sitting("june-2025", seat).sight()
    told = stores(sight, MESSAGES)
    assert told is not None
    assert {row.id for row in told.rows if row.short} <= set(lacking(sight))


@pytest.mark.parametrize("seat", [*SEATS, ""])
def test_what_brings_relief_soon_is_among_the_few(seat: str) -> None:
    sight = (_sitting("june-2025", seat) if seat else _answered()).sight()
    known, short = _open(sight), lacking(sight)
    shown = few(sight, known, short)
    soon = [card.id for card in known if served(sight, card, short)[0] >= SOON]

    queued = all(card.asked(sight) >= 0 for card in shown)
    assert queued or not soon or set(soon) & {card.id for card in shown}
    assert few(sight, known, ()) == few(sight, known), "without a need the aims alone choose"
    assert len(shown) == len(few(sight, known))


def test_the_table_has_what_serves_the_weightiest_aims_wherever_the_list_has_it() -> None:
    sight = _sitting("june-2025", "japan").sight()
    known = _open(sight)
    beside = next(sections for sections in KINDS if "stockpile" in sections)
    of_kind = [card.section for card in known if card.section in beside]

    assert of_kind[0] != "stockpile", "the list has it later"
    assert next(c.section for c in few(sight, known) if c.section in beside) == "stockpile"


@pytest.mark.parametrize("seat", [*SEATS, ""])
def test_a_row_says_which_good_that_runs_short_it_is_for(seat: str) -> None:
    sitting = _sitting("june-2025", seat) if seat else _answered()
    sight = sitting.sight()
    short, known = lacking(sight), {card.id: card for card in cards(sight, MESSAGES)}
    for control in sitting.table().actions.controls:
        serves = served(sight, known[control.id], short)[1]
        assert bool(control.serves) == bool(serves)
        assert (f"For {control.serves}, " in control.hint) == bool(serves)


@pytest.mark.parametrize("seat", SEATS)
def test_somebody_is_named_who_could_ease_a_curb_only_where_talks_can_be_about_it(
    seat: str,
) -> None:
    sitting = _sitting("june-2025", seat)
    sight, match = sitting.sight(), sitting.session.match
    tables = sight.observation.network.scenario.tables
    for good in sight.observation.network.scenario.commodities:
        able = [
            name for name in sight.tables
            if any(holds(sight, one, good) for one in tables[name].eases.get(
                other_side(sight, name), ()))
        ]  # fmt: skip
        told, table, hint = easing_told(match, sight, good, MESSAGES)
        assert bool(told or hint) == bool(able)
        assert not table or (told and table in able and sight.may_ask)
        assert not table or serves_both(match, sight, table), "it promises no talks in vain"
        assert not told or table or {place.table for place in sight.talks or ()} & set(able)


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every seat guess that a deal would serve both, wherever it could talk."""
    monkeypatch.setattr(of_need, "serves_both", lambda *_: True)


@pytest.mark.parametrize("seat", SEATS)
def test_talks_that_would_serve_nobody_are_told_in_the_hint_alone(
    seat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = _sitting("june-2025", seat)
    sight, match = sitting.sight(), sitting.session.match
    goods, offered = tuple(sight.observation.network.scenario.commodities), []
    for serves in (True, False):
        monkeypatch.setattr(of_need, "serves_both", lambda *_, serves=serves: serves)
        found = [easing_told(match, sight, good, MESSAGES) for good in goods]
        offered.append([bool(table) for _, table, _ in found])
        assert serves or not any(offered[-1])
        assert all(bool(told or hint) for told, table, hint in found if table)
        if not serves:
            hints = [hint for (_, _, hint), asks in zip(found, offered[0], strict=True) if asks]
            assert all("no deal would serve you both" in hint for hint in hints)


@pytest.mark.usefixtures("serving")
def test_the_alarm_in_the_stores_asks_for_the_talks_that_would_help(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["india"])
    sitting = Sitting(session, ("india",), MESSAGES)
    sitting.end_turn()
    sight = sitting.sight()
    (good,) = lacking(sight)
    told, table, _ = easing_told(session.match, sight, good, MESSAGES)
    assert sight.may_ask
    assert table in sight.tables

    played = Played(TableScreen(sitting.table(), MESSAGES, load_theme()), (1440, 900))
    answer = played.click(f"store:{good}")

    assert answer == Emit(asks.OpenTalks(table))
    played.draw()
    assert told in {one.text for one in played.canvas.written}
    session.close()


@pytest.mark.usefixtures("serving")
@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)])
def test_who_could_help_stands_whole_in_the_box_of_the_stores(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["india"])
    sitting = Sitting(session, ("india",), MESSAGES)
    sitting.end_turn()
    played = Played(TableScreen(sitting.table(), MESSAGES, load_theme()), size)
    desk = played.screen._desk
    played.draw()
    reliefs = [row for row in desk.picture.stores.rows if row.relief]

    assert reliefs
    for row in reliefs:
        assert row.short
        (line,) = (one for one in played.canvas.written if one.text == row.relief)
        assert desk.stores_rect.inset(map_stores.PAD, 0.0).holds(line.rect)
        assert played.screen.ui.get(f"store:{row.id}").rect.holds(line.rect)
    session.close()


def test_what_cannot_be_asked_for_now_is_in_the_hint_alone() -> None:
    sitting = _sitting("june-2025", "india")
    rows = sitting.table().stores.rows
    told = {
        row.id: easing_told(sitting.session.match, sitting.sight(), row.id, MESSAGES)
        for row in rows
        if row.short
    }

    assert any(hint for _, table, hint in told.values() if not table)
    for row in rows:
        line, _, hint = told.get(row.id, ("", "", ""))
        assert row.relief == line
        assert hint in row.why
