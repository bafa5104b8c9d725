"""Read the files of a scenario, safely: small regular files of UTF-8 text in one folder."""

import os
import posixpath
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from realm.errors import Problem, ScenarioError, nearest
from realm.paths import scenario_dir, shipped_experiments, shipped_scenarios

MOST_BYTES = 512 * 1024
"""Largest file that is read."""

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Characters that no text of a scenario may hold: controls, also those that turn the line."""

EXPERIMENT = "experiment"
"""The key at the top that tells an experiment from a scenario."""
FOUND_EXPERIMENT = "an experiment, which `realm batch` plays"
_SHIPPED = "shipped/"


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file."""

    key: str
    """Its name among the files of a scenario, the same on every machine."""
    shown: str
    """Its name in problems: as its author would write it."""
    text: str
    """What it says."""
    path: Path | None
    """Where it lies; nothing for a text that was kept."""


@dataclass(slots=True)
class Shelf:
    """The files of one scenario: read from the disk, or kept from an earlier reading.

    >>> Shelf({"tiny.yaml": b"format: 1"}).first().text
    'format: 1'
    """

    kept: Mapping[str, bytes] | None = None
    """All files by key, the scenario's own file first; nothing to read from the disk."""
    read: dict[str, bytes] = field(default_factory=dict)
    """Every file that was read, by key, the scenario's own file first."""
    unread: set[str] = field(default_factory=set)
    """Sections of which a part could not be read, so that their names are not known."""
    paths: list[Path] = field(default_factory=list)
    """Where the files that were read lie on the disk."""

    def first(self, name_or_path: str | os.PathLike[str] = "") -> Source:
        """Read the scenario's own file: a shipped name, a path, or the first file kept."""
        if self.kept is not None:
            return self._take(next(iter(self.kept), ""))
        text = os.fspath(name_or_path)
        if not text.strip():
            raise refusal(repr(text), "the name or path of a scenario", "nothing")
        if is_bare(text) and text in shipped_scenarios():
            path = scenario_dir() / f"{text}.yaml"
            return self._open(path, path.name, shown=_shown(path))
        if is_bare(text) and not Path(text).exists():
            if text in shipped_experiments():
                raise refusal(text, "a scenario", FOUND_EXPERIMENT)
            hint = nearest(text, shipped_scenarios())
            expected, found = "a file or the name of a shipped scenario", "none of this name"
            raise ScenarioError([Problem(text, 0, 0, "", expected, found, hint)])
        return self._open(Path(text), posixpath.basename(Path(text).as_posix()), shown=text)

    def beside(self, source: Source, name: str) -> Source:
        """Read a file that lies in the folder of `source`, or deeper.

        Raises:
            ScenarioError: when the path leaves the folder, or the file cannot be read.
        """
        key = posixpath.normpath(posixpath.join(posixpath.dirname(source.key), name))
        shown = (Path(source.shown).parent / name).as_posix()
        outside = name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
        if outside or not name.isprintable():
            raise refusal(shown, "a file in the scenario's own folder", f"the path {name!r}")
        if source.path is None:
            return self._take(key)
        folder = source.path.parent
        path = folder / name
        try:
            inside = path.resolve().is_relative_to(folder.resolve())
        except (OSError, RuntimeError):
            inside = False
        if not inside:
            raise refusal(shown, "a file in the scenario's own folder", "a link that leaves it")
        return self._open(path, key, shown=shown)

    def shipped(self, name: str) -> Source | None:
        """Read a shipped scenario; nothing where none has this name."""
        key = f"{_SHIPPED}{name}.yaml"
        if self.kept is not None:
            return self._take(key) if key in self.kept else None
        if name not in shipped_scenarios():
            return None
        path = scenario_dir() / f"{name}.yaml"
        return self._open(path, key, shown=_shown(path))

    def _take(self, key: str) -> Source:
        data = (self.kept or {}).get(key)
        if data is None:
            raise refusal(key or "scenario", "a file", "none")
        return self._source(data, key, shown=key, path=None)

    def _open(self, path: Path, key: str, *, shown: str) -> Source:
        data = _bytes(path, shown)
        self.paths.append(path)
        return self._source(data, key, shown=shown, path=path)

    def _source(self, data: bytes, key: str, *, shown: str, path: Path | None) -> Source:
        text = _text(data, shown)
        self.read[key] = data
        return Source(key=key, shown=shown, text=text, path=path)


def refusal(
    file: str, expected: str, found: str, *, line: int = 0, column: int = 0
) -> ScenarioError:
    """Make the error that refuses a whole file for one reason."""
    return ScenarioError([Problem(file, line, column, "", expected, found)])


def is_bare(name: str) -> bool:
    """Say whether `name` could be a shipped scenario's: no folder, no suffix."""
    return re.fullmatch(r"[A-Za-z0-9_-]{1,100}", name) is not None


def _shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def _bytes(path: Path, shown: str) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_dir():
            raise refusal(shown, "a file", "a folder")
        if not stat.S_ISREG(path.stat().st_mode):
            raise refusal(shown, "an ordinary file", "a pipe or device")
        with os.fdopen(os.open(path, flags), "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise refusal(shown, "a file", "none of this name") from None
    except ScenarioError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "a name that no file can have"
        raise refusal(shown, "a file that can be read", str(reason).lower()) from None
    if len(data or b"") > MOST_BYTES:
        raise refusal(shown, f"at most {MOST_BYTES // 1024} KiB", "a larger file")
    return data or b""


def _text(data: bytes, shown: str) -> str:
    if len(data) > MOST_BYTES:
        raise refusal(shown, f"at most {MOST_BYTES // 1024} KiB", "a larger file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{data[error.start]:02x}"
        raise refusal(shown, "text in UTF-8", found, line=line, column=1) from None
    bad = UNPRINTABLE.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - (text.rfind("\n", 0, bad.start()) + 1) + 1
        found = f"the control character U+{ord(bad[0]):04X}"
        raise refusal(shown, "plain text", found, line=line, column=column)
    return text
