"""What a seat has in store: told in the corner of the map, as its own books have it."""

from dataclasses import replace

import numpy as np
import pytest
from tests.view.pictures import TABLE
from tests.view.scenes import Scene, _sitting, live
from tests.view.stage import Played

from realm.view.messages import load_messages
from realm.view.picture.of_stores import FEW_DAYS, stores
from realm.view.picture.words import amount
from realm.view.screens import map_stores
from realm.view.screens.table import TableScreen
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
    assert map_stores.place(low, legend, [], TABLE.stores, MESSAGES, texts) is None
    assert played.screen.ui.get("store:ndfeb").hint


@pytest.mark.parametrize("corner", ["right", "left"])
def test_stores_give_way_to_marks_and_flows(corner: str) -> None:
    played = Played(TableScreen(TABLE, MESSAGES, load_theme()), (1280, 800))
    desk, texts = played.screen._desk, played.stage.texts
    frame, legend = desk.layout.map, desk.legend_rect
    over = [one.rect for one in played.screen.ui.widgets if one.id.startswith("map:")]
    spot = (frame.x + 60.0 if corner == "right" else frame.right - 60.0), frame.bottom - 110.0

    place = map_stores.place(frame, legend, over, TABLE.stores, MESSAGES, texts, marked=[spot])

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
