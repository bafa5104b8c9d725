"""Begin a match, go on with one, or fork one; and let its players sit down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from realm.cli.terminal.reader import Reader
from realm.core.scenario import Scenario
from realm.errors import JournalError, RealmError, UnknownNameError
from realm.play.places import latest, matches_dir, new_path
from realm.play.session import No, Session

PLAYER = "player"
"""Who sits where no name is given."""


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    scenario: str
    seats: Mapping[str, str]
    """Seat -> player."""
    seed: int = 0
    world: int = 0
    turns: int | None = None
    strategies: Mapping[str, str] = field(default_factory=dict)
    journal: Path | None = None
    """Where to write; else a new name in the folder of matches."""
    load: Path | None = None
    """Match to go on with or to fork."""
    newest: bool = False
    """Go on with the newest match that is not over."""
    fork: bool = False
    turn: int | None = None
    """Turns to take over into a fork; all if not given."""


def open_session(wanted: Wanted) -> Session:
    """Begin, resume or fork a match.

    Raises:
        JournalError: when a journal cannot be used.
        ScenarioError: when the scenario cannot.
    """
    load = wanted.load
    if wanted.newest:
        found = latest()
        if found is None:
            raise JournalError(f"{matches_dir()}: there is no match to go on with")
        load = found[0]
    if load is None:
        path = wanted.journal or new_path(Path(wanted.scenario).stem)
        return Session.begin(
            wanted.scenario, path, seed=wanted.seed, world=wanted.world, turns=wanted.turns,
            strategies=wanted.strategies,
        )  # fmt: skip
    if not wanted.fork:
        return Session.resume(load)
    from realm.play.journal import read

    record = read(load)
    turn = record.turns_played if wanted.turn is None else wanted.turn
    return Session.fork(load, turn, wanted.journal or new_path(record.head.scenario))


def seat_players(
    console: Console, reader: Reader, session: Session, seats: Mapping[str, str]
) -> bool:
    """Let people sit down where nobody sits yet; who named no seat is asked.

    Returns:
        Whether anybody sits.

    Raises:
        UnknownNameError: when there is no such seat.
    """
    match = session.match
    scenario = match.model.network.scenario
    wanted = dict(seats)
    for name in wanted:
        if name not in scenario.seats:
            raise UnknownNameError("seat", name, scenario.seats)
    if not wanted and not match.players and not match.over:
        chosen = _choose(console, reader, scenario)
        if not chosen:
            return False
        wanted = dict.fromkeys(chosen, PLAYER)
    for name, player in wanted.items():
        if name not in match.players:
            found = session.sit(name, player)
            if isinstance(found, No):
                raise RealmError(found.reason.rstrip("."))
    return bool(match.players)


def _choose(console: Console, reader: Reader, scenario: Scenario) -> Sequence[str]:
    """Show the seats and ask for one or several."""
    console.print(Text(scenario.title, style="bold"))
    if scenario.text:
        console.print(scenario.text)
    console.print()
    names = list(scenario.seats)
    for place, (name, seat) in enumerate(scenario.seats.items(), start=1):
        console.print(Text.assemble((f"{place:>3}  {name}", "bold"), f"  {seat.title}"))
        first = seat.text.partition(". ")[0]
        if first:
            console.print(Padding(f"{first.rstrip('.')}.", (0, 0, 0, 5)), style="dim")
    while True:
        line = reader.line("Which seat? (several for several players) ")
        if line is None or line.casefold() in ("q", "quit"):
            return ()
        found = []
        for word in line.replace(",", " ").split():
            if word.isdecimal() and 1 <= int(word) <= len(names):
                found.append(names[int(word) - 1])
            elif word.casefold() in names:
                found.append(word.casefold())
            else:
                console.print(f"{UnknownNameError('seat', word, names)}.")
                found = []
                break
        if found:
            return found
