"""The table answers with asks: with the mouse, and with the keyboard alone."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.view.pictures import ACTIONS, NEGOTIATION, QUIET, TABLE
from tests.view.stage import Played

from realm.view.input import Input, Key, Pointer, Typed, Wheel
from realm.view.map.projection import project, relative
from realm.view.messages import load_messages
from realm.view.picture.table import TablePicture
from realm.view.picture.world import Bar, Sheet
from realm.view.screens import asks, map_focus, map_paint, map_sheet, map_spots
from realm.view.screens.base import Emit
from realm.view.screens.table import TableScreen
from realm.view.theme import load_theme


def table(picture: TablePicture = TABLE, **more: object) -> Played:
    return Played(TableScreen(picture, load_messages(), load_theme()), **more)


def test_a_turn_ends_only_when_asked_twice() -> None:
    played = table()

    assert played.click("end_turn") is None
    assert played.click("ask:no") is None
    assert "ask:yes" not in played.screen.ui.rects
    played.click("end_turn")
    assert played.press("escape") is None
    played.click("end_turn")
    assert played.click("ask:yes") == Emit(asks.EndTurn())


def test_no_turn_ends_where_that_is_refused() -> None:
    played = table(replace(TABLE, end_turn_refusal="Sign or leave the talks first."))

    assert played.click("end_turn") is None
    assert "ask:yes" not in played.screen.ui.rects


def test_controls_ask_to_be_adjusted() -> None:
    played = table()
    curb = played.screen.ui.get("curb")

    assert played.click_at(curb.cells()[2].middle) == Emit(asks.Adjust("curb", 2))
    assert played.click_at(curb.cells()[3].middle) is None  # refused: needs notice
    played.click("stockpile")
    assert played.press("right") == Emit(asks.Adjust("stockpile", 13))
    assert played.press("home") == Emit(asks.Adjust("stockpile", 0))
    assert played.click("queue") == Emit(asks.Queue())
    assert played.click("queue:asked") == Emit(asks.Queue())


def test_a_dragged_size_is_asked_for_when_it_is_let_go() -> None:
    played = table()
    knob = played.screen.ui.get("plant")
    start, end = (knob.x_of(12), knob.track.y), (knob.x_of(20), knob.track.y)

    assert played.give(Pointer("move", start), Pointer("down", start)) is None
    assert played.give(Pointer("move", end)) is None
    assert played.screen.ui.get("plant").value == 20
    assert played.give(Pointer("up", end)) == Emit(asks.Adjust("plant", 20))


def test_an_offer_is_what_the_sliders_say() -> None:
    played = table()

    played.click("issue:duration")
    played.press("home", "right")
    assert played.press("right") == Emit(
        asks.Draft(
            "australia", {"volume": 11, "price": 18, "duration": 2, "technology": 2}, "duration"
        )
    )
    assert played.click("talks:counter") == Emit(
        asks.Counter("australia", {"volume": 11, "price": 18, "duration": 2, "technology": 2})
    )
    assert played.click("talks:accept") is None
    assert played.click("ask:yes") == Emit(asks.Accept("australia"))
    assert played.click("talks:leave") is None
    assert played.press("return") is None  # the careful answer is at hand
    assert "ask:yes" not in played.screen.ui.rects
    played.click("talks:leave")
    assert played.click("ask:yes") == Emit(asks.Leave("australia"))


def test_drafts_outlive_a_new_picture_of_the_same_talks_only() -> None:
    played = table()
    played.click("issue:price")
    played.press("home")

    played.screen.show(replace(TABLE, news=()))
    assert played.screen.ui.get("issue:price").value == 0
    played.screen.show(replace(TABLE, negotiation=replace(NEGOTIATION, id="japan")))
    assert played.screen.ui.get("issue:price").value == 18


def test_a_setting_that_was_confirmed_follows_the_picture_again() -> None:
    played = table()
    played.click("stockpile")
    played.press("end")
    stockpile = replace(ACTIONS.controls[2], chosen=24)
    confirmed = replace(ACTIONS, controls=(*ACTIONS.controls[:2], stockpile))

    played.screen.show(replace(TABLE, actions=confirmed))
    played.screen.show(TABLE)

    assert played.screen.ui.get("stockpile").value == 12


def test_a_country_is_chosen_on_its_land_or_its_mark() -> None:
    played = table()
    played.click("map:view:east_asia")
    x, y = project(relative(95.0), 36.0)

    played.click_at(played.screen.map.camera.place((float(x), float(y))))
    assert played.screen.map.selected == "china"
    played.press("escape")
    assert played.screen.map.selected == ""
    played.click("place:japan")
    assert played.click("sheet:talk") == Emit(asks.OpenTalks("japan"))
    played.click("sheet:close")
    assert "sheet:talk" not in played.screen.ui.rects


def test_a_flow_has_a_sheet_of_its_own() -> None:
    played = table()
    x, y = played.screen.map.ribbons["usa-australia-1"].spine[60]

    played.click_at((float(x), float(y)))

    assert played.screen.map.selected == "usa-australia-1"
    assert "sheet:close" in played.screen.ui.rects
    assert "sheet:talk" not in played.screen.ui.rects


def test_pointing_at_a_country_tells_of_it() -> None:
    played = table()

    played.give(Pointer("move", played.at("place:korea")))
    played.draw()

    assert any("20 to 40 days" in w.text for w in played.canvas.written)


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1024, 768)])
@pytest.mark.parametrize("text", [1.0, 1.3])
def test_a_name_chooses_its_place_whatever_lies_under_it(
    size: tuple[int, int], text: float
) -> None:
    played = table(size=size, text=text)
    screen = played.screen
    free = {
        name: rect.middle
        for name, rect in screen.map.labels.items()
        if not any(w.seen.has(rect.middle) for w in screen.ui.widgets)
    }

    assert free
    for name, at in free.items():
        played.click_at(at)
        assert screen.map.selected == name
        played.press("escape")


def test_a_sheet_hides_no_filter_and_is_no_window_on_the_map() -> None:
    bar = Bar(label="Mining", share=0.5, text="50 %")
    long = Sheet(id="germany", name="Germany", bars=(bar,) * 9,
                 lines=("Buys a lot of everything that anybody ever sold to it.",) * 9,
                 source="Source: many words. " * 9, knows=True)  # fmt: skip
    world = TABLE.world
    places = tuple(replace(p, sheet=long) if p.id == "germany" else p for p in world.places)
    played = table(replace(TABLE, world=replace(world, places=places)), size=(1280, 800))
    screen = played.screen
    screen.map.selected = "germany"
    screen.lay(played.stage)

    sheet = screen.ui.rects["under"]
    filters = [rect for name, rect in screen.ui.rects.items() if name.startswith("map:filter:")]
    assert not any(sheet.meets(rect) for rect in filters)
    played.click_at((sheet.middle[0], sheet.y + 20))
    assert screen.map.selected == "germany"


def test_where_room_is_short_the_largest_bars_of_a_sheet_stay_in_their_order() -> None:
    shares = (0.69, 0.11, 0.05, 0.4, 0.87)
    bars = tuple(Bar(label=f"{share}", share=share, text=f"{share}") for share in shares)
    whole = Sheet(id="china", name="China", bars=bars, bars_are="Part", source="Source",
                  lines=("One line.", "Another.", "A third."))  # fmt: skip
    texts = table().canvas.texts
    for room in range(600, 60, -5):
        found = map_sheet.fitted(whole, float(room), texts)
        largest = sorted(shares, reverse=True)[: len(found.bars)]
        assert [bar.share for bar in found.bars] == [one for one in shares if one in largest]
        assert len(found.bars) >= 3 or not found.lines
        assert not (found.source and len(found.bars) < len(bars))


@pytest.mark.parametrize("text", [1.0, 1.3, 1.5])
def test_no_mark_of_the_world_lies_under_a_filter(text: float) -> None:
    played = table(size=(1440, 900), text=text)
    rects = played.screen.ui.rects
    filters = [rect for name, rect in rects.items() if name.startswith("map:filter:")]

    for at, docked in played.screen.map.spots.values():
        assert docked or not any(rect.inset(-6).has(at) for rect in filters)


def test_the_score_is_seen_without_scrolling() -> None:
    played = table(size=(1440, 900), text=1.5)
    played.draw()

    heads = [w for w in played.canvas.written if TABLE.objectives.score in w.text]
    assert any(w.clip.holds(w.rect) for w in heads)


def test_nobody_talks_to_themselves() -> None:
    played = table()
    played.click("place:india")

    assert played.click("sheet:talk") is None
    assert played.screen.ui.get("sheet:talk").refusal == "This is you."


def test_dragging_the_map_moves_it_and_chooses_nothing() -> None:
    played = table()
    before = played.screen.map.camera

    start, end = (900.0, 330.0), (820.0, 320.0)
    played.click("map:zoom:+")
    zoomed = played.screen.map.camera
    played.give(Pointer("move", start), Pointer("down", start), Pointer("move", end))
    played.give(Pointer("up", end))

    assert zoomed.scale > before.scale
    assert played.screen.map.camera.centre[0] > zoomed.centre[0]
    assert played.screen.map.selected == ""
    assert played.screen.map.preset == ""
    played.click("map:view:near")
    assert played.screen.map.camera == before


def test_what_stands_on_the_map_comes_along_while_it_is_dragged() -> None:
    played = table()
    played.click("map:zoom:+")
    played.draw()
    chart = played.screen.map
    spots, labels, ribbons = dict(chart.spots), dict(chart.labels), dict(chart.ribbons)
    at, there = (900.0, 330.0), (860.0, 345.0)

    played.give(Pointer("move", at), Pointer("down", at), Pointer("move", there))

    free = {n for n, (_, docked) in spots.items() if not docked and not chart.spots[n][1]}
    assert free
    for name in free:
        (x, y), (then_x, then_y) = chart.spots[name][0], spots[name][0]
        assert (x - then_x, y - then_y) == pytest.approx((-40.0, 15.0))
        moved = labels[name].moved(x - then_x, y - then_y)
        assert (chart.labels[name].x, chart.labels[name].y) == pytest.approx((moved.x, moved.y))
    whole = [f for f in chart.shown() if {f.seller, f.buyer} <= free]
    assert whole
    for flow in whole:
        away = chart.ribbons[flow.id].spine - ribbons[flow.id].spine
        np.testing.assert_allclose(away, np.broadcast_to((-40.0, 15.0), away.shape), atol=1e-6)


def test_a_map_that_was_let_go_is_laid_out_as_if_it_had_always_lain_there() -> None:
    played = table()
    at = (900.0, 330.0)
    played.give(Wheel(at, -2.0), Wheel(at, -1.0))
    assert not map_paint.ready(played.screen.map)
    played.draw()
    chart, fresh = played.screen.map, table()
    fresh.screen.map.camera, fresh.screen.map.preset = chart.camera, ""
    fresh.screen.lay(fresh.stage)
    fresh.bend()

    assert chart.labels == fresh.screen.map.labels
    assert chart.tags == fresh.screen.map.tags


def test_going_to_another_view_is_smooth_and_sharp_once_it_is_there() -> None:
    played = table()
    played.draw()
    chart, clock = played.screen.map, 0.0
    for _ in range(400):  # other views are painted while nothing else is
        played.screen.draw(played.canvas, clock)
    before = chart.camera

    played.click("map:view:world")
    assert chart.eye == before, "nothing jumps"
    scales = []
    while played.screen.map.travel is not None and clock < 5.0:
        played.screen.draw(played.canvas, clock)
        scales.append(chart.eye.scale)
        assert played.screen.moves(clock)
        clock += 1.0 / 30.0

    assert chart.eye == chart.camera
    assert chart.ground.ready, "it was painted ahead"
    assert scales == sorted(scales, reverse=True)
    assert max(a / b for a, b in pairwise(scales)) < 1.25
    assert clock < 0.5


def test_the_wheel_ends_the_way_to_a_view() -> None:
    played = table()
    played.draw()
    played.click("map:view:world")
    played.give(Wheel((800.0, 300.0), -1.0))

    assert played.screen.map.travel is None
    assert played.screen.map.eye == played.screen.map.camera


def test_wheel_and_keys_move_the_map() -> None:
    played = table()
    scale = played.screen.map.camera.scale

    played.give(Wheel((800.0, 300.0), -2.0))
    assert played.screen.map.camera.scale > scale
    played.press("-", "-", "-")
    assert played.screen.map.camera.scale < scale * 1.01
    played.press("+", "+")
    centre = played.screen.map.camera.centre
    played.press("right")
    assert played.screen.map.camera.centre[0] > centre[0]


def test_pointing_at_a_flow_tells_of_it_and_dims_the_others() -> None:
    played = table()
    chart = played.screen.map
    at = tuple(chart.ribbons["usa-australia-1"].spine[60])

    played.give(Pointer("move", at))

    assert chart.over == ("flow", "usa-australia-1")
    assert [f.id for f in TABLE.world.flows if map_focus.in_focus(chart, f)] == ["usa-australia-1"]
    played.give(Pointer("move", played.at("end_turn")))
    assert chart.over == ("", "")


def test_filters_leave_only_what_they_name() -> None:
    played = table()

    played.click("map:filter:curbed")
    assert {f.id for f in played.screen.map.shown()} == {"china-usa-2", "china-india-2"}
    played.click("map:filter:1")
    assert all(f.kind == 1 for f in played.screen.map.shown())
    played.draw()
    assert map_focus.moving(played.screen.map)


def test_a_quiet_table_says_how_talks_begin() -> None:
    played = table(replace(QUIET, callers=""))
    played.draw()

    assert "talks:counter" not in played.screen.ui.rects
    assert any("No talks are open" in w.text for w in played.canvas.written)


def test_a_quiet_table_names_those_with_whom_one_can_talk() -> None:
    played = table(QUIET)

    assert played.click("partner:india_japan") == Emit(asks.OpenTalks("india_japan"))
    played = table(replace(QUIET, talks_refusal="Not now."))
    assert played.click("partner:india_japan") is None


def test_what_is_folded_away_is_reached_by_tabs() -> None:
    played = table(size=(1024, 768), text=1.5)

    assert "queue" not in played.screen.ui.rects
    played.press("tab")
    while played.screen.ui.memory.focus != "tabs":
        played.press("tab")
    played.press("home")
    assert "queue" in played.screen.ui.rects
    assert played.click("queue") == Emit(asks.Queue())


def test_the_keyboard_alone_reaches_everything() -> None:
    played = table()
    played.click("place:japan")  # the sheet's buttons want to be reached too
    stops = {w.id for w in played.screen.ui.widgets if w.stops}

    reached = set()
    for _ in range(len(stops)):
        played.press("tab")
        reached.add(played.screen.ui.memory.focus)

    assert reached == stops
    assert {"end_turn", "curb", "plant", "talks:counter", "place:china", "kpi:security"} <= reached


def test_a_turn_is_ended_with_the_keyboard_alone() -> None:
    played = table()

    played.press("tab")
    assert played.screen.ui.memory.focus == "end_turn"
    played.press("return")
    assert played.press("return") == Emit(asks.EndTurn())


NAMES = ["tab", "return", "escape", "left", "right", "up", "down", "+", "-", "home", "end", "space"]
POINTS = st.tuples(st.floats(-20.0, 1460.0), st.floats(-20.0, 920.0))
ANYTHING = st.one_of(
    st.builds(Pointer, st.sampled_from(["move", "down", "up", "leave"]), POINTS),
    st.builds(Wheel, POINTS, st.floats(-3.0, 3.0)),
    st.builds(Key, st.sampled_from(NAMES), st.booleans(), st.booleans()),
    st.builds(Typed, st.sampled_from(["1", "x", ".", "é", "北"])),
)


@settings(max_examples=25)
@given(st.lists(ANYTHING, max_size=30), st.sampled_from([TABLE, QUIET]))
def test_nothing_that_a_person_does_breaks_the_table(
    inputs: list[Input], picture: TablePicture
) -> None:
    played = table(picture)

    played.give(*inputs)
    played.screen.draw(played.canvas, 0.0)

    assert all(isinstance(answer, Emit) for answer in played.answers)
    page = played.stage.page.inset(-1)
    assert all(page.holds(w.seen) for w in played.screen.ui.widgets if w.seen.width > 0)


@pytest.mark.parametrize("size", [(800, 600), (1024, 768), (1440, 900), (3840, 1080), (900, 1600)])
@pytest.mark.parametrize("text", [1.0, 1.5])
def test_panels_fill_the_page_and_keep_apart(size: tuple[int, int], text: float) -> None:
    played = table(size=size, text=text)
    layout = played.screen._desk.layout
    panels = [layout.top, layout.ticker, layout.role, layout.objectives, layout.map]
    panels += [r for r in (layout.actions, layout.talks, layout.folded) if r is not None]

    assert all(played.stage.page.holds(panel) for panel in panels)
    assert not any(a.meets(b) for i, a in enumerate(panels) for b in panels[:i])
    assert all(panel.width > 100 and panel.height > 40 for panel in panels)


def test_drawing_the_map_alone_gives_the_same_picture_as_drawing_everything() -> None:
    played = table(size=(1024, 768))
    played.click("map:zoom:+")
    start, end = (900.0, 330.0), (820.0, 320.0)
    played.give(Pointer("move", start), Pointer("down", start))
    played.draw()
    there = (700.0, 300.0)
    played.give(Pointer("move", end), Pointer("move", there), Pointer("up", there))
    assert not played.screen._surfaces._all
    alone = pygame.image.tobytes(played.draw(), "RGB")

    played.screen.lay(played.stage)
    assert played.screen._surfaces._all
    everything = pygame.image.tobytes(played.draw(), "RGB")

    assert alone == everything


def test_a_sheet_lies_where_it_does_not_hide_what_it_is_about() -> None:
    played = table(size=(1280, 800))
    chart = played.screen.map
    frame = chart.camera.frame
    corner = (frame.right - 120.0, frame.bottom - 90.0)
    place = next(p for p in TABLE.world.places if p.sheet is not None and p.plays)
    chart.camera = chart.camera.zoomed(3.0)
    (at,) = map_spots.ends(TABLE.world, place.id, chart.atlas, chart.camera)
    chart.preset = ""
    chart.camera = chart.camera.moved(corner[0] - at[0], corner[1] - at[1])
    played.screen.lay(played.stage)
    chart.selected = place.id
    played.screen.lay(played.stage)

    sheet = played.screen._desk.sheet_rect
    (spot,) = chart.chosen_at()
    assert frame.has(spot)
    assert not sheet.has(spot)
    assert sheet.x < frame.middle[0]
    assert not sheet.meets(played.screen._desk.legend_rect)
    over = [w.rect for w in played.screen.ui.widgets if w.id.startswith(("map:zoom", "map:view"))]
    assert not any(rect.meets(sheet) for rect in over)


def test_countries_without_a_mark_bear_their_names_where_there_is_room() -> None:
    played = table(size=(1920, 1080))
    chart = played.screen.map
    chart.filter = "none of them"  # flows, which no such name covers
    played.click("map:view:east_asia")

    assert chart.names
    assert not set(chart.names) & set(chart.spots)
    signs = [*chart.labels.values(), *chart.tags.values()]
    assert not any(rect.meets(sign) for rect in chart.names.values() for sign in signs)
    name, rect = next(iter(chart.names.items()))
    played.give(Pointer("move", rect.middle))
    assert chart.over == ("place", name)


@pytest.mark.parametrize("text", [1.0, 1.15, 1.3, 1.5])
@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)])
def test_large_text_leaves_room_for_several_prices(size: tuple[int, int], text: float) -> None:
    top = replace(TABLE.top, clock="", title="Rare earths since 2025")
    played = Played(
        TableScreen(replace(TABLE, top=top), load_messages(), load_theme()), size, text=text
    )
    places = [rect for name, rect in played.screen.ui.rects.items() if name.startswith("price:")]

    assert len(places) >= min(3, len(TABLE.top.prices))
    ends = sorted((rect.x, rect.right) for rect in places)
    assert all(right <= x for (_, right), (x, _) in pairwise(ends))
