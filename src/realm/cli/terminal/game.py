"""A match in the terminal: whose turn it is to type, one line after the other."""

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.text import Text

from realm.cli.terminal.ending import ending
from realm.cli.terminal.reader import Reader
from realm.cli.terminal.readings import Readings
from realm.cli.terminal.resolution import resolution
from realm.cli.terminal.situation import briefing, situation, span
from realm.core.scenario import Scenario
from realm.errors import JournalError, RealmError
from realm.play.match import Page
from realm.play.seats import No
from realm.play.session import Session
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
        self._seen: dict[str, int] = {}

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
        self.take_seat(self.seat)
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

    def take_seat(self, seat: str) -> None:
        """Hand the keyboard to a seat and show what it has not seen yet, or how it stands."""
        self.seat = seat
        match = self.session.match
        if len(match.players) > 1 and not match.over:
            self._curtain()
        if self._seen.get(seat, match.turn) < match.turn:
            resolution(self.console, match, match.pages[-1], self.sight, self.readings)
        elif not match.over:
            if not match.turn and seat not in self._seen:
                briefing(self.console, match, self.sight)
            situation(self.console, match, self.sight, self.readings)
        self._seen[seat] = match.turn
        if not match.over:
            self._hint()

    def end_turn(self) -> None:
        """Let the turn end, or hand the keyboard to who has not ended it."""
        found = self.session.end_turn(self.seat, self.turn)
        if isinstance(found, No):
            self.told(found)
        elif isinstance(found, Page):
            self.begin_turn()
        else:
            self.take_seat(self.session.match.waiting_for[0])

    def begin_turn(self) -> None:
        """Show the turn that was played: to the first seat, or at the end of the game to all."""
        players = list(self.session.match.players)
        for seat in players if self.session.match.over else players[:1]:
            self.take_seat(seat)

    def _hint(self) -> None:
        """Say what can be typed, at length in the first turn."""
        turn, turns = self.turn + 1, self.sight.turns
        if turn == 1:
            self.console.print(
                "\n`menu` shows what you can do, `talks` with whom you can talk, `end` ends the "
                "turn, `help` explains.",
                style="dim",
            )
        else:
            months = span(self.session.match, turn)
            self.console.print(f"\nTurn {turn} of {turns} begins: {months}.", style="dim")

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
