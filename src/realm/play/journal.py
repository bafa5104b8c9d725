"""A match on disk: one SQLite file that only ever grows, an entry a transaction.

Whatever ends the process, what was accepted before the click in flight is there. A file that is
damaged, foreign or newer is named in one sentence and never written to.
"""

import contextlib
import json
import secrets
import sqlite3
import weakref
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from realm.errors import JournalError
from realm.play import layout
from realm.play.journal_file import damaged, lay_out, look, move, said, waits
from realm.play.record import KINDS, Entry, Head, Kind, Record, first_link, next_link, plain

_WAIT_S = 5.0


class Journal:
    """A journal open for writing.

    Two processes may look at one journal; when both write, the second to do so is refused.
    """

    def __init__(self, path: Path, record: Record) -> None:
        """Go on writing after what was read; `create` and `resume` make one."""
        self.path = path
        self.head = record.head
        self.entries = list(record.entries)
        last = self.entries[-1].chain if self.entries else first_link(record.head, record.files)
        self._chain = last
        with said(path):
            # One thread at a time uses a match; which one may change (a window's jobs do).
            self._db = sqlite3.connect(
                path, timeout=_WAIT_S, isolation_level=None, check_same_thread=False
            )
            weakref.finalize(self, self._db.close)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            layout.migrate(self._db)

    @classmethod
    def create(cls, path: Path, head: Head, files: Mapping[str, bytes]) -> "Journal":
        """Lay out a new journal; it appears under its name when it is whole.

        Raises:
            JournalError: when there is a file already, or none can be written.
        """
        if not path.name:
            raise JournalError(f"'{path}': expected the name of a file to write the match to")
        aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            with said(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                lay_out(aside, head, files)
                move(aside, path)
        finally:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
        return cls(path, Record(head, files, ()))

    @classmethod
    def resume(cls, path: Path) -> "Journal":
        """Open a journal to go on with it.

        Raises:
            JournalError: when it is not sound.
        """
        return cls(path, read(path))

    def add(self, *, turn: int, seat: str, kind: Kind, body: Mapping[str, Any]) -> Entry:
        """Write one entry; when this returns it is on the disk.

        Raises:
            JournalError: when it cannot be written; then nothing was.
        """
        at, text = now(), plain(body)
        chain = next_link(self._chain, turn=turn, seat=seat, kind=kind, body=text, at=at)
        number = len(self.entries) + 1
        with said(self.path), self._transaction():
            count, last = self._db.execute(
                "SELECT count(*), (SELECT chain FROM entry ORDER BY number DESC LIMIT 1) FROM entry"
            ).fetchone()
            if count != len(self.entries) or (count and last != self._chain):
                raise JournalError(f"{self.path}: somebody else goes on with this match")
            self._db.execute(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, turn, seat, kind, text, at, chain),
            )
        entry = Entry(number, turn, seat, kind, json.loads(text), at, chain)
        self._chain = chain
        self.entries.append(entry)
        return entry

    def copy(self, path: Path) -> None:
        """Write the whole journal to another file, what still waits beside it too.

        Raises:
            JournalError: when it cannot be written.
        """
        with said(path), contextlib.closing(sqlite3.connect(path)) as db:
            self._db.backup(db)

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(sqlite3.Error):
            self._db.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise


def read(path: Path, *, trusting: bool = False) -> Record:
    """Read a journal without writing to it.

    Args:
        path: the file.
        trusting: whether to skip the check of the chain, to see how an altered match goes on.

    Raises:
        JournalError: when it is damaged, cut short, foreign, newer or not there.
    """
    look(path)
    before = _stamp(path)
    if not before[0]:
        # As nothing waits beside it the file alone is the journal: reading it so leaves no -wal
        # and -shm behind, and needs no room on the disk. Unless somebody wrote meanwhile.
        try:
            record = _read(path, "immutable=1", trusting=trusting)
        except JournalError:
            if _stamp(path) == before:
                raise
        else:
            if _stamp(path) == before:
                return record
    return _read(path, "mode=ro", trusting=trusting)


def _stamp(path: Path) -> tuple[bool, int, int]:
    """Say whether entries wait beside a journal, then its size and when it was written to."""
    with said(path):
        found = path.stat()
    return waits(path), found.st_size, found.st_mtime_ns


def _read(path: Path, how: str, *, trusting: bool) -> Record:
    uri = f"{path.resolve().as_uri()}?{how}"
    with said(path), contextlib.closing(sqlite3.connect(uri, uri=True, timeout=_WAIT_S)) as db:
        try:
            sound = [row[0] for row in db.execute("PRAGMA quick_check(1)")] == ["ok"]
            head, files = _head(db)
            entries = tuple(_entries(db))
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            raise damaged(path) from None
    if not sound:
        raise damaged(path)
    record = Record(head, files, entries)
    broken = first_break(record)
    if broken and not trusting:
        raise damaged(path, f" from entry {broken} on")
    return record


def first_break(record: Record) -> int:
    """Return the number of the first entry that is not what was written; 0 where all are."""
    chain = first_link(record.head, record.files)
    for place, entry in enumerate(record.entries, start=1):
        chain = next_link(
            chain, turn=entry.turn, seat=entry.seat, kind=entry.kind,
            body=plain(entry.body), at=entry.at,
        )  # fmt: skip
        if entry.number != place or entry.chain != chain:
            return place
    return 0


def now() -> str:
    """Return the time, UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _head(db: sqlite3.Connection) -> tuple[Head, dict[str, bytes]]:
    (text,) = db.execute("SELECT value FROM match WHERE key = 'head'").fetchone()
    files = {
        str(name): bytes(data)
        for name, data in db.execute("SELECT name, data FROM file ORDER BY position")
    }
    given = json.loads(text)
    head = Head(**given | {"people": tuple(given["people"])})
    numbers = (head.seed, head.world, head.turns, head.rules, head.parent_turn)
    if not files or not all(isinstance(number, int) for number in numbers):
        raise ValueError(text)
    return head, files


def _entries(db: sqlite3.Connection) -> Iterator[Entry]:
    columns = "number, turn, seat, kind, body, at, chain"
    for row in db.execute(f"SELECT {columns} FROM entry ORDER BY number"):
        number, turn, seat, kind, body, at, chain = row
        parsed = json.loads(body)
        if kind not in KINDS or not isinstance(parsed, dict) or not isinstance(turn, int):
            raise ValueError(kind)
        yield Entry(int(number), turn, str(seat), cast("Kind", kind), parsed, str(at), str(chain))
