"""The journal: what was accepted is there, whatever happens; what is no journal is left alone."""

import json
import random
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.play.conftest import JOURNALS

from realm.errors import JournalError
from realm.play import journal as journal_module
from realm.play import journal_file, layout
from realm.play.journal import Journal, now, read
from realm.play.record import KINDS, Head

FILES = {"tiny.yaml": b"format: 1\n", "tiny/links.csv": b"a,b\n1,2\n"}


def head(**changes):
    given = {
        "match": "0" * 32, "scenario": "tiny", "sources": "f", "seed": 7, "world": 0, "turns": 4,
        "rules": 1, "platform": "p", "realm": "0", "begun": now(), "strategies": {"a": "b"},
    }  # fmt: skip
    return Head(**{**given, **changes})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "match.realm"


def filled(path, count=12):
    journal = Journal.create(path, head(), FILES)
    for number in range(count):
        journal.add(turn=number // 4, seat="aland", kind="action", body={"size": number / 7})
    journal.close()
    return journal


bodies = st.dictionaries(
    st.text(max_size=5),
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=9)
    | st.floats(allow_nan=False, allow_infinity=False),
    max_size=4,
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(KINDS), bodies), max_size=8))
@settings(max_examples=25, deadline=None)
def test_what_was_written_is_read(entries):
    with tempfile.TemporaryDirectory() as folder:
        written_is_read(Path(folder) / "match.realm", entries)


def written_is_read(path, entries):
    journal = Journal.create(path, head(), FILES)
    for turn, kind, body in entries:
        journal.add(turn=turn, seat="aland", kind=kind, body=body)
    found = read(path)
    assert found.head == journal.head
    assert dict(found.files) == FILES
    assert [(e.turn, e.kind, dict(e.body)) for e in found.entries] == entries
    assert list(found.entries) == journal.entries
    journal.close()


def test_a_resumed_journal_goes_on(path):
    filled(path, 3)
    journal = Journal.resume(path)
    journal.add(turn=2, seat="", kind="turn", body={"hash": "x"})
    journal.close()
    assert [entry.kind for entry in read(path).entries] == ["action"] * 3 + ["turn"]


def test_a_file_that_is_there_is_not_overwritten(path):
    path.write_text("a thesis")
    with pytest.raises(JournalError, match="already"):
        Journal.create(path, head(), FILES)
    assert path.read_text() == "a thesis"
    assert list(path.parent.iterdir()) == [path]


def test_two_who_go_on_do_not_mix(path):
    filled(path, 1)
    one, other = Journal.resume(path), Journal.resume(path)
    one.add(turn=0, seat="a", kind="note", body={"text": "mine"})
    with pytest.raises(JournalError, match="somebody else"):
        other.add(turn=0, seat="b", kind="note", body={"text": "theirs"})
    one.add(turn=0, seat="a", kind="note", body={"text": "more"})
    assert len(read(path).entries) == 3
    one.close(), other.close()


def test_a_full_disk_loses_the_click_in_flight_only(path):
    journal = Journal.create(path, head(), FILES)
    journal.add(turn=0, seat="a", kind="note", body={"text": "kept"})
    pages = journal._db.execute("PRAGMA page_count").fetchone()[0]
    journal._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(JournalError, match="disk is full"):
        journal.add(turn=0, seat="a", kind="note", body={"text": "x" * 100_000})
    journal._db.execute("PRAGMA max_page_count = 100000")
    journal.add(turn=0, seat="a", kind="note", body={"text": "after"})
    assert [entry.body["text"] for entry in read(path).entries] == ["kept", "after"]
    journal.close()


@pytest.mark.parametrize(("column", "value"), [
    ("body", '{"size": 9.0}'), ("seat", "'bland'"), ("turn", "3"), ("at", "'2020'"),
])  # fmt: skip
def test_one_altered_entry_is_found(path, column, value):
    filled(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"UPDATE entry SET {column} = ? WHERE number = 5", (value.strip("'"),))
    with pytest.raises(JournalError, match="damaged from entry 5 on"):
        read(path)
    assert len(read(path, trusting=True).entries) == 12


