"""What `realm play` was asked for, before anything is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PLAYER = "player"
"""Who sits where no name is given."""


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    scenario: str
    seats: Mapping[str, str]
    """Seat -> player."""
    seed: int = 0
    world: int = 0
    turns: int | None = None
    strategies: Mapping[str, str] = field(default_factory=dict)
    journal: Path | None = None
    """Where to write; else a new name in the folder of matches."""
    load: Path | None = None
    """Match to go on with or to fork."""
    newest: bool = False
    """Go on with the newest match that is not over."""
    fork: bool = False
    turn: int | None = None
    """Turns to take over into a fork; all if not given."""
