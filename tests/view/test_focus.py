"""Whatever the keyboard reaches is seen: the whole of it, with its label, at any size of text."""

from dataclasses import replace

import pytest
from tests.view.scenes import SCENES
from tests.view.stage import Played

from realm.view.input import Pointer
from realm.view.picture.page import Item, Pick
from realm.view.scale import Scale
from realm.view.screens import map_overlays
from realm.view.screens.asks import Choose
from realm.view.screens.base import Emit
from realm.view.shape import Rect
from realm.view.widgets.base import Widget
from realm.view.widgets.scroll import Scroll

SIZE = (1280, 800)
MOST = 400
"""More places than Tab visits on any screen."""


def visited(played: Played, *, back: bool = False) -> list[Widget]:
    """Return all that Tab visits, each as it lies when it has the focus."""
    ui, found = played.screen.ui, {}
    for _ in range(MOST):
        played.press("tab", shift=back)
        widget = ui.get(ui.memory.focus)
        if widget is None or widget.id in found:
            return list(found.values())
        found[widget.id] = widget
    raise AssertionError("Tab does not come round")


def hidden(widget: Widget, window: Rect) -> bool:
    """Tell whether some of a widget, or of what belongs to it, is not seen."""
    frame = window if widget.clip is None else widget.clip.common(window)
    if isinstance(widget, Scroll):
        return not window.holds(widget.rect)
    if widget.whole.height > frame.height:  # then its top, and as much as there is room for
        top = widget.rect.top(min(widget.rect.height, frame.height / 2))
        return not frame.holds(top)
    return not frame.holds(widget.whole)


@pytest.mark.parametrize("text", [1.0, 1.5])
@pytest.mark.parametrize("name", SCENES)
def test_what_has_the_focus_is_wholly_seen(name: str, text: float) -> None:
    played = replace(SCENES[name], size=SIZE, text=text).play(ground=False)
    window = Scale(SIZE, text).page

    for back in (False, True):
        reached = visited(played, back=back)

        assert reached
        assert [widget.id for widget in reached if hidden(widget, window)] == []


LARGE = replace(SCENES["table-live"], size=SIZE, text=1.5)


def test_filters_of_a_low_map_fold_into_a_list_that_keys_choose_from() -> None:
    played = LARGE.play(ground=False)
    screen = played.screen
    chips = [name for name in screen.ui.rects if name.startswith("map:filter:")]
    assert chips == []
    assert any("Coercive" in w.text for w in played.canvas.written)  # what colours mean

    screen.ui.focus("map:filter")
    played.press("return", "down")
    second = map_overlays.filter_names(screen.picture.world, screen.map, played.stage.messages)[1]
    assert screen.map.filter == second
    played.draw()
    listed = [w.text for w in played.canvas.written if w.text == "Curbed"]
    played.press("tab")

    assert listed
    assert screen.ui.memory.note("map:filter") is None  # it folds up when the focus goes on


def test_everybody_with_whom_one_can_talk_is_reached_in_a_low_panel() -> None:
    played = replace(SCENES["table-quiet"], size=SIZE, text=1.5).play(ground=False)

    reached = {widget.id for widget in visited(played)}

    partners = played.screen.picture.partners
    assert {f"partner:{one.id}" for one in partners} <= reached


@pytest.mark.parametrize("text", [1.5, 2.0])
def test_who_is_chosen_is_seen_beside_the_list(text: float) -> None:
    played = replace(SCENES["known-country"], size=SIZE, text=text).play(ground=False)

    named = [w for w in played.canvas.written if w.text == "Japan"]
    title = max(named, key=lambda w: w.rect.height)

    assert title.clip.holds(title.rect)
    listed = played.screen.ui.rects["know:japan"]
    assert not listed.meets(title.rect)
    assert listed.height > 20


def test_whoever_is_chosen_next_is_shown_from_the_top() -> None:
    played = replace(SCENES["known-country"], size=SIZE, text=1.5).play(ground=False)
    other = replace(SCENES["known-firm"], size=SIZE, text=1.5).play(ground=False)
    notes = played.screen.ui.memory.notes
    notes.update({"column:0": 90.0, "column:1": 200.0})

    played.screen.show(played.screen.page)
    assert notes["column:1"] == 200.0
    played.screen.show(other.screen.page)

    assert "column:1" not in notes
    assert notes["column:0"] == 90.0


def test_what_is_told_of_an_order_that_is_set_is_shown_from_the_top() -> None:
    played = replace(SCENES["actions"], size=SIZE, text=1.5).play(ground=False)
    page = played.screen.page
    first, *rest = page.columns
    pick = next(block for block in first.blocks if isinstance(block, Pick))
    blocks = tuple(replace(b, chosen=b.chosen + 1) if b is pick else b for b in first.blocks)
    fewer = tuple(block for block in first.blocks if block is not pick)
    notes = played.screen.ui.memory.notes
    notes.update({"column:0": 90.0, "column:1": 200.0})

    played.screen.show(replace(page, columns=(replace(first, blocks=fewer), *rest)))
    assert notes["column:1"] == 200.0, "a list that is searched sets nothing"
    played.screen.show(page)
    played.screen.show(replace(page, columns=(replace(first, blocks=blocks), *rest)))
    assert "column:1" not in notes
    assert notes["column:0"] == 90.0


@pytest.mark.parametrize("jumps", [False, True])
def test_a_click_means_what_it_began_on_though_the_list_is_filtered_meanwhile(
    jumps: bool,
) -> None:
    played = SCENES["known-country"].play(ground=False)
    page = played.screen.page
    first, *rest = page.columns
    items = [block for block in first.blocks if isinstance(block, Item)]
    target = items[3]
    found = replace(page, columns=(replace(first, blocks=(items[-1], target)), *rest))
    at = played.at(target.id)

    played.give(Pointer("move", at), Pointer("down", at))
    if jumps:
        played.screen.show(found)
    answer = played.give(Pointer("up", at))

    assert answer == Emit(Choose("known", target.id))
    assert played.screen.page == (found if jumps else page), "shown once the click has ended"


def test_page_keys_turn_the_column_of_what_has_the_focus() -> None:
    played = replace(SCENES["known-country"], size=SIZE, text=1.5).play(ground=False)
    ui = played.screen.ui
    ui.focus("know:china")

    played.press("pagedown")

    assert ui.memory.note("column:0") > 100
    assert ui.memory.note("column:1") is None
