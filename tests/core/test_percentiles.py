"""What ships of simulated players can be read, and covers the seats of its scenario."""

import pytest

from realm.content.load import load
from realm.core.percentiles import FEW_SHARES, Percentiles, part_below, shipped_path
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


def test_what_they_had_after_each_turn_leads_to_what_they_had_at_the_end() -> None:
    found, scenario = Percentiles.read(shipped_path("june-2025")), load("june-2025")

    assert set(found.so_far) == set(found.of_turn) == set(scenario.seats)
    for seat, turns in found.so_far.items():
        assert len(turns) == len(found.of_turn[seat]) == scenario.turns
        assert all(list(row) == sorted(row) and len(row) == len(FEW_SHARES) for row in turns)
        assert turns[-1] == pytest.approx(found.quantiles[seat][::5], abs=0.006)
        assert found.of_turn[seat][0] == pytest.approx(turns[0][len(FEW_SHARES) // 2], abs=0.011)
        assert all(0.0 <= value <= 100.0 for value in found.of_turn[seat])


def test_quantiles_at_even_shares_say_what_part_lies_below() -> None:
    assert part_below((10.0, 20.0, 40.0), 30.0) == pytest.approx(75.0)
    assert part_below((10.0, 20.0, 40.0), 15.0) == pytest.approx(25.0)
    assert (part_below((10.0, 20.0), 10.0), part_below((10.0, 20.0), 20.5)) == (0.0, 100.0)
