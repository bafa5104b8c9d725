"""A match on disk: one SQLite file that only ever grows, an entry a transaction.

Whatever ends the process, what was accepted before the click in flight is there. A file that is
damaged, foreign or newer is named in one sentence and never written to.
"""

import contextlib
import json
import os
import secrets
import shutil
import sqlite3
import weakref
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from realm.errors import JournalError
from realm.play import layout
from realm.play.record import KINDS, Entry, Head, Kind, Record, first_link, next_link, plain

MOST_BYTES = 256 * 2**20
"""Largest file that is taken for a journal; a long match has a few hundred KiB."""
_WAIT_S = 5.0
_NO_ROOM_BYTES = 64 * 1024
"""Free space below which SQLite's "disk I/O error" means a full disk: its -shm takes half."""


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
        with _said(path):
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
            with _said(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                _lay_out(aside, head, files)
                _move(aside, path)
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
        with _said(self.path), self._transaction():
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
    _look(path)
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
    with _said(path):
        found = path.stat()
    return _waits(path), found.st_size, found.st_mtime_ns


def _waits(path: Path) -> bool:
    """Say whether SQLite keeps entries beside the file that are to go into it."""
    for end in ("-wal", "-journal"):
        with contextlib.suppress(OSError):
            if path.with_name(f"{path.name}{end}").stat().st_size:
                return True
    return False


def _read(path: Path, how: str, *, trusting: bool) -> Record:
    uri = f"{path.resolve().as_uri()}?{how}"
    with _said(path), contextlib.closing(sqlite3.connect(uri, uri=True, timeout=_WAIT_S)) as db:
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


def damaged(path: Path, where: str = "") -> JournalError:
    """Make the error for a journal that is not what was written."""
    return JournalError(f"{path}: this journal is damaged{where}; it was left as it is")


def now() -> str:
    """Return the time, UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _look(path: Path) -> None:
    """Refuse what is no journal by its first bytes, before SQLite touches it."""
    if not path.exists():
        raise JournalError(f"{path}: there is no such file")
    if not path.is_file():
        raise JournalError(f"{path}: expected a journal, found a folder or device")
    with _said(path), path.open("rb") as file:
        start = file.read(100)
        size = os.fstat(file.fileno()).st_size
    if not start:
        raise JournalError(f"{path}: this file is empty, no journal")
    if len(start) < 100 or start[:16] != b"SQLite format 3\0":
        raise JournalError(f"{path}: expected a journal of Realm, found some other file")
    if int.from_bytes(start[68:72], "big") != layout.APPLICATION_ID:
        raise JournalError(f"{path}: expected a journal of Realm, found another database")
    version = int.from_bytes(start[60:64], "big")
    if version > layout.VERSION:
        raise JournalError(
            f"{path}: was written by a newer Realm (journal format {version}; this one knows "
            f"{layout.VERSION})"
        )
    page = int.from_bytes(start[16:18], "big")
    cut = bool(size % (65536 if page == 1 else max(page, 1)))
    if version < 1 or (cut and not _waits(path)):
        raise damaged(path)
    if size > MOST_BYTES:
        raise JournalError(f"{path}: expected at most {MOST_BYTES >> 20} MiB, found more")


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


def _lay_out(path: Path, head: Head, files: Mapping[str, bytes]) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        layout.create(db)
        db.execute("BEGIN")
        db.execute("INSERT INTO match VALUES ('head', ?)", (head.text(),))
        db.executemany(
            "INSERT INTO file VALUES (?, ?, ?)",
            [(place, name, data) for place, (name, data) in enumerate(files.items())],
        )
        db.execute("COMMIT")


def _move(aside: Path, path: Path) -> None:
    """Give a whole file its name, unless another has it."""
    try:
        os.link(aside, path)
    except FileExistsError:
        raise JournalError(f"{path}: there is such a file already") from None
    except OSError:  # a file system without hard links
        if path.exists():
            raise JournalError(f"{path}: there is such a file already") from None
        aside.replace(path)


@contextlib.contextmanager
def _said(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into one sentence about this file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        reason = str(error)
        if "full" in reason:
            raise JournalError(f"{path}: the disk is full; nothing was lost so far") from None
        if "locked" in reason or "busy" in reason:
            raise JournalError(f"{path}: is in use by another program") from None
        if "decode" in reason or "no such table" in reason:
            raise damaged(path) from None
        if "readonly" in reason:
            raise JournalError(f"{path}: may not be written to") from None
        if "I/O" in reason and _is_full(path):
            raise JournalError(f"{path}: the disk is full; nothing was lost so far") from None
        raise JournalError(f"{path}: cannot be used ({reason})") from None
    except sqlite3.DatabaseError:
        raise damaged(path) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise JournalError(f"{path}: the system said no: {reason}") from None


def _is_full(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return shutil.disk_usage(path.parent).free < _NO_ROOM_BYTES
    return False
