"""The file of a journal: look at it before SQLite does, lay it out, say what is wrong with it."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from realm.errors import JournalError
from realm.play import layout
from realm.play.record import Head

MOST_BYTES = 256 * 2**20
"""Largest file that is taken for a journal; a long match has a few hundred KiB."""
_NO_ROOM_BYTES = 64 * 1024
"""Free space below which SQLite's "disk I/O error" means a full disk: its -shm takes half."""


def damaged(path: Path, where: str = "") -> JournalError:
    """Make the error for a journal that is not what was written."""
    return JournalError(f"{path}: this journal is damaged{where}; it was left as it is")


def waits(path: Path) -> bool:
    """Say whether SQLite keeps entries beside the file that are to go into it."""
    for end in ("-wal", "-journal"):
        with contextlib.suppress(OSError):
            if path.with_name(f"{path.name}{end}").stat().st_size:
                return True
    return False


def look(path: Path) -> None:
    """Refuse what is no journal by its first bytes, before SQLite touches it."""
    if not path.exists():
        raise JournalError(f"{path}: there is no such file")
    if not path.is_file():
        raise JournalError(f"{path}: expected a journal, found a folder or device")
    with said(path), path.open("rb") as file:
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
    if version < 1 or (cut and not waits(path)):
        raise damaged(path)
    if size > MOST_BYTES:
        raise JournalError(f"{path}: expected at most {MOST_BYTES >> 20} MiB, found more")


def lay_out(path: Path, head: Head, files: Mapping[str, bytes]) -> None:
    """Write a whole journal without entries."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        layout.create(db)
        db.execute("BEGIN")
        db.execute("INSERT INTO match VALUES ('head', ?)", (head.text(),))
        db.executemany(
            "INSERT INTO file VALUES (?, ?, ?)",
            [(place, name, data) for place, (name, data) in enumerate(files.items())],
        )
        db.execute("COMMIT")


def move(aside: Path, path: Path) -> None:
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
def said(path: Path) -> Iterator[None]:
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
