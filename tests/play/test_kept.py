"""What was worked out of a match goes with it: many games in one process take the room of one."""

import gc
import weakref
from pathlib import Path

from realm.play.causes import causes
from realm.play.foresight import foresee
from realm.play.kept import of_match
from realm.play.match import Match
from realm.play.news import all_events
from realm.play.outcome import outcome
from realm.play.parts import parts
from realm.play.past import remember
from realm.play.session import Session
from realm.play.since import since


def test_a_game_that_was_closed_is_forgotten(tmp_path: Path) -> None:
    forgotten = _played(tmp_path / "a.realm")

    gc.collect()

    assert forgotten() is None


def _played(path: Path) -> "weakref.ref[Match]":
    """Play two turns with every reader asked; keep nothing but a weak reference."""
    session = Session.begin("small-world", path, turns=2)
    match, seat = session.match, "aland"
    session.sit(seat, "Ana")
    while not match.over:
        action = session.observe(seat).menu[0].action
        foresee(match, seat, [action])
        session.submit(seat, match.turn, action)
        session.end_turn(seat, match.turn)
        all_events(match, match.turn)
        parts(match, match.turn, seat)
        causes(match, match.turn)
        remember(match, seat)
        since(match, seat)
        outcome(match, match.turn, action)
    assert len(match.kept) > 5, "the readers remember what they found"
    session.close()
    return weakref.ref(match)


def test_what_is_asked_again_is_not_worked_out_again(session: Session) -> None:
    asked = []

    @of_match(2)
    def found(match: Match, turn: int, seat: str = "aland") -> int:
        asked.append((turn, seat))
        return match.turn + turn

    match = session.match
    for turn in (1, 2, 1, 3, 1):
        assert found(match, turn) == turn
    found(match, 2)  # two are kept: 3 and 1 were asked for since
    found(match, 1, seat="cland")

    assert asked == [(1, "aland"), (2, "aland"), (3, "aland"), (2, "aland"), (1, "cland")]


def test_two_matches_do_not_share_what_was_found(session: Session, tmp_path: Path) -> None:
    other = Session.begin("small-world", tmp_path / "other.realm", seed=8, turns=4)

    @of_match(1)
    def whose(match: Match) -> int:
        return match.head.seed

    assert [whose(session.match), whose(other.match), whose(session.match)] == [7, 8, 7]
    other.close()
