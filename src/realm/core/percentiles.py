"""Percentiles of simulated players: how a score compares with those of many games in a seat."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from realm.errors import RealmError
from realm.paths import scenario_dir

SHARES = tuple(share / 100.0 for share in range(101))
"""A file keeps these quantiles of the scores."""
FEW_SHARES = SHARES[::5]
"""And these of what players had after each turn."""
FORMAT = 1


def shipped_path(scenario: str) -> Path:
    """Say where the percentiles of a shipped scenario lie, if there are any."""
    return scenario_dir() / scenario / "simulated_players.json"


@dataclass(frozen=True)
class Percentiles:
    """Scores of whole games by seat, from a named mix of strategies."""

    scenario: str
    experiment: str
    """What played them."""
    rules: str
    """Version of the rules: other rules, other scores."""
    games: int
    mix: Mapping[str, tuple[str, ...]]
    """Strategies by seat, all equally likely; seats not named play as the scenario says."""
    quantiles: Mapping[str, tuple[float, ...]]
    """By seat, at `SHARES`."""
    so_far: Mapping[str, tuple[tuple[float, ...], ...]] = field(default_factory=dict)
    """What the mean over their turns was after each turn, at `FEW_SHARES`, by seat; may be empty,
    as may what follows."""
    of_turn: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """What each turn was worth to the middle one of them, by seat."""

    def better_than(self, seat: str, score: float) -> float:
        """Say what percentage of the simulated players of a seat a score beats, 0..100.

        Raises:
            RealmError: when nobody was simulated there.
        """
        if seat not in self.quantiles:
            raise RealmError(f"no player of {seat!r} was simulated; only of "
                             + ", ".join(sorted(self.quantiles)))  # fmt: skip
        return part_below(self.quantiles[seat], score)

    def written(self) -> str:
        """Write it as JSON."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def read(cls, path: Path) -> "Percentiles":
        """Read a file.

        Raises:
            RealmError: when it is none.
        """
        try:
            found = json.loads(path.read_bytes())
            if found.pop("format") != FORMAT:
                raise ValueError
            mix = {seat: tuple(names) for seat, names in found.pop("mix").items()}
            rows = {seat: tuple(row) for seat, row in found.pop("quantiles").items()}
            so_far = {
                seat: tuple(tuple(row) for row in turns)
                for seat, turns in found.pop("so_far", {}).items()
            }
            of_turn = {seat: tuple(row) for seat, row in found.pop("of_turn", {}).items()}
            if any(len(row) != len(SHARES) for row in rows.values()) or any(
                len(row) != len(FEW_SHARES) for turns in so_far.values() for row in turns
            ):
                raise ValueError
            return cls(mix=mix, quantiles=rows, so_far=so_far, of_turn=of_turn, **found)
        except FileNotFoundError:
            raise RealmError(f"{path} is not there") from None
        except (ValueError, TypeError, AttributeError, KeyError):
            raise RealmError(f"{path} holds no percentiles of simulated players") from None


def part_below(row: Sequence[float], score: float) -> float:
    """Say what percentage lies below a score, 0..100, by quantiles at even shares.

    >>> part_below((10.0, 20.0, 40.0), 30.0)
    75.0
    """
    below = int(np.searchsorted(np.array(row), score, side="left"))
    if below in {0, len(row)}:
        return 0.0 if below == 0 else 100.0
    step = (score - row[below - 1]) / (row[below] - row[below - 1])
    return float((below - 1 + step) * (100.0 / (len(row) - 1)))
