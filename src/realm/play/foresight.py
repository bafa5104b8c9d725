"""What is expected of some actions, from what their seat may know: imagined futures, compared."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from realm.core.action import Action
from realm.core.arrays import Array, total
from realm.core.chance import Luck
from realm.model.imagine import Imagination, Readings
from realm.play.kept import of_match
from realm.play.match import Match
from realm.play.sight import look
from realm.rules.goods import FLOWS, PRICES
from realm.strategies import registry
from realm.strategies.base import Decision, Strategy
from realm.strategies.judge import orders_of
from realm.strategies.legal import COLUMNS, Legal
from realm.strategies.observation import Observation

COPIES, TURNS = 4, 4
"""Imagined futures, and after how many turns each is read first."""


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
class Foresight:
    """What is expected, without some actions and with them."""

    score: Both | None
    """Mean score of the seat over the turns; None for a seat without objectives."""
    indicators: dict[str, Both]
    """Its indicators in the last of the turns, by name."""
    points: dict[str, Both] = field(default_factory=dict)
    """What each objective brings of the score."""
    moved: tuple[Moved, ...] = ()
    """What the seat makes, gets, sends and pays in the last turn, what differs most first."""
    copies: int = COPIES
    turns: int = TURNS
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


def foresee(match: Match, seat: str, actions: Sequence[Action]) -> Foresight:
    """Compare what is expected with some actions to what is expected without them.

    The futures are drawn from what the seat may know, the same ones with and without; others play
    as the scenario says, nobody talks, and what else the seat asked for is done in both. They are
    read after `TURNS` turns and at the end of the game.
    """
    asked = tuple(one.action for one in match.pending[seat] if one.action not in actions)
    without = _course(match, match.turn, seat, asked)
    after = _course(match, match.turn, seat, (*asked, *actions))
    far = max(without)
    later = None
    for turns in sorted(without, reverse=True):
        found = _compared(match, without[turns], after[turns], turns)
        if turns == far and len(without) > 1:
            later = found
    return replace(found, later=later)


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
        moved=_moved(match, without, after),
        turns=turns,
    )


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


@of_match(16)
def _course(match: Match, turn: int, seat: str, actions: tuple[Action, ...]) -> dict[int, Readings]:
    """Imagine what comes of some actions; a match has one state a turn, so it is asked for once."""
    model = match.model
    observation = look(match, seat).observation
    left = max(1, match.head.turns - turn)
    dreamt = Imagination(model.roster, model.params)(observation, model.luck, COPIES, "foresight")
    return dreamt.course(_plan(actions, observation.month), {min(TURNS, left), left})


def _plan(actions: Sequence[Action], month: int) -> Strategy:
    return Deed(actions, month) if actions else registry.find("status_quo")


def _mean(values: Array) -> float:
    return float(total(np.ascontiguousarray(values))) / len(values)
