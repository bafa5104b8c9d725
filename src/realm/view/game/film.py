"""Play a match once more from its journal, and keep what each turn showed to a seat."""

from collections.abc import Sequence

from realm.play.match import Match
from realm.play.past import remember
from realm.play.record import Entry
from realm.play.sight import look
from realm.view.messages import Messages
from realm.view.picture import of_turn
from realm.view.picture.page import Page


class Film:
    """The turns of a match as one seat saw them.

    Attributes:
        pages: what happened by turn, the first one first; 0 is the months before the first turn.
    """

    def __init__(self, match: Match, seat: str, messages: Messages) -> None:
        """Begin before the first turn.

        Args:
            match: what is played again.
            seat: whose eyes look.
            messages: texts.
        """
        scenario = match.model.network.scenario
        self._match = Match(match.head, match.files, scenario)
        self._seat, self._messages = seat, messages
        self._read = 0
        self.pages: dict[int, Page] = {}
        if self._match.pages[0].ledger.months:
            self._take()

    def follow(self, entries: Sequence[Entry]) -> None:
        """Go on to the end of a journal, from where the last call stopped."""
        for entry in entries[self._read :]:
            self._match.take(entry)
            if entry.kind == "turn":
                self._take()
        self._read = len(entries)

    def _take(self) -> None:
        """Keep what happened in the last turn."""
        sight, past = look(self._match, self._seat), remember(self._match, self._seat)
        page = of_turn.turn_page(self._match, sight, past, self._messages)
        self.pages[self._match.turn] = page
