"""Which flows of a real game the map shows, in which colours, and what is written on them."""

import itertools
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.view.pictures import TABLE
from tests.view.scenes import SCENES, Scene, _sitting, live
from tests.view.stage import Played

from realm.play.session import Session
from realm.view.game import shelf
from realm.view.game.sitting import Sitting
from realm.view.input import Pointer
from realm.view.map.camera import Camera
from realm.view.map.projection import Plane
from realm.view.map.ribbons import POINTS, Ribbon
from realm.view.messages import load_messages
from realm.view.paint import flows as paint_flows
from realm.view.paint import marks
from realm.view.picture.kinds import END, FIRST, TRADED, grouped, hues, traded
from realm.view.picture.of_cards import cards
from realm.view.picture.table import TablePicture
from realm.view.screens import map_focus, map_names, map_ribbons, map_written
from realm.view.screens.map_panel import MapPanel
from realm.view.screens.map_ribbons import anchor
from realm.view.screens.table import TableScreen
from realm.view.shape import Point, Rect
from realm.view.theme import load_theme

SIZES = [(1280, 800), (1440, 900), (1920, 1080)]


@pytest.fixture(scope="module")
def picture() -> TablePicture:
    return _sitting("june-2025", "india").table()


@pytest.mark.parametrize("name", ["june-2025", "small-world"])
def test_a_colour_means_the_same_in_every_scenario(name: str) -> None:
    scenario = shelf.scenario(name)
    kinds, kind_of = grouped(scenario)
    found = hues(scenario)
    made_of = {
        product: set(recipe.inputs)
        for recipe in scenario.recipes.values()
        for product in recipe.outputs
    }
    taken = {good for inputs in made_of.values() for good in inputs}

    assert len(set(found)) == len(kinds)
    assert max(found) < len(load_theme().flows)
    assert any(not made_of[good] for good in kind_of if found[kind_of[good]] == FIRST)
    assert any(good not in taken for good in kind_of if found[kind_of[good]] == END)
    between = [kind for kind in range(len(kinds)) if found[kind] not in (FIRST, END)]
    if between:
        assert found[max(between, key=traded(scenario).__getitem__)] == TRADED


def test_few_flows_are_shown_unasked_and_the_others_on_request(picture: TablePicture) -> None:
    world = picture.world
    main = [flow for flow in world.flows if flow.main]
    home = next(place.id for place in world.places if place.you)
    own = [flow for flow in main if home in (flow.seller, flow.buyer)]

    assert 8 <= len(main) <= 15
    assert len(world.flows) > 2 * len(main)
    assert 3 <= len(own) <= 7
    assert len({flow.kind for flow in main}) > 2
    land = {place.id for place in world.places if place.iso3}
    others = [flow for flow in main if flow not in own]
    assert all({flow.seller, flow.buyer} <= land for flow in others)


def test_from_one_to_another_goes_one_flow_at_most_unasked(picture: TablePicture) -> None:
    pairs = [(flow.seller, flow.buyer) for flow in picture.world.flows if flow.main]

    assert len(set(pairs)) == len(pairs)


def test_what_is_held_back_from_the_seat_is_shown_however_little_is_left(
    picture: TablePicture,
) -> None:
    world = picture.world
    home = next(place.id for place in world.places if place.you)

    held = [flow for flow in world.flows if flow.curbed and flow.buyer == home]
    assert held
    assert any(flow.main for flow in held)


def test_each_seller_has_one_tag_at_most(picture: TablePicture) -> None:
    tagged = [flow for flow in picture.world.flows if flow.tag and not flow.queued]

    assert tagged
    assert all(flow.main and flow.curbed for flow in tagged)
    assert len({flow.seller for flow in tagged}) == len(tagged)


def test_a_tag_says_whose_measure_it_is_where_there_is_room(picture: TablePicture) -> None:
    played = Played(TableScreen(picture, load_messages(), load_theme()), (1440, 900))
    names = {place.id: place.name for place in picture.world.places}
    played.draw()
    written = {one.text for one in played.canvas.written}
    tagged = [flow for flow in picture.world.flows if flow.tag]

    for flow in tagged:
        assert flow.tag_long.startswith(names[flow.seller])
    assert any(flow.tag_long in written for flow in tagged)
    assert not any(flow.tag in written and flow.tag_long in written for flow in tagged)


