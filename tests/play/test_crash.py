"""A process that is killed amid a match loses nothing that was accepted."""

import multiprocessing
import random
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from tests.play.conftest import KILLS

from realm.play.journal import read
from realm.play.replay import verify
from realm.play.session import Session

QUICK = "forkserver"
"""A process that has loaded everything, of which each player is a copy: so it starts at once."""


def play_until_killed(path: Path, seed: str, told: Connection) -> None:
    """Play on, and tell how much the journal holds after all that was accepted."""
    session, luck = Session.resume(path), random.Random(seed)

    def tell() -> None:
        told.send(len(session.journal.entries))

    tell()
    while not session.match.over:
        turn = session.match.turn
        menu = session.observe("aland").menu
        for choice in luck.sample(menu, min(len(menu), 4)):
            session.submit("aland", turn, choice.action)
            tell()
        session.note("aland", f"turn {turn}")
        tell()
        session.end_turn("aland", turn)
        tell()


@pytest.fixture
def players() -> multiprocessing.context.BaseContext:
    quick = QUICK in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context(QUICK if quick else "spawn")
    if quick:
        context.set_forkserver_preload([__name__])
    return context


def kill_at_random(players, path: Path, luck: random.Random) -> None:
    """Let a process play on, kill it at some moment, and look at what it left."""
    before = read(path).entries
    ours, theirs = players.Pipe(duplex=False)
    process = players.Process(target=play_until_killed, args=(path, str(luck.random()), theirs))
    process.start()
    theirs.close()
    accepted = ours.recv()
    for _ in range(luck.randrange(25)):
        accepted = ours.recv()
    process.kill()
    process.join()
    with ours:
        while ours.poll():  # at the end, too
            try:
                accepted = ours.recv()
            except EOFError:
                break
    found = read(path).entries
    assert found[: len(before)] == before
    assert len(found) >= accepted >= len(before)
    assert len(found) <= accepted + 1, "one click at most was in flight"


@pytest.mark.slow
def test_nothing_accepted_is_missing_after_a_kill(players, tmp_path):
    path, luck = tmp_path / "match.realm", random.Random("kill")
    session = Session.begin("small-world", path, seed=5, turns=400)
    session.sit("aland", "ana")
    session.close()
    for _ in range(KILLS):
        kill_at_random(players, path, luck)
    assert verify(path).sound
    Session.resume(path).close()
