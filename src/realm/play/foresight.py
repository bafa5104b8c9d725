"""What is expected of some actions, from what their seat may know: imagined futures, compared."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.action import Action
from realm.core.arrays import Array, total
from realm.core.chance import Luck
from realm.model.imagine import Imagination
from realm.play.match import Match
from realm.play.sight import look
from realm.strategies import registry
from realm.strategies.base import Decision, Strategy
from realm.strategies.judge import orders_of
from realm.strategies.legal import COLUMNS, Legal
from realm.strategies.observation import Observation

COPIES, TURNS = 4, 4
"""Imagined futures, and how far each goes."""


@dataclass(frozen=True)
class Foresight:
    """What is expected, without some actions and with them."""

    score: tuple[float, float] | None
    """Mean score of the seat over the turns; None for a seat without objectives."""
    indicators: dict[str, tuple[float, float]]
    """Its indicators in the last of the turns, by name."""
    copies: int = COPIES
    turns: int = TURNS


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
    as the scenario says, nobody talks, and what else the seat asked for is done in both.
    """
    model = match.model
    observation = look(match, seat).observation
    asked = [one.action for one in match.pending[seat] if one.action not in actions]
    imagination = Imagination(model.roster, model.params)
    dreamt = imagination(observation, model.luck, COPIES, "foresight")
    without = dreamt.readings(_plan(asked, observation.month), TURNS)
    after = dreamt.readings(_plan([*asked, *actions], observation.month), TURNS)
    score = _mean(without.score), _mean(after.score)
    return Foresight(
        score=None if math.isnan(score[0]) else score,
        indicators={
            name: (_mean(values), _mean(after.indicators[name]))
            for name, values in without.indicators.items()
        },
    )


def _plan(actions: Sequence[Action], month: int) -> Strategy:
    return Deed(actions, month) if actions else registry.find("status_quo")


def _mean(values: Array) -> float:
    return float(total(np.ascontiguousarray(values))) / len(values)