def test_a_tag_tells_what_is_only_queued_from_what_is_in_force(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["india"])
    sitting = Sitting(session, ("india",), load_messages())
    card = next(
        one for one in cards(sitting.sight(), sitting.messages)
        if one.section == "export" and len(one.options) > 3 and not one.options[0].refusal
    )  # fmt: skip
    assert not any(flow.queued for flow in sitting.table().world.flows)
    for option in range(1, len(card.options) + 1):
        sitting.set_card(card.id, option)
        size = getattr(card.options[option - 1].action, "size", None)
        queued = [flow for flow in sitting.table().world.flows if flow.queued]
        if size is None:
            continue
        assert len(queued) == 1
        assert queued[0].seller == "india"
        assert queued[0].tag_long == (
            f"India permits {100 * size:.0f} %, queued" if size else "India permits none, queued"
        )
        assert queued[0].tag == f"{100 * size:.0f} %, queued", "shorter: what is now stands apart"
        assert not queued[0].curbed
        assert any("Queued for this turn" in line for line in queued[0].lines)
    others = [flow for flow in sitting.table().world.flows if flow.tag and not flow.queued]
    assert all("queued" not in flow.tag + flow.tag_long for flow in others)
    assert any(flow.tag_long.startswith("China permits") for flow in others)
    sitting.set_card(card.id, 0)
    assert not any(flow.queued for flow in sitting.table().world.flows)
    session.close()


def test_what_is_queued_stands_in_dashes() -> None:
    played = Played(TableScreen(TABLE, load_messages(), load_theme()))
    ink = load_theme().colour("accent")

    def drawn(*, queued: bool) -> list[bool]:
        canvas, rect = played.canvas, Rect(100.0, 100.0, 120.0, 17.0)
        canvas.fill(rect.inset(-5), "window")
        marks.draw_words(canvas, rect, "", queued=queued)
        y = round(rect.y * canvas.factor)
        row = range(round(115 * canvas.factor), round(205 * canvas.factor))
        paler = [canvas.surface.get_at((x, y))[:3] for x in row]
        return [abs(one[2] - ink[2]) < 60 and one[0] < 150 for one in paler]

    lit = drawn(queued=True)
    assert 0.2 < sum(lit) / len(lit) < 0.8
    assert sum(one != other for one, other in itertools.pairwise(lit)) > 8
    assert not any(drawn(queued=False))


def test_a_filter_is_gone_where_none_of_its_kind_flows(picture: TablePicture) -> None:
    world = picture.world
    last = len(world.kinds) - 1
    less = replace(world, flows=tuple(flow for flow in world.flows if flow.kind != last))
    seen, left = (
        Played(TableScreen(replace(picture, world=one), load_messages(), load_theme())).screen.ui
        for one in (world, less)
    )

    assert f"map:filter:{last}" in seen.rects
    assert f"map:filter:{last}" not in left.rects


@pytest.mark.parametrize("size", [(1024, 768), (1280, 800), (1920, 1080)])
def test_marks_and_tags_of_a_game_stand_clear(picture: TablePicture, size: tuple[int, int]) -> None:
    played = Played(TableScreen(picture, load_messages(), load_theme()), size)
    desk, chart = played.screen._desk, played.screen.map
    over = [w.rect for w in played.screen.ui.widgets if w.id.startswith("map:")]
    over += [desk.legend_rect] if desk.legend_rect else []
    marks = [at for at, docked in chart.spots.values() if not docked]

    assert not any(rect.inset(-3).has(at) for rect in over for at in marks)
    assert not any(a.inset(1).meets(b) for a in chart.tags.values() for b in chart.labels.values())
    assert not any(a.meets(b) for a in chart.tags.values() for b in over)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scene", ["table-live", "table-1440"])
