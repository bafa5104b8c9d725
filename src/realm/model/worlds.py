"""Which worlds a model plays: a seed, and the index of each world under it."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realm.errors import RealmError

Seed = Any
"""A whole number; or what numpy makes a generator of (a SeedSequence, a Generator), or None."""


def chosen_seed(rng: Seed, seed: Seed) -> int:
    """Return the seed that names the family of worlds, from one of two arguments.

    As everywhere in Mesa, giving neither draws one; `RealmModel.seed` tells which.

    Raises:
        RealmError: when both are given, or what is given is no seed.
    """
    if rng is not None and seed is not None:
        raise RealmError(f"give rng or seed, not both (rng={rng!r}, seed={seed!r})")
    given = seed if rng is None else rng
    if isinstance(given, int | np.integer) and not isinstance(given, bool):
        if given < 0:
            raise RealmError(f"a seed is a whole number from 0 on, got {given}")
        return int(given)
    if isinstance(given, bool | float | str | bytes):
        raise RealmError(f"a seed is a whole number, got {given!r}")
    try:
        return int(np.random.default_rng(given).integers(2**32))
    except (TypeError, ValueError):
        raise RealmError(f"a seed is a whole number, got {given!r}") from None


def chosen_worlds(worlds: int | Sequence[int], first_world: int) -> NDArray[np.int64]:
    """Return the index of each world: so many from the first one on, or those listed.

    Raises:
        RealmError: when there is none, one is negative, or one is there twice.
    """
    first_world = whole("first_world", first_world, least=0)
    if isinstance(worlds, int | np.integer) and not isinstance(worlds, bool):
        if worlds < 1:
            raise RealmError(f"expected worlds >= 1 and first_world >= 0, got {worlds}, "
                             f"{first_world}")  # fmt: skip
        return np.arange(first_world, first_world + worlds, dtype=np.int64)
    if not isinstance(worlds, Iterable) or isinstance(worlds, str | bytes | bool):
        raise RealmError(f"worlds: expected a whole number or a list of indices, got {worlds!r}")
    listed = np.array([whole("worlds", world, least=0) for world in worlds], dtype=np.int64)
    if not len(listed) or listed.min() < 0 or len(np.unique(listed)) < len(listed):
        raise RealmError(f"expected indices of worlds, each once, from 0 on, got {worlds!r}")
    if first_world:
        raise RealmError("give first_world or a list of worlds, not both")
    return listed


def whole(name: str, given: object, *, least: int) -> int:
    """Return a whole number that is at least so much.

    Raises:
        RealmError: when it is something else.
    """
    if isinstance(given, bool) or not isinstance(given, int | np.integer):
        raise RealmError(f"{name}: expected a whole number, got {given!r}")
    if given < least:
        raise RealmError(f"expected {name} >= {least}, got {given}")
    return int(given)
