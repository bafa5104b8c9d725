"""Luck as README 7.1 gives it, in whole numbers of Python."""

from hashlib import blake2b
from math import ceil, exp
from statistics import NormalDist

_BITS = 0xFFFFFFFFFFFFFFFF
_GAMMA = 0x9E3779B97F4A7C15
_inverse = NormalDist().inv_cdf


def _mix(x: int) -> int:
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9 & _BITS
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB & _BITS
    return x ^ (x >> 31)


class Dice:
    """Chance of one world of a seed."""

    def __init__(self, seed: int, world: int, salt: str = "") -> None:
        """Prepare the part of the key that is always the same."""
        self.head = f"{seed}\x1f{salt}\x1f"
        self.world = _mix((world * _GAMMA + _GAMMA) & _BITS)
        self.keys: dict[tuple[str, str], int] = {}

    def uniform(self, purpose: str, month: int, entity: str) -> float:
        """Draw evenly from (0, 1)."""
        key = self.keys.get((purpose, entity))
        if key is None:
            text = f"{self.head}{purpose}\x1f{entity}".encode()
            key = int.from_bytes(blake2b(text, digest_size=8).digest(), "little")
            self.keys[purpose, entity] = key
        when = (month + 1) * 0xD1342543DE82EF95
        return ((_mix(_mix((key + when) & _BITS) ^ self.world) >> 12) + 0.5) * 2.0**-52

    def normal(self, purpose: str, month: int, entity: str) -> float:
        """Draw from the standard normal distribution."""
        return _inverse(self.uniform(purpose, month, entity))

    def opening(self, project: str, month: int, lead: float, spread: float) -> float:
        """Say in which month a project opens that starts now."""
        late = exp(spread * self.normal("project", 0, project) - spread * spread / 2.0)
        return float(month + ceil(lead * late))
