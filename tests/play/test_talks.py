"""People talk through the session: words are checked, answered at once, and kept."""

import random

import numpy as np
import pytest

from realm.core.talks import Status
from realm.errors import JournalError
from realm.play.journal import Journal, read
from realm.play.replay import verify
from realm.play.seats import No
from realm.play.session import Session


@pytest.fixture
def talks(tmp_path):
    session = Session.begin(
        "june-2025", tmp_path / "match.realm", seed=3, turns=2,
        strategies={"japan": "diversify", "korea": "diversify"},
    )  # fmt: skip
    session.sit("india", "ana")
    yield session
    session.close()


def begun(session, seat, turn=0):
    tables = session.observe(seat).tables
    assert session.begin_talks(seat, turn, tables[:2]) is None
    return session.observe(seat).talks


def an_offer(session, seat, place, luck):
    """Choose an outcome that these two could agree on."""
    worth, _ = session.match.chair(seat).worth(place.table)
    return place.agenda.describe(int(luck.choice(np.flatnonzero(np.isfinite(worth)))))


def say_something(session, seat, luck):
    """Speak once wherever one has the word; say what came of it."""
    for place in session.observe(seat).talks:
        if place.mine:
            word = luck.choice(["offer", "offer", "want", "accept", "leave"])
            terms = an_offer(session, seat, place, luck) if word == "offer" else {}
            found = session.talk(seat, session.match.turn, place.table, word, terms)
            if isinstance(found, No):
                assert found.reason.endswith(".")


def test_talks_begin_with_the_tables_one_asked_for(talks):
    places = begun(talks, "india")
    wanted = talks.observe("india").tables[:2]
    assert {place.table for place in places} >= set(wanted)
    assert isinstance(talks.begin_talks("india", 0), No)


@pytest.mark.parametrize("seat", ["china", "india", "toyota_tsusho"])
def test_who_asks_for_talks_is_told_before_and_talks_when_they_begin(tmp_path, seat):
    session = Session.begin("june-2025", tmp_path / "match.realm", seed=3, turns=4, people=[seat])
    session.sit(seat, "ana")
    heard = 0
    for turn in range(4):
        told = session.observe(seat).callers
        assert set(told) <= set(session.observe(seat).tables)
        if turn % 2:
            session.begin_talks(seat, turn)
            assert {place.table for place in session.observe(seat).talks} == set(told)
            assert session.observe(seat).callers == ()
        heard += len(told)
        session.end_turn(seat, turn)
    assert heard
    assert session.match.over
    assert session.observe(seat).callers == ()
    session.close()


def test_to_be_told_who_asks_changes_nothing(tmp_path):
    hashes = []
    for looks in (False, True):
        session = Session.begin("june-2025", tmp_path / f"{looks}.realm", seed=3, turns=3)
        session.sit("china", "ana")
        for turn in range(3):
            if looks:
                session.match.model.requests(["china"])
            session.end_turn("china", turn)
        hashes.append([page.hash for page in session.match.pages])
        session.close()
    assert hashes[0] == hashes[1]


def test_a_foreign_table_is_refused(talks):
    tables = set(talks.match.model.network.tables) - set(talks.observe("india").tables)
    assert "You do not sit at" in talks.begin_talks("india", 0, [min(tables)]).reason


def test_what_the_other_side_would_sign_can_be_signed(tmp_path):
    path = tmp_path / "match.realm"
    session = Session.begin("small-world", path, turns=1, strategies={"aland": "diversify"})
    session.sit("cland", "cy")
    session.begin_talks("cland", 0, ["aland_cland"])
    offer = session.talk("cland", 0, "aland_cland", "want")
    assert offer["volume"] == "full"
    assert session.talk("cland", 0, "aland_cland", "accept") is None
    (place,) = session.observe("cland").talks
    assert (place.status, place.agreed) == (Status.AGREED, offer)
    session.end_turn("cland", 0)
    row = session.match.model.network.tables.index("aland_cland")
    assert session.match.model.orders.signed[row, 0] == place.agenda.outcome(**offer)
    session.close()
    assert verify(path).sound


