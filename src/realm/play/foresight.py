"""What is expected of some actions, from what their seat may know: imagined futures, compared."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from realm.core.action import Action
from realm.core.arrays import Array, total
from realm.core.chance import Luck
from realm.model.imagine import Dreamt, Imagination, Readings
from realm.play.kept import of_match
from realm.play.match import Match
from realm.play.sight import look
from realm.rules.goods import FLOWS, PRICES
from realm.strategies import registry
from realm.strategies.base import Decision, Strategy
from realm.strategies.judge import orders_of
from realm.strategies.legal import COLUMNS, Legal
from realm.strategies.observation import Observation

COPIES, TURNS = 10, 4
"""Imagined futures, and after how many turns each is read besides the next and the last."""
OUTSIDE = 1
"""Futures on either side that a span leaves out: it is that of 8 in 10."""
SCORE = "score"
"""What a span of the score is called; the others bear the names of indicators."""


Both = tuple[float, float]
"""Without some actions, and with them."""


@dataclass(frozen=True)
class Moved:
    """How one flow or price of the seat differs with some actions."""

    what: str
    """One of `rules.goods.FLOWS` or `PRICES`."""
    commodity: str
    without: float
    """t a turn, or $/kg; NaN where nothing is traded."""
    after: float
    worth: float
    """What the difference is worth, k$ a turn: at the first prices, a price for what it buys."""


@dataclass(frozen=True)
class Spans:
    """Between which bounds a number lies in 8 of 10 imagined futures."""

    without: Both
    """The bounds without some actions."""
    after: Both
    """The bounds with them."""


@dataclass(frozen=True)
class Foresight:
    """What is expected, without some actions and with them: means of the imagined futures."""

    score: Both | None
    """Mean score of the seat over the turns; None for a seat without objectives."""
    indicators: dict[str, Both]
    """Its indicators in the last of the turns, by name."""
    points: dict[str, Both] = field(default_factory=dict)
    """What each objective brings of the score."""
    moved: tuple[Moved, ...] = ()
    """What the seat makes, gets, sends and pays in the last turn, what differs most first."""
    spans: dict[str, Spans] = field(default_factory=dict)
    """How far the futures lie apart: of the score (`SCORE`), and of indicators by name."""
    copies: int = COPIES
    turns: int = TURNS
    soon: "Foresight | None" = None
    """The same after the next turn; None where this is that."""
    later: "Foresight | None" = None
    """The same at the end of the game; None where that is no further."""


class Deed(Strategy):
    """Order some actions in the first turn, and nothing afterwards."""

    name = "deed"
    source = "none: it is what a person asked for"
    _actions: tuple[Action, ...]
    _month: int

    def __init__(self, actions: Sequence[Action], month: int) -> None:
        """Keep what is to be done, and when."""
        super().__init__()
        object.__setattr__(self, "_actions", tuple(actions))
        object.__setattr__(self, "_month", month)

    def decide(
        self,
        observation: Observation,
        legal: Legal,  # noqa: ARG002 - the protocol's
        memory: Any,  # noqa: ARG002
        luck: Luck,  # noqa: ARG002
    ) -> Decision:
        """Order them where their month has come."""
        if observation.month != self._month:
            return Decision()
        orders = orders_of(observation.network, self._actions, observation.world_count)
        columns = {name: getattr(orders, name) for name in COLUMNS}
        return Decision({n: values for n, values in columns.items() if not np.isnan(values).all()})


Watch = Callable[[float], None]
"""Hears which part of the work is done, 0 to 1; it may raise to give it up."""


class GivenUpError(Exception):
    """Nobody waits for what is being worked out any more."""


def unwatched(part: float) -> None:
    """Let work go on."""


def foresee(
    match: Match, seat: str, actions: Sequence[Action], watch: Watch = unwatched,
    deal: tuple[int, int] | None = None,
) -> Foresight:  # fmt: skip
    """Compare what is expected with some actions, or a deal, to what is expected without them.

    The futures go on from all that the seat saw so far, the same ones with and without; others play
    as the scenario says, nobody talks, and what else the seat asked for or signed is done in both.
    They are read after the next turn, after `TURNS` turns and at the end of the game.

    Args:
        match: the match; nothing in it changes.
        seat: whose eyes these are.
        actions: what is asked about.
        watch: hears after each imagined turn which part of the work is done.
        deal: table and outcome, as if that were signed this turn; None for no deal.
    """
    asked = tuple(one.action for one in match.pending[seat] if one.action not in actions)
    signed = _signed(match, seat)
    without = _course(match, match.turn, seat, asked, signed, watch=lambda part: watch(part / 2))
    agreed = signed if deal is None else tuple(sorted((dict(signed) | dict([deal])).items()))
    after = _course(
        match, match.turn, seat, (*asked, *actions), agreed,
        watch=lambda part: watch(0.5 + part / 2),
    )  # fmt: skip
    read = {turns: _compared(match, without[turns], after[turns], turns) for turns in without}
    first, last = min(read), max(read)
    middle = min(TURNS, last)
    return replace(
        read[middle],
        soon=read[first] if first < middle else None,
        later=read[last] if last > middle else None,
    )


def _compared(match: Match, without: Readings, after: Readings, turns: int) -> Foresight:
    """Put two readings side by side, mean over the copies."""
    score = _mean(without.score), _mean(after.score)
    return Foresight(
        score=None if math.isnan(score[0]) else score,
        indicators={
            name: (_mean(values), _mean(after.indicators[name]))
            for name, values in without.indicators.items()
        },
        points={
            name: (_mean(values), _mean(after.points[name]))
            for name, values in without.points.items()
        },
        spans=_spans(without, after),
        moved=_moved(match, without, after),
        turns=turns,
    )


def _spans(without: Readings, after: Readings) -> dict[str, Spans]:
    """Find the bounds of what is known of all futures, the score first."""
    both = {SCORE: (without.score, after.score)} | {
        name: (values, after.indicators[name]) for name, values in without.indicators.items()
    }
    return {
        name: Spans(_span(before), _span(now))
        for name, (before, now) in both.items()
        if not np.isnan(before).any() and not np.isnan(now).any()
    }


def _span(values: Array) -> Both:
    """Bound all futures but `OUTSIDE` on either side."""
    ranked = np.sort(values)
    return float(ranked[OUTSIDE]), float(ranked[-1 - OUTSIDE])


def _moved(match: Match, without: Readings, after: Readings) -> tuple[Moved, ...]:
    """List what the seat makes, gets, sends and pays, what differs most in worth first."""
    nouns = match.model.network.scenario.commodities
    found = []
    for what in (*FLOWS, *PRICES):
        for row, (name, noun) in enumerate(nouns.items()):
            before, now = _mean(without.goods[what][row]), _mean(after.goods[what][row])
            by = now - before
            if what in PRICES:
                worth = by * _mean(without.goods[PRICES[what]][row])
            else:
                worth = by * noun.price_usd_per_kg
            if not math.isnan(worth):
                found.append(Moved(what, name, before, now, abs(worth)))
    return tuple(sorted(found, key=lambda one: -one.worth))


@of_match(16, apart="watch")
def _course(
    match: Match,
    turn: int,
    seat: str,
    actions: tuple[Action, ...],
    signed: tuple[tuple[int, int], ...],
    *,
    watch: Watch,
) -> dict[int, Readings]:
    """Imagine what comes of some actions; a match has one state a turn, so it is asked for once."""
    left = max(1, match.head.turns - turn)
    plan = _plan(actions, match.model.state.month)
    marks = {1, min(TURNS, left), left}
    watch(0.0)
    dreamt = _dreamt(match, turn, seat)
    return dreamt.course(plan, marks, dict(signed), lambda played: watch(played / left))


def _signed(match: Match, seat: str) -> tuple[tuple[int, int], ...]:
    """List what the seat signed this turn, as table and outcome."""
    parley, model = match.model.parley, match.model
    if parley is None:
        return ()
    column, mine = parley.signed(), look(match, seat).tables
    rows = [row for row, name in enumerate(model.network.tables) if name in mine]
    return tuple((row, int(column[row, 0])) for row in rows if column[row, 0] >= 0.0)


@of_match(4)
def _dreamt(match: Match, turn: int, seat: str) -> Dreamt:
    """Imagine the worlds in which a seat may be, going by all that it saw before each turn."""
    model = match.model
    actors = look(match, seat).observation.actors
    seen = [
        Observation(model.roster, model.params, page.after, actors=actors)
        for page in match.pages[: turn + 1]
    ]
    return Imagination(model.roster, model.params).of_all(seen, model.luck, COPIES, "foresight")


def _plan(actions: Sequence[Action], month: int) -> Strategy:
    return Deed(actions, month) if actions else registry.find("status_quo")


def _mean(values: Array) -> float:
    return float(total(np.ascontiguousarray(values))) / len(values)
