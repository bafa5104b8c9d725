"""Laws of the map: the projection, the baked world, the camera, flows, labels, the edge."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools import build_map

from realm.view.map import bends as bending
from realm.view.map import placement
from realm.view.map.atlas import Borders, level_for
from realm.view.map.baked import load_atlas, load_views
from realm.view.map.bends import Choosing
from realm.view.map.camera import CLOSEST, Camera
from realm.view.map.outline import within
from realm.view.map.placement import SEEN, Label, dock, place
from realm.view.map.projection import HEIGHT, WIDTH, project, relative, unproject
from realm.view.map.ribbons import POINTS, SLENDER, ribbon
from realm.view.shape import Rect

ATLAS = load_atlas()
FRAME = Rect(304.0, 72.0, 1120.0, 520.0)


def choose_bends(*given: object, **more: object) -> dict[str, float]:
    """Let all flows choose their bends."""
    choosing = Choosing(*given, **more)
    while not choosing.done:
        choosing.go_on()
    return choosing.found


PLACES = st.tuples(st.floats(-179.0, 179.0), st.floats(-85.0, 85.0))


@given(PLACES)
def test_what_is_projected_comes_back(at: tuple[float, float]) -> None:
    longitude, latitude = unproject(project(relative(at[0]), at[1]))

    assert latitude == pytest.approx(at[1], abs=1e-6)
    assert (longitude - at[0] + 180.0) % 360.0 - 180.0 == pytest.approx(0.0, abs=1e-6)


@given(st.floats(-170.0, 160.0), st.floats(-80.0, 79.0))
def test_areas_are_true(east: float, latitude: float) -> None:
    """A cell of the globe covers as much of the plane, wherever it lies (unit sphere)."""
    size = 0.5
    corners = [(east, latitude), (east + size, latitude)]
    corners += [(east + size, latitude + size), (east, latitude + size)]
    x, y = np.array([project(e, n) for e, n in corners]).T
    drawn = abs(np.dot(x, np.roll(y, -1)) - np.dot(np.roll(x, -1), y)) / 2.0

    north, south = np.sin(np.radians([latitude + size, latitude]))
    assert drawn == pytest.approx(np.radians(size) * (north - south), rel=2e-3)


def test_the_plane_is_as_large_as_it_says() -> None:
    edge = project(relative(148.0 + 179.999), 0.0)

    assert 2 * abs(edge[0]) == pytest.approx(WIDTH, rel=1e-4)
    assert -2 * project(0.0, 90.0)[1] == pytest.approx(HEIGHT)


def test_every_country_with_a_code_is_where_its_mark_stands() -> None:
    """Archipelagos apart: the mark of most countries stands on their land."""
    named = [c for c in ATLAS.countries if len(c.iso3) == 3]
    found = [c.iso3 for c in named if (at := ATLAS.at(c.at)) is not None and at.iso3 == c.iso3]

    assert len(found) > 0.85 * len(named)
    assert {"AUS", "CHN", "DEU", "IND", "JPN", "KOR", "MYS", "USA"} <= set(found)


@pytest.mark.parametrize("level", range(4))
def test_neighbours_share_their_border_at_every_level(level: int) -> None:
    """An arc between two countries is one list of points, so no gap can open between them."""
    sides: dict[int, int] = {}
    for country in ATLAS.countries:
        for arc in {n if n >= 0 else ~n for ring in country.rings for n in ring}:
            sides[arc] = sides.get(arc, 0) + 1

    assert set(sides.values()) <= {1, 2}
    assert sum(count == 2 for count in sides.values()) > 300
    assert all(len(ATLAS.line(arc, level)) >= 2 for arc in sides)


def test_rings_are_closed_and_levels_grow() -> None:
    counts = []
    for level in range(4):
        polygons = [p for o in ATLAS.outlines(level) for p in o.polygons]
        counts.append(sum(len(p) for p in polygons))
        assert all(np.allclose(p[0], p[-1]) for p in polygons)

    assert counts == sorted(set(counts))


def test_the_far_south_is_left_out_and_borders_are_told_apart() -> None:
    kinds = {kind for _, kind in ATLAS.lines(1)}

    assert "Antarctica" not in {c.name for c in ATLAS.countries}
    assert kinds == {"coast", "border", "dotted"}


def test_two_that_count_as_one_have_no_border_and_one_fill() -> None:
    """Which borders are drawn is configuration."""
    one = replace(ATLAS, borders=Borders(frozenset(), {"DEU": "DEU", "FRA": "DEU"}))
    pair = {
        c.iso3: {n if n >= 0 else ~n for ring in c.rings for n in ring} for c in ATLAS.countries
    }
    shared = pair["DEU"] & pair["FRA"]

    assert shared
    assert len(one.lines(1)) == len(ATLAS.lines(1)) - len(shared)
    assert one.owner(one.by_code["FRA"]) == one.owner(one.by_code["DEU"])
    assert "dotted" not in {kind for _, kind in one.lines(1)}


def test_every_name_of_the_borders_is_on_the_map() -> None:
    named = {name for pair in ATLAS.borders.dotted for name in pair} | set(ATLAS.borders.owner)

    assert named <= set(ATLAS.by_code)


def test_closer_maps_have_finer_levels() -> None:
    levels = [level_for(scale) for scale in (100.0, 300.0, 800.0, 5000.0)]

    assert levels == sorted(levels)
    assert levels[-1] == 3


# --- the tool that bakes it -----------------------------------------------------------------------


def test_thinning_keeps_the_ends_and_what_matters() -> None:
    line = np.array([[0.0, 0.0], [1.0, 1e-6], [2.0, 0.0], [2.0, 5.0], [4.0, 0.0]])

    whole, levels = build_map._thin(line)

    points = np.cumsum(np.array(whole).reshape(-1, 2), axis=0) / build_map.QUANTUM
    assert points[0] == pytest.approx(project(0.0, 0.0), abs=1e-4)
    assert points[-1] == pytest.approx(project(4.0, 0.0), abs=1e-4)
    assert len(points) == len(levels) == 4
    assert levels[0] == levels[-1] == "0"


def test_a_ring_across_the_cut_is_clipped_into_two() -> None:
    world = build_map.World()
    square = np.array([[-40.0, 0.0], [-20.0, 0.0], [-20.0, 10.0], [-40.0, 10.0], [-40.0, 0.0]])

    rings = build_map._ring(world, [square], {}, [0])

    east = [np.concatenate([world.arcs[n][:, 0] for n in ring]) for ring in rings]
    assert sorted(round(float(e.min())) for e in east) == [-180, 172]
    assert sorted(round(float(e.max())) for e in east) == [-168, 180]
    assert len(world.seams) == 2


# --- the camera -----------------------------------------------------------------------------------


@given(
    st.floats(0.2, 20.0),
    st.tuples(st.floats(304.0, 1424.0), st.floats(72.0, 592.0)),
    st.tuples(st.floats(-900.0, 900.0), st.floats(-900.0, 900.0)),
)
def test_the_camera_never_leaves_the_world(
    factor: float, around: tuple[float, float], push: tuple[float, float]
) -> None:
    camera = Camera.on(load_views()["world"], FRAME).zoomed(factor, around).moved(*push)

    assert camera.farthest <= camera.scale <= camera.farthest * CLOSEST
    view = camera.view
    assert view.x >= -WIDTH / 2 - 1e-6
    assert view.right <= WIDTH / 2 + 1e-6
    assert view.y >= -HEIGHT / 2 - 1e-6
    assert view.bottom <= HEIGHT / 2 + 1e-6


def test_zooming_keeps_what_the_mouse_is_on() -> None:
    camera = Camera.on(load_views()["east_asia"], FRAME)
    around = (900.0, 300.0)

    closer = camera.zoomed(1.5, around)

    assert closer.under(around) == pytest.approx(camera.under(around))
    assert closer.place(camera.under((500.0, 200.0))) != pytest.approx((500.0, 200.0))


@given(st.tuples(st.floats(-2.0, 2.0), st.floats(-1.0, 1.0)))
def test_the_window_and_the_plane_agree(point: tuple[float, float]) -> None:
    camera = Camera.on(load_views()["world"], FRAME)

    assert camera.under(camera.place(point)) == pytest.approx(point)
    assert tuple(camera.shown(np.array(point))) == pytest.approx(camera.place(point))


def test_views_hold_what_they_are_for() -> None:
    views = load_views()

    assert all(views["world"].has(ATLAS.anchor(code)) for code in ("USA", "DEU", "AUS", "CHN"))
    assert all(views["east_asia"].has(ATLAS.anchor(code)) for code in ("JPN", "KOR", "CHN"))
    assert not views["east_asia"].has(ATLAS.anchor("USA"))


# --- flows ----------------------------------------------------------------------------------------

ENDS = st.tuples(st.floats(0.0, 1000.0), st.floats(0.0, 600.0))


@given(ENDS, ENDS, st.floats(-0.3, 0.3), st.floats(1.0, 7.0), st.booleans())
def test_a_ribbon_runs_evenly_from_one_end_to_the_other(
    a: tuple[float, float], b: tuple[float, float], bend: float, width: float, dashed: bool
) -> None:
    if np.hypot(a[0] - b[0], a[1] - b[1]) < 40.0:
        return
    found = ribbon(a, b, bend=bend, width=width, dashed=dashed)

    steps = np.hypot(*np.diff(found.spine, axis=0).T)
    assert len(found.spine) == POINTS
    assert steps.max() < 1.2 * steps.mean()
    assert found.distance(a) < 12.0
    assert found.distance(b) < 14.0
    assert all(np.isfinite(body).all() for body in [*found.bodies(1.4), found.head])
    assert (len(found.bodies()) > 1) == dashed or found.length < 40.0
    assert len(found.bodies(1.4)) == 1  # dashes lie on one dark track


def test_a_ribbon_grows_towards_its_head() -> None:
    body = ribbon((0.0, 0.0), (400.0, 0.0), bend=0.0, width=6.0).bodies()[0]

    half = len(body) // 2
    widths = np.hypot(*(body[:half] - body[half:][::-1]).T)
    assert widths[0] == pytest.approx(0.4 * 6.0, rel=1e-6)
    assert widths[-1] == pytest.approx(6.0, rel=1e-6)


@pytest.mark.parametrize("width", [1.8, 3.2, 6.5])
def test_a_head_is_longer_than_wide_wider_than_its_shaft_and_stands_on_a_dash(width: float) -> None:
    found = ribbon((0.0, 0.0), (400.0, 0.0), bend=0.0, width=width, dashed=True)
    tip, left, right = found.head
    across, along = float(np.hypot(*(left - right))), float(np.hypot(*(tip - (left + right) / 2.0)))
    last = found.bodies()[-1]

    assert along / across == pytest.approx(SLENDER)
    assert across > 1.5 * width
    assert last[:, 0].max() >= left[0] - 0.5 * (last[:, 0].max() - last[:, 0].min())
    assert last[:, 0].max() - last[:, 0].min() > 5.0


@pytest.mark.parametrize("bend", [-0.31, 0.12, 0.31])
def test_a_head_continues_its_shaft_and_points_at_the_mark(bend: float) -> None:
    mark = (300.0, 80.0)
    found = ribbon((0.0, 0.0), mark, bend=bend, width=6.5)
    tip, left, right = found.head
    along = tip - (left + right) / 2.0
    at_base = round((POINTS - 1) * (1.0 - found.head_length / found.length))
    shaft = found.spine[at_base] - found.spine[at_base - 3]

    for other in (shaft, np.array(mark) - tip):
        cosine = float(along @ other) / float(np.hypot(*along) * np.hypot(*other))
        assert cosine > np.cos(np.radians(3.0))


def test_flows_that_meet_at_a_mark_reach_it_from_several_sides() -> None:
    spots = {"a": (0.0, 0.0), "b": (0.1, 0.05), "c": (0.05, 0.12), "d": (1.0, 0.1)}
    ends = {f"{name}>d": (name, "d") for name in "abc"}

    found = choose_bends(ends, spots)

    reaching = []
    for name, (start, end) in ends.items():
        spine = ribbon(
            spots[start], spots[end], bend=found[name], width=0.0, margins=(0.0, 0.0)
        ).spine
        along = spine[-3] - spine[-1]
        reaching.append(float(np.arctan2(along[1], along[0])) % (2.0 * np.pi))
    apart = [
        abs((a - b + np.pi) % (2.0 * np.pi) - np.pi) for a, b in itertools.combinations(reaching, 2)
    ]
    assert min(apart) > np.radians(15.0)


def test_two_flows_of_one_pair_lie_apart() -> None:
    spots = {"a": (0.0, 0.0), "b": (2.0, 0.0), "c": (1.0, -0.26)}

    found = choose_bends({"one": ("a", "b"), "two": ("b", "a")}, spots)

    middles = [
        ribbon(spots[s], spots[e], bend=found[name], width=0.0, margins=(0.0, 0.0)).spine[48]
        for name, (s, e) in {"one": ("a", "b"), "two": ("b", "a")}.items()
    ]
    assert np.hypot(*(middles[0] - middles[1])) > 0.05
    assert all(np.hypot(*(m - np.array(spots["c"]))) > 0.05 for m in middles)


@given(
    st.lists(st.floats(0.2, 3.0), min_size=3, max_size=9),
    st.lists(PLACES, min_size=1, max_size=20),
)
def test_a_point_lies_within_an_outline_if_all_seen_from_the_middle_is_farther(
    reach: list[float], points: list[tuple[float, float]]
) -> None:
    """A star around the middle: a ray leaves it once, where it meets the edge of its sector."""
    turns = 2.0 * np.pi * np.arange(len(reach) + 1) / len(reach)
    ring = np.array([*reach, reach[0]])[:, None] * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    ring[-1] = ring[0]  # a whole turn is not quite one
    at = np.array(points) / 60.0

    for (x, y), found in zip(at, within(at, ring), strict=True):
        part = np.arctan2(y, x) / turns[1]
        sector = int(np.floor(part)) % len(reach)
        (ax, ay), (bx, by) = ring[sector], ring[sector + 1]
        side = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        if abs(side) > 1e-9 and abs(part - round(part)) > 1e-9:
            assert found == (side > 0.0)


def test_a_flow_goes_round_the_land_of_a_third_place() -> None:
    spots = {"a": (0.0, 0.0), "b": (1.0, 0.0), "c": (0.5, 0.02)}
    land = np.array([(0.2, -0.4), (0.8, -0.4), (0.8, 0.05), (0.2, 0.05), (0.2, -0.4)])

    for lands, goes_over in (({}, True), ({"c": land}, False), ({"a": land}, True)):
        bend = choose_bends({"f": ("a", "b")}, spots, seen=["a"], lands=lands, together=1)["f"]
        spine = ribbon(spots["a"], spots["b"], bend=bend, width=0.0, margins=(0.0, 0.0)).spine
        assert bool(within(spine, land).any()) == goes_over


def test_what_lies_under_something_near_the_edge_is_docked_beside_it() -> None:
    bar = Rect(FRAME.x, FRAME.y, 600.0, 50.0)
    points = [(FRAME.x + 60.0, FRAME.y + 30.0), (FRAME.x + 400.0, FRAME.y + 30.0)]

    (near, docked), (far, stays) = dock(points, FRAME, taken=[bar])

    assert (docked, near[0]) == (True, FRAME.x)
    assert not bar.has(near)
    assert (stays, far) == (False, points[1])


CROWD = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] != pair[1]),
    min_size=2, max_size=7, unique=True,
)  # fmt: skip
HEDGE = {i: (0.13 * i, 0.05 * (i * i % 5)) for i in range(7)}


@given(CROWD)
def test_choosing_together_is_no_worse_than_choosing_alone(pairs: list[tuple[int, int]]) -> None:
    ends = {f"{a}>{b}": (str(a), str(b)) for a, b in pairs}
    spots = {str(name): at for name, at in HEDGE.items()}

    together = choose_bends(ends, spots, together=len(ends))
    alone = choose_bends(ends, spots)

    assert set(together) == set(alone) == set(ends)
    assert choose_bends(ends, spots, together=len(ends)) == together
    assert _weighed(together, ends, spots) <= _weighed(alone, ends, spots) + 1e-6


def _weighed(
    bends: dict[str, float],
    ends: dict[str, tuple[str, str]],
    spots: dict[str, tuple[float, float]],
) -> float:
    """Return what some bends cost in all."""
    tried = {name: bending._try(ends[name], spots, spots, None) for name in ends}
    which = {name: bending.CHOICES.index(bend) for name, bend in bends.items()}
    alone = sum(float(tried[name].alone[which[name]]) for name in ends)
    pairs = itertools.combinations(ends, 2)
    return alone + sum(
        float(bending._between(tried[a], tried[b])[which[a], which[b]]) for a, b in pairs
    )


# --- labels and the edge --------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), unique=True, max_size=12))
def test_labels_cover_neither_one_another_nor_what_is_taken(cells: list[tuple[int, int]]) -> None:
    taken = [FRAME.foot(70).left(450)]
    points = [(FRAME.x + 60 + 110 * x, FRAME.y + 40 + 90 * y) for x, y in cells]
    points = [p for p in points if not taken[0].inset(-20).has(p)]
    labels = [Label(str(i), p, 80.0, 19.0) for i, p in enumerate(points)]

    found = place(labels, bounds=FRAME, taken=taken)

    assert set(found) == {label.id for label in labels}
    assert not any(a.meets(b) for a, b in itertools.combinations(found.values(), 2))
    assert not any(rect.meets(taken[0]) for rect in found.values())
    assert all(FRAME.holds(rect) for rect in found.values())


def test_a_label_stands_nearer_to_its_own_point() -> None:
    labels = [Label("a", (500.0, 300.0), 90.0, 19.0), Label("b", (560.0, 296.0), 90.0, 19.0)]

    found = place(labels, bounds=FRAME, taken=[])

    for label, other in itertools.permutations(labels):
        x, y = found[label.id].middle
        own = np.hypot(x - label.at[0], y - label.at[1])
        assert own < np.hypot(x - other.at[0], y - other.at[1])


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 20)), max_size=80),
    st.lists(st.integers(0, 60), min_size=1, max_size=12),
)
def test_the_cheapest_place_is_the_cheapest_of_all(
    points: list[tuple[int, int]], costs: list[int]
) -> None:
    """It is found though not all of them are looked at whole."""
    choices = np.array([[2.0 * i, i % 3, 2.0 * i + 8.0, i % 3 + 6.0] for i in range(len(costs))])
    under = [
        sum(left < x < right and top < y < bottom for x, y in points)
        for left, top, right, bottom in choices
    ]
    whole = [cost + placement.CROSSED * count for cost, count in zip(costs, under, strict=True)]

    found, cost = placement._cheapest(
        choices, np.array(costs, dtype=float), np.array(points, dtype=float).reshape(-1, 2)
    )

    assert cost == min(whole)
    assert found == whole.index(cost)


def test_a_label_keeps_off_the_heads_of_flows() -> None:
    label, head = Label("a", (500.0, 300.0), 60.0, 19.0), Rect(490.0, 308.0, 20.0, 20.0)
    plain = place([label], bounds=FRAME, taken=[])
    found = place([label], bounds=FRAME, taken=[], heads=[head])

    assert plain["a"].meets(head)
    assert not found["a"].meets(head)


def test_what_can_be_spared_is_left_out_where_there_is_no_room() -> None:
    words = Label("w", FRAME.middle, 60.0, 17.0, gap=4.0, centred=True, spare=True)

    assert place([words], bounds=FRAME, taken=[FRAME]) == {}
    assert "w" in place([words], bounds=FRAME, taken=[])


@given(st.lists(st.tuples(st.floats(-3000.0, 3000.0), st.floats(-3000.0, 3000.0)), max_size=10))
def test_what_is_off_view_stands_at_the_edge(points: list[tuple[float, float]]) -> None:
    edge = FRAME.inset(22)

    found = dock(points, edge)

    for point, (at, docked) in zip(points, found, strict=True):
        assert docked == (not edge.inset(-SEEN).has(point))
        assert edge.inset(-0.01).has(at) or not docked
        if not docked:
            assert at == point
    docked_ones = [at for at, is_docked in found if is_docked]
    assert len(set(docked_ones)) == len(docked_ones)
