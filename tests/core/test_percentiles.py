"""What ships of simulated players can be read, and covers the seats of its scenario."""

import pytest

from realm.content.load import load
from realm.core.percentiles import Percentiles, shipped_path
from realm.lab.reading import plan_of


def test_the_simulated_players_of_june_2025_are_those_of_the_shipped_mix() -> None:
    found = Percentiles.read(shipped_path("june-2025"))
    experiment = plan_of(found.experiment).experiment

    assert set(found.quantiles) == set(load("june-2025").seats)
    assert found.games >= 1000
    assert found.mix == {name: factor.values for name, factor in experiment.factors.items()}
    for seat, row in found.quantiles.items():
        assert list(row) == sorted(row)
        assert 0.0 <= row[0] <= row[-1] <= 100.0
        middle = found.better_than(seat, row[50])
        assert middle == pytest.approx(50.0, abs=15.0)
