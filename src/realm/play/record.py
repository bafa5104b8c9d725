"""What a journal holds, as nouns: the head of a match, and its entries in order.

Every entry bears a link of a hash chain that begins with the head and the scenario's files, so
that a changed byte anywhere is found and nothing can be taken out of the middle.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from typing import Any, Literal

from realm.core.fingerprint import fingerprint_of_files

Kind = Literal["sit", "rise", "action", "withdraw", "message", "note", "ready", "turn"]
"""What an entry is: somebody sat down or rose, acted, took an action back, spoke in talks, wrote
a note for themselves, was ready for the turn to end; or a turn was played."""
KINDS: tuple[Kind, ...] = (
    "sit", "rise", "action", "withdraw", "message", "note", "ready", "turn",
)  # fmt: skip


@dataclass(frozen=True)
class Head:
    """What a match was begun with; never changes."""

    match: str
    """Random name of the match, 32 hexadecimal digits."""
    scenario: str
    """Short name of the scenario."""
    sources: str
    """Fingerprint of its files."""
    seed: int
    world: int
    turns: int
    """Turns of the whole game."""
    rules: int
    """`rules.turn.RULES_VERSION` it was begun under."""
    platform: str
    """Platform tag of the machine it was begun on."""
    realm: str
    """Version of Realm."""
    begun: str
    """UTC, ISO 8601."""
    strategies: Mapping[str, str] = field(default_factory=dict)
    """Seat or actor -> strategy, where it differs from the scenario's."""
    people: Sequence[str] = ()
    """Seats that people meant to play from the beginning: what history had their actors do does
    not happen by itself."""
    parent: str = ""
    """Match this one was forked from; empty for none."""
    parent_turn: int = 0
    """Turns taken over from it."""

    def text(self) -> str:
        """Return it as JSON, always the same for the same head."""
        return plain(asdict(self))


@dataclass(frozen=True)
class Entry:
    """One thing that was accepted."""

    number: int
    """From 1, without a gap."""
    turn: int
    """Turns played before it."""
    seat: str
    """Whose it is; empty for the game's own."""
    kind: Kind
    body: Mapping[str, Any]
    """What exactly, as plain data."""
    at: str
    """UTC, ISO 8601."""
    chain: str
    """Hash of this entry and all before it."""


@dataclass(frozen=True)
class Record:
    """A whole journal, read and found sound."""

    head: Head
    files: Mapping[str, bytes]
    """The scenario, as `content.load.sources` returned it."""
    entries: tuple[Entry, ...]

    @property
    def turns_played(self) -> int:
        """Turns whose end is recorded."""
        return sum(entry.kind == "turn" for entry in self.entries)

    def of_turn(self, turn: int) -> tuple[Entry, ...]:
        """Return what was accepted before that turn was played, and its end, turns from 0."""
        return tuple(entry for entry in self.entries if entry.turn == turn)


def plain(value: Any) -> str:
    """Write plain data as JSON with sorted keys; NaN is an error."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True,
                      separators=(",", ":"))  # fmt: skip


def first_link(head: Head, files: Mapping[str, bytes]) -> str:
    """Begin the chain of a match."""
    return _hash(head.text(), fingerprint_of_files(files))


def next_link(chain: str, *, turn: int, seat: str, kind: str, body: str, at: str) -> str:
    """Lengthen the chain by an entry; `body` is its JSON."""
    return _hash(chain, str(turn), seat, kind, body, at)


def _hash(*parts: str) -> str:
    whole = blake2b(digest_size=16)
    for part in parts:
        data = part.encode()
        whole.update(f"{len(data)}\n".encode())
        whole.update(data)
    return whole.hexdigest()
