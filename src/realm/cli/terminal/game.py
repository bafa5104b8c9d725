"""A match in the terminal: whose turn it is to type, one line after the other."""

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.text import Text

from realm.cli.terminal.ending import ending
from realm.cli.terminal.reader import Reader
from realm.cli.terminal.readings import Readings
from realm.cli.terminal.resolution import resolution
from realm.cli.terminal.situation import briefing, situation
from realm.core.scenario import Scenario
from realm.errors import JournalError, RealmError
from realm.play.match import Page
from realm.play.session import No, Session
from realm.play.sight import Sight

Do = Callable[["Game", Sequence[str]], None]
"""What carries out a line: it gets the words behind the command."""


class Game:
    """One match, the people at one keyboard, and who of them types.

    Attributes:
        console: where pages are printed.
        reader: where lines come from.
        session: the match.
        readings: its numbers, turn by turn.
        seat: who types.
        left: whether the player wants to go.
    """

    def __init__(self, console: Console, reader: Reader, session: Session) -> None:
        """Begin with the first seat that has not ended its turn."""
        self.console, self.reader, self.session = console, reader, session
        self.readings = Readings(session.match)
        self.seat = next(iter(session.match.waiting_for or session.match.players))
        self.left = False

    @property
    def scenario(self) -> Scenario:
        """What is played."""
        return self.session.match.model.network.scenario

    @property
    def sight(self) -> Sight:
        """What the seat that types sees now."""
        return self.session.observe(self.seat)

    @property
    def turn(self) -> int:
        """Turns played."""
        return self.session.match.turn

    def play(self, obey: Do) -> None:
        """Show the first page, then read lines until the match is over or the player goes."""
        self.take_seat(self.seat, curtain=len(self.session.match.players) > 1)
        while not (self.left or self.session.match.over):
            line = self.reader.line(self._prompt())
            if line is None:
                break
            try:
                obey(self, line.split())
            except JournalError:
                raise
            except RealmError as error:
                self.say(f"{str(error)[0].upper()}{str(error)[1:]}.")
        if self.session.match.over:
            ending(
                self.console, self.session.match, list(self.session.match.players), self.readings
            )

    def say(self, text: str) -> None:
        """Print a sentence."""
        self.console.print(Text(text))

    def told(self, no: No | None) -> bool:
        """Print why not, where something was refused; say whether it was."""
        if no is not None:
            self.say(no.reason)
        return no is not None

    def take_seat(self, seat: str, *, curtain: bool = True) -> None:
        """Hand the keyboard to a seat and show how it stands; before its first turn who it is."""
        self.seat = seat
        match = self.session.match
        if curtain and len(match.players) > 1:
            self._curtain()
        if not match.over:
            if not any(page.taken for page in match.pages) and match.turn == 0:
                briefing(self.console, match, self.sight)
            situation(self.console, match, self.sight, self.readings)
            self.console.print(
                "\n`menu` shows what you can do, `talks` with whom you can talk, `end` ends the "
                "turn, `help` explains.",
                style="dim",
            )

    def end_turn(self) -> None:
        """Let the turn end, or hand the keyboard to who has not ended it."""
        found = self.session.end_turn(self.seat, self.turn)
        if isinstance(found, No):
            self.told(found)
        elif isinstance(found, Page):
            self.show(found)
        else:
            self.take_seat(self.session.match.waiting_for[0])

    def show(self, page: Page) -> None:
        """Print a turn that was played, for each seat at this keyboard behind its curtain."""
        match = self.session.match
        seats = list(match.players)
        if len(seats) == 1:
            resolution(self.console, match, page, self.sight, self.readings)
            if not match.over:
                self.console.print(
                    f"\nTurn {match.turn + 1} of {self.sight.turns} begins.", style="dim"
                )
            return
        self.seat = seats[0]
        if not match.over:
            self._curtain()
        for one in seats if match.over else seats[:1]:
            resolution(self.console, match, page, self.session.observe(one), self.readings)

    def _curtain(self) -> None:
        """Wait behind an empty screen until the next player sits down."""
        title = self.scenario.seats[self.seat].title
        player = self.session.match.players[self.seat]
        if self.reader.live:
            self.console.clear()
            self.reader.line(f"{title} ({player}): press Enter when nobody else looks. ")
        else:
            self.console.rule(f"{title} ({player})", characters="-")

    def _prompt(self) -> str:
        return f"{self.seat} {self.turn + 1}/{self.sight.turns}> "
