"""What widgets answer to what a person does; pointed at by name."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pygame
import pytest
from tests.view.scenes import SCENES, Scene, live
from tests.view.stage import Played  # noqa: F401 (chooses SDL's driver)

from realm.view.canvas import Canvas
from realm.view.input import Input, Key, Pointer, Typed, Wheel
from realm.view.shape import Point, Rect
from realm.view.text import Texts
from realm.view.theme import load_theme
from realm.view.widgets.base import Command, Pressed, Set, Widget
from realm.view.widgets.button import Button, Hotspot
from realm.view.widgets.dropdown import Dropdown
from realm.view.widgets.entry import Entry
from realm.view.widgets.modal import escapes, modal
from realm.view.widgets.scroll import Scroll
from realm.view.widgets.segmented import Segmented
from realm.view.widgets.slider import Slider
from realm.view.widgets.table import Column, Table
from realm.view.widgets.tabs import Tabs
from realm.view.widgets.toast import SECONDS, Toast
from realm.view.widgets.tooltip import draw_tooltip
from realm.view.widgets.ui import Ui

PAGE = Rect(0, 0, 800, 600)
PLACE = Rect(100, 100, 200, 30)


def blank() -> Canvas:
    theme = load_theme()
    return Canvas(pygame.Surface((800, 600)), theme, Texts(theme, 1.0))


class Bench:
    """A Ui whose widgets take what they are set to, as a screen's would."""

    def __init__(self, *widgets: Widget) -> None:
        self.ui = Ui()
        self.ui.lay(widgets)

    def give(self, *inputs: Input) -> list[Command]:
        found = []
        for given in inputs:
            commands, _ = self.ui.update(given)
            for command in commands:
                self._take(command)
            found += commands
        return found

    def _take(self, command: Command) -> None:
        if isinstance(command, Set):
            self.ui.lay(
                replace(w, **{field_of(w): command.value}) if w.id == command.id else w
                for w in self.ui.widgets
            )

    def click(self, at: Point | str) -> list[Command]:
        point = self.ui.rects[at].middle if isinstance(at, str) else at
        return self.give(Pointer("move", point), Pointer("down", point), Pointer("up", point))

    def keys(self, *names: str, shift: bool = False) -> list[Command]:
        return self.give(*(Key(name, shift=shift) for name in names))

    def __getitem__(self, name: str) -> Any:
        return self.ui.get(name)


def field_of(widget: Widget) -> str:
    return {Slider: "value", Entry: "text"}.get(type(widget), "chosen")


def button(name: str = "go", **more: Any) -> Button:
    return Button(id=name, rect=more.pop("rect", PLACE), label="Go", **more)


def test_a_button_answers_a_click_and_the_keys_that_press() -> None:
    bench = Bench(button())

    assert bench.click("go") == [Pressed("go")]
    assert bench.ui.memory.focus == "go"
    assert bench.keys("return", "space", "a") == [Pressed("go"), Pressed("go")]


def test_a_button_left_before_the_mouse_is_let_go_is_not_pressed() -> None:
    bench = Bench(button())

    down = Pointer("down", PLACE.middle)
    assert bench.give(down, Pointer("move", (500, 500)), Pointer("up", (500, 500))) == []
    assert bench.give(Pointer("down", (500, 500)), Pointer("up", PLACE.middle)) == []
    assert bench.give(Pointer("down", PLACE.middle, 3), Pointer("up", PLACE.middle, 3)) == []


def test_what_is_refused_answers_nothing_and_says_why_to_the_keyboard_too() -> None:
    bench = Bench(button("a", refusal="Not in a blockade."), button("b", rect=PLACE.moved(0, 50)))
    canvas = blank()

    assert bench.click("a") == []
    bench.give(Pointer("leave", (-1.0, -1.0)))
    assert bench.keys("tab", "tab", "return") == []
    bench.ui.draw_over(canvas, PAGE)
    assert [w.text for w in canvas.written] == ["Not in a blockade."]


