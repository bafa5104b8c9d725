"""A world is the same to the bit, alone, among others, and in any order."""

from collections.abc import Sequence

import numpy as np
import pytest
from tests.model.conftest import Make, bytes_of

from realm.core.state import State
from realm.errors import RealmError
from realm.model.agents import CountryAgent
from realm.model.model import RealmModel

TURNS = 4


class Squeeze(CountryAgent):
    """Decides by world, so that decisions too must keep their bits."""

    def decide(self) -> None:
        self.enforce("aland_licence", 0.5, where=self.price_usd_per_kg > 2.05)


def after(make: Make, *args: object, **changes: object) -> State:
    model = make(*args, agents={"aland": Squeeze}, **changes)
    for _ in range(TURNS):
        model.step()
    return model.state


def test_a_world_alone_is_the_world_in_a_batch(small: Make) -> None:
    batch = after(small, 5)

    alone = after(small, first_world=3)

    assert bytes_of(alone) == bytes_of(batch.take(np.array([3])))


@pytest.mark.parametrize("worlds", [(4, 0, 3, 1, 2), (3, 1), range(1, 4)])
def test_any_set_of_worlds_in_any_order_is_taken_from_the_batch(
    small: Make, worlds: Sequence[int]
) -> None:
    batch = after(small, 5)

    assert bytes_of(after(small, worlds)) == bytes_of(batch.take(np.array(worlds)))


def test_worlds_and_seeds_differ(small: Make) -> None:
    batch = after(small, 2)

    assert (batch.stock_in[:, 0] != batch.stock_in[:, 1]).any()
    assert (after(small, 2, rng=8).stock_in != batch.stock_in).any()


def test_mesa_chance_does_not_touch_a_world(small: Make) -> None:
    """Mesa's own generators are there for users; worlds draw from `Luck` alone."""
    model = small(agents={"aland": Squeeze})
    for _ in range(TURNS):
        model.random.random()
        model.rng.random()
        model.step()

    assert bytes_of(model.state) == bytes_of(after(small))


@pytest.mark.parametrize(
    ("worlds", "first"), [(0, 0), (1, -1), ([], 0), ([1, 1], 0), ([-1], 0), ([1, 2], 3)]
)
def test_worlds_that_are_none_are_refused(worlds: int | list[int], first: int) -> None:
    with pytest.raises(RealmError, match="world"):
        RealmModel("small-world", worlds, rng=0, first_world=first)
