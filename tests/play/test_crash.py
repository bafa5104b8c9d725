"""A process that is killed amid a match loses nothing that was accepted."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from tests.play.conftest import KILLS

from realm.play.journal import read
from realm.play.replay import verify
from realm.play.session import Session

PLAYER = """
import random, sys
from pathlib import Path
from realm.play.session import Session
from tests.play.conftest import KILLS

session = Session.resume(Path(sys.argv[1]))
luck = random.Random(sys.argv[2])
print("ready", flush=True)
while not session.match.over:
    turn = session.match.turn
    menu = session.observe("aland").menu
    for choice in luck.sample(menu, min(len(menu), 4)):
        session.submit("aland", turn, choice.action)
        print(len(session.journal.entries), flush=True)
    session.note("aland", f"turn {turn}")
    print(len(session.journal.entries), flush=True)
    session.end_turn("aland", turn)
    print(len(session.journal.entries), flush=True)
"""


def kill_at_random(path: Path, luck: random.Random) -> None:
    """Let a process play on, kill it at some moment, and look at what it left."""
    before = list(read(path).entries)
    command = [sys.executable, "-c", PLAYER, os.fspath(path), str(luck.random())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        for _ in range(luck.randrange(25)):
            process.stdout.readline()
        process.kill()
        told = process.stdout.read().split()
    found = read(path)
    assert list(found.entries[: len(before)]) == before
    accepted = int(told[-1]) if told else len(before)
    assert len(found.entries) >= accepted


@pytest.mark.slow
def test_nothing_accepted_is_missing_after_a_kill(tmp_path):
    path, luck = tmp_path / "match.realm", random.Random("kill")
    session = Session.begin("small-world", path, seed=5, turns=400)
    session.sit("aland", "ana")
    session.close()
    for _ in range(KILLS):
        kill_at_random(path, luck)
    assert verify(path).sound
    Session.resume(path).close()
