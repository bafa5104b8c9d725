"""People at the tables of a game, without a window."""

from pathlib import Path

from realm.play.session import Session
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages


def sit_down(folder: Path, seat: str, *, seed: int = 1) -> Sitting:
    """Begin a game, and sit down on one seat."""
    session = Session.begin("june-2025", folder / "game.realm", seed=seed, people=[seat])
    return Sitting(session, (seat,), load_messages())


def at_all_tables(folder: Path, seat: str) -> Sitting:
    """Begin a game, and the talks at all tables of a seat."""
    sitting = sit_down(folder, seat)
    sitting.picked = sitting.sight().tables
    sitting.begin_talks()
    return sitting


def with_aland(folder: Path, *, turns: int | None = None) -> Sitting:
    """Begin a game in a small world, and talks with who answers in them."""
    strategies = {"aland": "diversify"}
    path = folder / "game.realm"
    session = Session.begin("small-world", path, turns=turns, strategies=strategies)
    sitting = Sitting(session, ("cland",), load_messages())
    sitting.pick("aland_cland")
    sitting.begin_talks()
    return sitting
