"""Whole games of one world in plain Python: what the benchmark measures the arrays against."""

from tests.oracle.month import play_month
from tests.oracle.start import begin
from tests.oracle.world import World

from realm.core.scenario import Scenario


def play_oracle(scenario: Scenario, months: int, world: int = 0, seed: int = 0) -> World:
    """Play months of one world from the quiet start, without decisions.

    Args:
        scenario: what to play; nothing else is read, the start is found in plain Python too.
        months: how many.
        world: index of the world under the seed.
        seed: that of the luck.
    """
    played = begin(scenario, seed, world)
    for _ in range(months):
        play_month(played)
    return played
