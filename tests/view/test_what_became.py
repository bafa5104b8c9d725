"""What was ordered and holds is told as done, and what was asked once stays to be read."""

from pathlib import Path

import pytest

from realm.play.session import Session
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture import page as p
from realm.view.picture.of_cards import Card, cards

PLANT = "project:repm_1|"


def _of(sitting: Sitting, section: str) -> list[Card]:
    found = cards(sitting.sight(), sitting.messages)
    return [card for card in found if card.section == section]


def _begin(tmp_path: Path, seat: str) -> Sitting:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=[seat])
    return Sitting(session, (seat,), load_messages())


@pytest.fixture
def india(tmp_path: Path) -> Sitting:
    return _begin(tmp_path, "india")


def test_a_plant_that_was_approved_reads_so_and_makes_room_for_another(india: Sitting) -> None:
    india.set_card(PLANT, 1)
    india.end_turn()
    card = next(one for one in _of(india, "project") if one.id == PLANT)

    assert (card.standing, [o.action.word() for o in card.options]) == ("Approved", ["approve"])
    assert PLANT not in [control.id for control in india.table().actions.controls]
    india.close()


def test_a_complaint_stays_where_it_was_with_what_became_of_it(tmp_path: Path) -> None:
    japan = _begin(tmp_path, "japan")
    card = next(one for one in _of(japan, "dispute") if not one.refusal)
    japan.set_card(card.id, 1)
    japan.end_turn()
    blocks = japan.page("actions").columns[0].blocks
    heads = {b.text: i for i, b in enumerate(blocks) if isinstance(b, p.Heading)}
    at, told = next(
        (i, b) for i, b in enumerate(blocks) if isinstance(b, p.Told) and b.title == card.title
    )

    assert heads["COMPLAINTS AT THE WTO"] < at < heads["NOT OPEN NOW"]
    assert told.lines == ("The complaint was filed in 2025-07; the ruling is due in 2028-05.",)
    japan.close()
