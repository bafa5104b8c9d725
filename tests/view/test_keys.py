"""Keys do what the screen looks as if they did, lose nothing, and end nothing by accident."""

from dataclasses import replace
from pathlib import Path

from tests.view.pictures import ACTIONS, TABLE
from tests.view.scenes import SCENES
from tests.view.stage import Played

from realm.core.actions import Announce
from realm.play.session import Session
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture import page as p
from realm.view.picture.of_cards import cards
from realm.view.picture.table import Choice, Tour
from realm.view.screens import asks
from realm.view.screens.base import Emit
from realm.view.screens.page import PageScreen
from realm.view.screens.table import TableScreen
from realm.view.theme import load_theme
from realm.view.widgets.tooltip import PADDING

SIZE = (1280, 800)


def table(picture=TABLE) -> Played:
    return Played(TableScreen(picture, load_messages(), load_theme()), SIZE)


def page(*blocks: p.Block, **more: object) -> Played:
    shown = p.Page(name="any", title="Any", columns=(p.Column(blocks=blocks),), **more)
    return Played(PageScreen(shown, load_messages(), load_theme()), SIZE)


def test_enter_presses_what_is_bright_while_nothing_has_the_focus() -> None:
    title = SCENES["title"].play(ground=False)
    back = p.Press(id="back", label="Back")
    on = p.Press(id="on", label="On", primary=True)
    send = p.Buttons(buttons=(p.Press(id="send", label="Send", primary=True),))
    shut = page(foot=(replace(on, refusal="Not now."),))

    assert title.press("return") == Emit(asks.Choose("title", "continue"))
    assert page(send, foot=(back, on)).press("return") == Emit(asks.Choose("any", "on"))
    assert shut.press("return") is None
    assert table().press("return", "return", "space") is None  # no turn ends by that


def test_enter_on_what_has_the_focus_presses_that() -> None:
    played = page(foot=(p.Press(id="a", label="A"), p.Press(id="b", label="B", primary=True)))

    assert played.press("tab", "return") == Emit(asks.Choose("any", "a"))


def test_enter_on_who_is_chosen_goes_on_and_a_click_does_not() -> None:
    seats = SCENES["seats"].play(ground=False)
    chosen = next(i.id for i in seats.screen.page.columns[0].blocks
                  if isinstance(i, p.Item) and i.chosen)  # fmt: skip
    seats.screen.ui.focus(chosen)

    assert seats.press("return") == Emit(asks.Choose("seats", "begin"))
    assert seats.click(chosen) == Emit(asks.Choose("seats", chosen))


def test_the_tour_goes_on_by_enter_alone() -> None:
    step = Tour(target="role", title="You", text="This is you.", step=1, steps=3)
    played = table(replace(TABLE, tour=step))

    assert played.press("return") == Emit(asks.Coach(True))
    assert played.press("tab", "return") == Emit(asks.Coach(True))
    assert played.press("tab", "return") == Emit(asks.Coach(False))


def test_keys_are_not_lost_while_what_was_set_is_worked_on() -> None:
    def shown(chosen: int) -> p.Page:
        pick = p.Pick(id="order:x", label="X", options=("As is", "1", "2", "3"), chosen=chosen)
        return p.Page(name="any", title="Any", columns=(p.Column(blocks=(pick,)),))

    played = Played(PageScreen(shown(0), load_messages(), load_theme()), SIZE)
    played.screen.ui.focus("order:x")

    played.press("right")
    played.press("right")
    played.screen.show(shown(1), settled=False)  # what came of the first
    played.press("right")

    assert [a.action.value for a in played.answers] == [1, 2, 3]
    played.screen.show(shown(2), settled=False)
    assert played.screen.ui.get("order:x").chosen == 3
    played.screen.show(shown(2))  # the last was refused
    assert played.screen.ui.get("order:x").chosen == 2


