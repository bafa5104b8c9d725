"""Effects: none where there is none, the planted one where there is one, with honest intervals."""

import numpy as np
import pytest
from tests.lab.experiments import experiment

import realm
from realm.lab.analysis.effects import contrasts, effects, interplays, matched, paired
from realm.lab.analysis.interval import difference, mean, median, share, student, worlds_for
from realm.lab.analysis.planner import need, rounded
from realm.lab.analysis.series import Shelf
from realm.lab.experiment import Factor, Keep
from realm.lab.result import Result

REPEATS = 200
RATE = range(182, 198)
"""Of 200 intervals at 95 %: 190 plus or minus 2.5 standard deviations of a binomial."""
CAPACITY = "facilities.north_mine.capacity_t_per_year"
KEEP = Keep(seats=("cland",), indicators=("fill_rate",), commodities=("metal",),
            markets=("outside_paid",))  # fmt: skip


def games(result: Result, outcome: str = "outside_paid", subject: str = "metal") -> np.ndarray:
    return Shelf(result).one(outcome, subject).games()


@pytest.fixture(scope="module")
def same() -> np.ndarray:
    """Games of one policy in many worlds without outages, which are rare and heavy, (world,)."""
    calm = {"calm": Factor(number="luck.outages_per_year", levels=("0",))}
    many = experiment(worlds=2 * REPEATS * 16, turns=2, keep=KEEP, factors=calm)
    return games(realm.batch(many))[0]


@pytest.mark.slow
def test_two_alike_policies_with_unlike_luck_show_no_effect(same: np.ndarray) -> None:
    after, before = same.reshape(2, REPEATS, 16)
    unpaired = sum(not difference(*both).apart for both in zip(after, before, strict=True))
    pairs = zip(after, before, strict=True)
    by_pairs = sum(not paired(one[None], other[None])[0].apart for one, other in pairs)

    assert unpaired in RATE
    assert by_pairs in RATE


@pytest.mark.slow
def test_an_interval_covers_the_mean_as_often_as_it_says(same: np.ndarray) -> None:
    whole = same.mean()
    found = [mean(some) for some in same.reshape(-1, 32)]

    covered = sum(one.low <= whole <= one.high for one in found)
    assert covered / len(found) == pytest.approx(0.95, abs=0.035)


@pytest.mark.slow
def test_too_few_worlds_for_rare_disasters_are_told() -> None:
    rare = games(realm.batch(experiment(worlds=400, turns=2, keep=KEEP)))[0]

    assert mean(rare).doubtful
    assert not mean(np.random.default_rng(1).normal(size=400)).doubtful


def test_two_alike_policies_with_the_same_luck_do_not_differ_at_all() -> None:
    answer = Factor(seat="aland", levels=("status_quo", "conserve:threshold=0"))
    found = realm.batch(experiment(worlds=8, turns=1, factors={"answer": answer}, keep=KEEP))
    [effect] = effects(games(found), [("a",), ("b",)], ["answer"], [["a", "b"]])

    assert (effect.estimate.value, effect.estimate.half_width) == (0.0, 0.0)
    assert effect.verdict == "none shown"


@pytest.mark.slow
def test_a_planted_effect_is_found_and_brute_force_agrees() -> None:
    factor = Factor(number=CAPACITY, levels=("800", "700"))
    levels = [[800.0, 700.0]]
    plan = experiment(worlds=60, turns=3, seed=1, factors={"capacity": factor}, keep=KEEP)
    few = realm.batch(plan)
    many = realm.batch(plan, worlds=3000, seed=2)
    [effect] = effects(games(few), [(800.0,), (700.0,)], ["capacity"], levels)
    brute = games(many)[1].mean() - games(many)[0].mean()

    assert effect.verdict == "higher"  # less ore makes metal dearer
    assert effect.estimate.low <= brute <= effect.estimate.high
    assert 0.5 < effect.saved < 1.0
    assert not effect.small