def test_tab_goes_round_and_back() -> None:
    names = ["a", "b", "c"]
    bench = Bench(*(button(n, rect=PLACE.moved(0, 40 * i)) for i, n in enumerate(names)))

    visited = []
    for _ in range(4):
        bench.keys("tab")
        visited.append(bench.ui.memory.focus)
    bench.keys("tab", shift=True)

    assert visited == ["a", "b", "c", "a"]
    assert bench.ui.memory.focus == "c"
    assert bench.ui.memory.ring


def test_the_mouse_hides_the_ring_of_focus() -> None:
    bench = Bench(button())
    bench.keys("tab")

    bench.click("go")

    assert not bench.ui.memory.ring


def test_two_widgets_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="'go'"):
        Bench(button(), button())


def test_the_one_drawn_last_is_meant() -> None:
    bench = Bench(button("under"), button("over"))

    assert bench.click(PLACE.middle) == [Pressed("over")]


def test_only_the_highest_layer_gets_input() -> None:
    bench = Bench(button("under"), button("over", rect=PLACE.moved(0, 100), layer=1))

    assert bench.click("under") == []
    bench.keys("tab", "tab")
    assert bench.ui.memory.focus == "over"


def test_what_is_clipped_away_cannot_be_pointed_at() -> None:
    bench = Bench(button(clip=Rect(0, 0, 150, 600)))

    assert bench.click((250.0, 115.0)) == []
    assert bench.click((120.0, 115.0)) == [Pressed("go")]


# --- segmented, tabs ------------------------------------------------------------------------------


def segmented(**more: Any) -> Segmented:
    options = ("None", "Licence", "Quota", "Ban")
    return Segmented(id="curb", rect=PLACE, options=options, chosen=0, **more)


def test_a_segment_is_chosen_by_mouse_and_arrows() -> None:
    bench = Bench(segmented())

    assert bench.click(bench["curb"].cells()[2].middle) == [Set("curb", 2)]
    assert bench.keys("left", "home", "left") == [Set("curb", 1), Set("curb", 0)]
    assert bench.keys("end") == [Set("curb", 3)]


def test_refused_segments_are_passed_over() -> None:
    bench = Bench(segmented(refusals=("", "No licences here.", "", "")))

    assert bench.click(bench["curb"].cells()[1].middle) == []
    assert bench.keys("right") == [Set("curb", 2)]


def test_segments_may_lie_in_another_order_than_they_are_counted() -> None:
    bench = Bench(segmented(order=(3, 0, 2, 1)))
    cells = bench["curb"].cells()

    assert cells[3].x < cells[0].x < cells[2].x < cells[1].x
    assert bench.click(cells[1].middle) == [Set("curb", 1)]
    assert bench.keys("left", "left", "left", "left") == [Set("curb", i) for i in (2, 0, 3)]
    assert bench.keys("end") == [Set("curb", 1)]


def test_segments_are_as_wide_as_their_texts_where_equal_ones_would_cut_them() -> None:
    wide = segmented(widths=(10.0, PLACE.width * 0.6, 10.0, 10.0))
    cells = wide.cells()

    assert cells[1].width > PLACE.width * 0.6 > 3 * cells[0].width
    assert all(b.x - a.right == pytest.approx(1.0) for a, b in pairwise(cells))
    assert wide.rect.holds(cells[0])
    assert wide.rect.holds(cells[3])


def test_tabs_are_a_segmented_control() -> None:
    bench = Bench(Tabs(id="tabs", rect=PLACE, options=("A", "B"), chosen=0))

    assert bench.click(bench["tabs"].cells()[1].middle) == [Set("tabs", 1)]


# --- slider ---------------------------------------------------------------------------------------


def slider(**more: Any) -> Slider:
    return Slider(id="price", rect=PLACE, value=78, least=60, most=100, **more)