def test_the_same_offer_is_not_heard_twice_and_older_matches_that_did_stay_as_they_were(tmp_path):
    path = tmp_path / "match.realm"
    session = Session.begin("june-2025", path, seed=3, turns=1)
    session.sit("india", "ana")
    place, *_ = begun(session, "india")
    asked = session.match.chair("india")
    open_now = np.flatnonzero(np.isfinite(asked.odds(place.table)))
    worth, _ = asked.worth(place.table)
    bold = place.agenda.describe(int(max(open_now, key=lambda outcome: worth[outcome])))
    assert session.talk("india", 0, place.table, "offer", bold) is None
    said = len(session.journal.entries)

    again = session.talk("india", 0, place.table, "offer", bold)

    assert isinstance(again, No)
    assert "the same" in again.reason
    assert len(session.journal.entries) == said
    body = {"table": place.table, "say": "offer", "terms": bold}
    assert session.match.say("india", body) is None, "a record that has it is carried out"
    session.close()


def test_a_question_that_keeps_a_form_is_replayed_as_it_was(tmp_path):
    path = tmp_path / "match.realm"
    session = Session.begin("june-2025", path, seed=3, turns=1)
    session.sit("india", "ana")
    place, *_ = begun(session, "india")
    form = {issue.name: issue.options[0].label for issue in place.agenda.issues}
    keeps = form | {"volume": "half", "years": "5"}
    offer = session.talk("india", 0, place.table, "want", {"volume": "half"}, keeps)
    open_one = session.talk("india", 0, place.table, "want", {"volume": "half"})
    assert offer["volume"] == open_one["volume"] == "half"
    kept = [sum(one[name] == label for name, label in keeps.items()) for one in (offer, open_one)]
    assert kept[0] >= kept[1]
    assert session.talk("india", 0, place.table, "offer", offer) is None
    session.end_turn("india", 0)
    session.close()
    assert verify(path).sound


def test_who_finds_nobody_may_ask_again_and_who_talks_may_not(tmp_path):
    path = tmp_path / "match.realm"
    session = Session.begin("small-world", path, turns=1, strategies={"aland": "diversify"})
    session.sit("cland", "cy")
    assert session.begin_talks("cland", 0) is None
    assert session.observe("cland").talks == ()
    assert session.observe("cland").may_ask

    assert session.begin_talks("cland", 0, ["aland_cland"]) is None
    assert [place.table for place in session.observe("cland").talks] == ["aland_cland"]
    assert not session.observe("cland").may_ask
    assert isinstance(session.begin_talks("cland", 0, ["aland_cland"]), No)
    session.end_turn("cland", 0)
    session.close()
    assert verify(path).sound


def test_who_is_bound_cannot_be_asked_and_that_costs_nothing(tmp_path):
    path = tmp_path / "match.realm"
    session = Session.begin("small-world", path, turns=3, strategies={"aland": "diversify"})
    session.sit("cland", "cy")
    session.begin_talks("cland", 0, ["aland_cland"])
    offer = session.talk("cland", 0, "aland_cland", "want")
    assert session.talk("cland", 0, "aland_cland", "accept") is None
    session.end_turn("cland", 0)

    sight = session.observe("cland")
    assert sight.bound_until("aland_cland") > sight.month
    refused = session.begin_talks("cland", 1, ["aland_cland"])
    assert isinstance(refused, No)
    assert sight.bound_until("aland_cland") in refused.reason
    assert session.observe("cland").may_ask
    assert offer
    session.close()


@pytest.mark.parametrize("number", range(3))
def test_talks_of_two_people_are_replayed_as_they_were(tmp_path, number):
    luck = random.Random(f"talks {number}")
    session = Session.begin("june-2025", tmp_path / "match.realm", seed=number, turns=2)
    for seat in ("india", "japan"):
        session.sit(seat, seat)
    for turn in range(2):
        for seat in ("india", "japan"):
            sight = session.observe(seat)
            free = [table for table in sight.tables if not sight.bound_until(table)]
            tables = luck.sample(free, min(2, len(free)))
            assert session.begin_talks(seat, turn, tables) is None
        for _ in range(6):
            for seat in ("japan", "india"):
                say_something(session, seat, luck)
        session.end_turn("india", turn), session.end_turn("japan", turn)
    assert session.match.over
    session.close()
    assert verify(session.journal.path).sound
    assert any(entry.kind == "message" for entry in read(session.journal.path).entries)


