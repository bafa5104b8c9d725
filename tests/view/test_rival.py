"""The card of who holds most over the seat: there unasked, and in nobody's way."""

from dataclasses import replace

import pytest
from tests.view.scenes import _sitting
from tests.view.stage import Played

from realm.view.messages import load_messages
from realm.view.screens import map_rival
from realm.view.screens.table import TableScreen
from realm.view.shape import Rect
from realm.view.theme import load_theme

MESSAGES = load_messages()
SIZES = [(1280, 800), (1440, 900), (1920, 1080)]


def _played(seat: str, size: tuple[int, int]) -> Played:
    picture = _sitting("june-2025", seat).table()
    return Played(TableScreen(picture, MESSAGES, load_theme()), size)


@pytest.mark.parametrize("size", SIZES)
def test_the_card_covers_no_mark_and_no_flow(size: tuple[int, int]) -> None:
    shown = 0
    for seat in ("india", "japan", "korea", "toyota_tsusho", "irel"):
        screen = _played(seat, size).screen
        place, chart = screen._desk.rival_rect, screen.map
        if place is None:
            continue
        shown += 1
        assert screen._desk.layout.map.holds(place)
        assert not any(place.has(at) for at, _ in chart.spots.values())
        runs = [tuple(at) for one in chart.ribbons.values() for at in one.spine[::6].tolist()]
        assert not any(map(place.has, runs))
        over = [w.rect for w in screen.ui.widgets if w.id.startswith("map:")]
        assert not any(place.meets(rect) for rect in over)

    assert shown


def test_the_card_ends_where_the_stores_do_that_lie_at_the_right() -> None:
    played = _played("india", (1440, 900))
    desk, texts = played.screen._desk, played.stage.texts
    frame, right = desk.layout.map, desk.layout.map.right - 16.0
    for stores, wide in ((Rect(right - 268.0, 440.0, 268.0, 96.0), 268.0),
                         (Rect(frame.x + 16.0, 400.0, 268.0, 96.0), map_rival.WIDE)):  # fmt: skip
        card = map_rival.place(frame, desk.rival, [desk.legend_rect], texts, stores=stores)
        assert card is not None
        assert (card.width, card.right) == (wide, right)
        assert not card.meets(stores)


def test_the_card_tells_what_is_curbed_and_opens_the_whole_sheet() -> None:
    played = _played("toyota_tsusho", (1440, 900))
    desk = played.screen._desk
    card = desk.rival

    assert card is not None
    bound = next(f for f in desk.picture.world.flows if f.main and f.tag and f.buyer == "japan")
    assert card.id == bound.seller
    good = desk.picture.world.kinds[bound.kind]
    assert card.alarm.replace("\u00a0", " ") == f"{good} for Japan: {bound.tag}"
    assert 0 < len(card.bars) <= map_rival.BARS

    played.click(f"{map_rival.RIVAL}:{card.id}")
    assert played.screen.map.selected == card.id
    assert played.screen._desk.rival is None
    assert played.screen._desk.sheet is not None


@pytest.mark.parametrize("seat", ["india"])
def test_the_card_says_for_whom_and_of_which_measures_its_part_comes(seat: str) -> None:
    played = _played(seat, (1440, 900))
    desk, texts = played.screen._desk, played.stage.texts
    card, rect = desk.rival, desk.rival_rect
    assert card is not None
    assert rect is not None
    bound = next(f for f in desk.picture.world.flows if f.main and f.tag and f.buyer == seat)
    told = f"NdFeB magnet for India: {bound.tag}"
    lines = texts.wrap(card.alarm, "note", rect.width - 32)
    assert " ".join(lines).replace("\u00a0", " ") == told
    assert len(lines) == 1 or lines[-1].replace("\u00a0", " ") == bound.tag

    hint = played.screen.ui.get(f"{map_rival.RIVAL}:{card.id}").hint
    parts = [one.partition(": ")[2].removesuffix(" of orders pass") for one in bound.tag_why[:-1]]
    assert len(parts) > 1
    assert bound.tag_why[-1] == f"Together for India: {' × '.join(parts)}, so {bound.tag}"
    assert set(bound.tag_why) <= set(hint.splitlines())
    sheet = next(p.sheet for p in desk.picture.world.places if p.id == card.id)
    assert told in sheet.alarm.splitlines()


def test_nobody_who_holds_nothing_back_has_a_card() -> None:
    world = _sitting("june-2025", "india").table().world
    free = replace(world, flows=tuple(replace(flow, tag="") for flow in world.flows))

    assert map_rival.card(world, MESSAGES) is not None
    assert map_rival.card(free, MESSAGES) is None


def test_the_card_is_told_in_the_view_that_comes_first_only() -> None:
    played = _played("toyota_tsusho", (1440, 900))
    assert played.screen._desk.rival is not None

    played.click("map:view:world")
    assert played.screen._desk.rival is None, "it was placed beside the flows of another view"
    played.click("map:view:near")
    assert played.screen._desk.rival is not None