def test_a_name_stands_by_its_own_mark(scene: str, size: tuple[int, int]) -> None:
    chart = _chart(scene, size)
    seen = {name: at for name, (at, docked) in chart.spots.items() if not docked}

    assert len(seen) > 5
    for name, at in seen.items():
        label = chart.labels[name]
        others = [_away(label, spot) for other, spot in chart.spots.items() if other != name]
        assert _away(label, (at, False)) <= 20.0, name  # from 14 on a line joins the two
        assert min(others) > _away(label, (at, False)) + 1.5, name


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scene", ["table-live", "table-1440"])
def test_heads_of_main_flows_lie_apart(scene: str, size: tuple[int, int]) -> None:
    heads = {name: one.head for name, one in _chart(scene, size).ribbons.items()}

    assert len(heads) > 5
    for one, other in itertools.permutations(heads, 2):
        assert _shared(heads[one], heads[other]) < 0.08, (one, other)


COVERED = 0.3
"""Part of its own flow that words on it may cover."""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scene", ["table-live", "table-1440"])
def test_words_stand_by_their_own_flow_and_cover_no_other(
    scene: str, size: tuple[int, int]
) -> None:
    chart = _chart(scene, size)
    assert chart.tags
    for name, rect in chart.tags.items():
        spine = chart.ribbons[name].spine
        assert min(_away(rect, ((x, y), False)) for x, y in spine) <= 14.0, name
        for other, ribbon in chart.ribbons.items():
            hidden = [rect.inset(2).has((x, y)) for x, y in ribbon.spine]
            assert sum(hidden) <= (COVERED if other == name else 0.0) * len(hidden), (name, other)


def test_a_place_at_the_edge_says_that_it_lies_off_the_view() -> None:
    played = Scene(make=live("june-2025", "india")).play(ground=False)
    chart = played.screen.map
    names = {place.id: place.name for place in played.screen.picture.world.places}

    assert {docked for _, docked in chart.spots.values()} == {True, False}
    for name, (at, docked) in chart.spots.items():
        played.give(Pointer("move", at))
        played.canvas.written.clear()
        played.draw()
        written = {one.text for one in played.canvas.written}
        assert (f"{names[name]}, off this view" in written) == docked


@given(
    st.floats(-math.pi, math.pi), st.floats(200.0, 600.0), st.floats(-0.5, 0.5),
    st.floats(40.0, 180.0), st.floats(1.0, 9.0),
)  # fmt: skip
def test_words_beside_a_flow_touch_it_and_leave_all_of_it_to_be_seen(
    way: float, length: float, bend: float, wide: float, width: float
) -> None:
    shares = np.linspace(0.0, 1.0, POINTS)
    along, off = length * shares, bend * length * shares * (1.0 - shares)
    turn = np.array([[math.cos(way), math.sin(way)], [-math.sin(way), math.cos(way)]])
    ribbon = Ribbon(np.stack([along, off], axis=1) @ turn, width, length, dashed=False)

    for x, y in map_names._beside(ribbon, ribbon.along(np.array(map_names.ALONG)), wide):
        rect = Rect(x - wide / 2, y - map_names.TALL / 2, wide, map_names.TALL)
        spots = [(float(a), float(b)) for a, b in ribbon.spine]
        assert not any(rect.has(at) for at in spots)
        assert min(_away(rect, (at, False)) for at in spots) <= width / 2 + wide


def _chart(scene: str, size: tuple[int, int]) -> MapPanel:
    screen = replace(SCENES[scene], size=size).play(ground=False).screen
    assert isinstance(screen, TableScreen)
    return screen.map


def _away(label: Rect, spot: tuple[Point, bool]) -> float:
    """Return how far a mark lies from a label."""
    (x, y), _ = spot
    across = max(label.x - x, x - label.right, 0.0)
    return math.hypot(across, max(label.y - y, y - label.bottom, 0.0))


