"""Tournaments: what game theory says of games that everybody knows, and a game of our own."""

import numpy as np
import pytest
from numpy.typing import ArrayLike

from realm.errors import RealmError, ScenarioError
from realm.lab.batch import perform
from realm.lab.payoffs import Equilibrium, Payoffs, interval
from realm.lab.result import Result
from realm.lab.store import Store
from realm.lab.tournament import payoffs_of, tournament_plan


def game(first: ArrayLike, second: ArrayLike, *, noise: float = 0.0, worlds: int = 50) -> Payoffs:
    """Make a game of two seats, with luck that both payoffs share within a world."""
    means = np.stack([np.asarray(first, float), np.asarray(second, float)])
    luck = np.random.default_rng(3).normal(size=worlds) * noise
    names = tuple(tuple("abc"[:count]) for count in means.shape[1:])
    return Payoffs(("row", "column"), names, means[..., None] + luck)


# Cooperate, defect: temptation 5 > reward 3 > punishment 1 > sucker 0 (Axelrod 1984).
DILEMMA = game([[3, 0], [5, 1]], [[3, 5], [0, 1]], noise=0.5)
# Swerve, straight (Rapoport and Chammah 1966).
CHICKEN = game([[0, -1], [1, -10]], [[0, 1], [-1, -10]], noise=0.5)


def test_in_the_dilemma_everybody_defects() -> None:
    [only] = DILEMMA.equilibria()

    assert only.weights == ((0.0, 1.0), (0.0, 1.0))
    assert only.payoffs == pytest.approx((1.0, 1.0), abs=0.3)
    assert only.pure
    assert only.holds == 1.0
    assert [DILEMMA.best(seat, profile)[0] for seat in (0, 1) for profile in DILEMMA.profiles] == (
        [1] * 8
    )


def test_the_gain_of_defecting_is_known_better_than_either_payoff() -> None:
    """Luck is the same in both, so it cancels."""
    _, gain = DILEMMA.best(0, (0, 0))

    assert gain.mean == pytest.approx(2.0)
    assert gain.half < 1e-9 < DILEMMA.interval(0, (0, 0)).half


def test_chicken_has_two_pure_equilibria_and_a_mixed_one() -> None:
    found = CHICKEN.equilibria()
    pure = {one.weights for one in found if one.pure}
    [mixed] = [one for one in found if not one.pure]

    assert pure == {((1.0, 0.0), (0.0, 1.0)), ((0.0, 1.0), (1.0, 0.0))}
    # Indifference: 0 p - 1 (1 - p) = 1 p - 10 (1 - p), so swerving has p = 0.9.
    assert mixed.weights[0] == pytest.approx((0.9, 0.1))
    assert mixed.weights[1] == pytest.approx((0.9, 0.1))
    assert all(one.holds == 1.0 for one in found if one.pure)


def test_matching_pennies_has_no_pure_equilibrium() -> None:
    [only] = game([[1, -1], [-1, 1]], [[-1, 1], [1, -1]]).equilibria()

    assert only.weights == ((0.5, 0.5), (0.5, 0.5))
    assert only.payoffs == pytest.approx((0.0, 0.0))


def test_an_equilibrium_of_noise_does_not_hold() -> None:
    luck = np.random.default_rng(1).normal(size=(2, 2, 2, 30))
    found = Payoffs(("row", "column"), (("a", "b"), ("a", "b")), luck).equilibria()

    assert all(one.holds < 0.95 for one in found if one.pure)


def test_three_seats_have_pure_equilibria() -> None:
    """All three match or none gains: 1 if all play alike, else 0."""
    same = np.zeros((2, 2, 2))
    same[0, 0, 0] = same[1, 1, 1] = 1.0
    values = np.stack([same, same, same])[..., None]
    found = Payoffs(("x", "y", "z"), (("a", "b"),) * 3, values).equilibria()

    assert {one.weights[0] for one in found} == {(1.0, 0.0), (0.0, 1.0)}
    assert len(found) == 2


def test_an_interval_states_its_kind_and_n() -> None:
    """Student's t, 9 degrees of freedom: 2.262 standard errors."""
    values = np.arange(10.0)
    found = interval(values)

    assert (found.mean, found.n) == (4.5, 10)
    assert found.half == pytest.approx(2.2621571628 * values.std(ddof=1) / np.sqrt(10))
    assert np.isnan(interval(values[:1]).half)


def test_a_real_game_is_played_for_the_score(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("tournament")
    strategies = ("status_quo", "leverage"), ("status_quo", "stockpile", "diversify")
    seats = dict(zip(("aland", "cland"), strategies, strict=True))
    made = tournament_plan("small-world", seats, worlds=4, turns=3, seed=2)
    perform(made, Store(folder), workers=1)
    found = payoffs_of(Result(folder))
    table = Result(folder).to_pandas()

    assert found.values.shape == (2, 2, 3, 4)
    assert found.strategies == strategies
    point = made.points.index(("leverage", "diversify"))
    chosen = table[(table.point == point) & (table.subject == "cland")].sort_values("world")
    assert found.values[1, 1, 2].tolist() == chosen.value.tolist()
    assert np.ptp(found.means) > 0.0
    assert all(isinstance(one, Equilibrium) for one in found.equilibria())


def test_what_makes_no_tournament_is_refused() -> None:
    with pytest.raises(RealmError, match="two strategies or more to choose from"):
        tournament_plan("small-world", {"aland": ["profit"]})
    with pytest.raises(RealmError, match="expected strategies for 'aland'"):
        tournament_plan("small-world", {"aland": []})
    with pytest.raises(ScenarioError, match="did you mean 'cland'"):
        tournament_plan("small-world", {"clandd": ["status_quo", "stockpile"]})
    with pytest.raises(RealmError, match="'bland' is no seat and has no game_score; the seats are"):
        tournament_plan("small-world", {"bland": ["status_quo", "stockpile"]})
    with pytest.raises(ScenarioError, match="an indicator"):
        tournament_plan("small-world", {"cland": ["status_quo", "stockpile"]}, payoff="fun")
