"""All actions lie by subject, the same for every seat, and keep their places whatever is set."""

import itertools
from pathlib import Path

import pytest
from tests.view.stage import Played
from tests.view.test_focus import visited

from realm.play.foresight import Foresight
from realm.play.session import Session
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture import page as p
from realm.view.picture.of_cards import SECTIONS, Card, cards
from realm.view.screens.page import PageScreen
from realm.view.theme import load_theme

SEATS = ("india", "china", "japan", "toyota_tsusho")


def sit(folder: Path, seat: str) -> Sitting:
    session = Session.begin("june-2025", folder / "game.realm", seed=1, people=[seat])
    return Sitting(session, (seat,), load_messages())


def listed(sitting: Sitting) -> list[str]:
    page = sitting.page("actions")
    return [b.id for b in page.columns[0].blocks if isinstance(b, p.Pick)]


def shown(sitting: Sitting) -> list[Card]:
    """Return the cards of the list, in its order."""
    known = {f"order:{card.id}": card for card in cards(sitting.sight(), sitting.messages)}
    return [known[name] for name in listed(sitting)]


def settable(card: Card) -> int:
    return next((i for i, one in enumerate(card.options, 1) if not one.refusal), 0)


@pytest.mark.parametrize("seat", SEATS)
def test_subjects_lie_in_one_order_for_every_seat(tmp_path: Path, seat: str) -> None:
    sitting = sit(tmp_path, seat)

    met = [section for section, _ in itertools.groupby(shown(sitting), lambda c: c.section)]

    assert len(met) > 1
    assert met == [section for section in SECTIONS if section in met]


def test_what_is_ordered_most_comes_first_and_complaints_after_it() -> None:
    for common in ("export", "import", "project", "stockpile", "support", "directive", "contract"):
        assert SECTIONS.index(common) < SECTIONS.index("dispute"), common
    assert SECTIONS[0] == "export"
    assert SECTIONS[-1] == "link", "there are hundreds"


def test_what_was_found_out_moves_nothing_and_is_told_of_its_row(tmp_path: Path) -> None:
    sitting = sit(tmp_path, "india")
    before = listed(sitting)
    last = next(c for c in reversed(shown(sitting)) if c.section != "link" and settable(c))
    sitting.set_card(last.id, settable(last))
    action = last.options[settable(last) - 1].action
    turn = sitting.sight().turn
    sitting._foreseen[sitting.seat, turn, action, ()] = Foresight(score=(50.0, 51.5), indicators={})

    sitting.review()
    assert listed(sitting) == before
    row = next(
        b for b in sitting.page("actions").columns[0].blocks
        if isinstance(b, p.Pick) and b.id == f"order:{last.id}"
    )  # fmt: skip
    assert "+1.5 points" in row.hint
    sitting.set_card(last.id, 0)
    assert listed(sitting) == before

    sitting.end_turn()
    sitting.review()
    known = [name for name in listed(sitting) if name in before]
    assert known == [name for name in before if name in known], "nor in the next turn"


@pytest.mark.parametrize("seat", SEATS)
def test_no_row_moves_when_something_is_set(tmp_path: Path, seat: str) -> None:
    sitting = sit(tmp_path, seat)
    screen = PageScreen(sitting.page("actions"), sitting.messages, load_theme())
    played = Played(screen, (1280, 800), messages=sitting.messages)

    def places() -> dict[str, object]:
        return {n: r for n, r in played.screen.ui.rects.items() if n.startswith("order:")}

    before, tried = places(), 0
    for card in shown(sitting):
        if card.section == "link" or not settable(card):
            continue
        if sitting.set_card(card.id, settable(card)).bad:
            continue
        screen.show(sitting.page("actions"))
        assert card.asked(sitting.sight()) >= 0
        assert places() == before, card.id
        sitting.set_card(card.id, 0)
        tried += 1
    assert tried > 2


def test_keys_go_through_the_rows_as_they_are_listed_and_keep_the_one_that_is_set(
    tmp_path: Path,
) -> None:
    sitting = sit(tmp_path, "india")
    screen = PageScreen(sitting.page("actions"), sitting.messages, load_theme())
    played = Played(screen, (1280, 800), messages=sitting.messages)
    rows = listed(sitting)

    reached = [one.id for one in visited(played) if one.id.startswith("order:")]
    assert reached == rows

    card = next(card for card in shown(sitting) if card.section == "directive")
    screen.ui.focus(f"order:{card.id}")
    screen.lay(played.stage)
    before = screen.ui.rects[f"order:{card.id}"]
    played.press("right")
    sitting.set_card(card.id, 1)
    screen.show(sitting.page("actions"))
    assert screen.ui.memory.focus == f"order:{card.id}"
    assert screen.ui.rects[f"order:{card.id}"] == before
    played.press("tab")
    assert screen.ui.memory.focus == rows[rows.index(f"order:{card.id}") + 1]
