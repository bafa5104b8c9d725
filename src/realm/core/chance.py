"""Luck: keyed chance, a function of seed, purpose, entity, month and world.

No generator runs on. A draw hashes its key with the finaliser of SplitMix64 (Steele, Lea and
Flood 2014, https://doi.org/10.1145/2660193.2660195), so that a further entity, purpose or world
leaves every other draw as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from realm.core.arrays import Array

_Bits = NDArray[np.uint64]
_GAMMA = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_SHIFT_1, _SHIFT_2, _SHIFT_3 = np.uint64(30), np.uint64(27), np.uint64(31)
_SPARE = np.uint64(12)
"""Bits more than a float holds."""
_UNIT = 2.0**-52


def _mix(bits: _Bits) -> _Bits:
    """Scramble 64 bits in place; one flipped bit of input flips each of output half the time."""
    bits ^= bits >> _SHIFT_1
    bits *= _MIX_1
    bits ^= bits >> _SHIFT_2
    bits *= _MIX_2
    bits ^= bits >> _SHIFT_3
    return bits


@lru_cache(maxsize=4096)
def _keys(seed: int, salt: str, purpose: str, entities: tuple[str, ...]) -> _Bits:
    """Hash the unchanging part of the key of each entity."""
    head = f"{seed}\x1f{salt}\x1f{purpose}\x1f"
    digests = [blake2b((head + name).encode(), digest_size=8).digest() for name in entities]
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


@dataclass(frozen=True)
class Luck:
    """Chance for the worlds of one chunk.

    Two lucks with the same seed and salt agree on every world they share.
    """

    seed: int
    """Whole number that names the family of worlds."""
    worlds: NDArray[np.int64]
    """Identity of each world: its index under the seed."""
    salt: str = ""
    """Keeps imagined futures apart from what really happens."""
    _tails: _Bits = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare the part of the key that belongs to the worlds."""
        indices = np.ascontiguousarray(self.worlds, dtype=np.int64).view(np.uint64)
        object.__setattr__(self, "_tails", _mix(indices * _GAMMA + _GAMMA))

    def uniform(self, purpose: str, month: int, entities: Sequence[str]) -> Array:
        """Draw numbers evenly from the open interval (0, 1), shape (entities, worlds)."""
        keys = _keys(self.seed, self.salt, purpose, tuple(entities))
        moment = np.uint64((month + 1) * 0xD1342543DE82EF95 & 0xFFFFFFFFFFFFFFFF)
        cells = _mix(_mix(keys + moment)[:, None] ^ self._tails[None, :])
        cells >>= _SPARE
        draws = cells.astype(np.float64)
        draws += 0.5
        draws *= _UNIT
        return draws

    def normal(self, purpose: str, month: int, entities: Sequence[str]) -> Array:
        """Draw from the standard normal distribution, shape (entities, worlds)."""
        return np.asarray(ndtri(self.uniform(purpose, month, entities)), dtype=np.float64)

    def happens(
        self, purpose: str, month: int, entities: Sequence[str], chance: Array | float
    ) -> NDArray[np.bool_]:
        """Say where something of this probability happens, shape (entities, worlds)."""
        return self.uniform(purpose, month, entities) < chance
