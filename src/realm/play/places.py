"""Where matches lie unless a person says otherwise; only this module knows platformdirs."""

import re
from datetime import datetime
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from realm.errors import JournalError
from realm.play.journal import read
from realm.play.record import Record

SUFFIX = ".realm"


def matches_dir() -> Path:
    """Return the folder of a person's matches; it need not be there yet."""
    return user_data_path("realm", appauthor=False) / "matches"


def exports_dir(matches: Path | None = None) -> Path:
    """Return the folder of what people wrote out of their games, beside that of the matches."""
    return (matches or matches_dir()).parent / "exports"


def new_path(scenario: str, folder: Path | None = None) -> Path:
    """Name a new journal by scenario, day and time; a free name."""
    folder = folder or matches_dir()
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", scenario) or "match"
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    name, count = f"{stem}-{stamp}", 2
    while (folder / f"{name}{SUFFIX}").exists():
        name, count = f"{stem}-{stamp}-{count}", count + 1
    return folder / f"{name}{SUFFIX}"


def journals(folder: Path | None = None) -> list[Path]:
    """List the journals of a folder, the one written to last first."""
    found = [path for path in (folder or matches_dir()).glob(f"*{SUFFIX}") if path.is_file()]
    return sorted(found, key=lambda path: (-path.stat().st_mtime_ns, path.name))


def discard(path: Path) -> None:
    """Delete a journal for good; it may be gone already."""
    path.unlink(missing_ok=True)


def latest(folder: Path | None = None) -> tuple[Path, Record] | None:
    """Return the newest journal whose match is not over; None where there is none."""
    for path in journals(folder):
        try:
            record = read(path)
        except JournalError:
            continue
        if record.turns_played < record.head.turns:
            return path, record
    return None


def settings_path() -> Path:
    """Return where a person's settings of the window lie; the file need not be there yet."""
    return user_config_path("realm", appauthor=False) / "window.json"
