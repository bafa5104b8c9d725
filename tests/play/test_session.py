"""A match with authority: what is accepted happens, what is not is refused with a sentence."""

import random

import pytest
from tests.play.conftest import MATCHES, play_on

from realm.content import extends
from realm.core.actions import Lift, Tighten
from realm.errors import JournalError, UnknownNameError
from realm.model.run import run
from realm.play.journal import Journal, read
from realm.play.numbers import early_numbers
from realm.play.replay import verify
from realm.play.seats import No
from realm.play.session import Session


def seated(session, *seats):
    for seat in seats:
        assert session.sit(seat, f"player of {seat}") is None
    return session


def a_choice(session, seat, kind=None):
    menu = session.observe(seat).menu
    return next(c.action for c in menu if kind is None or type(c.action) is kind)


def test_a_scenario_is_read_once_to_begin(tmp_path, monkeypatch):
    read = []
    whole = extends.whole
    monkeypatch.setattr(extends, "whole", lambda *asked: read.append(asked) or whole(*asked))

    Session.begin("small-world", tmp_path / "match.realm", turns=1).close()

    assert len(read) == 1


def test_a_player_who_does_nothing_plays_status_quo(session):
    (first, *_) = session.match.pending
    seated(session, first)
    play_on(session, random.Random(0), turns=0)
    for turn in range(4):
        session.end_turn(first, turn)
    played = run("small-world", seed=7, turns=4, strategies={first: "status_quo"})
    assert session.match.over
    for name in ("ask", "stock_in", "money"):
        mine, theirs = getattr(session.match.model.state, name), getattr(played.states[-1], name)
        assert mine.tobytes() == theirs.tobytes()


def test_months_before_the_first_turn_lead_to_where_it_begins(tmp_path):
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1)
    match = session.match

    early = early_numbers(match.model)

    assert len(early) == match.model.network.first_turn_month
    assert early[-1] == match.pages[0].numbers
    assert early[0] != early[-1]
    session.close()


def test_what_is_asked_for_happens_when_the_turn_ends(session):
    seated(session, "aland")
    action = a_choice(session, "aland", Tighten)
    row = session.match.model.network.measures.index(action.measure)
    session.submit("aland", 0, action)
    assert session.match.model.state.measure_on[row, 0] == 0.0
    page = session.end_turn("aland", 0)
    assert page.turn == 1
    assert session.match.model.state.measure_on[row, 0] == 1.0
    assert page.taken["aland"] == (action,)


def test_a_promise_by_word_of_mouth_is_kept_and_changes_nothing(session, tmp_path):
    seated(session, "aland", "cland")
    assert isinstance(session.promise("aland", "aland", "to myself"), No)
    assert isinstance(session.promise("aland", "cland", "  "), No)
    before = session.match.model.state.month
    assert session.promise("aland", "cland", " No quota before spring. ") is None
    assert session.match.model.state.month == before
    assert not session.match.notes
    for seat in ("aland", "cland"):
        session.end_turn(seat, 0)
    session.close()

    words = session.match.words
    assert [(w.turn, w.seat, w.to, w.text) for w in words] == [
        (0, "aland", "cland", "No quota before spring.")
    ]
    resumed = Session.resume(session.journal.path)
    forked = Session.fork(session.journal.path, 1, tmp_path / "fork.realm")
    assert resumed.match.words == forked.match.words == words
    resumed.close()
    forked.close()


def test_what_is_taken_back_does_not_happen(session):
    seated(session, "aland")
    pending = session.submit("aland", 0, a_choice(session, "aland", Tighten))
    assert session.withdraw("aland", 0, pending.number) is None
    assert isinstance(session.withdraw("aland", 0, pending.number), No)
    session.end_turn("aland", 0)
    assert not session.match.model.state.measure_on.any()


