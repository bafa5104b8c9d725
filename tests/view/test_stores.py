"""What a seat has in store: told in the corner of the map, as its own books have it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.view.pictures import TABLE
from tests.view.scenes import Scene, _sitting, live
from tests.view.stage import Played

from realm.play.session import Session
from realm.rules.reading import DAYS_PER_MONTH
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture import page as p
from realm.view.picture.of_cards import cards
from realm.view.picture.of_stores import FEW_DAYS, stores, use_at_home
from realm.view.picture.words import amount
from realm.view.screens import map_stores
from realm.view.screens.table import TableScreen
from realm.view.shape import Rect
from realm.view.theme import load_theme

MESSAGES = load_messages()


@pytest.mark.parametrize("seat", ["india", "japan", "china", "toyota_tsusho", "irel"])
def test_stores_tell_all_that_the_seat_owns_and_nothing_of_others(seat: str) -> None:
    sight = _sitting("june-2025", seat).sight()
    network = sight.observation.network
    found = stores(sight, MESSAGES)
    state = _sitting("june-2025", seat).session.match.model.state

    assert found is not None
    told = {row.id: row for row in found.rows}
    for number, name in enumerate(network.scenario.commodities):
        whole = 0.0
        for commodity, field in (
            (network.intake_commodity, "stock_in"),
            (network.offer_commodity, "stock_out"),
        ):
            mine = ~np.isnan(getattr(sight.observation, field)[:, 0])
            whole += float(getattr(state, field)[(commodity == number) & mine, 0].sum())
        row = told.get(name)
        texts = [text for text in (row.used, row.kept) if text] if row else []
        said = [float(text.split()[0].replace(",", "")) for text in texts]
        assert sum(said) == pytest.approx(whole, rel=6e-3, abs=0.11), (name, amount(whole))
    for row in found.rows:
        days = float(row.lasts.split()[0].replace(",", "")) if row.lasts else FEW_DAYS
        assert row.short == (days < FEW_DAYS) or round(days) == FEW_DAYS


def test_stores_stand_at_the_foot_where_a_map_is_tall_and_no_sheet_lies_there() -> None:
    played = Played(TableScreen(TABLE, MESSAGES, load_theme()), (1280, 800))
    desk = played.screen._desk
    place, legend = desk.stores_rect, desk.legend_rect

    assert not place.meets(legend)
    assert desk.layout.map.holds(place)
    played.draw()
    assert "41 days" in {written.text for written in played.canvas.written}
    low = replace(desk.layout.map, height=map_stores.TALL - 1.0)
    texts = played.stage.texts
    assert map_stores.place(low, legend, TABLE.stores, MESSAGES, texts) is None
    assert played.screen.ui.get("store:ndfeb").hint


@pytest.mark.parametrize("corner", ["right", "left"])
def test_stores_give_way_to_marks_and_flows(corner: str) -> None:
    played = Played(TableScreen(TABLE, MESSAGES, load_theme()), (1280, 800))
    desk, texts = played.screen._desk, played.stage.texts
    frame, legend = desk.layout.map, desk.legend_rect
    spot = (frame.x + 60.0 if corner == "right" else frame.right - 60.0), frame.bottom - 110.0

    place = map_stores.place(frame, legend, TABLE.stores, MESSAGES, texts, marked=[spot])

    assert not place.has(spot)
    assert (place.middle[0] > frame.middle[0]) == (corner == "right")


@pytest.mark.parametrize("seat", ["india", "china", "japan"])
def test_stores_hide_no_mark_as_the_map_is_seen_unasked(seat: str) -> None:
    played = Scene((1440, 900), make=live("june-2025", seat)).play(ground=False)
    place, spots = played.screen._desk.stores_rect, played.screen.map.spots

    assert place is not None
    assert not [name for name, (spot, _) in spots.items() if place.has(spot)]


@pytest.mark.parametrize("size", [(1024, 768), (1280, 800), (1440, 900), (1920, 1080)])
@pytest.mark.parametrize("longer", [False, True])
def test_nothing_lies_on_the_stores(size: tuple[int, int], longer: bool) -> None:
    played = Scene(size, longer=longer, clicks=("place:china",)).play(ground=False)
    desk, place = played.screen._desk, played.screen._desk.stores_rect
    over = [w.rect for w in played.screen.ui.widgets if w.id.startswith("map:")]

    assert place is not None or size == (1024, 768)
    if place is not None:
        assert not any(rect.meets(place) for rect in [*over, desk.sheet_rect, desk.legend_rect])


@pytest.mark.parametrize("size", [(1024, 768), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("longer", [False, True])
def test_nothing_over_the_map_moves_whatever_is_pressed_there(
    size: tuple[int, int], longer: bool
) -> None:
    played = Scene(size, longer=longer, make=live("june-2025", "india")).play(ground=False)
    _sitting("june-2025", "india").messages = MESSAGES  # other tests share it
    kept = ("map:view:", "map:zoom:", "map:filter:", "store:")

    def places() -> dict[str, Rect]:
        return {w.id: w.rect for w in played.screen.ui.widgets if w.id.startswith(kept)}

    before, legend = places(), played.screen._desk.legend_rect
    assert "map:view:world" in before
    for name in ("map:filter:all", "map:view:world", "map:filter:curbed", "map:filter:main",
                 "place:china", "map:view:east_asia", "place:japan", "map:view:near"):  # fmt: skip
        played.click(name)
        now = places()
        assert {one: now.get(one) for one in before} == before, name
        assert played.screen._desk.legend_rect == legend
        over = list(now.values())
        assert not [a for i, a in enumerate(over) for b in over[i + 1 :] if a.meets(b)]


@pytest.mark.parametrize("seat", ["india", "japan", "korea", "china"])
def test_days_say_by_whose_use_they_go(seat: str) -> None:
    sight = _sitting("june-2025", seat).sight()
    network, found = sight.observation.network, stores(sight, MESSAGES)

    assert found is not None
    assert found.used == "held by your users"
    for row in found.rows:
        whole = use_at_home(network, seat, row.id)
        plants = whole - use_at_home(network, seat, row.id, plants=False)
        assert ("Plants at home usually take" in row.why) == (plants >= 0.05)
        if row.lasts:
            assert f"It lasts them {row.lasts.split()[0]} days" in row.why
        if row.kept and whole:
            reserve = float(row.kept.split()[0].replace(",", ""))
            days = f"{DAYS_PER_MONTH * reserve / whole:,.0f}"
            near = row.why.partition("That is ")[2].partition(" days")[0].replace(",", "")
            assert float(near) == pytest.approx(float(days.replace(",", "")), rel=0.01, abs=1.0)


@pytest.fixture
def at_home(tmp_path: Path) -> Iterator[Sitting]:
    session = Session.begin("small-world", tmp_path / "a.realm", seed=1, people=["cland"])
    yield Sitting(session, ("cland",), MESSAGES)
    session.close()


def _text(sitting: Sitting, page: str) -> str:
    return " ".join(str(column.blocks) for column in sitting.page(page).columns)


def test_who_sells_from_a_store_is_told_that_it_goes_on_until_it_is_stopped(
    at_home: Sitting,
) -> None:
    known = {card.id: card for card in cards(at_home.sight(), MESSAGES)}
    fill, sale = (known[f"stockpile:cland_store|{way}"] for way in ("fill", "release"))
    assert fill.standing == "Buys none", "an aim for which nothing is bought is none"
    assert sale.title.endswith("until you stop it")

    at_home.set_card(sale.id, 1)
    at_home.foresee()
    assert "It goes on month after month until you set it to none" in _text(at_home, "actions")
    for _ in range(2):
        at_home.end_turn()
        assert "It goes on selling each month until you stop it." in _text(at_home, "turn")
    picks = [b for b in at_home.page("actions").columns[0].blocks if isinstance(b, p.Pick)]
    shown = next(pick for pick in picks if pick.label == sale.title)
    assert shown.options[0].startswith("Sell ")
    stop = next(i for i, option in enumerate(shown.options) if option == "Sells none")

    at_home.set_card(sale.id, stop)
    at_home.end_turn()
    assert "until you stop it." not in _text(at_home, "turn")


@pytest.mark.parametrize("seat", ["india", "japan", "china"])
@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)])
def test_the_whole_world_is_moved_aside_where_stores_would_hide_marks(
    seat: str, size: tuple[int, int]
) -> None:
    made = live("june-2025", seat)
    clicks = ("map:view:world", "map:filter:all")
    played = Scene(size, make=made, clicks=clicks).play(ground=False)
    desk, chart = played.screen._desk, played.screen.map
    box = desk.stores_rect
    assert box is not None

    marks = {name: at for name, (at, docked) in chart.spots.items() if not docked}
    hidden = [name for name, at in marks.items() if box.inset(-4).has(at)]
    plays = {place.id for place in desk.picture.world.places if place.plays and place.iso3}
    assert not hidden
    assert plays <= set(marks), "nobody who plays was pushed out of sight"


def test_no_line_breaks_within_the_name_of_a_country() -> None:
    sitting = _sitting("june-2025", "india")
    sitting.messages = MESSAGES
    lines = [line for place in sitting.table().world.places for line in place.lines]

    assert any("United\u00a0States\u00a0" in line for line in lines)
    assert not any("United States" in line for line in lines if line.startswith(("Buys", "Sells")))
