"""A game goes the same way where functions round otherwise, as they do on another processor."""

from typing import Any

import numpy as np
import pytest

from realm import RealmModel
from realm.core.arrays import Array

CLOSE = 1e-6
"""Largest relative difference of accounts."""
SMALL_KUSD = 1e3
"""Accounts below which differences are measured by this much."""
TURNS = 16


def accounts(scenario: str, worlds: int) -> Array:
    """Play a scenario by its strategies; return accounts after each turn."""
    model = RealmModel(scenario, worlds=worlds, seed=7)
    found = []
    for _ in range(TURNS):
        model.step()
        found.append(model.state.money.copy())
    return np.array(found)


def rough(exp: Any) -> Any:
    """Round the exponential function otherwise in a third of its values."""

    def other(x: Any, *rest: Any, **named: Any) -> Any:
        y = exp(x, *rest, **named)
        if isinstance(y, np.ndarray) and y.dtype == np.float64:
            np.nextafter(y, np.inf, out=y, where=y.view(np.int64) % 3 == 0)
        return y

    return other


@pytest.mark.slow
@pytest.mark.parametrize(("scenario", "worlds"), [("june-2025", 64), ("small-world", 8)])
def test_one_rounding_flips_no_decision(
    scenario: str, worlds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = accounts(scenario, worlds)
    monkeypatch.setattr(np, "exp", rough(np.exp))
    there = accounts(scenario, worlds)

    assert (here != there).any()
    far = np.abs(here - there) / np.maximum(SMALL_KUSD, np.abs(here))
    assert far.max() < CLOSE