def test_an_effect_is_averaged_over_all_else_and_planted_numbers_come_back() -> None:
    points = [(a, b) for a in ("x", "y", "z") for b in (0.0, 1.0)]
    luck = np.random.default_rng(1).normal(0.0, 3.0, 40)
    planted = np.array([{"x": 0.0, "y": 2.0, "z": -1.0}[a] + 0.5 * b for a, b in points])
    noise = np.random.default_rng(2).normal(0.0, 0.1, (6, 40))
    found = effects(planted[:, None] + luck + noise, points, ["a", "b"], [["x", "y", "z"], [0, 1]])

    assert [(e.factor, e.level, e.pairs) for e in found] == [
        ("a", "y", 2),
        ("a", "z", 2),
        ("b", 1, 3),
    ]
    for effect, true in zip(found, (2.0, -1.0, 0.5), strict=True):
        assert effect.estimate.value == pytest.approx(true, abs=0.1)
        assert effect.saved > 0.99
        assert effect.estimate.n == 40
    assert [effect.verdict for effect in found] == ["higher", "lower", "higher"]


def test_an_interplay_is_a_difference_of_differences() -> None:
    points = [(a, b) for a in ("x", "y") for b in ("u", "v", "w")]
    planted = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 15.0])  # y adds 3 to u and v, 13 to w
    noise = np.random.default_rng(4).normal(0.0, 0.1, (6, 30))
    found = interplays(planted[:, None] + noise, points, ["a", "b"], [["x", "y"], ["u", "v", "w"]])

    one, other = found
    assert (one.other_level, other.other_level) == ("v", "w")
    assert one.estimate.low < 0.0 < one.estimate.high
    assert other.estimate.value == pytest.approx(10.0, abs=0.2)
    assert (other.there, other.here) == (pytest.approx(13.0, abs=0.2), pytest.approx(3.0, abs=0.2))


def test_levels_that_were_drawn_are_compared_apart() -> None:
    rng = np.random.default_rng(8)
    points = [(("x", "y", "z")[row % 3],) for row in range(300)]
    planted = np.array([{"x": 0.0, "y": 1.0, "z": 0.0}[point[0]] for point in points])
    found = contrasts(
        (planted + rng.normal(0.0, 1.0, 300))[:, None], points, ["a"], [["x", "y", "z"]]
    )

    assert [effect.level for effect in found] == ["y", "z"]
    assert found[0].estimate.low <= 1.0 <= found[0].estimate.high
    assert [effect.verdict for effect in found] == ["higher", "none shown"]
    assert found[0].pairs == 0


def test_worlds_with_a_failed_game_are_left_out_of_both_sides() -> None:
    after, before = np.array([[1.0, 2.0, np.nan, 4.0]]), np.array([[0.0, np.nan, 0.0, 1.0]])
    estimate, _, _ = paired(after, before)

    assert (estimate.n, estimate.value) == (2, 2.0)


def test_points_pair_only_where_all_else_is_alike() -> None:
    points = [("a", 1.0), ("b", 2.0), ("b", 1.0)]

    after, before = matched(points, 0, "b", "a")
    assert (after.tolist(), before.tolist()) == ([2], [0])


def test_one_world_gives_a_value_without_an_interval() -> None:
    found = mean(np.array([3.0, np.nan]))

    assert (found.value, found.n, found.known, found.apart) == (3.0, 1, False, False)
    assert mean(np.zeros(0)).n == 0


@pytest.mark.parametrize(("count", "n"), [(0, 20), (3, 20), (20, 20), (417, 1000)])
def test_parts_of_worlds_have_wilsons_interval(count: int, n: int) -> None:
    from scipy.stats import binomtest

    found, other = share(count, n), binomtest(count, n).proportion_ci(method="wilson")

    assert (found.value, found.n, found.kind) == (count / n, n, "Wilson score over worlds")
    assert (found.low, found.high) == (pytest.approx(other.low), pytest.approx(other.high))