def test_who_ends_the_turn_keeps_nobody_waiting(tmp_path):
    idle = dict.fromkeys(("china", "korea", "toyota_tsusho", "irel"), "status_quo")
    idle["firms"] = "status_quo"  # nobody else opens a table
    path = tmp_path / "match.realm"
    session = Session.begin("june-2025", path, seed=1, turns=1, strategies=idle)
    session.sit("india", "a"), session.sit("japan", "b")
    assert "india, japan must say" in session.talk("india", 0, "india_japan", "leave").reason
    session.begin_talks("india", 0, ["india_japan"])
    assert session.end_turn("japan", 0) is None
    (place,) = [p for p in session.observe("india").talks if p.table == "india_japan"]
    free = session.match.model.parley.sittings[0].tables.legal[:, 0, 0]
    offer = place.agenda.describe(int(np.flatnonzero(free)[0]))
    assert session.talk("india", 0, "india_japan", "offer", offer) is None
    (place,) = [p for p in session.observe("india").talks if p.table == "india_japan"]
    assert place.status == Status.LEFT
    session.close()


def test_a_word_the_disk_refused_was_not_said(talks, monkeypatch):
    place = next(place for place in begun(talks, "india") if place.mine)
    add = Journal.add
    full = JournalError("the disk is full")
    monkeypatch.setattr(Journal, "add", lambda *_, **__: (_ for _ in ()).throw(full))
    with pytest.raises(JournalError):
        talks.talk("india", 0, place.table, "leave")
    monkeypatch.setattr(Journal, "add", add)
    again = next(p for p in talks.observe("india").talks if p.table == place.table)
    assert again == place
    assert talks.talk("india", 0, place.table, "leave") is None


def test_each_table_answers_at_once_whatever_waits_elsewhere(talks):
    begun(talks, "india")
    first, second = [p.table for p in talks.observe("india").talks if p.mine][:2]

    def rounds():
        return {place.table: place.round for place in talks.observe("india").talks}

    before = rounds()
    place = next(p for p in talks.observe("india").talks if p.table == first)
    odds = talks.match.chair("india").odds(first)
    bold = place.agenda.describe(int(np.flatnonzero(np.isfinite(odds))[0]))
    assert talks.talk("india", 0, first, "offer", bold) is None
    place = next(p for p in talks.observe("india").talks if p.table == first)
    assert place.round == before[first] + 2 or place.status != Status.OPEN
    assert len(place.history) > 1 or place.status != Status.OPEN, "their answer is there to read"
    assert rounds()[second] == before[second]


def test_what_was_signed_holds_where_another_table_waits_for_a_word(tmp_path):
    session = Session.begin("june-2025", tmp_path / "match.realm", seed=11, turns=2)
    session.sit("india", "ana")
    places = begun(session, "india")
    assert len([place for place in places if place.mine]) > 1, "two tables wait for a word"
    offers = {
        place.table: session.talk("india", 0, place.table, "want")
        for place in places if place.mine
    }  # fmt: skip
    wanted = next(table for table, offer in offers.items() if isinstance(offer, dict) and offer)
    assert session.talk("india", 0, wanted, "accept") is None
    now = {place.table: place for place in session.observe("india").talks}
    assert now[wanted].status == Status.AGREED, "it is signed at once"
    assert any(place.mine for place in now.values())
    session.end_turn("india", 0)
    signed = {talk.table for talk in session.match.model.talks.of(session.match.model.network)
              if talk.signed}  # fmt: skip
    session.close()

    assert wanted in signed
    assert verify(session.journal.path).sound


def test_who_left_is_not_said_to_have_been_refused(talks):
    place = next(place for place in begun(talks, "india") if place.mine)
    odds = talks.match.chair("india").odds(place.table)
    bold = place.agenda.describe(int(np.flatnonzero(np.isfinite(odds))[0]))
    assert talks.talk("india", 0, place.table, "offer", bold) is None
    answered = next(p for p in talks.observe("india").talks if p.table == place.table)
    assert talks.match.refusal(answered)

    assert talks.talk("india", 0, place.table, "leave") is None
    left = next(p for p in talks.observe("india").talks if p.table == place.table)
    assert left.status == Status.LEFT
    assert talks.match.refusal(left) == "", "they refused nothing: india left"