def _shared(a: Plane, b: Plane) -> float:
    """Return the share of a triangle that lies in another, by points spread evenly over it."""
    parts = [(i, j) for i in range(20) for j in range(20 - i)]
    weights = (np.array([(i, j, 19 - i - j) for i, j in parts]) + 1 / 3) / 20
    points = weights @ a
    ahead = np.roll(b, -1, axis=0) - b
    to = points[:, None] - b
    sides = np.sign(ahead[:, 0] * to[..., 1] - ahead[:, 1] * to[..., 0])
    return float((np.abs(sides.sum(axis=1)) == 3).mean())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seat", ["india", "china", "japan", "toyota_tsusho"])
def test_the_map_is_seen_from_as_near_as_the_trade_of_the_seat_allows(
    seat: str, size: tuple[int, int]
) -> None:
    world = _sitting("june-2025", seat).table().world
    shown = Played(_table(seat), size)
    chart = shown.screen.map
    near, places = chart.camera, {place.id: place for place in world.places}
    room, docked = chart.camera.frame, [name for name, (_, edge) in chart.spots.items() if edge]
    partners = {
        end
        for flow in world.flows
        if flow.main and any(places[one].you for one in (flow.seller, flow.buyer))
        for end in (flow.seller, flow.buyer)
        if places[end].iso3
    }
    ends = {end for flow in world.flows if flow.main for end in (flow.seller, flow.buyer)}
    inside = ends - set(docked)
    lands = [land for end in inside if (land := chart.atlas.land(places[end].iso3))]
    reach = max(land.bottom for land in lands) - min(land.y for land in lands)
    shown.click("map:view:world")

    assert near.scale >= chart.camera.scale
    assert near.scale >= 1.2 * chart.camera.scale or 1.2 * near.scale * reach > room.height - 60
    assert all(room.holds(_seen(near, land)) for land in lands)
    assert not [name for name in docked if places[name].plays and places[name].iso3]
    assert len(partners) > 2
    assert all(
        near.frame.inset(20).has(near.place(anchor(chart.atlas, places[one]))) for one in partners
    )


def _seen(camera: Camera, land: Rect) -> Rect:
    """Return where a part of the plane lies in the window."""
    (x, y), scale = camera.place((land.x, land.y)), camera.scale
    return Rect(x, y, land.width * scale, land.height * scale)


def _table(seat: str) -> TableScreen:
    return TableScreen(_sitting("june-2025", seat).table(), load_messages(), load_theme())


def test_all_flows_of_a_place_that_is_chosen_are_shown(picture: TablePicture) -> None:
    played = Played(TableScreen(picture, load_messages(), load_theme()))
    chart = played.screen.map
    unasked = {flow.id for flow in chart.shown()}
    name = next(f.seller for f in picture.world.flows if not f.main and f.seller in chart.spots)

    played.click(f"place:{name}")

    shown = {flow.id for flow in chart.shown()}
    more = [f for f in picture.world.flows if f.id in shown - unasked]
    assert more
    assert all(name in (flow.seller, flow.buyer) for flow in more)
    assert {end for flow in more for end in (flow.seller, flow.buyer)} <= set(chart.spots)


def test_numbers_have_a_past_before_the_first_turn(picture: TablePicture) -> None:
    months = 6 + 3  # January to June 2025, then the turn that was played
    moving = [kpi for kpi in picture.role.kpis if len(set(kpi.series)) > 1]

    assert moving
    assert all(len(kpi.series) == months for kpi in moving)


def test_a_rising_price_is_bad_for_who_buys(picture: TablePicture) -> None:
    judged = [price for price in picture.top.prices if price.change and price.change.good is False]

    assert judged
    assert all(price.change.rises for price in judged if price.change)


def test_a_price_without_a_change_says_how_little_it_moved(picture: TablePicture) -> None:
    assert all(bool(price.steady) != bool(price.change) for price in picture.top.prices)


def test_stances_that_find_no_room_are_left_out_whole(picture: TablePicture) -> None:
    many = [
        replace(one, id=f"{one.id}{i}", value=one.value - i / 100.0)
        for i in range(3)
        for one in picture.role.stances
    ]
    role = replace(picture.role, stances=tuple(many))
    played = Played(TableScreen(replace(picture, role=role), load_messages(), load_theme()))
    desk = played.screen._desk

    assert 3 <= len(desk.role.stances) < len(role.stances)
    assert not desk.role_scroll.room


