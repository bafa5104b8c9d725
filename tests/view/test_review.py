"""What is queued tells what is expected of it, and is opened to be changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.view.stage import Played

from realm.play.session import Session
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture import page as p
from realm.view.screens import asks
from realm.view.screens.base import Emit
from realm.view.screens.page import PageScreen
from realm.view.theme import load_theme

MESSAGES = load_messages()
UNSEEN = MESSAGES.say("game.asked_unseen")


@pytest.fixture
def sitting(tmp_path: Path) -> Iterator[Sitting]:
    session = Session.begin("june-2025", tmp_path / "a.realm", seed=1, people=["india"])
    found = Sitting(session, ("india",), MESSAGES)
    for control in found.table().actions.controls[:2]:
        found.adjust(control.id, 1)
    yield found
    session.close()


def _rows(sitting: Sitting) -> list[p.Told]:
    blocks = sitting.page("actions").columns[1].blocks
    return [b for b in blocks if isinstance(b, p.Told) and b.press is not None]


def test_what_was_set_on_the_table_is_looked_at_when_all_is_reviewed(sitting: Sitting) -> None:
    last = sitting.table().actions.controls[1].id
    sitting.review()
    assert sitting.chosen == last
    sitting.foresee()

    first, second = (row.lines for row in _rows(sitting))
    assert first == (UNSEEN,)
    assert "score" in second[0]
    assert second != (UNSEEN,)
    sitting.chosen = ""
    sitting.review()
    assert sitting.chosen == last, "another page may have been seen since"


def test_a_row_of_the_queue_opens_its_order_though_a_search_hides_it(sitting: Sitting) -> None:
    sitting.review()
    sitting.look_for("nothing has this name")
    played = Played(PageScreen(sitting.page("actions"), MESSAGES, load_theme()), (1280, 800))
    row = _rows(sitting)[0]
    assert played.screen.ui.get(row.opens) is None

    assert played.click(row.id) == Emit(asks.Choose("actions", row.id))
    sitting.turn_to_order(int(row.id.partition(":")[2]))
    played.screen.show(sitting.page("actions"))

    opened = played.screen.ui.get(row.opens)
    assert opened is not None
    assert opened.in_sight
    assert played.screen.ui.memory.focus == row.opens
    assert f"order:{sitting.chosen}" == row.opens


def test_to_take_an_order_back_does_not_open_it(sitting: Sitting) -> None:
    sitting.review()
    played = Played(PageScreen(sitting.page("actions"), MESSAGES, load_theme()), (1280, 800))
    row = _rows(sitting)[0]
    assert row.press is not None

    assert played.click(row.press.id) == Emit(asks.Choose("actions", row.press.id))


def test_a_permit_turns_to_the_supports_that_would_help_it(sitting: Sitting) -> None:
    sitting.set_card("project:repm_1|", 1)
    sitting.foresee()
    sitting.look_for("magnet plant 1")
    played = Played(PageScreen(sitting.page("actions"), MESSAGES, load_theme()), (1280, 1000))
    blocks = sitting.page("actions").columns[1].blocks
    rows = [b for b in blocks if isinstance(b, p.Told) and b.id.startswith("beside:")]
    names = ["india_repm_output", "india_repm_capital"]
    assert [row.opens for row in rows] == [f"order:measure:{name}|" for name in names]

    assert played.click(rows[0].id) == Emit(asks.Choose("actions", rows[0].id))
    sitting.look_for("")
    played.screen.show(sitting.page("actions"))

    opened = played.screen.ui.get(rows[0].opens)
    assert opened is not None
    assert opened.in_sight


@pytest.mark.parametrize(
    ("measure", "typed", "told"),
    [("india_magnet_tariff", "7.3", "7.3 %"), ("india_suspend_japan", "33 %", "33 %"),
     ("india_ncmm", "30", "30 %")],
)  # fmt: skip
def test_any_size_can_be_typed_and_stands_among_the_others(
    sitting: Sitting, measure: str, typed: str, told: str
) -> None:
    name = f"measure:{measure}|"
    sitting.set_card(name, 1)
    played = Played(PageScreen(sitting.page("actions"), MESSAGES, load_theme()), (1280, 800))
    played.click(f"exact:{name}")
    played.type(typed)
    assert played.press("return") == Emit(asks.Choose("actions", f"exact:{name}"))

    sitting.exact[name] = typed
    assert not sitting.set_exact(name).bad
    shown = next(
        b for b in sitting.page("actions").columns[0].blocks
        if isinstance(b, p.Pick) and b.id == f"order:{name}"
    )  # fmt: skip
    assert shown.options[shown.chosen] == told
    order = shown.order or range(len(shown.options))
    sizes = [float(word.split(" ")[0]) for i in order if (word := shown.options[i]).endswith("%")]
    assert sizes in (sorted(sizes), sorted(sizes, reverse=True))
    assert told.split(" ", maxsplit=1)[0] in _rows(sitting)[-1].title


def test_what_is_typed_is_judged_as_anything_else(sitting: Sitting) -> None:
    name = "measure:india_suspend_japan|"
    sitting.set_card(name, 1)
    before = len(_rows(sitting))
    for typed, why in (("much", "no number"), ("150", "0 to 100 %."), ("-5", "0 to 100 %.")):
        sitting.exact[name] = typed
        said = sitting.set_exact(name)
        assert said.bad
        assert why in said.text
        assert len(_rows(sitting)) == before
    duty = "measure:india_magnet_tariff|"  # its number has no upper limit
    sitting.exact[duty] = "-5"
    assert sitting.set_exact(duty).text.endswith("give 0 % or more.")
    price = "measure:india_minimum_price|"  # in $ a kg, and no part of anything
    sitting.exact[price] = "-5"
    assert sitting.set_exact(price).text.endswith("give 0 or more.")


def test_what_is_typed_goes_the_way_that_it_has_to(sitting: Sitting) -> None:
    """A tax that stands at the tightest of the menu, and is about to be eased, is made tighter."""
    name = "measure:india_export_tax|"
    sitting.set_card(name, 4)
    sitting.end_turn()
    assert sitting.sight().observation.measure_size.max() >= 0.5
    sitting.set_card(name, 2)
    for typed, taken in (("60", True), ("20", True), ("900", False)):
        sitting.exact[name] = typed
        said = sitting.set_exact(name)
        assert said.bad != taken, (typed, said.text)
        assert "to tighten it" not in said.text
        assert "to loosen it" not in said.text
        assert (name in sitting.exact) != taken, "what was taken is not left in the box"
    sitting.search_anew()
    assert not sitting.exact


def test_a_support_that_is_queued_is_not_called_for_beside_a_permit(sitting: Sitting) -> None:
    def beside() -> list[str]:
        sitting.set_card("project:repm_1|", 1)
        sitting.foresee()
        blocks = sitting.page("actions").columns[1].blocks
        told = [b for b in blocks if isinstance(b, p.Told)]
        return [b.opens for b in told if b.id.startswith("beside:")]

    assert "order:measure:india_repm_output|" in beside()
    sitting.set_card("measure:india_repm_output|", 2)
    assert "order:measure:india_repm_output|" not in beside()
    assert "order:measure:india_repm_capital|" in beside()
