"""Talks against what theory says."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from tests.talks.tables import agenda_of, sit

from realm.core.talks import Status, at
from realm.rules.talks_value import frontier, nash_split, quality, utilities
from realm.strategies.tactics.play import play_tables
from realm.strategies.tactics.registry import find, names
from realm.strategies.tactics.rubinstein import Rubinstein, proposer_share

PIE = np.linspace(0.0, 1.0, 101)


@pytest.mark.parametrize(("mine", "other"), [(0.9, 0.9), (0.8, 0.9), (0.95, 0.6)])
def test_rubinstein_against_itself_agrees_in_round_one_on_the_equilibrium(
    mine: float, other: float
) -> None:
    tables = sit(agenda_of(101), np.stack([PIE, 1.0 - PIE])[:, :, None, None], worlds=3)

    done = play_tables(
        tables, Rubinstein(mine=mine, other=other), Rubinstein(mine=other, other=mine)
    )

    share = at(done.utility[0], done.agreed)
    assert np.all(done.status == Status.AGREED)
    assert done.round == 2  # offered in the first round, signed in the answer
    assert np.all(np.count_nonzero(done.history >= 0, axis=0) == 1)
    expected = (1 - other) / (1 - mine * other)
    assert np.all(np.abs(share - expected) <= 0.01)
    assert proposer_share(0.9, 0.9) == pytest.approx(0.526, abs=0.001)


def two_issues() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """x, y and both utilities, (side, outcome, table, world), of the two-issue problem."""
    agenda = agenda_of(11, 11)
    x, y = agenda.choices.T / 10.0
    tenth = np.linspace(0.0, 1.0, 11)
    weights = np.array([[0.7, 0.3], [0.3, 0.7]])
    values = [np.concatenate([tenth, tenth]), np.concatenate([1 - tenth, 1 - tenth])]
    worth = [
        utilities(agenda, w.reshape(-1, 1, 1), v.reshape(-1, 1, 1))
        for w, v in zip(weights, values, strict=True)
    ]
    return x, y, np.stack(worth)


def test_utilities_add_up_over_the_issues() -> None:
    x, y, worth = two_issues()
    np.testing.assert_allclose(worth[0, :, 0, 0], 0.7 * x + 0.3 * y, atol=1e-12)
    np.testing.assert_allclose(worth[1, :, 0, 0], 0.3 * (1 - x) + 0.7 * (1 - y), atol=1e-12)


def test_the_nash_point_is_worth_seven_tenths_to_both_and_21_outcomes_are_efficient() -> None:
    """The Nash point (.7, .7) are utilities: the outcome is x = 1, y = 0, each its dearer issue."""
    x, y, worth = two_issues()
    tables = sit(agenda_of(11, 11), worth)
    # In whole hundredths, by brute force.
    tens = [
        (7 * a + 3 * b, 3 * (10 - a) + 7 * (10 - b))
        for a, b in itertools.product(range(11), repeat=2)
    ]
    efficient = [not any(p[0] >= q[0] and p[1] >= q[1] and p != q for p in tens) for q in tens]
    most = max(range(121), key=lambda row: tens[row][0] * tens[row][1])

    found = int(nash_split(tables)[0, 0])

    assert sum(efficient) == 21
    assert frontier(tables)[:, 0, 0].tolist() == efficient
    assert found == most
    assert (x[found], y[found]) == (1.0, 0.0)
    np.testing.assert_allclose(worth[:, found, 0, 0], [0.7, 0.7])


@pytest.mark.parametrize("seed", range(20))
def test_the_frontier_agrees_with_brute_force_also_with_ties(seed: int) -> None:
    rng = np.random.default_rng(seed)
    worth = rng.integers(0, 4, (2, 24, 3, 2)) / 4
    found = frontier(sit(agenda_of(24), worth, worlds=2))
    for table, world in itertools.product(range(3), range(2)):
        a, b = worth[:, :, table, world]
        beaten = (
            (a[None] >= a[:, None]) & (b[None] >= b[:, None])
            & ((a[None] > a[:, None]) | (b[None] > b[:, None]))
        ).any(axis=1)  # fmt: skip
        assert found[:, table, world].tolist() == (~beaten).tolist()


def test_the_quality_of_the_nash_split_is_perfect_and_of_a_poor_deal_is_not() -> None:
    x, y, worth = two_issues()
    tables = sit(agenda_of(11, 11), worth)

    def judged(outcome: int) -> tuple[float, float]:
        deal = replace(tables, agreed=np.array([[outcome]]), status=np.array([[Status.AGREED]]))
        found = quality(deal)
        return float(found.nash_share[0, 0]), float(found.pareto_distance[0, 0])

    assert judged(int(nash_split(tables)[0, 0])) == (1.0, 0.0)
    share, distance = judged(int(np.flatnonzero((x == 0.0) & (y == 1.0))[0]))
    assert share == pytest.approx(0.09 / 0.49)
    # Nearest on the line from (.7, .7) to (0, 1) or to (1, 0), among the 21 points.
    on = frontier(tables)[:, 0, 0]
    away = np.hypot(*(worth[:, on, 0, 0] - 0.3))
    assert distance == pytest.approx(away.min())
    assert np.isnan(quality(tables).nash_share).all()


def test_holding_out_against_a_conceder_gains_more() -> None:
    """Mean over many talks, whoever speaks first."""
    rng = np.random.default_rng(1)
    tables = sit(
        agenda_of(5, 5, 4, 2), rng.random((2, 200, 1, 200)), worlds=200,
        opened=(True, True), reservation=(0.3, 0.3),
    )  # fmt: skip
    for hard, soft in (("boulware", "conceder"), ("boulware", "linear"), ("linear", "conceder")):
        done = play_tables(tables, find(hard), find(soft))
        turned = play_tables(tables, find(soft), find(hard))
        for deals, side in ((done, 0), (turned, 1)):
            signed = deals.status == Status.AGREED
            gain = at(deals.utility[side], deals.agreed) - at(deals.utility[1 - side], deals.agreed)
            margin = gain[signed]
            assert signed.mean() > 0.9
            assert margin.mean() > 5 * margin.std() / np.sqrt(margin.size)


def test_deals_are_good_on_issues_with_opposite_weights() -> None:
    _, _, worth = two_issues()
    tables = sit(agenda_of(11, 11), worth, reservation=(0.3, 0.3))
    for name in set(names()) - {"hard_headed", "tit_for_tat"}:
        done = play_tables(tables, find(name), find(name))
        assert done.status[0, 0] == Status.AGREED, name
        assert quality(done).nash_share[0, 0] > 0.5, name