def test_flows_that_are_not_shown_choose_in_time_what_they_would_at_once(
    picture: TablePicture,
) -> None:
    room = Rect(-2.0, -2.0, 4.0, 4.0)
    slow, fast = map_ribbons.Bends(), map_ribbons.Bends()
    chart = Played(TableScreen(picture, load_messages(), load_theme())).screen.map
    main = [flow for flow in picture.world.flows if flow.main]
    fast.of(picture.world, chart.atlas, room)
    fast.work(math.inf)
    assert not slow.of(picture.world, chart.atlas, room)
    steps = 0
    while not slow.have(main):
        slow.work(1e-9)  # a step at least
        steps += 1
        assert set(slow.known) in (set(), {flow.id for flow in main} & set(fast.known))

    assert steps > len(main)
    assert len(slow.known) < len(fast.known)
    while not slow.have(picture.world.flows):
        slow.work(1e-9)
    assert slow.known == fast.known


def test_flows_are_as_wide_as_their_tonnes_held_back_or_not(picture: TablePicture) -> None:
    flows = [replace(flow, tonnes=100.0) for flow in picture.world.flows if flow.main]
    assert {flow.curbed for flow in flows} == {False, True}
    spots = {place.id: (30.0 * i, i * i) for i, place in enumerate(picture.world.places)}
    shapes = map_ribbons.shape(flows, picture.world, spots, dict.fromkeys(
        (flow.id for flow in flows), 0.1))  # fmt: skip

    assert len(shapes) == len(flows)
    assert len({one.width for one in shapes.values()}) == 1


def test_flows_that_choose_anew_keep_their_bends_until_they_have(picture: TablePicture) -> None:
    chart = Played(TableScreen(picture, load_messages(), load_theme())).screen.map
    room = Rect(-2.0, -2.0, 4.0, 4.0)
    few = replace(picture.world, flows=tuple(f for f in picture.world.flows if f.main)[1:])
    bends, fresh = map_ribbons.Bends(), map_ribbons.Bends()
    bends.of(picture.world, chart.atlas, room)
    bends.work(math.inf)
    before = dict(bends.known)

    assert bends.of(few, chart.atlas, room) == before
    assert not bends.have(few.flows)
    fresh.of(few, chart.atlas, room)
    fresh.work(math.inf)
    bends.work(math.inf)
    assert {name: bends.known[name] for name in fresh.known} == fresh.known


def test_dots_run_only_along_flows_that_are_painted(picture: TablePicture) -> None:
    played = Played(TableScreen(picture, load_messages(), load_theme()))
    assert map_focus.moving(played.screen.map) == []

    played.draw()
    main = len(map_focus.moving(played.screen.map))
    assert main > 0
    played.screen.map.filter = "1"
    played.screen.lay(played.stage)
    played.bend()
    painted = len(map_focus.moving(played.screen.map))
    assert painted <= main
    played.draw()
    assert len(map_focus.moving(played.screen.map)) > painted


def test_among_all_flows_those_stand_out_that_are_main_or_of_who_is_chosen(
    picture: TablePicture,
) -> None:
    played = Played(TableScreen(picture, load_messages(), load_theme()))
    chart = played.screen.map
    played.click("map:filter:all")
    assert map_focus.foremost(chart) == [f for f in picture.world.flows if f.main]
    played.draw()
    assert [one.opacity for one in chart.flows._shown] == [paint_flows.MINOR, 1.0]
    assert 0 < len(map_focus.moving(chart)) <= len(map_focus.foremost(chart))

    chart.selected = "china"
    assert {f.id for f in chart.shown() if map_focus.in_focus(chart, f)} == {
        f.id for f in picture.world.flows if "china" in (f.seller, f.buyer)
    }


def test_main_flows_bend_as_they_do_among_all(picture: TablePicture) -> None:
    chart = Played(TableScreen(picture, load_messages(), load_theme())).screen.map
    choosing = map_ribbons.choosing(picture.world, chart.atlas)
    while not choosing.found:
        choosing.go_on()
    few = dict(choosing.found)
    while not choosing.done:
        choosing.go_on()
    every = choosing.found

    assert 0 < len(few) < len(every)
    assert few.keys() == {flow.id for flow in picture.world.flows if flow.main} & every.keys()
    assert few == {name: every[name] for name in few}


