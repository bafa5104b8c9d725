"""Play a recorded match again: turn by turn, to look at it or to prove it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from realm.core.platform_tag import platform_tag
from realm.errors import JournalError, RealmError
from realm.play.following import parted
from realm.play.journal import first_break, read
from realm.play.match import Match, Page
from realm.play.record import Entry, Record
from realm.rules.turn import RULES_VERSION

_ODD = (RealmError, ValueError, TypeError, AttributeError, OverflowError)
"""What altered entries may end in."""


@dataclass(frozen=True)
class Replayed:
    """One turn of a replay."""

    page: Page
    entries: tuple[Entry, ...]
    """What was accepted before it, and its end."""
    differs: str
    """In what it is not what was recorded; empty where it is."""


@dataclass(frozen=True)
class Verdict:
    """What came of a verification."""

    turns: int
    """Turns that were compared and found equal."""
    bits: bool
    """Whether hashes were compared, else the main numbers."""
    turn: int = 0
    """First turn that differs, from 1; 0 where none does."""
    differs: str = ""
    """In what."""

    @property
    def sound(self) -> bool:
        """Whether the match is what was recorded."""
        return not self.turn


class Replay:
    """A match played from its journal, one turn after the other.

    Attributes:
        record: what the journal holds.
        match: the match as far as it was replayed.
    """

    def __init__(self, path: Path, *, trusting: bool = False) -> None:
        """Read a journal and set up its match.

        Raises:
            JournalError: when it cannot be read; with `trusting` an altered one can.
        """
        self.record: Record = read(path, trusting=trusting)
        self.match = Match(self.record.head, self.record.files)
        self.bits = self.record.head.platform == platform_tag()

    def turns(self) -> Iterator[Replayed]:
        """Play the turns that were recorded; what was asked for after the last is left out."""
        waiting: list[Entry] = []
        for entry in self.record.entries:
            waiting.append(entry)
            self.match.take(entry)
            if entry.kind == "turn":
                page = self.match.pages[-1]
                yield Replayed(page, tuple(waiting), parted(page, entry, bits=self.bits))
                waiting = []


def verify(path: Path) -> Verdict:
    """Play a match again and compare every turn with what was recorded.

    On the platform it was played on hashes of the whole state are compared, on another one the
    main numbers to 1e-6. An action that was altered shows in the first turn it changed.

    Raises:
        JournalError: when the file is no journal, or was played by other rules.
    """
    record = read(path, trusting=True)
    if record.head.rules != RULES_VERSION:
        raise JournalError(
            f"{path}: was played by rules version {record.head.rules}, this Realm plays by "
            f"{RULES_VERSION}; it cannot be verified here"
        )
    broken = first_break(record)
    try:
        replay = Replay(path, trusting=True)
    except _ODD:
        if not broken:
            raise
        return Verdict(0, False, 1, "what it was begun with is not what was written")
    turns = 0
    try:
        for done in replay.turns():
            if done.differs:
                return Verdict(turns, replay.bits, done.page.turn, done.differs)
            turns += 1
    except _ODD as error:
        if not broken and not isinstance(error, RealmError):
            raise
        return Verdict(turns, replay.bits, turns + 1, str(error))
    if broken:
        turn = record.entries[broken - 1].turn + 1
        return Verdict(turn - 1, replay.bits, turn, f"entry {broken} is not what was written")
    return Verdict(turns, replay.bits)
