"""Begin a match, go on with one, or fork one; and let its players sit down."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from realm.cli.terminal.reader import Reader
from realm.cli.wanted import PLAYER, Wanted
from realm.content.load import load
from realm.core.scenario import Scenario
from realm.errors import JournalError, RealmError, UnknownNameError
from realm.model.names import known
from realm.play.journal import read
from realm.play.places import latest, matches_dir, new_path
from realm.play.seats import NAME, No, is_name
from realm.play.session import Session


def open_session(console: Console, reader: Reader, wanted: Wanted) -> Session | None:
    """Begin, resume or fork a match, and let its players sit down; who named no seat is asked.

    Returns:
        The match; None where nobody wants to sit.

    Raises:
        UnknownNameError: when there is no such seat.
        JournalError: when a journal cannot be used.
        ScenarioError: when the scenario cannot.
    """
    session = _begin(console, reader, wanted)
    if session is None:
        return None
    try:
        if _sit_down(console, reader, session, wanted.seats):
            return session
    except RealmError:
        session.close()
        raise
    session.close()
    return None


def _begin(console: Console, reader: Reader, wanted: Wanted) -> Session | None:
    """Begin a match once it is known who plays; or open a recorded one, or a fork of it."""
    load_path = wanted.load
    if wanted.newest:
        found = latest()
        if found is None:
            raise JournalError(f"{matches_dir()}: there is no match to go on with")
        load_path = found[0]
    if load_path is not None and not wanted.fork:
        return Session.resume(load_path)
    if load_path is not None:
        record = read(load_path)
        turn = record.turns_played if wanted.turn is None else wanted.turn
        return Session.fork(load_path, turn, wanted.journal or new_path(record.head.scenario))
    scenario = load(wanted.scenario, known())
    _check(wanted.seats, scenario)
    seats = dict(wanted.seats) or dict.fromkeys(_choose(console, reader, scenario), PLAYER)
    if not seats:
        return None
    session = Session.begin(
        wanted.scenario, wanted.journal or new_path(scenario.name), seed=wanted.seed,
        world=wanted.world, turns=wanted.turns, strategies=wanted.strategies, people=list(seats),
    )  # fmt: skip
    for seat, player in seats.items():
        session.sit(seat, player)
    return session


def _sit_down(console: Console, reader: Reader, session: Session, seats: Mapping[str, str]) -> bool:
    """Let people take seats where nobody sits; say whether anybody sits then."""
    match = session.match
    scenario = match.model.network.scenario
    _check(seats, scenario)
    wanted = dict(seats)
    if match.over and not match.players:
        raise RealmError("this match is over and nobody sits there; `realm replay` shows it")
    if not wanted and not match.players:
        wanted = dict.fromkeys(_choose(console, reader, scenario), PLAYER)
    for name, player in wanted.items():
        if name not in match.players and not match.over:
            found = session.sit(name, player)
            if isinstance(found, No):
                raise RealmError(found.reason.rstrip("."))
    return bool(match.players)


def _check(seats: Mapping[str, str], scenario: Scenario) -> None:
    for name, player in seats.items():
        if name not in scenario.seats:
            raise UnknownNameError("seat", name, scenario.seats)
        if not is_name(player):
            raise RealmError(f"{name}: {NAME.rstrip('.')}")


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
            if word.isdecimal() and len(word) < 10 and 1 <= int(word) <= len(names):
                found.append(names[int(word) - 1])
            elif word.casefold() in names:
                found.append(word.casefold())
            else:
                console.print(f"{UnknownNameError('seat', word, names)}.")
                found = []
                break
        if found:
            return found
