"""Buyers who act together: who is in the coalition, and it takes two."""

from realm.core.arrays import Mask, total
from realm.core.state import State

LEAST = 2.0
"""Members below which a coalition is none."""


def members(state: State) -> Mask | None:
    """Say which countries buy together, (country, world); None where none do."""
    if not state.coalition.any():
        return None
    joined: Mask = (state.coalition > 0.0) & (total(state.coalition) >= LEAST)
    return joined if joined.any() else None
