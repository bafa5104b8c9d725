"""How a game compares with those of simulated players of its seat, by the same rules."""

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from realm.core.percentiles import Percentiles, part_below, shipped_path
from realm.play.match import Match
from realm.rules.turn import RULES_VERSION


@dataclass(frozen=True)
class Beaten:
    """What part of the simulated players a mean over turns is better than."""

    share: float
    """In percent."""
    games: int
    """How many were simulated."""
    worst: float
    middle: float
    best: float
    """What their means were after as many turns."""
    of_turn: float
    """What the last of these turns was worth to the middle one of them; NaN where not known."""


def beaten(match: Match, seat: str, points: float) -> Beaten | None:
    """Compare a mean over turns with those of simulated players over as many turns.

    Args:
        match: the match; nobody is compared where it is shorter or longer than the scenario's.
        seat: whose mean it is.
        points: the mean, 0 to 100.

    Returns:
        Nothing where nobody was simulated by these rules, or not turn by turn.
    """
    scenario = match.model.network.scenario
    if match.head.turns != scenario.turns or not math.isfinite(points):
        return None
    known = _read(shipped_path(scenario.name))
    if known is None or seat not in known.quantiles or known.rules != str(RULES_VERSION):
        return None
    row, place = known.quantiles[seat], match.turn - 1
    if match.turn < scenario.turns:
        turns = known.so_far.get(seat, ())
        if not 0 <= place < len(turns):
            return None
        row = turns[place]
    of_turn = known.of_turn.get(seat, ())
    return Beaten(
        part_below(row, points), known.games, row[0], row[len(row) // 2], row[-1],
        of_turn[place] if 0 <= place < len(of_turn) else math.nan,
    )  # fmt: skip


@lru_cache(maxsize=8)
def _read(path: Path) -> Percentiles | None:
    return Percentiles.read(path) if path.is_file() else None