def test_a_slider_follows_the_mouse_and_says_when_it_stays() -> None:
    bench = Bench(slider())
    knob = bench["price"]
    at = (knob.x_of(90), knob.track.y)

    moved = bench.give(Pointer("down", knob.rect.middle), Pointer("move", at), Pointer("up", at))

    assert moved[-1] == Set("price", 90, done=True)
    assert all(not command.done for command in moved[:-1])


def test_dragging_far_outside_stays_within_the_ends() -> None:
    bench = Bench(slider())

    middle = bench["price"].rect.middle
    bench.give(Pointer("down", middle), Pointer("move", (-900.0, 400.0)))
    assert bench["price"].value == 60
    bench.give(Pointer("move", (9000.0, -400.0)))
    assert bench["price"].value == 100


def test_keys_move_a_slider_by_steps() -> None:
    bench = Bench(slider(step=0.5))
    bench.keys("tab")

    bench.keys("right", "right", "left")
    assert bench["price"].value == 78.5
    bench.keys("left", shift=True)
    assert bench["price"].value == 73.5
    assert bench.keys("home", "home") == [Set("price", 60)]
    assert bench.keys("pageup") == [Set("price", 65)]


def test_digits_enter_an_amount_exactly() -> None:
    bench = Bench(slider(step=0.5))
    bench.keys("tab")

    bench.give(*(Typed(letter) for letter in "83,49"))
    assert bench.keys("backspace", "return") == [Set("price", 83.5)]
    bench.give(Typed("9"), Typed("9"))
    assert bench.keys("escape", "return") == []
    bench.give(Typed("4"), Typed("7"), Typed("x"))
    assert bench.keys("return") == [Set("price", 60)]


def test_digits_mean_what_a_setting_is_called_and_not_its_place() -> None:
    bench = Bench(replace(slider(), least=0, most=3, value=0, numbers=(5.0, 7.5, 25.0, 100.0)))
    bench.keys("tab")

    for typed, place in (("8", 1), ("100", 3), ("26", 2), ("0", 0)):
        bench.give(*(Typed(letter) for letter in typed))
        assert bench.keys("return") == [Set("price", place)]


def test_the_wheel_moves_a_slider_only_with_the_focus() -> None:
    bench = Bench(slider())
    turn = Wheel(PLACE.middle, -1.0)

    assert bench.give(turn) == []
    bench.keys("tab")
    assert bench.give(turn) == [Set("price", 79)]


def test_one_sentence_at_a_time_explains_and_goes_with_the_mouse() -> None:
    control = segmented(refusals=("", "", "", "No."), hint="What it is.")
    bench = Bench(control)
    refused, allowed = control.cells()[3].middle, control.cells()[0].middle

    bench.give(Pointer("move", refused))
    assert control.explained(bench.ui.memory) == (control.cells()[3], "No.")
    bench.give(Pointer("move", allowed))
    assert control.explained(bench.ui.memory) == (control.seen, "What it is.")
    bench.keys("tab")
    bench.give(Pointer("move", (700.0, 500.0)))
    assert bench.ui.memory.hover == ""
    assert not bench.ui.memory.keys


def test_what_scrolls_away_from_under_the_mouse_is_no_longer_pointed_at() -> None:
    bench = Bench(button())
    bench.give(Pointer("move", PLACE.middle))

    bench.ui.lay([button(rect=PLACE.moved(0, 200))])

    assert bench.ui.memory.hover == ""


# --- drop-down ------------------------------------------------------------------------------------


def dropdown(y: float = 100.0) -> Dropdown:
    return Dropdown(
        id="seat", rect=Rect(100, y, 200, 28), options=("A", "B", "C"), chosen=0, page=PAGE
    )


def test_a_list_unfolds_and_one_is_chosen() -> None:
    bench = Bench(dropdown(), button("under", rect=Rect(100, 140, 200, 30)))

    bench.click("seat")
    assert bench.click(bench["seat"].rows()[2].middle) == [Set("seat", 2)]
    assert bench.click("under") == [Pressed("under")]


def test_a_click_elsewhere_folds_it_up() -> None:
    bench = Bench(dropdown())

    bench.click("seat")
    bench.click((700.0, 500.0))

    assert bench.ui.memory.note("seat") is None


