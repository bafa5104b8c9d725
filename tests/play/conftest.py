import os
import random

import pytest

from realm.play.seats import No
from realm.play.session import Session

MATCHES = int(os.environ.get("REALM_SOAK_MATCHES", "12"))
KILLS = int(os.environ.get("REALM_SOAK_KILLS", "25"))
JOURNALS = int(os.environ.get("REALM_SOAK_JOURNALS", "500"))
"""Counts of the slow tests; `tools/soak.py` raises them."""


@pytest.fixture
def session(tmp_path):
    one = Session.begin("small-world", tmp_path / "match.realm", seed=7, turns=4)
    yield one
    one.close()


def play_on(session, luck, turns=None):
    """Let everybody who sits act at random, and end turns."""
    left = session.match.head.turns - session.match.turn if turns is None else turns
    for _ in range(left):
        if session.match.over:
            return
        act(session, luck)
        for seat in list(session.match.waiting_for):
            assert not isinstance(session.end_turn(seat, session.match.turn), No)


def act(session, luck: random.Random):
    """Let each player ask for up to three things of the menu, take some back, write notes."""
    for seat in list(session.match.players):
        menu = session.observe(seat).menu
        for choice in luck.sample(menu, min(len(menu), luck.randrange(4))):
            session.submit(seat, session.match.turn, choice.action)
        pending = session.match.pending[seat]
        if pending and luck.random() < 0.3:
            session.withdraw(seat, session.match.turn, luck.choice(pending).number)
        if luck.random() < 0.2:
            session.note(seat, f"thought {luck.randrange(99)}")
