"""People at one machine who play some seats of a match: who sits there, and what they look at."""

from dataclasses import dataclass
from pathlib import Path

from realm.core.action import Action
from realm.play.foresight import Foresight
from realm.play.handout import hand_out
from realm.play.seats import No
from realm.play.session import Session
from realm.play.sight import Sight
from realm.view.game.film import Film
from realm.view.messages import Messages
from realm.view.picture.of_terms import seat_name

PLAYER = "player"
"""What a journal calls who sits at this machine."""


@dataclass(frozen=True)
class Said:
    """What came of an ask: a sentence, and whether it was a refusal."""

    text: str = ""
    bad: bool = False


class Seated:
    """People at one machine who play some seats of a match.

    Attributes:
        session: the match.
        seats: seats that people here play, in the order in which they take turns.
        seat: whose turn at the machine it is.
        talk: which talks are open on the table.
        find: what is searched among the actions.
        sought: what is searched among countries and firms.
        chosen: which of the cards of orders was changed last.
        exact: sizes that are being typed, by card.
        picked: tables that the person wants to open.
        promise: what is being promised by word of mouth, and to whom.
        seen_again: which turn is seen again; 0 is the months before the first.
        looked_up: country or firm of which all that is known is shown.
        followed: commodity whose price is shown.
        kept: where what was written out last lies.
    """

    def __init__(self, session: Session, seats: tuple[str, ...], messages: Messages) -> None:
        """Sit down; seats that somebody holds already are held on."""
        self.session, self.seats, self.messages = session, seats, messages
        for number, seat in enumerate(seats):
            if seat not in session.match.players and not session.match.over:
                session.sit(seat, f"{PLAYER} {number + 1}" if len(seats) > 1 else PLAYER)
        waiting = [seat for seat in seats if seat in session.match.waiting_for]
        self.seat = waiting[0] if waiting else seats[0]
        self.talk, self.find, self.chosen = "", "", ""
        self.picked: tuple[str, ...] = ()
        self.promise, self.promised_to = "", ""
        self.exact: dict[str, str] = {}
        self.looked_up, self.sought, self.followed = "", "", ""
        self.seen_again = 0
        self.kept: Path | None = None
        self._films: dict[str, Film] = {}
        self._drafts: dict[str, dict[str, int]] = {}
        self._kept: dict[str, tuple[str, ...]] = {}
        self._answers: dict[str, dict[str, str]] = {}
        self._seen: tuple[tuple[str, int], Sight] | None = None
        self._foreseen: dict[tuple[str, int, Action, tuple[Action, ...]], Foresight] = {}
        self._offers: dict[tuple[object, ...], Foresight] = {}
        self._together: dict[tuple[str, int, tuple[Action, ...]], Foresight] = {}

    @property
    def path(self) -> Path:
        """Where the match is kept."""
        return self.session.journal.path

    @property
    def over(self) -> bool:
        """Whether the last turn was played."""
        return self.session.match.over

    @property
    def title(self) -> str:
        """What the seat at the machine is called."""
        return self.session.match.model.network.scenario.seats[self.seat].title

    def sight(self) -> Sight:
        """Look from the seat at the machine; anew only where something was entered since."""
        key = self.seat, len(self.session.journal.entries)
        if self._seen is None or self._seen[0] != key:
            self._seen = key, self.session.observe(self.seat)
        return self._seen[1]

    @property
    def others(self) -> tuple[str, ...]:
        """Other seats that people at this machine play."""
        return tuple(seat for seat in self.seats if seat != self.seat)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Those of them who have not ended the turn."""
        return tuple(seat for seat in self.others if seat in self.session.match.waiting_for)

    def _waits(self, seat: str) -> bool:
        """Tell whether talks wait for the word of a seat that has not ended its turn."""
        match = self.session.match
        if seat not in match.waiting_for:
            return False
        if match.asked and match.model.parley is None:
            return seat in match.undecided
        chair = match.chair(seat)
        return chair is not None and any(place.mine for place in chair.tables)

    @property
    def waits(self) -> bool:
        """Whether talks wait for the word of who sits here."""
        return self._waits(self.seat)

    @property
    def next_seat(self) -> str:
        """Who at this machine talks wait for, where they do not wait for who sits here."""
        if len(self.seats) < 2 or self._waits(self.seat):
            return ""
        return next((seat for seat in self.others if self._waits(seat)), "")

    @property
    def next_title(self) -> str:
        """What that seat is called; empty where there is none."""
        name = self.next_seat
        return seat_name(self.session.match.model.network.scenario, name) if name else ""

    def hand_out(self) -> Path:
        """Write out what the game came to for the seat at the machine; return the folder.

        Raises:
            JournalError: when it cannot be written.
        """
        self.kept = hand_out(self.session, self.seat)
        return self.kept

    def hand_to(self, seat: str) -> None:
        """Let another person at this machine go on; nothing of who sat here stays in sight."""
        self.seat = seat
        self.talk, self.find, self.chosen, self.picked = "", "", "", ()
        self.promise, self.promised_to, self._drafts, self._kept = "", "", {}, {}
        self._answers, self.sought, self.exact = {}, "", {}

    def _asked_by(self) -> frozenset[str]:
        """Find the tables that others at this machine have asked to open."""
        asked = self.session.match.asked
        return frozenset(table for seat in self.others for table in asked.get(seat, ()))


def refused(found: No | None) -> Said:
    """Say why something was refused; nothing where it was not."""
    return Said() if found is None else Said(found.reason, bad=True)
