"""Where a player's lines come from: the keyboard, a script, or a pipe."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from realm.errors import RealmError

MOST_BYTES = 2**20
"""Largest script that is read."""


class Reader:
    """Lines, one at a time; those of a script are shown where they would have been typed."""

    def __init__(self, console: Console, lines: Iterator[str] | None) -> None:
        """Read from the keyboard, or where lines are given, those."""
        self._console, self._lines = console, lines

    @classmethod
    def of(cls, console: Console, script: Path | None) -> "Reader":
        """Read from a script; without one from the keyboard, or what is piped in.

        Raises:
            RealmError: when the script cannot be read.
        """
        if script is not None:
            return cls(console, iter(_read(script).splitlines()))
        if sys.stdin.isatty():
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401 - arrow keys and the lines typed before
            return cls(console, None)
        return cls(console, (line.rstrip("\r\n") for line in sys.stdin))

    @property
    def live(self) -> bool:
        """Whether a person types, who can be asked to make sure."""
        return self._lines is None

    def line(self, prompt: str) -> str | None:
        """Return the next line without comment and blanks around; None after the last."""
        if self._lines is None:
            try:
                return _bare(input(prompt))
            except EOFError:
                self._console.print()
                return None
        for raw in self._lines:
            found = _bare(raw)
            if found:
                self._console.print(f"{prompt}{found}", style="bold")
                return found
        return None


def _bare(line: str) -> str:
    """Take off what follows a `#` that begins a word, control characters, and blanks around."""
    kept = "".join(one if one.isprintable() else " " for one in line)
    return f" {kept}".partition(" #")[0].strip()


def _read(script: Path) -> str:
    if not script.is_file():
        raise RealmError(f"{script}: there is no such script")
    if script.stat().st_size > MOST_BYTES:
        raise RealmError(f"{script}: expected a script of at most 1 MiB, found more")
    return script.read_text(encoding="utf-8-sig", errors="replace")
