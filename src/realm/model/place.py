"""One table as a person sees it, and why something cannot be said there."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from realm.core.agenda import Agenda
from realm.core.network import Network
from realm.core.talks import NONE, Status
from realm.model.sitting import Sitting
from realm.model.wishes import terms_of


class TalkRefusal(Enum):
    """Why a person cannot say that now; the value says what would be allowed."""

    NO_TABLE = "there are no such talks this turn: ask for them before the turn's talks begin"
    OVER = "these talks are over this turn: nothing more can be said here"
    WAIT = "the other side has the word: it answers first"
    NOT_AN_OUTCOME = "an offer settles every issue: give each one of its options"
    NOT_POSSIBLE = "these two cannot agree on that: leave out what the table does not have"
    NOT_FREE = "that is more than contracts and deals leave free to give now: offer less"
    GONE = "what they offered is free no more: it went to somebody else; offer less"
    STALE = "that was your answer to the same offer before: change something in it"
    UNMOVED = "the answer is the same, as they said no to that and have not moved: change something"
    NOTHING_TO_SIGN = "there is no offer to sign yet: make one"
    NOBODY_TO_ASK = "a person sits there: ask them"


@dataclass(frozen=True)
class Place:
    """One table as a person sees it."""

    table: str
    other: int
    """Number of the actor on the other side."""
    agenda: Agenda
    mine: bool
    """Whether it is the person's turn."""
    status: Status
    round: int
    """Rounds played."""
    rounds: int
    """Rounds there are."""
    heard: dict[str, str]
    """The other side's last offer; empty where there is none."""
    said: dict[str, str]
    """The person's own."""
    agreed: dict[str, str]
    """What was signed."""
    history: tuple[tuple[bool, dict[str, str]], ...] = ()
    """Every offer in the order of time: whether it was the person's own, and its terms."""

    @property
    def last_said(self) -> int:
        """Place of the person's last offer in the history; -1 where there is none."""
        return max((number for number, (mine, _) in enumerate(self.history) if mine), default=-1)

    def names(self, terms: Mapping[str, str]) -> bool:
        """Say whether terms settle each issue by one of its options, and nothing else."""
        options = {issue.name: {one.label for one in issue.options} for issue in self.agenda.issues}
        return terms.keys() == options.keys() and all(
            label in options[name] for name, label in terms.items()
        )


def place_of(network: Network, sitting: Sitting, cell: int, side: int) -> Place:
    """Read how it stands at a table, with the eyes of one side.

    Args:
        network: names.
        sitting: the talks.
        cell: the table among them.
        side: who looks.
    """
    tables, table, agenda = sitting.tables, int(sitting.cells.table[cell]), sitting.agenda
    return Place(
        table=network.tables[table],
        other=int(network.bargains.sides[1 - side, table]),
        agenda=agenda,
        mine=bool(tables.open[cell, 0] and tables.turn[cell, 0] == side),
        status=Status(int(tables.status[cell, 0])),
        round=tables.round,
        rounds=int(tables.deadline[cell, 0]),
        heard=terms_of(agenda, int(tables.last[1 - side, cell, 0])),
        said=terms_of(agenda, int(tables.last[side, cell, 0])),
        agreed=terms_of(agenda, int(tables.agreed[cell, 0])),
        history=tuple(
            (int(who) == side, terms_of(agenda, int(offer)))
            for who, offer in zip(
                tables.speakers[: tables.round, cell, 0],
                tables.history[: tables.round, cell, 0],
                strict=True,
            )
            if offer != NONE
        ),
    )