def test_an_entry_taken_out_is_found(path):
    filled(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM entry WHERE number = 7")
    with pytest.raises(JournalError, match="damaged from entry 7"):
        read(path)


def strangers(tmp_path):
    """Make files that are no journal: name -> what the sentence says."""
    made = {"empty": (b"", "empty"), "text": (b"hello " * 99, "some other file"),
            "short": (b"SQLite format 3\0", "some other file")}  # fmt: skip
    for name, (data, says) in made.items():
        (tmp_path / name).write_bytes(data)
        yield tmp_path / name, says
    with closing(sqlite3.connect(tmp_path / "other")) as db, db:
        db.execute("CREATE TABLE t (x)")
    yield tmp_path / "other", "another database"
    newer = tmp_path / "newer.realm"
    filled(newer)
    with closing(sqlite3.connect(newer)) as db:
        db.execute(f"PRAGMA user_version = {layout.VERSION + 1}")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield newer, "newer Realm"
    (tmp_path / "folder").mkdir()
    yield tmp_path / "folder", "folder"
    yield tmp_path / "none", "no such file"


def test_what_is_no_journal_is_named_and_left(tmp_path):
    for path, says in strangers(tmp_path):
        before = path.read_bytes() if path.is_file() else None
        for door in (read, Journal.resume):
            with pytest.raises(JournalError, match=says) as caught:
                door(path)
            assert "\n" not in str(caught.value)
        assert (path.read_bytes() if path.is_file() else None) == before


def damage(data, luck):
    """Truncate, flip, blank or swap bytes of a file."""
    data = bytearray(data)
    how = luck.choice(["cut", "flip", "blank", "grow", "noise"])
    if how == "cut":
        return bytes(data[: luck.randrange(len(data))])
    if how == "grow":
        return bytes(data) + luck.randbytes(luck.randrange(1, 5000))
    for _ in range(luck.choice([1, 1, 3, 40])):
        place = luck.randrange(len(data))
        if how == "flip":
            data[place] ^= 1 << luck.randrange(8)
        elif how == "blank":
            data[place : place + 64] = bytes(len(data[place : place + 64]))
        else:
            data[place] = luck.randrange(256)
    return bytes(data)


def outcome_of(path, door=read):
    try:
        return door(path)
    except JournalError as error:
        return error


@pytest.mark.parametrize("count", [60, pytest.param(JOURNALS, marks=pytest.mark.slow)])
def test_a_damaged_file_is_read_right_or_named_in_one_sentence(tmp_path, count):
    good = tmp_path / "good.realm"
    filled(good, 40)
    with closing(sqlite3.connect(good)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole, data = read(good), good.read_bytes()
    luck, named = random.Random(f"damage {count}"), 0
    for number in range(count):
        path = tmp_path / f"{number}.realm"
        path.write_bytes(bad := damage(data, luck))
        found = outcome_of(path)
        if isinstance(found, JournalError):
            named += 1
            assert "\n" not in str(found)
            assert isinstance(outcome_of(path, Journal.resume), JournalError)
        else:  # the bytes hit were nobody's
            assert found.entries == whole.entries
            assert found.head == whole.head
        assert path.read_bytes() == bad
    assert named > count / 3


def test_the_journal_of_schema_version_1_opens(tmp_path):
    stored = Path(__file__).parent / "journals" / "version-1.realm"
    copy = tmp_path / stored.name
    copy.write_bytes(stored.read_bytes())
    record = read(copy)
    assert record.head.scenario == "small-world"
    assert record.turns_played > 0
    journal = Journal.resume(copy)
    journal.add(turn=record.turns_played, seat="", kind="note", body={"text": "years later"})
    journal.close()
    assert len(read(copy).entries) == len(record.entries) + 1


@pytest.mark.parametrize("bytes_off", [1, 100, 4095, -3])
def test_a_size_that_is_no_multiple_of_the_page_is_damage(path, bytes_off):
    filled(path)
    data = path.read_bytes()
    path.write_bytes(bad := data[:-bytes_off] if bytes_off > 0 else data + bytes(-bytes_off))
    for door in (read, Journal.resume):
        with pytest.raises(JournalError, match="damaged"):
            door(path)
    assert path.read_bytes() == bad
    assert list(path.parent.iterdir()) == [path]


def test_reading_leaves_nothing_beside_a_journal(path):
    filled(path)
    assert len(read(path).entries) == 12
    assert list(path.parent.iterdir()) == [path]


def test_entries_that_wait_beside_a_journal_are_read(path, tmp_path):
    journal = filled_and_open(path)
    killed = tmp_path / "killed.realm"
    for end in ("", "-wal"):  # what kill -9 leaves
        killed.with_name(killed.name + end).write_bytes(
            path.with_name(path.name + end).read_bytes()
        )
    assert len(read(path).entries) == len(read(killed).entries) == 3
    journal.add(turn=1, seat="a", kind="note", body={"text": "and on"})
    assert len(read(path).entries) == 4
    journal.close()
    assert len(read(path).entries) == 4


def filled_and_open(path):
    filled(path, 2)
    journal = Journal.resume(path)
    journal.add(turn=1, seat="a", kind="note", body={"text": "waits"})
    return journal


def test_who_writes_while_another_reads_is_read_whole(path, monkeypatch):
    filled(path, 2)
    reading = journal_module._read

    def overtaken(where, how, **rest):
        found = reading(where, how, **rest)
        if how.startswith("immutable"):
            journal = Journal(where, found)
            journal.add(turn=1, seat="a", kind="note", body={"text": "quick"})
            journal.close()
        return found

    monkeypatch.setattr(journal_module, "_read", overtaken)
    assert len(read(path).entries) == 3


def test_without_room_a_journal_is_read_and_the_disk_named(path, monkeypatch):
    filled(path)
    used = journal_file.shutil.disk_usage(path.parent)
    monkeypatch.setattr(journal_file.shutil, "disk_usage", lambda _: used._replace(free=0))
    with pytest.raises(JournalError, match="the disk is full"), journal_file.said(path):
        raise sqlite3.OperationalError("disk I/O error")
    assert len(read(path).entries) == 12


def test_bodies_stay_plain(path):
    journal = Journal.create(path, head(), FILES)
    with pytest.raises(ValueError, match="not JSON compliant"):
        journal.add(turn=0, seat="a", kind="action", body={"size": float("nan")})
    assert json.dumps([e.kind for e in read(path).entries]) == "[]"
    journal.close()
