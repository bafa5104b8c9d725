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
from realm.view.picture.trade import bought_of, net_sales, welcome
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
    traded = {name: net_sales(sight, name) for name in goods}

    assert any(not sales for sales in traded.values())
    for name, sales in traded.items():
        made = bought_of(sight, name)
        assert made != name
        assert not made or traded[made] < 0.0
        assert welcome(sight, name) == (sales or (-1.0 if made else 0.0))
    shown = {price.id: price for price in sitting.table().top.prices}
    known = [name for name in goods if not traded[name] and bought_of(sight, name)]
    assert known
    for name in known:
        change = shown[name].change
        assert change is None or change.good is (not change.rises)
        assert "You do not trade it yourself" in shown[name].why


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