def test_keys_unfold_choose_and_fold() -> None:
    bench = Bench(dropdown())
    bench.keys("tab")

    assert bench.keys("return", "down", "down", "down", "up", "escape") == [
        Set("seat", 1),
        Set("seat", 2),
        Set("seat", 1),
    ]
    assert bench.ui.memory.note("seat") is None


def test_a_list_near_the_foot_goes_up() -> None:
    assert dropdown(560.0).unfolded.bottom < 560.0
    assert PAGE.holds(dropdown(560.0).unfolded)


# --- scroll, table, entry -------------------------------------------------------------------------


def test_an_area_scrolls_within_its_ends() -> None:
    area = Scroll(id="list", rect=Rect(0, 0, 100, 200), height=500)
    bench = Bench(area)
    memory = bench.ui.memory

    bench.give(Wheel((50, 50), 2.0))
    assert area.offset(memory) == 96
    bench.give(Wheel((50, 50), 99.0))
    assert area.offset(memory) == 300
    bench.keys("tab", "home", "pagedown")
    assert area.offset(memory) == 180


def test_tab_scrolls_to_what_an_area_hides() -> None:
    area = Scroll(id="list", rect=Rect(0, 0, 300, 200), height=500, stops=False)
    hidden = button("low", rect=Rect(10, 400, 100, 30), clip=area.rect)
    bench = Bench(area, button("high", rect=Rect(10, 10, 100, 30), clip=area.rect), hidden)

    bench.keys("tab", "tab")

    assert bench.ui.memory.focus == "low"
    down = area.offset(bench.ui.memory)
    assert area.rect.holds(hidden.rect.moved(0, -down))


def test_an_area_with_room_for_all_leaves_the_wheel_to_others() -> None:
    bench = Bench(Scroll(id="list", rect=PLACE, height=20))

    assert bench.ui.update(Wheel(PLACE.middle, 1.0)) == ([], False)


@pytest.mark.parametrize(
    "over",
    [
        button("over"),
        button("over", refusal="No."),
        Slider(id="over", rect=PLACE, value=3, least=0, most=9),
        Segmented(id="over", rect=PLACE, options=("A", "B"), chosen=0),
    ],
    ids=lambda widget: type(widget).__name__,
)
def test_the_wheel_goes_through_controls_to_the_area_below(over: Widget) -> None:
    area = Scroll(id="list", rect=Rect(0, 0, 400, 200), height=500)
    bench = Bench(area, over)

    assert bench.give(Wheel(PLACE.middle, 1.0)) == []

    assert area.offset(bench.ui.memory) == 48


def test_the_wheel_stays_on_what_lies_over_all() -> None:
    area = Scroll(id="list", rect=Rect(0, 0, 400, 200), height=500)
    bench = Bench(area, button("over", layer=1))

    bench.give(Wheel(PLACE.middle, 1.0))

    assert area.offset(bench.ui.memory) == 0


def table() -> Table:
    columns = (Column(title="Seat", share=2), Column(title="Score", share=1, align="right"))
    rows = tuple((f"seat {i}", str(i)) for i in range(30))
    return Table(id="rows", rect=Rect(0, 0, 300, 180), columns=columns, rows=rows)


def test_a_row_is_chosen_and_opened() -> None:
    bench = Bench(table())
    row = bench["rows"].row_rects(bench.ui.memory)[3]

    assert bench.click(row.middle) == [Set("rows", 3)]
    assert bench.keys("down", "return") == [Set("rows", 4), Pressed("rows")]


def test_a_table_shows_the_row_that_keys_reach() -> None:
    bench = Bench(table())
    bench.keys("tab")

    bench.keys("pagedown", "pagedown", "down")
    assert bench["rows"].chosen in bench["rows"].row_rects(bench.ui.memory)
    bench.keys(*["up"] * 40)
    assert bench["rows"].chosen == 0
    assert 0 in bench["rows"].row_rects(bench.ui.memory)


