"""What a number is to a seat, where it comes from, and how money is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.view.scenes import _sitting
from tests.view.stage import Played

from realm.play.news import all_events
from realm.rules.event import money
from realm.view.game import shelf
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture.of_goods import glossary
from realm.view.picture.page import Told
from realm.view.picture.trade import MOSTLY, bought_of, side_of, traded, welcome
from realm.view.picture.words import dollars
from realm.view.screens.page import PageScreen
from realm.view.theme import load_theme

MESSAGES = load_messages()


@pytest.fixture(scope="module")
def sitting() -> Sitting:
    return _sitting("june-2025", "india")


def test_a_price_is_bad_to_who_buys_the_good_or_what_is_made_of_it(sitting: Sitting) -> None:
    sight = sitting.sight()
    goods = list(sight.observation.network.scenario.commodities)
    shown = {price.id: price for price in sitting.table().top.prices}
    known = [name for name in goods if side_of(sight, name) == "use"]

    assert known
    for name in known:
        assert side_of(sight, bought_of(sight, name)) == "buy"
        assert welcome(sight, name) < 0.0
    for name in known:
        change = shown[name].change
        assert change is None or change.good is (not change.rises)
        assert "You do not trade it yourself" in shown[name].why


@pytest.mark.parametrize("seat", ["china", "india", "japan", "korea", "toyota_tsusho", "irel"])
def test_a_price_that_rises_suits_only_who_mostly_sells(seat: str) -> None:
    sitting = _sitting("june-2025", seat)
    sight = sitting.sight()
    for price in sitting.table().top.prices:
        sold, bought = traded(sight, price.id)
        change = price.change
        if change is not None and change.good is not None:
            suits = sold > MOSTLY * bought
            assert change.good == (suits == change.rises)
        assert (welcome(sight, price.id) > 0.0) == (sold > MOSTLY * bought)


def test_who_sells_and_buys_much_of_a_good_is_neither_glad_nor_sorry() -> None:
    sitting = _sitting("june-2025", "japan")
    magnet = next(one for one in sitting.table().top.prices if one.id == "magnet")

    assert side_of(sitting.sight(), "magnet") == "both"
    assert magnet.change is not None
    assert magnet.change.good is None
    assert magnet.side == "you do both"


def test_every_flow_names_where_its_tonnes_come_from(sitting: Sitting) -> None:
    flows = sitting.table().world.flows

    assert flows
    assert all("Source: " in f.sheet.source for f in flows if f.sheet is not None)


def test_prices_of_a_turn_name_their_source_where_one_points(sitting: Sitting) -> None:
    page = sitting.page("turn")
    told = [b for c in page.columns for b in c.blocks if isinstance(b, Told) and b.hint]
    played = Played(PageScreen(page, MESSAGES, load_theme()), (1280, 800))

    assert told
    for block in told:
        widget = played.screen.ui.get(block.id)
        assert widget is not None
        assert "Source: " in widget.hint


@given(st.floats(-5e5, 5e5))
def test_money_is_written_in_one_way(musd: float) -> None:
    told = money(musd)

    assert told == dollars(1000.0 * musd)
    digits, unit = re.fullmatch(r"−?\$([\d,.]+) (M|bn)", told).groups()  # type: ignore[union-attr]
    read = float(digits.replace(",", "")) * (1000.0 if unit == "bn" else 1.0)
    assert read == pytest.approx(abs(musd), rel=6e-3, abs=6e-3)
    assert read < 1000.0 or unit == "bn"


def test_events_write_money_as_panels_do(sitting: Sitting) -> None:
    texts = [event.text for event in all_events(sitting.session.match, 1)]

    amounts = [found for text in texts for found in re.findall(r"lost: (\$[^;]*)", text)]
    assert amounts
    assert all(re.fullmatch(r"\$[\d.]+ (M|bn)", found) for found in amounts)


def test_codes_in_the_texts_of_a_scenario_are_explained() -> None:
    told = glossary(shelf.scenario("june-2025"), MESSAGES)
    titles = {block.title for block in told if isinstance(block, Told)}

    assert {"L1 to L5", "Neodymium", "Monazite", "Crore"} <= titles
