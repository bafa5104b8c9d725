"""Who sits where in a match, what they note, and how what is asked becomes an entry."""

from collections.abc import Mapping
from dataclasses import dataclass

from realm.errors import UnknownNameError
from realm.play.journal import Journal
from realm.play.match import Match, Page
from realm.play.record import Entry, Kind

MOST_NOTE = 2000
"""Most characters of a note."""
MOST_NAME = 60
"""Most characters of a player's name."""
NAME = f"A player's name has 1 to {MOST_NAME} characters that can be printed."


@dataclass(frozen=True)
class No:
    """What a submission got instead of being accepted."""

    reason: str
    """One sentence that says what would be allowed."""


class Seats:
    """The seats of a match and its journal.

    Every change is an entry: checked, written, then carried out.
    """

    def __init__(self, journal: Journal, match: Match) -> None:
        """Go on with a match."""
        self.journal = journal
        self.match = match
        self._unwritten: tuple[int, Page] | None = None

    def sit(self, seat: str, player: str) -> No | None:
        """Take a seat from its strategy."""
        self._known(seat)
        if self.match.over:
            return No("The match is over; begin a new one or fork this one from an earlier turn.")
        sitting = self.match.players.get(seat)
        if sitting is not None:
            return No(f"{sitting} sits here; the seat is free when they rise.")
        if not is_name(player):
            return No(NAME)
        self._enter(seat, "sit", {"player": player})
        return None

    def rise(self, seat: str) -> No | None:
        """Leave a seat to its strategy; what was asked for this turn is dropped."""
        self._known(seat)
        if seat not in self.match.players:
            return No("Nobody sits here; its strategy plays it already.")
        self._enter(seat, "rise", {})
        self._play_when_all_are_ready()
        return None

    def note(self, seat: str, text: str) -> No | None:
        """Keep a player's own words, such as why they did this; nobody else reads them."""
        self._known(seat)
        if len(text) > MOST_NOTE:
            return No(f"A note has at most {MOST_NOTE} characters.")
        self._enter(seat, "note", {"text": text})
        return None

    def promise(self, seat: str, to: str, text: str) -> No | None:
        """Note what a player has promised another by word of mouth; both read it, no rule does.

        Args:
            seat: who promises.
            to: seat of another player, who hears it.
            text: their words.
        """
        self._known(seat)
        self._known(to)
        if not {seat, to} <= self.match.players.keys() or seat == to:
            return No("Only one player can promise another something by word of mouth.")
        if not 0 < len(text.strip()) <= MOST_NOTE:
            return No(f"A promise has 1 to {MOST_NOTE} characters.")
        self._enter(seat, "note", {"text": text.strip(), "to": to})
        return None

    def close(self) -> None:
        """Let go of the journal."""
        self.journal.close()

    def _barred(self, seat: str, turn: int) -> No | None:
        """Say why a seat may not act now, if so."""
        self._known(seat)
        match = self.match
        if match.over:
            return No("The match is over; begin a new one or fork this one from an earlier turn.")
        if seat not in match.players:
            return No("Take the seat first; its strategy plays it now.")
        if turn != match.turn:
            return No(f"This was meant for turn {turn + 1}; turn {match.turn + 1} is being played.")
        if seat in match.ready:
            return No("You have ended this turn; act again in the next one.")
        return None

    def _known(self, seat: str) -> None:
        if seat not in self.match.pending:
            raise UnknownNameError("seat", seat, self.match.pending)

    def _enter(self, seat: str, kind: Kind, body: Mapping[str, object]) -> Entry:
        """Write an entry, then carry it out."""
        entry = self._keep(seat, kind, body)
        self.match.take(entry)
        return entry

    def _keep(self, seat: str, kind: Kind, body: Mapping[str, object]) -> Entry:
        """Write an entry."""
        self._write_turn()
        return self.journal.add(turn=self.match.turn, seat=seat, kind=kind, body=body)

    def _write_turn(self) -> None:
        """Write down the turn that was played; what a full disk refused waits for room."""
        if self._unwritten is not None:
            turn, page = self._unwritten
            self.journal.add(turn=turn, seat="", kind="turn", body=page.data())
            self._unwritten = None

    def _play_when_all_are_ready(self) -> Page | None:
        """Play the turn where somebody sits and everybody is ready."""
        match = self.match
        if match.over or not match.players or match.waiting_for:
            return None
        self._unwritten = match.turn, match.play()
        self._write_turn()
        return match.pages[-1]


def is_name(player: str) -> bool:
    """Say whether a player may be called so."""
    return 0 < len(player) <= MOST_NAME and player.isprintable()
