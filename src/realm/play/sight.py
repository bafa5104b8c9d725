"""What one seat sees of a match: what it may know, do, and what it asked for so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from realm.core.action import Action
from realm.core.actions import Qualify
from realm.core.words import month_after
from realm.model.place import Place
from realm.play.kept import of_match
from realm.play.match import Match, Pending
from realm.strategies.judge import Cost, cost_of, judge, reason
from realm.strategies.legal import Legal, legal_for
from realm.strategies.menu import Choice, actions_for, thinkable
from realm.strategies.observation import Observation
from realm.strategies.refusal import Refusal


@dataclass(frozen=True)
class Option:
    """Something that a seat may ever do, and how that stands now, after all it asked for."""

    action: Action
    cost: Cost
    refusal: str
    """Why it would be refused; empty where it would not."""
    beside: bool = False
    """Whether only what else was asked for stands in its way."""


@dataclass(frozen=True)
class Sight:
    """A seat's own look at the match, as it stands; nothing of others' secrets is in it."""

    seat: str
    actor: str
    player: str
    """Who sits here; empty where its strategy plays."""
    turn: int
    """Turns played; what is submitted names it."""
    turns: int
    """Turns of the whole game."""
    month: str
    """First month of the turn to come."""
    observation: Observation
    legal: Legal
    pending: tuple[Pending, ...]
    """What it asked for this turn."""
    waiting_for: tuple[str, ...]
    """Seats whose players have not ended the turn."""
    over: bool
    tables: tuple[str, ...]
    """Tables where it sits."""
    talks: tuple[Place, ...] | None
    """How it stands at those that were opened; None while this turn's talks have not begun."""
    may_ask: bool
    """Whether it may say now with whom it wants to talk."""
    callers: tuple[str, ...]
    """Its tables where others ask it to talk this turn; none once this turn's talks have begun."""

    tested: frozenset[str] = frozenset()
    """Links that it asked for in earlier turns whose seller is being tested for it.

    Of others' plants at home it does not know that by itself (`observation.link_ready`).
    """

    def refusal(self, action: Action) -> str:
        """Say why an action would be refused, after all that was asked for; empty where not."""
        if isinstance(action, Qualify) and action.link in self.tested:
            return reason(self.observation.network, action, Refusal.NOT_QUALIFIED)
        asked = [one.action for one in self.pending]
        found = judge(self.observation, self.legal, action, asked)
        return "" if found is None else reason(self.observation.network, action, found)

    def bound_until(self, table: str) -> str:
        """Return the last month of a deal that keeps the two from talking now; empty without."""
        network, seen = self.observation.network, self.observation
        row = network.tables.index(table)
        ends = float(np.asarray(seen.deal_ends)[row, 0])
        if not (seen.deal[row, 0] >= 0.0 and ends > seen.month + network.months_per_turn):
            return ""
        return month_after(network.scenario.starts, int(ends) - 1)

    def binds_until(self, place: Place, terms: Mapping[str, str]) -> str:
        """Return the last month of a deal that is signed now under some terms."""
        years = place.agenda.amount(terms, "years")
        starts = self.observation.network.scenario.starts
        return month_after(starts, self.observation.month + 12 * int(years) - 1)

    @cached_property
    def menu(self) -> tuple[Choice, ...]:
        """Everything it may ask for now, each by itself, with its cost."""
        return tuple(actions_for(self.observation, self.legal))

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Everything it may ever ask for, what is refused now with the reason.

        What it asked for is among it, though it be of another size than those that are offered.
        """
        offered = thinkable(self.observation, self.legal)
        asked = [one.action for one in self.pending if one.action not in offered]
        return tuple(self._option(action) for action in (*offered, *asked))

    def _option(self, action: Action) -> Option:
        refusal = self.refusal(action)
        alone = bool(refusal and self.pending)
        return Option(
            action, cost_of(self.observation, [action]), refusal,
            beside=alone and judge(self.observation, self.legal, action, []) is None,
        )  # fmt: skip

    @cached_property
    def spent(self) -> Cost:
        """What was asked for so far costs."""
        return cost_of(self.observation, [one.action for one in self.pending])


def look(match: Match, seat: str) -> Sight:
    """Look at a match from a seat."""
    model = match.model
    scenario = model.network.scenario
    actor = scenario.seats[seat].actor
    chair = match.chair(seat)
    callers = _callers(match, match.turn, tuple(match.players)) if chair is None else ()
    actors = np.array([model.roster.number(actor)], dtype=np.intp)
    tables = tuple(
        table
        for table, sides in zip(model.network.tables, model.network.bargains.sides.T, strict=True)
        if actors[0] in sides
    )
    return Sight(
        seat=seat,
        actor=actor,
        player=match.players.get(seat, ""),
        turn=match.turn,
        turns=match.head.turns,
        month=month_after(scenario.starts, model.state.month),
        observation=Observation(model.roster, model.params, model.state, actors=actors),
        legal=legal_for(model.roster, actors),
        pending=tuple(match.pending[seat]),
        waiting_for=match.waiting_for,
        over=match.over,
        tables=tables,
        talks=None if chair is None else tuple(chair.tables),
        may_ask=match.may_ask(seat),
        callers=tuple(table for table in tables if table in callers),
        tested=_tested(match, seat),
    )


def _tested(match: Match, seat: str) -> frozenset[str]:
    """Name the links that a seat asked for whose test goes on."""
    network, state = match.model.network, match.model.state
    asked = {
        one.link for page in match.pages for one in page.taken.get(seat, ())
        if isinstance(one, Qualify)
    }  # fmt: skip
    return frozenset(
        name for name in asked
        if state.month <= state.link_ready[network.along("link").index(name), 0] < np.inf
    )  # fmt: skip


@of_match(most=1)
def _callers(match: Match, turn: int, seats: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001
    """Name the tables where strategies ask people for talks before a turn."""
    if match.over:
        return ()
    scenario = match.model.network.scenario
    return match.model.requests([scenario.seats[seat].actor for seat in seats])