def test_a_line_is_typed_and_mended() -> None:
    bench = Bench(Entry(id="name", rect=PLACE, text="", longest=8))
    bench.click("name")

    bench.give(*(Typed(letter) for letter in "Dehli"))
    bench.keys("left", "left", "left", "delete", "right")
    bench.give(Typed("h"))
    assert bench["name"].text == "Delhi"
    bench.keys("home", "backspace", "end")
    bench.give(Typed(" 2047\n"))
    assert bench["name"].text == "Delhi 20"
    assert bench.keys("return") == [Pressed("name")]


# --- modal, toast ---------------------------------------------------------------------------------


def texts() -> Texts:
    return Texts(load_theme(), 1.0)


def question() -> list[Widget]:
    answers = (("no", "Not yet"), ("yes", "End turn"))
    return modal(
        "ask", page=PAGE, texts=texts(), title="End?", text="Three months.", answers=answers
    )


def test_a_modal_takes_everything_and_is_answered() -> None:
    bench = Bench(button(), *question())

    assert bench.click("go") == []
    assert bench.click("yes") == [Pressed("yes")]
    bench.keys("tab")
    assert bench.ui.memory.focus in {"yes", "no"}


def test_escape_is_the_careful_answer() -> None:
    assert escapes(Key("escape"), "no") == [Pressed("no")]
    assert escapes(Key("a"), "no") == []


def test_a_modal_lies_within_its_page() -> None:
    assert all(PAGE.holds(widget.rect) for widget in question())


def test_what_was_pressed_is_not_explained_until_the_mouse_comes_back() -> None:
    button = Button(id="send", rect=PLACE, label="Send", hint="Sends it.")
    bench = Bench(button, replace(button, id="no", rect=PLACE.moved(down=200), refusal="Not now."))

    def told() -> str:
        canvas = blank()
        bench.ui.draw_over(canvas, PAGE)
        return " ".join(written.text for written in canvas.written)

    bench.give(Pointer("move", PLACE.middle))
    assert told() == "Sends it."
    bench.give(Pointer("down", PLACE.middle), Pointer("up", PLACE.middle))
    assert told() == ""
    bench.give(Pointer("move", (1.0, 1.0)), Pointer("move", PLACE.middle))
    assert told() == "Sends it."
    refused = PLACE.moved(down=200).middle
    bench.give(Pointer("move", refused), Pointer("down", refused), Pointer("up", refused))
    assert told() == "Not now.", "why it cannot be used stays"


@pytest.mark.parametrize("name", ["table-1280", "talks", "actions", "turn"])
def test_a_toast_hides_no_control(name: str) -> None:
    played = SCENES[name].play(ground=False)
    toast = Toast("Japan: Sees nothing to gain from talks now. Ask again next turn.", since=0.0)
    place = toast.place(played.stage.texts, played.screen.free(played.stage.page))
    seen = [w for w in played.screen.ui.widgets if w.seen.height > 0]
    stops = [w for w in seen if w.stops and not isinstance(w, Scroll)]
    told = (w for w in stops if not (isinstance(w, Hotspot) and w.hint))  # these only explain
    controls = [w for w in told if not w.id.startswith("place:")]  # the map can be moved

    assert len(controls) >= 2
    assert [w.id for w in controls if w.seen.height > 0 and w.seen.meets(place)] == []