@pytest.mark.parametrize("view", ["near", "world"])
def test_among_all_flows_the_small_are_thin_and_words_wait_to_be_asked_for(
    picture: TablePicture, view: str
) -> None:
    played = Played(TableScreen(picture, load_messages(), load_theme()), (1440, 900))
    played.click(f"map:view:{view}")
    played.click("map:filter:all")
    played.draw(now=2.0)
    chart = played.screen.map
    shown = {flow.id: flow for flow in chart.shown() if flow.id in chart.ribbons}
    widths = {name: chart.ribbons[name].width for name in shown}
    main = [widths[name] for name, flow in shown.items() if flow.main]
    rest = [widths[name] for name, flow in shown.items() if not flow.main]
    assert len(rest) > 2 * len(main)
    assert max(rest) < min(main)

    def written() -> dict[str, float]:
        played.canvas.written.clear()
        played.screen._surfaces.spoil()
        played.draw(now=3.0)
        return {one.text: one.rect.height for one in played.canvas.written}

    words = {text for flow in shown.values() for text in (flow.tag, flow.tag_long) if text}
    played.give(Pointer("leave", (-1.0, -1.0)))
    assert not words & set(written())
    tagged = next(flow for flow in shown.values() if flow.tag and flow.id in chart.tags)
    chart.over = ("flow", tagged.id)
    assert {tagged.tag, tagged.tag_long} & set(written())
    chart.over = ("", "")
    stands_back = map_focus.quiet(chart)
    assert stands_back
    assert not any(place.plays for place in picture.world.places if place.id in stands_back)
    name = next(iter(stands_back & set(chart.labels)))
    title = next(place.name for place in picture.world.places if place.id == name)
    small = written()[title]
    chart.over = ("place", name)
    assert written()[title] > small
    assert not map_focus.quiet(MapPanel(chart.atlas, chart.theme)), "only among all flows"


@pytest.mark.parametrize("seat", ["india", "japan", "korea"])
def test_the_first_view_leans_to_where_there_is_land_and_hides_nobody_who_plays(seat: str) -> None:
    picture = _sitting("june-2025", seat).table()
    played = Played(TableScreen(picture, load_messages(), load_theme()), (1440, 900))
    chart, box = played.screen.map, played.screen._desk.stores_rect
    seen = {name: x for name, ((x, _), docked) in chart.spots.items() if not docked}
    frame = chart.camera.frame
    plays = {place.id for place in picture.world.places if place.plays and place.iso3}

    assert plays <= set(seen)
    assert not [name for name in plays if box.inset(-4).has(chart.spots[name][0])]
    east = max(seen[name] for name in plays)
    west = min(seen[name] for name in plays)
    assert frame.right - east < west - frame.x, "sea lies in the east of these, land in the west"
    assert frame.right - east > 76.0


def test_what_is_only_told_of_places_and_flows_moves_nothing_on_the_map(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """When talks begin it is told elsewhere with whom one can talk: the map is not laid anew."""
    played = Played(TableScreen(TABLE, load_messages(), load_theme()))
    screen = played.screen
    assert isinstance(screen, TableScreen)
    named = []
    name = map_written.name
    monkeypatch.setattr(map_written, "name", lambda *ask: (named.append(1), name(*ask))[1])
    world, stands = TABLE.world, (dict(screen.map.labels), dict(screen.map.spots))
    told = tuple(replace(one, talks_refusal="no", lines=("told",)) for one in world.places)
    screen.show(replace(TABLE, world=replace(world, places=told)))
    assert not named
    assert (screen.map.labels, screen.map.spots) == stands
    moved = tuple(replace(one, name=f"{one.name} {one.name}") for one in world.places)
    screen.show(replace(TABLE, world=replace(world, places=moved)))
    played.bend()
    assert named, "what stands on it does move it"
