"""Write out what a person takes from a game: its report, its numbers, its sources, its journal."""

import csv
import dataclasses
import io
import math
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from realm.core.scenario import Scenario
from realm.core.words import amount
from realm.errors import JournalError
from realm.play.journal_file import said
from realm.play.match import Match
from realm.play.past import remember, scores
from realm.play.places import SUFFIX, exports_dir
from realm.play.session import Session
from realm.play.telling import begun_told, turn_told
from realm.rules.indicators import INDICATORS
from realm.version import __version__

REPORT, NUMBERS, SOURCES, JOURNAL = "report.txt", "numbers.csv", "sources.csv", f"game{SUFFIX}"
FILES = (REPORT, NUMBERS, SOURCES, JOURNAL)
"""What is in the folder."""


def hand_out(session: Session, seat: str) -> Path:
    """Write what a game came to so far, as a seat knows it, into a folder of its own.

    The folder stands beside that of the matches and appears under its name when it is whole.

    Returns:
        The folder.

    Raises:
        JournalError: when it cannot be written; then nothing was.
    """
    place = exports_dir(session.journal.path.parent)
    aside = place / f".{session.journal.path.stem}.{secrets.token_hex(4)}"
    try:
        with said(place):
            aside.mkdir(parents=True)
            for name, text in (
                (REPORT, report(session, seat)),
                (NUMBERS, numbers(session.match, seat)),
                (SOURCES, sources(session.match.model.network.scenario)),
            ):
                (aside / name).write_text(text, encoding="utf-8", newline="")
            session.journal.copy(aside / JOURNAL)
            return _named(aside, place, f"{session.journal.path.stem}-{seat}")
    finally:
        with suppress(OSError):
            shutil.rmtree(aside, ignore_errors=True)


def _named(aside: Path, place: Path, name: str) -> Path:
    """Give a whole folder its name; the next free one where that was written before."""
    for count in range(1, 1000):
        folder = place / (name if count == 1 else f"{name}-{count}")
        if not folder.exists():
            return aside.rename(folder)
    raise JournalError(f"{place / name}: was written out too often")


def report(session: Session, seat: str) -> str:
    """Tell the game of a seat: its points, its indicators, and turn by turn what happened."""
    match, head = session.match, session.journal.head
    scenario = match.model.network.scenario
    past = remember(match, seat)
    lines = begun_told(head, scenario, match.turn)
    lines.append(f"Realm {__version__}, rules version {head.rules}")
    lines += ["", f"Played as {scenario.seats[seat].title}"]
    if math.isfinite(past.points):
        lines.append(f"Score: {past.points:.1f} of 100, the mean over the turns")
    for name, series in past.indicators.items():
        known = [value for value in series if math.isfinite(value)]
        if known:
            one = INDICATORS[name]
            unit = "" if one.unit == "-" else f" {one.unit}"
            lines.append(
                f"  {one.label}: {amount(known[0])} at the start, {amount(known[-1])} now{unit}"
            )
    players: dict[str, str] = {}
    for page in match.pages[1:]:
        entries = [entry for entry in session.journal.entries if entry.turn == page.turn - 1]
        for entry in entries:
            if entry.kind == "sit":
                players[entry.seat] = str(entry.body["player"])
            elif entry.kind == "rise":
                players.pop(entry.seat, None)
        worth = {seat: past.score[page.turn]}
        lines += ["", *turn_told(match, page, entries, players=players, seats=[seat], worth=worth)]
    return "\n".join(lines) + "\n"


def numbers(match: Match, seat: str) -> str:
    """Write scores and main numbers of each turn, a row a turn; empty where there is no number.

    Those of other seats are theirs until the game is over.
    """
    others = () if match.over else tuple(f"{name} " for name in match.pending if name != seat)
    every = dict.fromkeys(name for page in match.pages for name in page.numbers)
    names = [name for name in every if not name.startswith(others)]
    told = {one: scores(match, one) for one in (match.pending if match.over else (seat,))}
    rows = [
        [
            page.turn,
            page.month,
            *(_plain(score[page.turn]) for score in told.values()),
            *(_plain(page.numbers.get(name, math.nan)) for name in names),
        ]
        for page in match.pages
    ]
    return _table(["turn", "month", *(f"{one} score" for one in told), *names], rows)


def sources(scenario: Scenario) -> str:
    """Write where each number of a scenario comes from, a row for each thing that says so."""
    found = [["scenario", scenario.name, scenario.title, *told] for told in _said_by(scenario)]
    for field in dataclasses.fields(scenario):
        found += _sources(scenario, field.name)
    return _table(["section", "id", "name", "key", "source"], found)


def _sources(scenario: Scenario, section: str) -> Iterator[list[str]]:
    """Find what the nouns of a section name as their sources."""
    held = getattr(scenario, section)
    nouns = held if isinstance(held, dict) else {"": held}
    for name, noun in nouns.items():
        for key, text in _said_by(noun):
            yield [
                section,
                name,
                getattr(noun, "name", "") or getattr(noun, "title", ""),
                key,
                text,
            ]


def _said_by(noun: Any) -> Iterator[tuple[str, str]]:
    if dataclasses.is_dataclass(noun):
        for field in dataclasses.fields(noun):
            value = getattr(noun, field.name)
            if field.name.endswith("source") and isinstance(value, str) and value:
                yield field.name, value


def _plain(value: float) -> str:
    return repr(float(value)) if math.isfinite(value) else ""


def _table(head: list[str], rows: list[Any]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([head, *rows])
    return text.getvalue()
