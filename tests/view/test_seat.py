"""The top bar keeps its prices in place; what hardly moved is drawn level."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realm.play.past import remember
from realm.play.session import Session
from realm.view.messages import load_messages
from realm.view.paint.role_card import told
from realm.view.paint.top_bar import split
from realm.view.picture.of_objectives import MET, objectives, points_of
from realm.view.picture.of_seat import _drawn, role_card, top_bar
from realm.view.picture.table import Price, TopBar
from realm.view.picture.trade import mostly_traded, traded
from realm.view.picture.words import MINUS, amount, capital, figure, good, moved
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.theme import load_theme


def test_prices_keep_their_place_whatever_they_do(tmp_path: Path) -> None:
    session = Session.begin("small-world", tmp_path / "game.realm", seed=1, people=["aland"])
    sight, past = session.observe("aland"), remember(session.match, "aland")
    wild = replace(
        past,
        prices={
            name: (*prices, 9.0**number * prices[-1])
            for number, (name, prices) in enumerate(past.prices.items())
        },
    )

    def order(known: object) -> list[tuple[str, int]]:
        shown = top_bar(session.match, sight, known, load_messages()).prices  # type: ignore[arg-type]
        return [(price.id, price.rank) for price in shown]

    assert order(past) == order(wild)
    names, ranks = zip(*order(past), strict=True)
    assert list(names) == list(session.match.model.network.scenario.commodities), "along the chain"
    assert sorted(ranks) == list(range(len(names)))
    session.close()


@pytest.mark.parametrize("width", range(600, 1500, 60))
def test_prices_stand_along_the_chain_and_what_is_traded_least_yields(width: int) -> None:
    ranks = (3, 4, 0, 5, 2, 1)
    prices = tuple(
        Price(id=f"good {i}", label=f"Good {i}", unit="$/kg", value="100", rank=rank)
        for i, rank in enumerate(ranks)
    )
    picture = TopBar(title="A title", where="", turn=1, turns=8, date="2025 Q3", prices=prices)

    bar = Rect(0.0, 0.0, width, 56.0)
    places = split(bar, picture, Texts(load_theme(), 1.0), button=100.0, menu=60.0)

    shown = [price for price in prices if price.id in places]
    lefts = [places[price.id].x for price in shown]
    assert lefts == sorted(lefts)
    assert {price.rank for price in shown} == set(range(len(shown)))
    assert width < 1000 or len(shown) == 3


@pytest.mark.parametrize("seat", ["india", "china", "japan", "korea", "toyota_tsusho", "irel"])
def test_a_role_says_what_its_seat_sells_and_buys_and_who_it_is_in_its_hint(
    seat: str, tmp_path: Path
) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=[seat])
    sight, past = session.observe(seat), remember(session.match, seat)
    card = role_card(session.match, sight, past, load_messages())
    nouns = session.match.model.network.scenario.commodities

    for name, word in zip(mostly_traded(sight), ("sells", "buys"), strict=True):
        said = f"{word} {good(nouns[name].name)}" if name else ""
        assert (said in card.trade) == bool(name)
        if name:
            sold, bought = traded(sight, name)
            assert sold > bought if word == "sells" else bought > sold
    assert card.trade
    assert card.what in card.why
    assert all(line.lower() in card.why.lower() for line in card.trade)
    assert told(card, Texts(load_theme(), 1.0), 9000.0)[0].trade == (
        capital(" · ".join(card.trade)),
    )
    assert len(told(card, Texts(load_theme(), 1.0), 150.0)[0].trade) == len(card.trade)
    session.close()


@pytest.mark.parametrize(
    ("series", "unit", "level"),
    [
        ((0.25, 0.25, 0.26), "-1..1", True),
        ((0.25, 0.20, 0.02), "-1..1", False),
        ((625.0, 626.0, 625.0), "t/year", True),
        ((625.0, 626.0, 725.0), "t/year", False),
        ((0.584, 0.588), "share", True),
        ((0.58, 0.62), "share", False),
    ],
)
def test_a_slight_move_is_no_cliff(series: tuple[float, ...], unit: str, *, level: bool) -> None:
    drawn = _drawn(series, unit)

    assert len(drawn) == len(series)
    assert (len(set(drawn)) == 1) == level


def test_there_is_one_sign_of_minus() -> None:
    assert figure(-0.53, "-1..1") == (f"{MINUS}0.53", "")
    assert figure(-12_600.0, "M$") == (f"{MINUS}$12.6", "bn")
    assert amount(-1234.5) == f"{MINUS}1,234"


@pytest.mark.parametrize(
    ("before", "now", "unit", "told"),
    [
        (2706.0, 2703.2, "M$", "0.003"),  # beside $2.70 bn
        (1300.0, 900.0, "M$", "400"),
        (2300.0, 900.0, "M$", "1,400"),  # beside $900 M
        (12_450.0, 12_300.0, "t/year", "0.15"),  # beside 12.3 kt/yr
        (2705.001, 2704.999, "M$", None),  # too little to be told in billions
    ],
)
def test_a_change_is_in_the_unit_of_the_number_that_it_stands_beside(
    before: float, now: float, unit: str, told: str | None
) -> None:
    change = moved(before, now, unit)

    assert (change.text if change is not None else None) == told


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0.01, 5)), min_size=1, max_size=8))
def test_points_in_whole_numbers_add_up_and_are_near_what_they_stand_for(
    given_parts: list[tuple[float, float]],
) -> None:
    parts = {str(i): part for i, (part, _) in enumerate(given_parts)}
    weights = {str(i): weight for i, (_, weight) in enumerate(given_parts)}
    whole = sum(weights.values())
    score = 100.0 * sum(parts[name] * weights[name] for name in parts) / whole

    shown = points_of(parts, weights, score)

    assert sum(most for _, most in shown.values()) == 100
    assert sum(points for points, _ in shown.values()) == round(score)
    for name, (points, most) in shown.items():
        assert 0 <= points <= most
        assert abs(most - 100.0 * weights[name] / whole) < 1.0
        assert abs(points - parts[name] * most) < 2.0


def test_points_of_objectives_add_up_and_say_from_where_on_they_are_met(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["india"])
    sight, past = session.observe("india"), remember(session.match, "india")

    shown = objectives(session.match, sight, past, load_messages())

    points = [item.points for item in shown.items]
    assert sum(most for _, most in points) == 100
    assert sum(now for now, _ in points) == int(shown.score) == round(past.score[-1])
    for item in shown.items:
        part = item.points[0] / item.points[1]
        assert (item.state == "met") == (part >= MET)
    aims = {item.id: item.progress.split(" → ")[1] for item in shown.items}
    assert aims["import_reliance"] == "25 %"  # the part of what is used that is made at home
    assert aims["trust"] == "+0.50"  # three quarters of the way from -1 to 1
    session.close()