def test_who_may_not_act_is_told_why(session):
    action = a_choice(session, "aland", Tighten)
    assert "strategy plays it" in session.submit("aland", 0, action).reason
    seated(session, "aland", "cland")
    assert "turn 1 is being played" in session.submit("aland", 3, action).reason
    assert "another's to decide" in session.submit("cland", 0, action).reason
    assert (
        "how it stands already" in session.submit("aland", 0, Lift(measure=action.measure)).reason
    )
    assert session.end_turn("aland", 0) is None
    assert "ended this turn" in session.submit("aland", 0, action).reason
    assert session.sit("cland", "another").reason.startswith("player of cland sits here")
    with pytest.raises(UnknownNameError):
        session.sit("atlantis", "me")


def test_a_refused_action_is_not_in_the_journal(session):
    seated(session, "aland")
    before = len(read(session.journal.path).entries)
    session.submit("aland", 9, a_choice(session, "aland"))
    assert len(read(session.journal.path).entries) == before


def test_a_turn_waits_for_everybody_who_sits(session):
    seated(session, "aland", "cland")
    assert session.end_turn("cland", 0) is None
    assert session.match.waiting_for == ("aland",)
    assert session.rise("aland") is None
    assert session.match.turn == 1


def test_a_seat_can_be_left_and_taken_back(session):
    seated(session, "aland", "cland")
    session.end_turn("aland", 0), session.end_turn("cland", 0)
    session.rise("cland")
    session.end_turn("aland", 1)
    seated(session, "cland")
    assert session.end_turn("aland", 2) is None
    assert session.end_turn("cland", 2).turn == 3


def test_a_match_killed_before_its_turn_was_written_goes_on(session, monkeypatch):
    seated(session, "aland")
    session.submit("aland", 0, a_choice(session, "aland", Tighten))
    add = Journal.add

    def killed(self, **entry):
        if entry["kind"] == "turn":
            raise JournalError("the disk is full")
        return add(self, **entry)

    monkeypatch.setattr(Journal, "add", killed)
    with pytest.raises(JournalError):
        session.end_turn("aland", 0)
    hashed = session.match.pages[-1].hash
    with pytest.raises(JournalError):
        session.note("aland", "still no room")
    monkeypatch.undo()
    other = Session.resume(session.journal.path)
    assert other.match.turn == 1
    assert other.match.pages[-1].hash == hashed
    other.close()


@pytest.mark.parametrize(
    "number", [*range(4), *(pytest.param(n, marks=pytest.mark.slow) for n in range(4, MATCHES))]
)
def test_a_random_match_is_replayed_resumed_and_forked_the_same(tmp_path, number):
    luck = random.Random(f"match {number}")
    session = Session.begin("small-world", tmp_path / "a.realm", seed=number, turns=4)
    for seat in luck.sample(list(session.match.pending), luck.randrange(1, 3)):
        session.sit(seat, "someone")
    play_on(session, luck, turns=luck.randrange(1, 5))
    session.close()
    hashes = [page.hash for page in session.match.pages]
    path = session.journal.path
    verdict = verify(path)
    assert verdict.sound
    assert verdict.bits
    assert verdict.turns == session.match.turn
    resumed = Session.resume(path)
    assert [page.hash for page in resumed.match.pages] == hashes
    resumed.close()
    turn = luck.randrange(session.match.turn + 1)
    fork = Session.fork(path, turn, tmp_path / "b.realm")
    assert [page.hash for page in fork.match.pages] == hashes[: turn + 1]
    assert fork.journal.head.parent == session.journal.head.match
    play_on(fork, luck)
    assert verify(fork.journal.path).sound
    fork.close()


def test_a_fork_that_cannot_be_is_refused(session, tmp_path):
    with pytest.raises(JournalError, match="expected a turn from 0 to 0, got 3"):
        Session.fork(session.journal.path, 3, tmp_path / "fork.realm")


def test_history_stands_down_for_who_means_to_play(tmp_path):
    def shares(people):
        session = Session.begin(
            "june-2025", tmp_path / f"{len(people)}.realm", turns=1,
            strategies={"china": "status_quo"}, people=people,
        )  # fmt: skip
        session.sit("india", "ana")
        session.end_turn("india", 0)
        session.close()
        return session.match.model.state.measure_size.tobytes()

    assert shares(["china"]) != shares([])