def test_a_median_lies_between_values_of_the_sample() -> None:
    found = median(np.append(np.arange(100.0), np.nan))  # Conover 1999: the 40th and the 61st

    assert (found.value, found.low, found.high, found.n) == (49.5, 39.0, 60.0, 100)
    assert not median(np.arange(5.0)).known
    assert median(np.arange(6.0)).low == 0.0


def disasters(n: int, luck: np.random.Generator) -> np.ndarray:
    """Draw worlds of which one in ten is a disaster; their mean is 1."""
    return np.where(luck.random(n) < 0.1, luck.normal(10.0, 3.0, n), luck.normal(0.0, 1.0, n))


def test_a_few_lopsided_worlds_have_wider_intervals_and_say_so() -> None:
    luck = np.random.default_rng(3)
    rare, plain = disasters(40, luck), luck.normal(size=40)
    found = mean(rare, "Student t over worlds, paired")

    assert found.kind == "Student t widened by BCa bootstrap over worlds, paired"
    assert found.high - found.value > 1.1 * (found.value - found.low), "disasters lie on one side"
    assert found.value - found.low >= student(39) * found.deviation / 40**0.5 - 1e-12
    assert mean(rare) == mean(rare)
    assert mean(plain).kind == "Student t over worlds"
    assert mean(rare[:10]).kind == "Student t over worlds"
    assert mean(disasters(2000, luck)).kind == "Student t over worlds"


@pytest.mark.slow
def test_the_wider_interval_covers_as_often_as_it_says() -> None:
    luck = np.random.default_rng(8)
    samples = [disasters(32, luck) for _ in range(1000)]
    found = [(mean(one), one) for one in samples]
    lopsided = [(est, one) for est, one in found if "BCa" in est.kind]
    covered = np.mean([est.low <= 1.0 <= est.high for est, _ in lopsided])
    half = student(31) / 32**0.5
    by_student = np.mean([abs(one.mean() - 1.0) <= half * one.std(ddof=1) for _, one in lopsided])

    assert len(lopsided) > 500
    assert covered > by_student
    assert covered >= 0.95


def test_an_effect_says_in_how_many_worlds_it_shows() -> None:
    luck = np.random.default_rng(2).normal(size=50)
    after = luck + np.where(np.arange(50) < 40, 1.0, -1.0)
    [effect] = effects(np.stack([luck, after]), [(0.0,), (1.0,)], ["a"], [[0.0, 1.0]])

    assert (effect.higher.value, effect.lower.value) == (0.8, 0.2)
    assert effect.higher.low < 0.8 < effect.higher.high


def test_welch_agrees_with_scipy() -> None:
    from scipy.stats import ttest_ind

    rng = np.random.default_rng(3)
    one, other = rng.normal(1.0, 1.0, 12), rng.normal(0.0, 4.0, 30)
    low, high = ttest_ind(one, other, equal_var=False).confidence_interval()

    found = difference(one, other)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(("deviation", "half"), [(1.0, 0.1), (30.0, 1.0), (0.5, 2.0), (0.0, 1.0)])
def test_the_planner_names_the_least_number_of_worlds(deviation: float, half: float) -> None:
    count = worlds_for(deviation, half)
    assert student(count - 1) * deviation / count**0.5 <= half
    assert count == 2 or student(count - 2) * deviation / (count - 1) ** 0.5 > half


def test_a_plan_is_kept_by_the_worlds_it_asks_for() -> None:
    rng = np.random.default_rng(5)
    pilot = mean(rng.normal(0.0, 20.0, 200))
    planned = need(pilot, 1.0)

    assert str(planned) == f"about {rounded(planned.worlds):,} worlds"
    whole = mean(rng.normal(0.0, 20.0, int(planned.worlds)))
    assert whole.half_width == pytest.approx(1.0, rel=0.15)
    assert str(need(mean(np.ones(1)), 1.0)) == "unknown"
