"""One match with authority: who may do what, when; what is accepted is on disk first.

The window, play in the terminal and, later, play over a network know these verbs and nothing
else: observe, submit, talk, end the turn.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from realm.content.load import restore, sources
from realm.core.action import Action
from realm.core.fingerprint import fingerprint_of_files
from realm.core.platform_tag import platform_tag
from realm.errors import JournalError, UnknownNameError
from realm.model.chair import TalkRefusal
from realm.model.names import known
from realm.play.following import follow
from realm.play.journal import Journal, now, read
from realm.play.match import Match, Page, Pending
from realm.play.record import Entry, Head, Kind, Record
from realm.play.sight import Sight, look
from realm.rules.turn import RULES_VERSION
from realm.version import __version__

MOST_NOTE = 2000
"""Most characters of a note."""
MOST_NAME = 60
"""Most characters of a player's name."""
NAME = f"A player's name has 1 to {MOST_NAME} characters that can be printed."

Say = Literal["offer", "accept", "leave", "want"]
"""What can be said at a table."""


@dataclass(frozen=True)
class No:
    """What a submission got instead of being accepted."""

    reason: str
    """One sentence that says what would be allowed."""


class Session:
    """One match: its journal, and the world that follows it.

    Every change is an entry: checked, written, then carried out. So a match that is resumed,
    replayed or forked is the same match.
    """

    def __init__(self, journal: Journal, match: Match) -> None:
        """Go on with a match; `begin`, `resume` and `fork` make one."""
        self.journal = journal
        self.match = match
        self._unwritten: tuple[int, Page] | None = None

    @classmethod
    def begin(
        cls,
        scenario: str,
        path: Path,
        *,
        seed: int = 0,
        world: int = 0,
        turns: int | None = None,
        strategies: Mapping[str, str] | None = None,
        people: Sequence[str] = (),
    ) -> "Session":
        """Begin a match and its journal.

        Args:
            scenario: shipped name or path.
            path: where the journal shall be.
            seed: names the family of worlds.
            world: which of them.
            turns: turns to play; the scenario's if not given.
            strategies: seat or actor -> strategy, where it differs from the scenario's.
            people: seats that people mean to play: dated events that stand down for who decides
                stand down for them, whatever strategy plays before they sit down.

        Raises:
            ScenarioError: when the scenario cannot be used.
            JournalError: when no journal can be written there.
        """
        files = sources(scenario)
        loaded = restore(files, known())
        head = Head(
            match=secrets.token_hex(16),
            scenario=loaded.name,
            sources=fingerprint_of_files(files),
            seed=seed,
            world=world,
            turns=loaded.turns if turns is None else turns,
            rules=RULES_VERSION,
            platform=platform_tag(),
            realm=__version__,
            begun=now(),
            strategies=dict(strategies or {}),
            people=tuple(people),
        )
        match = Match(head, files)
        return cls(Journal.create(path, head, files), match)

    @classmethod
    def resume(cls, path: Path) -> "Session":
        """Go on with a match where its journal ends.

        Raises:
            JournalError: when the journal is not sound, or was played by other rules.
        """
        match = follow(path, read(path))
        session = cls(Journal.resume(path), match)
        session._play_when_all_are_ready()
        return session

    @classmethod
    def fork(cls, parent: Path, turn: int, path: Path) -> "Session":
        """Begin a match that equals another one up to a turn, in a journal of its own.

        Args:
            parent: journal of the match it begins with.
            turn: turns to take over, 0 for none; what was asked for after them is left out.
            path: its own journal.

        Raises:
            JournalError: when the parent has not so many turns, or no journal can be written.
        """
        record = read(parent)
        if not 0 <= turn <= record.turns_played:
            raise JournalError(
                f"{parent}: expected a turn from 0 to {record.turns_played}, got {turn}"
            )
        kept = tuple(entry for entry in record.entries if entry.turn < turn)
        head = replace(
            record.head, match=secrets.token_hex(16), begun=now(), parent=record.head.match,
            parent_turn=turn, platform=platform_tag(), realm=__version__,
        )  # fmt: skip
        match = follow(parent, Record(head, record.files, kept))
        journal = Journal.create(path, head, record.files)
        for entry in kept:
            journal.add(turn=entry.turn, seat=entry.seat, kind=entry.kind, body=entry.body)
        return cls(journal, match)

    # The four verbs

    def observe(self, seat: str) -> Sight:
        """Show what a seat may see now.

        Raises:
            UnknownNameError: when there is no such seat.
        """
        self._known(seat)
        return look(self.match, seat)

    def submit(self, seat: str, turn: int, action: Action) -> Pending | No:
        """Ask for one action; it is carried out when the turn ends.

        Args:
            seat: who asks.
            turn: turns played when the player made up their mind.
            action: what is asked for.
        """
        no = self._barred(seat, turn)
        if no is not None:
            return no
        refused = look(self.match, seat).refusal(action)
        if refused:
            return No(refused)
        self._enter(seat, "action", action.to_dict())
        return self.match.pending[seat][-1]

    def begin_talks(self, seat: str, turn: int, tables: Sequence[str] = ()) -> No | None:
        """Say whom one wants to talk with this turn; talks begin when everybody has said so.

        Who finds nobody may ask again: nothing was said.

        Args:
            seat: who asks.
            turn: turns played.
            tables: tables to open; strategies open others.
        """
        no = self._barred(seat, turn)
        if no is not None:
            return no
        if not self.match.may_ask(seat):
            return No("You have said whom you want to talk with; ask again next turn.")
        sight = look(self.match, seat)
        for table in tables:
            if table not in sight.tables:
                mine = ", ".join(sight.tables)
                return No(f"You do not sit at {table!r}; your tables are {mine}.")
            until = sight.bound_until(table)
            if until:
                return No(f"What you signed at {table!r} holds until {until}; talk again after.")
        self._enter(seat, "message", {"say": "begin", "tables": list(tables)})
        return None

    def talk(
        self, seat: str, turn: int, table: str, say: Say, terms: Mapping[str, str] | None = None
    ) -> No | dict[str, str] | None:
        """Speak at a table; those who are no people answer at once.

        Args:
            seat: who speaks.
            turn: turns played.
            table: where.
            say: `offer` the terms, `accept` the last offer, `leave`, or ask what the other side
                would `want` for terms.
            terms: issue -> option; an offer settles every issue.

        Returns:
            Why not; or, to `want`, the offer it would sign, empty where there is none.
        """
        no = self._barred(seat, turn)
        if no is not None:
            return no
        if self.match.model.parley is None:
            missing = ", ".join(self.match.undecided)
            return No(f"This turn's talks have not begun; {missing} must say with whom to talk.")
        body = {"table": table, "say": say, "terms": dict(terms or {})}
        self._write_turn()
        found = self.match.say(seat, body)
        if isinstance(found, TalkRefusal):
            return No(f"{found.value[0].upper()}{found.value[1:]}.")
        try:
            self._keep(seat, "message", body)
        except JournalError:  # what was said is not on the disk, so it was not said
            record = Record(self.journal.head, self.match.files, tuple(self.journal.entries))
            self.match = follow(self.journal.path, record)
            raise
        return found

    def end_turn(self, seat: str, turn: int) -> Page | No | None:
        """Be ready for the turn to end; it is played when everybody is.

        Returns:
            The turn, once it is played; None while others are waited for.
        """
        no = self._barred(seat, turn)
        if no is not None:
            return no
        if seat not in self.match.ready:
            self._enter(seat, "ready", {})
        return self._play_when_all_are_ready()

    # Around them

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

    def withdraw(self, seat: str, turn: int, number: int) -> No | None:
        """Take back an action of this turn, by the number it was given."""
        no = self._barred(seat, turn)
        if no is not None:
            return no
        if number not in {one.number for one in self.match.pending[seat]}:
            return No("Only what you asked for this turn can be taken back.")
        self._enter(seat, "withdraw", {"number": number})
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
