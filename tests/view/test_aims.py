"""The numbers of a seat's card tell what is wanted of them, once."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.view.scenes import Scene, _sitting, live
from tests.view.stage import Played

from realm.core.percentiles import Percentiles, shipped_path
from realm.play.beaten import beaten
from realm.play.past import remember
from realm.play.session import Session
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.paint.role_card import stance_rects, told
from realm.view.picture import page as p
from realm.view.picture.of_gauges import ends, gauge
from realm.view.picture.of_objectives import MET, objectives, reached, told_by
from realm.view.picture.of_seat import role_card
from realm.view.picture.table import Gauge
from realm.view.screens import asks, map_paint
from realm.view.screens.base import Emit
from realm.view.screens.table import TableScreen
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.theme import load_theme

MESSAGES = load_messages()
SEATS = ["india", "china", "japan", "korea", "toyota_tsusho", "irel"]


@pytest.mark.parametrize("seat", SEATS)
def test_every_objective_is_told_by_one_number_or_in_a_row_of_its_own(seat: str) -> None:
    sitting = _sitting("june-2025", seat)
    match, sight = sitting.session.match, sitting.sight()
    past = remember(match, seat)
    card, wanted = role_card(match, sight, past, MESSAGES), objectives(match, sight, past, MESSAGES)

    merged, rest = told_by(card, wanted)

    aimed = {kpi.id: kpi for kpi in merged.kpis if kpi.aim}
    assert [*aimed, *(item.id for item in rest.items)] != []
    assert {*aimed, *(item.id for item in rest.items)} == {item.id for item in wanted.items}
    for item in wanted.items:
        if item.id in aimed:
            kpi = aimed[item.id]
            assert (kpi.aim, kpi.state, kpi.gauge) == (item.note, item.state, item.gauge)
            meaning = kpi.why.partition("\n")[0]
            assert item.why.removeprefix(meaning).strip() in kpi.why
            assert kpi.why.count(meaning) == 1, "what it means is said once"
    assert (rest.score, rest.over) == (wanted.score, wanted.over)
    assert [kpi.value for kpi in merged.kpis] == [kpi.value for kpi in card.kpis]


@pytest.mark.parametrize("seat", SEATS)
def test_the_score_opens_a_page_whose_points_add_up_to_it(seat: str) -> None:
    sitting = _sitting("june-2025", seat)
    played = Played(TableScreen(sitting.table(), MESSAGES, load_theme()))
    assert played.click("score") == Emit(asks.Why())

    page = sitting.page("score")
    bars = next(b for b in page.columns[0].blocks if isinstance(b, p.Bars)).bars
    points, most = (sum(int(bar.text.split(" of ")[i]) for bar in bars) for i in (0, 1))
    assert page.note == f"{points} of {most}"
    assert most == 100


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)])
@pytest.mark.parametrize("seat", SEATS)
def test_aims_are_seen_beside_their_numbers_without_scrolling(
    seat: str, size: tuple[int, int]
) -> None:
    picture = _sitting("june-2025", seat).table()
    played = Played(TableScreen(picture, MESSAGES, load_theme()), size)
    played.draw()
    desk = played.screen._desk
    written = {one.text: one.rect for one in played.canvas.written}

    assert not desk.role_scroll.room
    for kpi in picture.role.kpis:
        row = played.screen.ui.rects[f"kpi:{kpi.id}"]
        assert not kpi.aim or desk.layout.role.holds(written[kpi.aim]), kpi.id
        assert desk.layout.role.holds(row.inset(9, 0))
    assert f"{picture.objectives.score}" in written


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("longer", [False, True])
def test_aims_stand_beside_names_or_where_one_has_no_room_all_under_numbers(
    seat: str, longer: bool
) -> None:
    played = Scene(longer=longer, make=live("june-2025", seat)).play(ground=False)
    under = played.screen._desk.aims_under

    assert longer or not under
    for kpi in played.screen._desk.role.kpis:
        row = played.screen.ui.rects[f"kpi:{kpi.id}"]
        told = [one for one in played.canvas.written if row.has(one.rect.middle)]
        lines = {one.text: one.rect.middle[1] for one in told}
        if kpi.aim:
            assert (lines[kpi.aim] > lines[kpi.value] + 5.0) == under
            assert (abs(lines[kpi.aim] - lines[kpi.label]) < 3.0) != under
    assert not played.canvas.texts.shortened


@pytest.mark.parametrize("seat", SEATS)
def test_states_stand_apart_from_firms_and_nobody_is_lost(seat: str) -> None:
    role = _sitting("june-2025", seat).table().role

    assert [one for group in role.groups for one in group] == sorted(
        role.stances, key=lambda one: bool(one.home)
    )
    assert all(len({bool(one.home) for one in group}) == 1 for group in role.groups)


def test_the_heading_says_that_numbers_shall_be_in_the_green_by_a_turn() -> None:
    played = Scene(make=live("june-2025", "india")).play(ground=False)
    until = MESSAGES.say("table.aim_by", when=played.screen.picture.role.until)
    (said,) = [one.rect for one in played.canvas.written if one.text == until]
    before = Rect(said.x - 16.0, said.middle[1] - 0.5, 4.0, 1.0)

    place = played.canvas.area(before)
    assert played.canvas.surface.get_at(place.center)[:3] == load_theme().colour("good")


@pytest.mark.parametrize(("size", "text"), [((1440, 900), 1.0), ((1280, 800), 1.0),
                                            ((1024, 768), 1.0), ((1440, 900), 1.5)])  # fmt: skip
@pytest.mark.parametrize("seat", SEATS)
def test_firms_are_called_firms_between_states_and_them(
    seat: str, size: tuple[int, int], text: float
) -> None:
    played = Scene(size, text=text, make=live("june-2025", seat)).play(ground=False)
    desk = played.screen._desk
    rows = stance_rects(desk.scrolled(desk.role_scroll), desk.role, under=desk.aims_under)
    first = len(desk.role.groups[0])
    said = [one.rect.middle[1] for one in played.canvas.written if one.text == "Firms"]

    assert len(said) == len(desk.role.groups) - 1, "none where there is no room for a firm"
    if said:
        assert rows[first - 1].middle[1] + 18.0 <= said[0] <= rows[first].middle[1] - 18.0
    assert said or text > 1.0
    assert "Firms" not in played.canvas.texts.shortened


@pytest.mark.parametrize(
    ("value", "aim", "more", "share"),
    [
        (972.0, 3840.0, True, 972 / 3840),
        (99.0, 25.0, False, 25 / 99),
        (-0.2, 0.5, True, 0.0),
        (0.4, 0.4, True, 0.99),
    ],
)
def test_how_much_of_an_aim_is_reached(value: float, aim: float, more: bool, share: float) -> None:
    assert reached(value, aim, 0.7, more=more) == pytest.approx(share)
    assert reached(value, aim, 0.75, more=more) == 1.0, "met is met, whatever rounding says"
    assert 0.0 <= reached(value, -aim, 0.5, more=more) < 1.0, "an aim below nothing"


@pytest.mark.parametrize("seat", SEATS)
def test_every_number_with_an_aim_says_how_it_moved_since_the_last_turn(seat: str) -> None:
    played = Scene(make=live("june-2025", seat)).play(ground=False)

    for kpi in played.screen.picture.role.kpis:
        row = played.screen.ui.rects[f"kpi:{kpi.id}"]
        told = [one.text for one in played.canvas.written if row.has(one.rect.middle)]
        if kpi.aim and kpi.change is not None:
            assert kpi.change.text in told, kpi.id
        assert "steady" not in " ".join(told), "its past may climb all the same"


@pytest.mark.parametrize("seat", SEATS)
def test_every_land_of_the_map_bears_its_stance(seat: str) -> None:
    played = Scene(make=live("june-2025", seat)).play(ground=False)
    panel = played.screen.map

    lands = dict(map_paint._ground(panel, panel.camera).fills)
    for place in played.screen.picture.world.places:
        assert not place.iso3 or lands[place.iso3] == load_theme().stance(place.stance)


def lies_in_zone(told: Gauge) -> bool:
    return told.zone[0] <= told.mark <= told.zone[1]


AMOUNTS = st.floats(-1e6, 1e6) | st.floats(-2.0, 2.0) | st.just(0.0)


@given(
    value=AMOUNTS,
    aim=AMOUNTS,
    had=st.lists(AMOUNTS | st.just(float("nan")), max_size=5),
    unit=st.sampled_from(["share", "-1..1", "M$", "t/year"]),
    more=st.booleans(),
    met=st.booleans(),
)
def test_a_mark_stands_in_its_zone_where_its_aim_is_met_and_only_there(
    value: float, aim: float, had: list[float], unit: str, more: bool, met: bool
) -> None:
    told = gauge(value, aim, had, unit, more=more, met=met)

    assert 0.0 <= told.zone[0] < told.zone[1] <= 1.0
    assert 0.0 <= told.mark <= 1.0
    assert lies_in_zone(told) == met
    assert 0.0 < told.zone[0 if more else 1] < 1.0, "some of the scale does not meet it"
    low, high = ends((value, aim, *had), unit)
    assert low < high
    if unit in {"M$", "t/year"} and max(abs(value), abs(aim)) > 1e-3:
        assert low <= min(value, aim) <= max(value, aim) <= high


@pytest.mark.parametrize(
    ("value", "aim", "unit", "more", "mark", "zone"),
    [
        (0.99, 0.25, "share", False, 0.99, (0.0, 0.25)),
        (0.80, 0.75, "share", True, 0.80, (0.75, 1.0)),
        (0.25, 0.50, "-1..1", True, 0.25, (0.50, 1.0)),
        (-0.5, 0.50, "-1..1", True, 0.25, (0.75, 1.0)),
        (5.0, 10.0, "M$", True, 5.0 / 22.0, (10.0 / 22.0, 1.0)),
        (30.0, 0.0, "M$", False, 30.0 / 33.0, (0.0, 0.02)),
    ],
)
def test_numbers_stand_where_their_scale_has_them(
    value: float, aim: float, unit: str, more: bool, mark: float, zone: tuple[float, float]
) -> None:
    met = value >= aim if more else value <= aim
    told = gauge(value, aim, (20.0,) if unit == "M$" else (), unit, more=more, met=met)
    assert told.mark == pytest.approx(mark)
    assert told.zone == pytest.approx(zone)


@given(
    values=st.tuples(*[st.floats(-2.0, 2.0)] * 2),
    aim=st.floats(-1.0, 1.0),
    more=st.booleans(),
)
def test_more_of_an_aim_is_reached_the_nearer_it_is_and_all_where_it_is_met(
    values: tuple[float, float], aim: float, more: bool
) -> None:
    worse, better = sorted(values, reverse=not more)
    parts = [min(max(MET + (v - aim) * (0.4 if more else -0.4), 0.0), 1.0) for v in (worse, better)]
    low, high = (
        reached(value, aim, part, more=more)
        for value, part in zip((worse, better), parts, strict=True)
    )

    assert 0.0 <= low <= high <= 1.0
    assert [one == 1.0 for one in (low, high)] == [part >= MET for part in parts]


@pytest.mark.parametrize("seat", SEATS)
def test_a_mark_stands_in_the_green_where_an_aim_is_met_and_its_hint_says_so(seat: str) -> None:
    sitting = _sitting("june-2025", seat)
    sight, past = sitting.sight(), remember(sitting.session.match, seat)
    weights = sight.observation.network.scenario.seats[seat].objectives

    for item in objectives(sitting.session.match, sight, past, MESSAGES).items:
        assert lies_in_zone(item.gauge) == (item.state == "met"), item.id
        assert item.note in item.why
        assert ("It is met" in item.why) == (item.state == "met")
        assert "green" in item.why
        wanted = weights[item.id] > 0.0
        assert item.gauge.zone[1 if wanted else 0] == (1.0 if wanted else 0.0), "where more is"
        assert item.note == item.note_short.replace(*(("≥", "at least") if wanted else
                                                     ("≤", "at most")))  # fmt: skip


@pytest.mark.parametrize("width", [400.0, 240.0, 220.0, 130.0, 100.0, 60.0])
def test_aims_are_told_in_words_where_those_have_room_and_else_in_signs(width: float) -> None:
    card = _sitting("june-2025", "india").table().role
    texts = Texts(load_theme(), 1.0)

    shown, under = told(card, texts, width)

    words = [kpi.aim for kpi in shown.kpis] == [kpi.aim for kpi in card.kpis]
    assert words or [kpi.aim for kpi in shown.kpis] == [kpi.aim_short for kpi in card.kpis]
    assert (words, under) == {
        400.0: (True, False), 240.0: (True, False), 220.0: (True, False),
        130.0: (True, True), 100.0: (False, True), 60.0: (False, True),
    }[width]  # fmt: skip


def test_the_score_is_compared_with_simulated_players_after_as_many_turns(tmp_path: Path) -> None:
    known = Percentiles.read(shipped_path("june-2025"))
    for turns, compared in ((None, True), (5, False)):
        path = tmp_path / f"{turns}.realm"
        session = Session.begin("june-2025", path, seed=1, turns=turns, people=["india"])
        sitting = Sitting(session, ("india",), MESSAGES)
        assert "typical" not in sitting.table().objectives.over, "nothing to compare yet"
        sitting.end_turn()
        sitting.end_turn()
        shown = sitting.table().objectives
        past = remember(session.match, "india")
        found = beaten(session.match, "india", past.points)
        assert (found is not None) == compared
        assert ("typical" in shown.over) == compared
        if found is not None:
            then = known.so_far["india"][1]
            assert (found.worst, found.middle, found.best) == (then[0], then[10], then[-1])
            assert f"{known.of_turn['india'][1]:.1f}" in shown.over, "of the turn that it is beside"
            assert f"{past.points:.1f}, is better than what {found.share:.0f} %" in shown.score_why
            assert f"{then[0]:.1f} to {then[-1]:.1f} then" in shown.score_why
            assert "the same turn was worth to the middle one" in shown.score_why
        sitting.close()


def test_no_end_of_a_game_is_compared_with_where_it_stands_in_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sitting = _sitting("june-2025", "india")
    match, seat = sitting.session.match, sitting.seat
    known = Percentiles.read(shipped_path("june-2025"))
    older = dataclasses.replace(known, so_far={}, of_turn={})
    for turn, kept, row in ((7, known, known.so_far[seat][6]), (7, older, None),
                            (16, older, known.quantiles[seat])):  # fmt: skip
        monkeypatch.setattr("realm.play.beaten._read", lambda _, kept=kept: kept)
        monkeypatch.setattr(type(match), "turn", turn)
        found = beaten(match, seat, 30.0)
        assert (found is None) == (row is None)
        if found is not None and row is not None:
            assert (found.worst, found.middle, found.best) == (row[0], row[len(row) // 2], row[-1])


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900)])
@pytest.mark.parametrize("seat", ["india", "china", "toyota_tsusho"])
def test_what_a_typical_player_has_stands_beside_the_score(
    seat: str, size: tuple[int, int], tmp_path: Path
) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=[seat])
    sitting = Sitting(session, (seat,), MESSAGES)
    sitting.end_turn()
    sitting.end_turn()
    picture = sitting.table()
    sitting.close()
    played = Played(TableScreen(picture, MESSAGES, load_theme()), size)
    played.draw()

    assert picture.objectives.over.startswith("typical player ")
    assert picture.objectives.over in {one.text for one in played.canvas.written}


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900)])
@pytest.mark.parametrize("seat", SEATS)
def test_rows_of_stances_stand_apart_and_name_whoever_plays(
    seat: str, size: tuple[int, int]
) -> None:
    picture = _sitting("june-2025", seat).table()
    played = Played(TableScreen(picture, MESSAGES, load_theme()), size)
    desk = played.screen._desk
    places = stance_rects(desk.scrolled(desk.role_scroll), desk.role, under=desk.aims_under)
    shown = {one.id for group in desk.role.groups for one in group}
    scenario = _sitting("june-2025", seat).session.match.model.network.scenario
    others = {noun.actor for noun in scenario.seats.values()} - {scenario.seats[seat].actor}

    assert min(place.height for place in places) >= 24.0
    known = {one.id for one in picture.role.stances}
    assert others & known <= shown
    assert desk.layout.role.bottom - places[-1].bottom >= 12.0


def test_what_an_aim_is_worth_is_told_in_short_sentences() -> None:
    for seat in ("india", "china", "toyota_tsusho"):
        sitting = _sitting("june-2025", seat)
        match, sight = sitting.session.match, sitting.sight()
        wanted = objectives(match, sight, remember(match, seat), MESSAGES)
        assert wanted.items
        for item in wanted.items:
            assert f"The aim is {item.note}" in item.why
            assert all(len(one.split()) <= 28 for one in item.why.split(". "))
