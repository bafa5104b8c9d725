"""What the tests of the model share."""

import dataclasses
from collections.abc import Callable

import pytest

from realm.core.state import State
from realm.model.model import RealmModel

Make = Callable[..., RealmModel]


@pytest.fixture
def small() -> Make:
    """Make a model of small-world, with seed 7 unless told otherwise."""

    def make(*args: object, **changes: object) -> RealmModel:
        given: dict[str, object] = {"rng": 7, **changes}
        return RealmModel("small-world", *args, **given)  # type: ignore[arg-type]

    return make


def bytes_of(state: State) -> dict[str, bytes]:
    """Return the bytes of every array of a state."""
    arrays = {f.name: getattr(state, f.name) for f in dataclasses.fields(state)}
    month = arrays.pop("month")
    return {"month": bytes([month]), **{name: array.tobytes() for name, array in arrays.items()}}
