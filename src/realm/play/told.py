"""What the other sides of talks told who asked them, and what that rules out until the next word.

An answer to "what would you want for this?" is the offer nearest to what was asked that the other
side would sign now: so it would sign none that is nearer, and where it names none, none at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Array, Mask
from realm.model.chair import Chair
from realm.model.parley import Parley
from realm.model.wishes import far_from


@dataclass(frozen=True)
class Answer:
    """What the other side said when it was asked what it would want."""

    wish: Mapping[str, str]
    """What should be kept first, issue -> option."""
    rest: Mapping[str, str]
    """What should be kept if it can."""
    terms: Mapping[str, str]
    """What it would sign; empty for nothing."""

    def denies(self, agenda: Agenda) -> Mask:
        """Say which outcomes the other side would not sign, by this answer, (outcome,)."""
        far = far_from(agenda, self.wish, self.rest)
        if not self.terms or far is None:
            return np.full(agenda.size, not self.terms, dtype=np.bool_)
        return np.asarray(far < far[agenda.outcome(**self.terms)])


class Seat(Chair):
    """A place at the tables, which remembers what was answered there since the last word.

    Args:
        parley: the talks of the turn.
        actor: country or firm that the person plays.
        answers: table -> what was answered there since the last word.
    """

    def __init__(
        self, parley: Parley, actor: str, answers: Mapping[str, tuple[Answer, ...]]
    ) -> None:
        """Sit down."""
        super().__init__(parley, actor)
        self._answers = answers

    def denied(self, table: str) -> Mask:
        """Say what the other side would not sign now, by what it answered, (outcome,).

        Raises:
            KeyError: when nobody talks at that table.
        """
        named = self.named(table)
        agenda = next(place.agenda for place in self.tables if place.table == table)
        found = np.zeros(agenda.size, dtype=np.bool_)
        for answer in self._answers.get(table, ()):
            found |= answer.denies(agenda)
        return np.asarray(found & ~named)

    def answer(self, table: str) -> Answer | None:
        """Return what was answered last since the last word; None where nothing was asked."""
        return next(reversed(self._answers.get(table, ())), None)

    def would_sign_nothing(self, table: str) -> bool:
        """Say whether the other side answered last that there is nothing that it would sign."""
        answer = self.answer(table)
        return answer is not None and not answer.terms

    def serves(self, table: str) -> bool:
        """Say whether something can be signed or offered that serves the person's side.

        What it offers has to serve the other side, too, as far as it knows.

        Raises:
            KeyError: when nobody talks at that table.
        """
        worth, least = self.worth(table)
        return bool(np.any(self.mutual(table) | (self.named(table) & (worth > least))))

    def odds(self, table: str) -> Array:
        """Estimate how likely each outcome would be signed; NaN, too, for what was ruled out."""
        return np.where(self.denied(table), np.nan, super().odds(table))

    def mutual(self, table: str) -> Mask:
        """Say which outcomes serve both, as far as is known: none of those that were ruled out."""
        return np.asarray(super().mutual(table) & ~self.denied(table))
