"""How far each seat's fate is in its own hands: the arithmetic, and a few games of two seats."""

import numpy as np
import pytest
from tools.agency import Agency, Grid


def agency(scores: list[list[list[float]]]) -> Agency:
    return Agency("x", ("status_quo", "other"), np.array(scores))


def test_all_is_own_where_nothing_else_moves_a_score_and_nothing_where_only_chance_does() -> None:
    alone = agency([[[1.0, 1.0], [1.0, 1.0]], [[3.0, 3.0], [3.0, 3.0]]])
    assert alone.own == pytest.approx(1.0)
    dice = np.random.default_rng(3).normal(size=(2, 40, 40))
    assert abs(Agency("x", ("status_quo", "other"), dice).own) < 0.01


def test_own_share_is_that_of_variances() -> None:
    dice = np.random.default_rng(5)
    own, rest = dice.normal(size=(400, 1, 1)), dice.normal(size=(400, 1, 50))
    names = ("status_quo", *(f"s{n}" for n in range(399)))
    assert Agency("x", names, own + rest).own == pytest.approx(0.5, abs=0.05)


def test_a_margin_is_in_deviations_and_the_best_is_counted_by_rivals() -> None:
    found = agency([[[1.0], [5.0]], [[3.0], [4.0]]])
    assert found.best == {"other": 1, "status_quo": 1}
    assert found.margin == pytest.approx(0.5 / np.std([1.0, 5.0, 3.0, 4.0]))
    assert not found.ok


def test_rivals_are_those_expected_of_a_seat() -> None:
    grid = Grid("june-2025", worlds=1, turns=1, seed=1)
    assert "leverage" in grid.plausible("china")
    assert "coalition" not in grid.plausible("china")
    assert "leverage" not in grid.plausible("japan")
    assert "state_miner" in grid.plausible("irel")
    assert "state_miner" not in grid.plausible("toyota_tsusho")
    drawn = grid.rivals(9)
    assert drawn == grid.rivals(9)
    assert set(drawn[1].values()) == {"status_quo"}
    assert all(name in grid.plausible(seat) for one in drawn for seat, name in one.items())


@pytest.mark.slow
@pytest.mark.parametrize("seat", ["china", "india", "japan", "korea", "toyota_tsusho", "irel"])
def test_a_strategy_matters_and_does_not_settle_it(seat: str) -> None:
    """A little wider than `tools.agency` wants it: 6 sets of rivals in 10 worlds are few."""
    found = Grid("june-2025", worlds=10, turns=None, seed=1).agency(seat, 6)
    assert 0.2 <= found.own <= 0.85
    assert found.margin >= 0.4
    assert len(found.best) > 1
