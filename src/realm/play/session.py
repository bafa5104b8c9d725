"""One match with authority: who may do what, when; what is accepted is on disk first.

The window, play in the terminal and, later, play over a network know these verbs and nothing
else: observe, submit, talk, end the turn.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from realm.content.load import load_with_sources
from realm.core.action import Action
from realm.core.fingerprint import fingerprint_of_files
from realm.core.platform_tag import platform_tag
from realm.errors import JournalError
from realm.model.names import known
from realm.model.place import TalkRefusal
from realm.play.following import follow
from realm.play.journal import Journal, now, read
from realm.play.match import Match, Page, Pending
from realm.play.record import Head, Record
from realm.play.seats import No, Seats
from realm.play.sight import Sight, look
from realm.rules.turn import RULES_VERSION
from realm.version import __version__

Say = Literal["offer", "accept", "leave", "want"]
"""What can be said at a table."""


class Session(Seats):
    """One match: its journal, and the world that follows it.

    Every change is an entry: checked, written, then carried out. So a match that is resumed,
    replayed or forked is the same match.
    """

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
        loaded, files = load_with_sources(scenario, known())
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
        match = Match(head, files, loaded)
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
        self,
        seat: str,
        turn: int,
        table: str,
        say: Say,
        terms: Mapping[str, str] | None = None,
        rest: Mapping[str, str] | None = None,
    ) -> No | dict[str, str] | None:
        """Speak at a table; those who are no people answer at once.

        Args:
            seat: who speaks.
            turn: turns played.
            table: where.
            say: `offer` the terms, `accept` the last offer, `leave`, or ask what the other side
                would `want` for terms.
            terms: issue -> option; an offer settles every issue.
            rest: of a wish, what should stay as it is if it can.

        Returns:
            Why not; or, to `want`, the offer it would sign, empty where there is none.
        """
        no = self._barred(seat, turn)
        if no is not None:
            return no
        if self.match.model.parley is None:
            missing = ", ".join(self.match.undecided)
            return No(f"This turn's talks have not begun; {missing} must say with whom to talk.")
        body: dict[str, Any] = {"table": table, "say": say, "terms": dict(terms or {})}
        if rest:
            body["rest"] = dict(rest)
        self._write_turn()
        again = say == "offer" and self.match.unmoved(seat, table, terms or {})
        found = TalkRefusal.UNMOVED if again else self.match.say(seat, body)
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

    def withdraw(self, seat: str, turn: int, number: int) -> No | None:
        """Take back an action of this turn, by the number it was given."""
        no = self._barred(seat, turn)
        if no is not None:
            return no
        if number not in {one.number for one in self.match.pending[seat]}:
            return No("Only what you asked for this turn can be taken back.")
        self._enter(seat, "withdraw", {"number": number})
        return None
