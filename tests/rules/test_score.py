"""Scores: 0 to 100, monotone in every indicator, and read off the scenario's own weights."""

import dataclasses
from functools import cache

import numpy as np
import pytest

from realm.content.load import load
from realm.core.arrays import Array
from realm.model.run import Played, run
from realm.rules.groups import group
from realm.rules.indicators import INDICATORS, measure
from realm.rules.reading import Turn
from realm.rules.score import Yardstick

SHIPPED = ("small-world", "june-2025")


@cache
def game(scenario: str) -> tuple[Played, Yardstick, list[dict[str, Array]]]:
    played = run(scenario, seed=3, worlds=3, turns=3)
    groups = group(played.network)
    readings = [
        measure(Turn.of(played.network, played.params, ledger, state, groups))
        for ledger, state in zip(played.ledgers, played.states, strict=True)
    ]
    return played, Yardstick.of(played.network, played.params, groups), readings


@pytest.mark.parametrize("scenario", SHIPPED)
def test_a_score_is_0_to_100(scenario: str) -> None:
    played, yardstick, readings = game(scenario)
    for reading in readings:
        found = yardstick.score(reading)
        assert found.shape == (len(yardstick.seats), 3)
        assert ((found >= 0.0) & (found <= 100.0)).all()
    assert yardstick.seats == tuple(played.network.scenario.seats)


@pytest.mark.parametrize("scenario", SHIPPED)
def test_more_of_what_is_weighed_is_better(scenario: str) -> None:
    _, yardstick, readings = game(scenario)
    for seat, (row, weights) in enumerate(zip(yardstick.rows, yardstick.weights, strict=True)):
        for name, weight in weights.items():
            more = {key: values.copy() for key, values in readings[-1].items()}
            more[name][row] += 0.05 * (1.0 + np.abs(more[name][row]))
            moved = (yardstick.score(more) - yardstick.score(readings[-1]))[seat]
            known = ~np.isnan(readings[-1][name][row])
            full = INDICATORS[name].scale == "share"
            known &= ~(full & (readings[-1][name][row] >= 1.0 - 1e-9))
            assert (np.sign(weight) * moved[known] > 0.0).all(), (seat, name)


def test_the_first_seat_of_the_small_world_by_hand() -> None:
    _, yardstick, readings = game("small-world")
    reading, row = readings[-1], yardstick.rows[0]
    approval, trust = reading["industry_approval"][row], reading["trust"][row]
    size = yardstick.sizes["treasury"][row]
    gained = reading["treasury"][row] - yardstick.starts["treasury"][row]
    treasury = (1.0 + np.tanh(gained / size)) / 2.0
    expected = 100.0 * (treasury + approval + 0.5 * (1.0 + trust) / 2.0) / 2.5

    assert yardstick.weights[0] == {"treasury": 1.0, "industry_approval": 1.0, "trust": 0.5}
    np.testing.assert_allclose(yardstick.score(reading)[0], expected)


def test_at_the_quiet_start_sizes_and_balances_are_a_half() -> None:
    played, yardstick, _ = game("june-2025")
    for name, sizes in yardstick.sizes.items():
        for row in (0, 5, -1):
            if INDICATORS[name].scale == "size":
                assert yardstick.part(name, sizes[row], row) == pytest.approx(0.5)
            if INDICATORS[name].scale == "balance":
                start = yardstick.starts[name][row]
                assert yardstick.part(name, start, row) == pytest.approx(0.5)
    nothing = np.zeros(1)
    assert yardstick.part("lost_output", nothing, 0, -1.0) == 1.0
    assert len(played.network.scenario.seats) == 6


def test_a_seat_without_objectives_has_no_score() -> None:
    scenario = load("small-world")
    seats = {n: dataclasses.replace(s, objectives={}) for n, s in scenario.seats.items()}
    played = run(dataclasses.replace(scenario, seats=seats), turns=1)
    found = Yardstick.of(played.network, played.params).score(
        measure(Turn.of(played.network, played.params, played.ledgers[-1], played.states[-1]))
    )
    assert np.isnan(found).all()


def test_what_an_actor_does_not_have_is_left_out() -> None:
    _, yardstick, readings = game("small-world")
    gone = {name: values.copy() for name, values in readings[-1].items()}
    gone["treasury"][:] = np.nan
    row = yardstick.rows[0]
    left = (gone["industry_approval"][row] + 0.5 * (1.0 + gone["trust"][row]) / 2.0) / 1.5

    np.testing.assert_allclose(yardstick.score(gone)[0], 100.0 * left)


@pytest.mark.parametrize("scenario", SHIPPED)
def test_weights_of_shipped_seats_have_a_source(scenario: str) -> None:
    for seat in load(scenario).seats.values():
        assert seat.objectives
        assert len(seat.objectives_source) > 20


@pytest.mark.parametrize("scenario", SHIPPED)
@pytest.mark.parametrize("part", [0.25, 0.5, 0.75])
def test_the_value_of_a_part_has_that_part(scenario: str, part: float) -> None:
    _, yardstick, _ = game(scenario)
    for row, weights in zip(yardstick.rows, yardstick.weights, strict=True):
        for name, weight in weights.items():
            value = yardstick.value(name, part, row, weight)

            assert yardstick.part(name, value, row, weight) == pytest.approx(part), (row, name)
