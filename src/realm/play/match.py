"""A match in memory: fed with entries it does what they say; the same entries, the same match."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from realm.content.load import restore
from realm.core.action import Action, from_dict
from realm.core.fingerprint import fingerprint
from realm.core.ledger import Ledger
from realm.core.orders import Orders
from realm.core.scenario import Scenario
from realm.core.state import State
from realm.core.words import month_after
from realm.errors import JournalError, RealmWarning
from realm.model.agents import Actor, CountryAgent, FirmAgent
from realm.model.model import RealmModel
from realm.model.names import known
from realm.model.place import TalkRefusal
from realm.play.numbers import main_numbers
from realm.play.record import Entry, Head
from realm.play.talks import Talks
from realm.strategies.legal import COLUMNS


@dataclass(frozen=True)
class Pending:
    """An action that waits for the end of its turn."""

    number: int
    """Entry it came with."""
    action: Action


@dataclass(frozen=True)
class Word:
    """A promise by word of mouth: said, not signed. No rule knows of it."""

    turn: int
    """Turns played when it was given."""
    seat: str
    """Who gave it."""
    to: str
    """Seat of whom it was given to; both may read it."""
    text: str


@dataclass(frozen=True)
class Page:
    """A turn that was played."""

    turn: int
    """From 1; 0 is how things stood before the first."""
    month: str
    """Last month played."""
    hash: str
    """Fingerprint of the state."""
    numbers: Mapping[str, float]
    """Main numbers, by name."""
    ledger: Ledger
    orders: Orders
    """What everybody asked for."""
    before: State
    after: State
    taken: Mapping[str, tuple[Action, ...]]
    """What people asked for, by seat."""

    def data(self) -> dict[str, Any]:
        """Return what a journal keeps of it."""
        return {"turn": self.turn, "month": self.month, "hash": self.hash,
                "numbers": dict(self.numbers)}  # fmt: skip


class Match(Talks):
    """One world, its seats, who sits there, and what they asked for this turn.

    Attributes:
        head: what it was begun with.
        files: the scenario's.
        model: the one loop; where nobody sits, strategies decide.
        players: seat -> who sits there.
        pending: seat -> actions that wait for the end of the turn.
        ready: seats whose player has ended the turn.
        asked: seat -> tables that its player asked to open this turn; there once they said so.
        notes: (turn, seat, text) a player wrote for themselves.
        words: promises by word of mouth.
        pages: turns played, the first how things stood before.
        kept: what was worked out of it (`play.kept`).
    """

    def __init__(
        self, head: Head, files: Mapping[str, bytes], scenario: Scenario | None = None
    ) -> None:
        """Set up the world as the head of a journal says.

        Args:
            head: what it is begun with.
            files: the scenario's.
            scenario: what these say, where they have been loaded already.

        Raises:
            ScenarioError: when this Realm does not take the scenario any more.
        """
        super().__init__()
        scenario = restore(files, known()) if scenario is None else scenario
        self.head, self.files = head, files
        self.pending: dict[str, list[Pending]] = {seat: [] for seat in scenario.seats}
        self.notes: list[tuple[int, str, str]] = []
        self.words: list[Word] = []
        self.kept: dict[object, Any] = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RealmWarning)
            self.model = RealmModel(
                scenario,
                seed=head.seed,
                first_world=head.world,
                turns=head.turns,
                strategies=dict(head.strategies),
                agents={seat: self._agent(seat, scenario) for seat in scenario.seats},
                people=list(head.people),
            )
        self.pages: list[Page] = []
        self.pages.append(self._page(self.model.start, {}))

    @property
    def turn(self) -> int:
        """Turns played."""
        return len(self.pages) - 1

    @property
    def over(self) -> bool:
        """Whether the last turn was played, or the world froze."""
        return self.turn >= self.head.turns or bool(self.model.faults)

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """Seats with a player who has not ended the turn."""
        return tuple(seat for seat in self.pending if seat in self.players.keys() - self.ready)

    def take(self, entry: Entry) -> None:
        """Do what an entry says; the end of a turn plays it.

        Raises:
            JournalError: when it says what cannot be.
        """
        try:
            getattr(self, f"_{entry.kind}")(entry)
        except (KeyError, TypeError, AttributeError) as error:
            raise JournalError(f"entry {entry.number} cannot be carried out ({error})") from None

    def play(self) -> Page:
        """Play the turn with what people asked for; strategies decide for the rest."""
        taken = {
            seat: tuple(one.action for one in asked)
            for seat, asked in self.pending.items()
            if seat in self.players and asked
        }
        before = self.model.state
        if self.model.parley is None:
            self._convene()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RealmWarning)
            self.model.step()
        for asked in self.pending.values():
            asked.clear()
        self.ready.clear()
        self.asked.clear()
        self.pages.append(self._page(before, taken))
        return self.pages[-1]

    def _sit(self, entry: Entry) -> None:
        self.players[entry.seat] = str(entry.body["player"])

    def _rise(self, entry: Entry) -> None:
        if self.model.parley is not None:  # who rises leaves the tables, too
            self.ready.add(entry.seat)
            self._answer()
        del self.players[entry.seat]
        self.pending[entry.seat].clear()
        self.ready.discard(entry.seat)
        self.asked.pop(entry.seat, None)

    def _action(self, entry: Entry) -> None:
        self.pending[entry.seat].append(Pending(entry.number, from_dict(entry.body)))

    def _withdraw(self, entry: Entry) -> None:
        wanted = entry.body["number"]
        asked = self.pending[entry.seat]
        asked[:] = [one for one in asked if one.number != wanted]

    def _message(self, entry: Entry) -> None:
        body = entry.body
        if body["say"] == "begin":
            before = self.asked.get(entry.seat, ())
            self.asked[entry.seat] = tuple(dict.fromkeys((*before, *body["tables"])))
            if not self.undecided:
                self._convene()
        else:
            refused = self.say(entry.seat, body)
            if isinstance(refused, TalkRefusal):
                raise KeyError(refused.value)

    def _note(self, entry: Entry) -> None:
        text, to = str(entry.body["text"]), entry.body.get("to")
        if to is None:
            self.notes.append((entry.turn, entry.seat, text))
        else:
            self.words.append(Word(entry.turn, entry.seat, str(to), text))

    def _ready(self, entry: Entry) -> None:
        self.ready.add(entry.seat)
        if self.model.parley is not None:
            self._answer()
        elif self.asked and not self.undecided:
            self._convene()

    def _turn(self, entry: Entry) -> None:
        if entry.turn != self.turn:
            raise KeyError(f"turn {entry.turn + 1} after turn {self.turn}")
        self.play()

    def _page(self, before: State, taken: Mapping[str, tuple[Action, ...]]) -> Page:
        model = self.model
        return Page(
            turn=len(self.pages),
            month=month_after(model.network.scenario.starts, model.state.month - 1),
            hash=fingerprint(model.state),
            numbers=main_numbers(model),
            ledger=model.ledger,
            orders=model.orders,
            before=before,
            after=model.state,
            taken=taken,
        )

    def _agent(self, seat: str, scenario: Scenario) -> type[Actor]:
        """Make the class that plays a seat: its player's actions, or its strategy."""
        kind = CountryAgent if scenario.seats[seat].actor in scenario.countries else FirmAgent
        match = self

        def decide(agent: Actor) -> None:
            if seat in match.players:
                match._write(agent, seat)
            else:
                kind.decide(agent)

        return type(f"Seated{kind.__name__}", (kind,), {"decide": decide})

    def _write(self, agent: Actor, seat: str) -> None:
        """Lay a player's actions on the desk; of two about one thing the later holds."""
        network = self.model.network
        cells: dict[tuple[str, int], float] = {}
        for one in self.pending[seat]:
            for column, rows in one.action.columns(network).items():
                cells |= {(column, row): value for row, value in rows}
        for (column, row), value in cells.items():
            agent.order(column, network.along(COLUMNS[column])[row], value)
