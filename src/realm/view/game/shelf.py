"""What there is to play: scenarios that can be begun, and games that were saved."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from realm.content.load import load, restore
from realm.core.scenario import Scenario
from realm.errors import JournalError, RealmError
from realm.model.names import known
from realm.paths import shipped_scenarios
from realm.play.following import follow, follows
from realm.play.journal import read
from realm.play.places import journals
from realm.play.record import Record
from realm.view.messages import Messages
from realm.view.picture.of_saved import state_of
from realm.view.picture.of_terms import seat_name
from realm.view.picture.of_title import Saved
from realm.view.picture.page import Block, Text

MOST = 30
"""Saved games that are listed."""


@lru_cache(maxsize=16)
def scenario(name: str) -> Scenario:
    """Load a scenario; a shipped one by its name, another by its path.

    Raises:
        ScenarioError: when it cannot be used.
    """
    return load(name, known())


def scenarios(first: str = "") -> list[tuple[str, Scenario]]:
    """List the scenarios that can be begun; one that was asked for comes first."""
    names = [name for name in shipped_scenarios() if name != first]
    names.sort(key=len)
    return [(name, scenario(name)) for name in ([first] if first else []) + names]


def saved(messages: Messages, folder: Path | None = None) -> list[Saved]:
    """List the saved games, the newest first; those that cannot be read say so."""
    return [_saved(path, messages) for path in journals(folder)[:MOST]]


def latest(messages: Messages, folder: Path | None = None) -> Saved | None:
    """Find the newest game that can be gone on with."""
    for path in journals(folder)[:MOST]:
        found = _saved(path, messages)
        if not found.refusal and found.turn < found.turns:
            return found
    return None


def _saved(path: Path, messages: Messages) -> Saved:
    when = datetime.fromtimestamp(path.stat().st_mtime).astimezone().strftime("%Y-%m-%d %H:%M")
    try:
        record = read(path)
        noun = _of(record)
    except RealmError:
        refusal = messages.say("menu.cannot_load")
        return Saved(str(path), path.stem, "", 0, 0, when, refusal)
    seats = ", ".join(seat_name(noun, seat) for seat in people(record)) or "–"
    played, turns, rules = record.turns_played, record.head.turns, record.head.rules
    refusal = "" if follows(record.head) else messages.say("menu.other_rules", rules=rules)
    return Saved(str(path), noun.title, seats, played, turns, when, refusal)


@lru_cache(maxsize=16)
def _noun(files: tuple[tuple[str, bytes], ...]) -> Scenario:
    return restore(dict(files), known())


def _of(record: Record) -> Scenario:
    """Load the scenario that a journal holds."""
    return _noun(tuple(record.files.items()))


def people(record: Record) -> tuple[str, ...]:
    """Name the seats that people hold at the end of a journal."""
    held: dict[str, None] = {}
    for entry in record.entries:
        if entry.kind == "sit":
            held[entry.seat] = None
        elif entry.kind == "rise":
            held.pop(entry.seat, None)
    return tuple(held)


def state(path: Path, messages: Messages) -> tuple[Block, ...]:
    """Play a saved game once more, and show how it stands; or say why that cannot be."""
    try:
        record = read(path)
        return state_of(follow(path, record), people(record) or tuple(_of(record).seats), messages)
    except RealmError as error:
        return (Text(text=str(error), ink="bad"),)


def seats_of(path: Path) -> tuple[str, ...]:
    """Name the seats that people hold in a saved game.

    Raises:
        JournalError: when it cannot be read, or nobody sits there.
    """
    found = people(read(path))
    if not found:
        raise JournalError(f"{path}: nobody sits in this game")
    return found