@pytest.mark.parametrize("size", [(1024, 768), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("clicks", [(), ("place:china",), ("place:australia",)])
def test_a_toast_over_the_table_hides_nothing_that_is_read(
    size: tuple[int, int], clicks: tuple[str, ...]
) -> None:
    played = Scene(size, make=live("june-2025", "india"), clicks=clicks).play(ground=False)
    desk, page = played.screen._desk, played.stage.page
    toast = Toast("Japan: Sees nothing to gain from talks now. Ask again next turn.", since=0.0)
    place = toast.place(played.stage.texts, played.screen.free(page))
    cards = (desk.legend_rect, desk.stores_rect, desk.rival_rect, desk.sheet_rect)

    assert desk.layout.map.holds(place)
    assert not [card for card in cards if card is not None and card.meets(place)]


def test_a_tooltip_leaves_controls_free_where_it_can() -> None:
    canvas, target, page, text = blank(), Rect(300, 300, 120, 24), PAGE, "What would they want?"
    above, below = Rect(200, 180, 400, 110), target.moved(down=40)
    for others in ([above], [above, below], [above, below.moved(across=150)]):
        place = draw_tooltip(canvas, page, target, text, others)
        assert page.holds(place)
        assert not place.meets(target)
        assert not any(place.meets(other) for other in others)
    alone = draw_tooltip(canvas, page, target, text)
    assert alone.bottom < target.y


def test_a_toast_goes_by_itself() -> None:
    toast = Toast("Saved.", since=10.0)

    assert toast.lives(10.0 + SECONDS - 0.1)
    assert not toast.lives(10.0 + SECONDS)


def test_control_a_selects_all_that_was_typed() -> None:
    bench = Bench(Entry(id="name", rect=PLACE, text="old", longest=5))
    bench.click("name")
    everything = Key("a", control=True)

    bench.give(everything, Typed("newer"))
    assert bench["name"].text == "newer"
    bench.give(everything, Key("left"), Key("backspace"))
    assert bench["name"].text == "newr"
    bench.give(everything)
    bench.click("name")
    bench.give(Typed("x"))
    assert bench["name"].text == "newxr"
    bench.give(everything, Key("delete"))
    assert bench["name"].text == ""


# --- drawing --------------------------------------------------------------------------------------

EVERY = [
    button(look="primary"),
    button(look="chip", on_now=True, dot=(1, 200, 3)),
    button(look="quiet"),
    button(refusal="No."),
    segmented(refusals=("", "", "", "No.")),
    slider(ghost=90.0, zone=(70.0, 80.0)),
    slider(ghost=90.0, wish=78.0),
    slider(refusal="No."),
    dropdown(),
    Scroll(id="list", rect=PLACE, height=500),
    table(),
    Entry(id="name", rect=PLACE, text="a", blank="b"),
    Entry(id="name", rect=PLACE, text="", blank="b"),
    Tabs(id="tabs", rect=PLACE, options=("A", "B"), chosen=0),
]


@pytest.mark.parametrize("widget", EVERY, ids=lambda w: type(w).__name__)
@pytest.mark.parametrize("state", ["", "hover", "focus", "open", "typed"])
def test_every_widget_draws_itself_in_every_state(widget: Widget, state: str) -> None:
    canvas = blank()
    canvas.surface.fill(canvas.ink("panel"))
    before = pygame.image.tobytes(canvas.surface, "RGB")
    ui = Ui()
    ui.lay([widget])
    if state:
        ui.memory.at = widget.rect.middle
        ui.memory.hover = widget.id
    if state in {"focus", "open", "typed"}:
        ui.focus(widget.id)
    if state in {"open", "typed"}:
        ui.memory.notes[widget.id] = (
            {"open": "open", "typed": "12"}[state] if isinstance(widget, Dropdown | Slider) else 0
        )

    ui.draw(canvas)
    ui.draw_over(canvas, PAGE)

    assert pygame.image.tobytes(canvas.surface, "RGB") != before
    assert not canvas.texts.shortened


@pytest.mark.parametrize("make", [slider, segmented])
def test_a_wish_has_a_mark_apart_from_the_offer_where_they_differ(make: Any) -> None:
    """Hollow, so that it does not hang on colour; where both are one, it is the offer's."""

    def drawn(**marks: float) -> bytes:
        canvas, ui = blank(), Ui()
        ui.lay([make(**marks)])
        ui.draw(canvas)
        return pygame.image.tobytes(canvas.surface, "RGB")

    at = 3 if make is segmented else 90
    assert len({drawn(), drawn(ghost=at), drawn(wish=at)}) == 3
    assert drawn(ghost=at, wish=at) == drawn(ghost=at)
