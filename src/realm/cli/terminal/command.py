"""What a command is, and how its words are read."""

from dataclasses import dataclass

from realm.cli.terminal.game import Do
from realm.errors import RealmError


@dataclass(frozen=True)
class Command:
    """One word a player can type."""

    word: str
    do: Do
    usage: str
    about: str
    """What it does, in one line."""
    short: str = ""
    """One letter that does the same."""


def number(word: str, most: int, *, least: int = 0) -> int:
    """Read a number within limits.

    Raises:
        RealmError: when it is none.
    """
    if not (word.isdecimal() and len(word) < 10 and least <= int(word) <= most):
        raise RealmError(f"expected a number from {least} to {most}, found {word!r}")
    return int(word)
