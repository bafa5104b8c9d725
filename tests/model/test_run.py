"""A whole game, kept."""

import numpy as np
from tests.model.conftest import bytes_of

import realm
from realm.model.run import run


def test_a_game_keeps_every_month() -> None:
    played = run("small-world", seed=5)

    assert len(played.ledgers) == len(played.states) == 1 + 8
    assert [month.month for month in played.whole.months] == list(range(6 + 8 * 3))
    assert played.before(0) is played.start
    assert played.before(1) is played.states[0]
    assert played.states[-1].month == 30
    assert played.seed == 5


def test_world_k_is_played_alone() -> None:
    batch = run("small-world", seed=5, worlds=3, turns=2)

    alone = realm.run("small-world", seed=5, world=2, turns=2)

    assert bytes_of(alone.states[-1]) == bytes_of(batch.states[-1].take(np.array([2])))


def test_strategies_may_be_given() -> None:
    played = run("small-world", turns=1, strategies="aland=status_quo")

    assert len(played.ledgers) == 2


def test_the_shipped_game_stays_sound_to_its_end() -> None:
    played = run("june-2025", seed=1, worlds=2)

    assert played.states[-1].fault.tolist() == [0.0, 0.0]
