"""A recorded match can be proved: an altered action is caught, wherever it stands."""

import json
import random
import sqlite3
from contextlib import closing

import pytest
from tests.play.conftest import play_on

from realm.errors import JournalError
from realm.play.journal import read
from realm.play.numbers import differing
from realm.play.replay import Replay, verify
from realm.play.session import Session
from realm.rules.turn import RULES_VERSION


@pytest.fixture
def played(session):
    session.sit("aland", "ana")
    menu = session.observe("aland").menu
    first = next(c.action for c in menu if c.action.word() == "tighten")
    session.submit("aland", 0, first)
    session.end_turn("aland", 0)
    play_on(session, random.Random(1))
    session.close()
    return session.journal.path


def alter(path, number, change):
    with closing(sqlite3.connect(path)) as db, db:
        (body,) = db.execute("SELECT body FROM entry WHERE number = ?", (number,)).fetchone()
        data = json.loads(body)
        change(data)
        db.execute("UPDATE entry SET body = ? WHERE number = ?", (json.dumps(data), number))


def test_every_turn_is_replayed_as_recorded(played):
    turns = list(Replay(played).turns())
    assert [done.page.turn for done in turns] == [1, 2, 3, 4]
    assert not any(done.differs for done in turns)


def test_an_edited_action_is_caught_in_its_turn(played):
    alter(played, 2, lambda body: body.update(size=0.5 * body["size"] + 0.01))
    verdict = verify(played)
    assert (verdict.turn, verdict.sound) == (1, False)
    with pytest.raises(JournalError, match="damaged from entry 2 on"):
        Session.resume(played)


def test_an_edited_note_is_caught_too(session):
    session.sit("aland", "ana")
    session.note("aland", "I trust them")
    session.end_turn("aland", 0)
    session.close()
    alter(session.journal.path, 2, lambda body: body.update(text="I never did"))
    assert verify(session.journal.path).differs == "entry 2 is not what was written"


def test_on_another_platform_numbers_are_compared(played, monkeypatch):
    monkeypatch.setattr("realm.play.replay.platform_tag", lambda: "elsewhere")
    verdict = verify(played)
    assert verdict.sound
    assert not verdict.bits
    assert verdict.turns == 4


def test_numbers_differ_beyond_what_machines_do():
    assert differing({"a": 1.0}, {"a": 1.0 + 1e-8}) == ""
    assert differing({"a": 1.0, "b": 2.0}, {"a": 1.0, "b": 2.001}) == "b"
    assert differing({"a": 1.0}, {}) == "a"


def test_other_rules_are_named(played, monkeypatch):
    monkeypatch.setattr("realm.play.following.RULES_VERSION", 99)
    with pytest.raises(
        JournalError, match=f"rules version {RULES_VERSION}, this Realm plays by 99"
    ):
        Session.resume(played)


@pytest.mark.parametrize(
    "change",
    [
        {"turns": -5},
        {"seed": -1},
        {"world": 10**40},
        {"strategies": 5},
        {"strategies": {"nobody": "random"}},
        {"people": ["nobody"]},
    ],
)
def test_an_edited_beginning_is_caught(played, change):
    with closing(sqlite3.connect(played)) as db, db:
        (text,) = db.execute("SELECT value FROM match").fetchone()
        db.execute("UPDATE match SET value = ?", (json.dumps(json.loads(text) | change),))
    verdict = verify(played)
    assert (verdict.turn, verdict.sound) == (1, False)


def test_an_edited_end_of_a_turn_is_caught(played):
    number = next(entry.number for entry in read(played).entries if entry.kind == "turn")
    alter(played, number, lambda body: body.clear())
    assert verify(played).turn == 1


def test_an_edited_file_of_the_scenario_is_caught(played):
    with closing(sqlite3.connect(played)) as db, db:
        db.execute("UPDATE file SET data = x'00ff'")
    assert verify(played).turn == 1
