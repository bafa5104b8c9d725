"""Percentiles of simulated players: how a score compares with those of many games in a seat."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from realm.errors import RealmError
from realm.paths import scenario_dir

SHARES = tuple(share / 100.0 for share in range(101))
"""A file keeps these quantiles of the scores."""
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

    def better_than(self, seat: str, score: float) -> float:
        """Say what percentage of the simulated players of a seat a score beats, 0..100.

        Raises:
            RealmError: when nobody was simulated there.
        """
        if seat not in self.quantiles:
            raise RealmError(f"no player of {seat!r} was simulated; only of "
                             + ", ".join(sorted(self.quantiles)))  # fmt: skip
        row = np.array(self.quantiles[seat])
        below = int(np.searchsorted(row, score, side="left"))
        if below in {0, len(row)}:
            return 0.0 if below == 0 else 100.0
        step = (score - row[below - 1]) / (row[below] - row[below - 1])
        return float(below - 1 + step)

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
            if any(len(row) != len(SHARES) for row in rows.values()):
                raise ValueError
            return cls(mix=mix, quantiles=rows, **found)
        except FileNotFoundError:
            raise RealmError(f"{path} is not there") from None
        except (ValueError, TypeError, AttributeError, KeyError):
            raise RealmError(f"{path} holds no percentiles of simulated players") from None
