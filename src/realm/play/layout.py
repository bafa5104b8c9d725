"""The tables of a journal, version by version. A released version is never changed."""

import sqlite3

APPLICATION_ID = 0x5245414C
"""`REAL`, in the header of the file."""

_VERSIONS: tuple[str, ...] = (
    """
    CREATE TABLE match (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE file (position INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL,
                       data BLOB NOT NULL) STRICT;
    CREATE TABLE entry (number INTEGER PRIMARY KEY, turn INTEGER NOT NULL, seat TEXT NOT NULL,
                        kind TEXT NOT NULL, body TEXT NOT NULL, at TEXT NOT NULL,
                        chain TEXT NOT NULL) STRICT;
    """,
)
"""What leads from each version to the next; the first from nothing to version 1."""

VERSION = len(_VERSIONS)
"""The version this Realm writes."""


def create(db: sqlite3.Connection) -> None:
    """Lay out an empty file."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _lift(db, 0)


def migrate(db: sqlite3.Connection) -> None:
    """Bring a file from an older version to this one."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    _lift(db, version)


def _lift(db: sqlite3.Connection, version: int) -> None:
    for number, statements in enumerate(_VERSIONS[version:], start=version + 1):
        db.executescript(f"BEGIN; {statements} PRAGMA user_version = {number}; COMMIT;")
