"""The top bar keeps its prices in place; what hardly moved is drawn level."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realm.play.past import remember
from realm.play.session import Session
from realm.view.messages import load_messages
from realm.view.picture.of_objectives import MET, objectives, points_of
from realm.view.picture.of_seat import _drawn, top_bar
from realm.view.picture.words import MINUS, amount, figure, moved


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

    def order(known: object) -> list[str]:
        return [p.id for p in top_bar(session.match, sight, known, load_messages()).prices]  # type: ignore[arg-type]

    assert order(past) == order(wild)
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
