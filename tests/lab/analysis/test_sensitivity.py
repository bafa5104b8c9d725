"""Indices of functions whose true indices are known, sampled and read by our own designs."""

import numpy as np
import pytest
from tests.lab.experiments import experiment

from realm.lab.analysis.sensitivity import Sensitivity, morris, rank_correlation, sobol
from realm.lab.designs import points_of, unit_sample
from realm.lab.experiment import Design, Distribution, Experiment, Factor

PI = float(np.pi)
NAMES = ["x1", "x2", "x3"]
S1, ST = (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437)
"""Ishigami and Homma 1990, with a = 7 and b = 0.1."""


def sampled(kind: str, points: int) -> Experiment:
    spread = Distribution(kind="uniform", low=-PI, high=PI)
    factor = Factor(number="coefficients.elasticity_long", distribution=spread)
    design = Design(kind=kind, points=points, seed=4)  # type: ignore[arg-type]
    return experiment(factors=dict.fromkeys(NAMES, factor), design=design)


def ishigami(x: np.ndarray) -> np.ndarray:
    return np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def outcome(kind: str, points: int) -> np.ndarray:
    return ishigami(np.array(points_of(sampled(kind, points)), dtype=np.float64))


@pytest.fixture(scope="module")
def indices() -> Sensitivity:
    return sobol(NAMES, outcome("sobol", 2048), seed=1)


@pytest.mark.parametrize(("name", "true"), [("S1", S1), ("ST", ST)])
def test_sobol_indices_of_ishigami(
    indices: Sensitivity, name: str, true: tuple[float, ...]
) -> None:
    for one, value in zip(indices.indices[name], true, strict=True):
        assert one.low <= value <= one.high
        assert one.half_width < 0.1


def test_a_large_sample_warns_of_nothing_but_rounding(indices: Sensitivity) -> None:
    told = [warning for warning in indices.warnings if "lies outside" not in warning]
    assert not told
    assert indices.n == 2048


def test_a_small_sample_warns() -> None:
    found = sobol(NAMES, outcome("sobol", 16), seed=1)
    told = " ".join(found.warnings)

    assert "16 base points are few" in told
    assert "is known to no better than ±0.1" in told


def test_an_index_out_of_range_warns() -> None:
    noise = np.random.default_rng(0).normal(size=8 * 5)
    told = " ".join(sobol(NAMES, noise, seed=1).warnings)

    assert "lies outside 0 to 1" in told


def test_samples_with_a_failed_game_go_as_a_whole() -> None:
    values = outcome("sobol", 512)
    holes = values.copy()
    holes[7] = np.nan
    found, without = (
        sobol(NAMES, holes, seed=1),
        sobol(NAMES, np.delete(values, slice(5, 10)), seed=1),
    )

    assert found.indices == without.indices
    assert found.n == 511
    assert "1 of 512 samples are left out, for games failed in them" in found.warnings


def test_what_does_not_vary_has_no_indices() -> None:
    found = sobol(NAMES, np.ones(300 * 5), seed=1)
    assert not found.indices
    assert found.warnings == ("the outcome does not vary",)


def test_morris_screens_what_matters_and_how() -> None:
    made = sampled("morris", 40)
    sample = unit_sample(made)
    values = 3.0 * sample[:, 0] - 1.0 * sample[:, 1] + 0.0 * sample[:, 2]
    found = morris(NAMES, sample, values, levels=4, seed=1)
    star, plain, sigma = (found.indices[name] for name in ("mu_star", "mu", "sigma"))

    assert [one.value for one in star] == pytest.approx([3.0, 1.0, 0.0], abs=1e-9)
    assert [one.value for one in plain] == pytest.approx([3.0, -1.0, 0.0], abs=1e-9)
    assert [one.value for one in sigma] == pytest.approx([0.0, 0.0, 0.0], abs=1e-9)
    curved = morris(NAMES, sample, ishigami(PI * (2 * sample - 1)), levels=4, seed=1)
    assert curved.indices["sigma"][2].value > 1.0
    assert "few" in morris(NAMES, sample[:16], values[:16], levels=4).warnings[0]


def test_partial_ranks_tell_direct_effects_from_borrowed_ones() -> None:
    rng = np.random.default_rng(6)
    x = rng.random((400, 2))
    noise = rng.normal(0.0, 0.3, 400)
    found = rank_correlation(
        ["a", "b"], np.column_stack([x[:, 0], x[:, 1]]), np.exp(x[:, 0]) + noise
    )
    one, other = found.indices["PRCC"]

    assert one.value > 0.7
    assert other.low < 0.0 < other.high
    assert not found.warnings
