"""Luck is even, normal and unrelated to itself next door, and one key always gives one number."""

from itertools import pairwise

import numpy as np
import pytest

from realm.core import chance
from realm.core.arrays import Array
from realm.core.chance import Luck

NAMES = tuple(f"firm{i}" for i in range(400))
WORLDS = np.arange(250)
DRAWS = len(NAMES) * len(WORLDS)


def grid(seed: int = 1, purpose: str = "demand", month: int = 0, salt: str = "") -> Array:
    return Luck(seed=seed, worlds=WORLDS, salt=salt).uniform(purpose, month, NAMES)


def bound(deviations: float = 4.5) -> float:
    """Sampling error of a mean of unit variance; 4.5 are passed once in 150,000 honest tests."""
    return deviations / float(np.sqrt(DRAWS))


def related(one: Array, other: Array) -> float:
    one, other = one.ravel() - 0.5, other.ravel() - 0.5
    return float((one * other).mean() * 12.0)


def test_uniform_has_the_moments_of_the_uniform() -> None:
    x = grid()

    assert abs((x - 0.5).mean()) * np.sqrt(12.0) < bound()
    assert abs(((x - 0.5) ** 2).mean() * 12.0 - 1.0) < bound() * np.sqrt(0.8)
    assert abs(((x - 0.5) ** 3).mean()) * np.sqrt(448.0) < bound()


def test_uniform_fills_every_bin() -> None:
    counts = np.histogram(grid(), bins=200, range=(0.0, 1.0))[0]
    expected = DRAWS / 200

    chi_square = (((counts - expected) ** 2) / expected).sum()
    assert abs(chi_square - 199.0) < 4.5 * np.sqrt(2.0 * 199.0)


def test_normal_has_the_moments_of_the_normal() -> None:
    z = Luck(seed=1, worlds=WORLDS).normal("demand", 0, NAMES)

    assert abs(z.mean()) < bound()
    assert abs((z**2).mean() - 1.0) < bound() * np.sqrt(2.0)
    assert abs((z**3).mean()) < bound() * np.sqrt(15.0)
    assert abs((z**4).mean() - 3.0) < bound() * np.sqrt(96.0)
    assert np.isfinite(z).all()