def test_each_setting_of_a_card_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "a.realm", seed=1, people=["india"])
    sitting = Sitting(session, ("india",), load_messages())
    found = cards(sitting.sight(), sitting.messages)
    card = next(c for c in found if any(isinstance(o.action, Announce) for o in c.options))
    free = [number for number, o in enumerate(card.options, 1) if not o.refusal]

    assert len(free) > 2
    for number in free:
        sitting.set_card(card.id, number)
        pending = [one.action for one in sitting.sight().pending]
        assert pending == [card.options[number - 1].action]
    sitting.set_card(card.id, 0)

    assert sitting.sight().pending == ()
    session.close()


def test_keys_on_the_table_are_not_lost_either() -> None:
    choice = next(c for c in ACTIONS.controls if isinstance(c, Choice))
    free = replace(choice, chosen=0, refusals=())
    picture = replace(TABLE, actions=replace(ACTIONS, controls=(free, *ACTIONS.controls[1:])))
    played = table(picture)
    played.screen.ui.focus(choice.id)

    played.press("right")
    played.press("right")

    shown = played.screen.ui.get(choice.id).shown
    assert [a.action.value for a in played.answers] == list(shown[1:3])
    played.screen.show(picture)
    assert played.screen.ui.get(choice.id).chosen == 0


def test_what_cannot_be_undone_is_asked_about_first() -> None:
    sure = p.Sure(title="Delete?", text="It is gone then.", yes="Delete", no="Keep")
    played = page(p.Buttons(buttons=(p.Press(id="delete", label="Delete", sure=sure),)))
    played.screen.ui.focus("delete")

    assert played.press("return", "escape") is None
    assert played.screen.ui.memory.focus == "delete"
    assert played.press("return", "return") is None  # the careful answer is at hand
    assert played.press("return", "tab", "return") == Emit(asks.Choose("any", "delete"))


def test_what_explains_a_row_hides_nothing_of_it() -> None:
    pick = p.Pick(id="order:x", label="Some title", options=("A", "B"), chosen=0, hint="A hint.")
    blocks = p.Column(blocks=(p.Text(text="Above"), pick)), p.Column(blocks=(p.Text(text="Else"),))
    shown = p.Page(name="any", title="Any", columns=blocks)
    played = Played(PageScreen(shown, load_messages(), load_theme()), SIZE)
    played.press("tab")
    played.draw()

    hint = next(w.rect for w in played.canvas.written if w.text == "A hint.")
    assert not hint.inset(-PADDING).meets(played.screen.ui.get("order:x").whole)


def test_keys_reach_countries_their_flows_and_sheets() -> None:
    played = table()
    screen = played.screen
    screen.ui.focus("price:ndpr")
    while screen.ui.memory.focus != "place:china":
        played.press("tab")
    played.draw()
    china = next(place for place in TABLE.world.places if place.id == "china")

    assert screen.map.over == ("place", "china")
    assert any(w.text == china.name for w in played.canvas.written)
    played.press("right")
    kind, flow = screen.map.over
    assert kind == "flow"
    assert "china" in flow
    played.press("return")
    assert screen.map.selected == flow
    assert screen.ui.memory.focus == "sheet:close"
    played.press("return")  # closes it: keys are where they came from
    assert (screen.map.selected, screen.ui.memory.focus) == ("", "place:china")
    played.press("left", "return")
    played.press("escape")
    assert (screen.map.selected, screen.ui.memory.focus) == ("", "place:china")


def test_keys_go_on_in_the_sheet_of_a_country() -> None:
    played = table()
    played.screen.ui.focus("place:japan")

    played.press("return")

    assert played.screen.ui.memory.focus == "sheet:talk"
    assert played.press("return") == Emit(asks.OpenTalks("japan"))
    assert table().click("place:japan") is None  # the mouse leaves the focus where it was


def test_arrows_move_the_map_while_no_country_has_the_focus() -> None:
    played = table()
    camera = played.screen.map.camera

    played.press("right")

    assert played.screen.map.camera != camera