def test_draws_lie_inside_the_open_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where the hash is nothing but zeros (or nothing but ones, test_faults_found)."""
    x = grid()
    assert x.min() > 0.0
    assert x.max() < 1.0

    monkeypatch.setattr(chance, "_mix", np.zeros_like)

    assert grid()[0, 0] > 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (grid()[:-1], grid()[1:]),
        (grid()[:, :-1], grid()[:, 1:]),
        (grid()[:-1, :-1], grid()[1:, 1:]),
        (grid(), grid(month=1)),
        (grid(month=5), grid(month=17)),
        (grid(), grid(purpose="outage")),
        (grid(), grid(purpose="demand ")),
        (grid(), grid(seed=2)),
        (grid(seed=-1), grid(seed=0)),
        (grid(), grid(salt="imagined")),
    ],
    ids=[
        "entities", "worlds", "both", "months", "years", "purposes", "nearly the same purpose",
        "seeds", "negative seeds", "salts",
    ],
)  # fmt: skip
def test_neighbours_are_unrelated(one: Array, other: Array) -> None:
    assert abs(related(one, other)) < bound() * 1.01
    assert abs(related(np.abs(one - 0.5) * 2.0, np.abs(other - 0.5) * 2.0)) < bound() * 1.01


def test_differences_of_months_are_unrelated_across_worlds() -> None:
    """A mixer that only adds the month to the world would repeat itself along the diagonal."""
    months = np.stack([grid(month=m)[:20] for m in range(20)])

    for lag in (1, 2, 7):
        diagonal = related(months[:-lag, :, lag:], months[lag:, :, :-lag])
        assert abs(diagonal) < 4.5 / np.sqrt(months[:-lag, :, lag:].size)


def test_no_two_cells_are_equal() -> None:
    cells = np.concatenate([grid(month=m).ravel() for m in range(3)])
    assert len(np.unique(cells)) == len(cells)


def test_adding_a_firm_a_world_or_a_month_changes_no_other_draw() -> None:
    luck = Luck(seed=7, worlds=np.array([3, 8]))
    few = luck.uniform("demand", 4, ("a", "b"))

    luck.uniform("outage", 4, ("a",))
    more = Luck(seed=7, worlds=np.array([0, 8, 3])).uniform("demand", 4, ("new", "b", "a"))

    assert few.tobytes() == np.ascontiguousarray(more[[2, 1]][:, [2, 1]]).tobytes()


def test_happens_as_often_as_it_should() -> None:
    luck = Luck(seed=1, worlds=WORLDS)
    for odds in (0.0, 0.01, 0.5, 1.0):
        share = luck.happens("outage", 0, NAMES, odds).mean()
        assert abs(share - odds) <= bound() * np.sqrt(odds * (1.0 - odds))


def test_names_that_run_together_draw_apart() -> None:
    """`a` of purpose `xb` is not `ab` of purpose `x`."""
    luck = Luck(seed=1, worlds=np.arange(3))
    keys = [("x", ("ab",)), ("xa", ("b",)), ("xab", ("",)), ("", ("xab",))]
    drawn = [luck.uniform(purpose, 0, names)[0, 0] for purpose, names in keys]

    assert all(one != other for one, other in pairwise(sorted(drawn)))


STORED = {
    # (seed, purpose, month, entity, world): draw
    (0, "demand", 0, "a", 0): "0x1.cb5cc1017f5e2p-2",
    (1, "demand", 0, "a", 0): "0x1.fa91b6e847bf4p-3",
    (0, "outage", 0, "a", 0): "0x1.047537d9aac10p-5",
    (0, "demand", 1, "a", 0): "0x1.a31e28ff711c9p-1",
    (0, "demand", 0, "b", 0): "0x1.355f7bf880e50p-5",
    (0, "demand", 0, "a", 1): "0x1.3464d395489a8p-4",
    (7, "approval", 3, "china_licence", 417): "0x1.77c757da6f893p-1",
    (7, "project", 0, "lynas_malaysia", 9999): "0x1.d632326177d23p-1",
    (-1, "demand", 0, "a", 0): "0x1.c58be49d1ec43p-1",
    (1099511627776, "demand", 0, "a", 0): "0x1.8a21b94aeae6ap-2",
    (5, "demand of country", 11, "japan", 12): "0x1.5955bd609edd9p-1",
    (5, "demand of country", 12, "japan", 12): "0x1.26acc48555693p-1",
    (5, "demand of country", 11, "japan", 13): "0x1.5411bb597a292p-2",
    (123, "transshipment found", 47, "china>japan:heavy", 5): "0x1.3fa9a1f76f0c4p-3",
    (123, "outage length", 5, "mine", 1000000): "0x1.a2d6aa9592eecp-3",
    (123, "outage length", 5, "mine", 1000000000000): "0x1.69f07e2b18e76p-2",
    (42, "", 0, "", 0): "0x1.911bbb24dd173p-1",
    (42, "demand", 400, "zambia", 63): "0x1.ba3c21ac9a475p-1",
    (42, "demand", 0, "é", 1): "0x1.558d3b3eec7b3p-1",
    (99, "demand", 119, "x" * 64, 31): "0x1.b0d8a16469bf7p-1",
}
"""Draws of today. Whoever changes them moves RULES_VERSION and records the play-throughs anew."""


@pytest.mark.parametrize("key", STORED, ids=str)
def test_draws_are_those_of_ever(key: tuple[int, str, int, str, int]) -> None:
    seed, purpose, month, entity, world = key

    drawn = Luck(seed=seed, worlds=np.array([world])).uniform(purpose, month, (entity,))

    assert float(drawn[0, 0]).hex() == STORED[key]
