"""Suspend concessions: answer curbs with tariffs and curbs of one's own."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.chance import Luck
from realm.core.words import NotNegative, Share
from realm.strategies.actors import above
from realm.strategies.base import Decision, Strategy
from realm.strategies.borders import harm_to_buyers, offenders, tightness
from realm.strategies.consents import complaints
from realm.strategies.curbs import Curbs
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation

TARIFF = frozenset({"import_tariff"})


class Retaliate(Strategy):
    """Raise tariffs on, and tighten exports to, whoever holds back what I buy; undo it after.

    Tariffs of others are not answered, so that two of these start no war of tariffs. The answer
    grows with the curb, a step a turn. What was in force before stays. It complains
    at the WTO about every measure in force that holds it back as much.
    """

    name = "retaliate"
    plays = frozenset({"country"})
    source = (
        "WTO, Understanding on Dispute Settlement, art. 22 (suspension equivalent to the "
        "impairment); Bown 2004, doi:10.1016/j.jinteco.2003.11.006"
    )

    @dataclass(frozen=True)
    class Params:
        """What it answers and how."""

        threshold: Share = 0.2
        """Tightness (0..1) of a curb that it answers."""
        tariff: NotNegative = 0.3
        """Tariff added per full curb."""
        curb: Share = 0.5
        """Tightness of own exports per full curb."""
        step: NotNegative = 0.2
        """Most a tariff or tightness moves a turn."""

    @dataclass(frozen=True)
    class Memory:
        """What it added itself."""

        tariff: Any = 0.0
        """Tariff added so far, share."""
        curb: Any = 0.0
        """Tightness added so far."""

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Move what it added towards what the curbs it suffers deserve."""
        params, suffered = self.params, harm_to_buyers(observation)
        columns: dict[str, Any] = {}
        added = {}
        for name, families in (("tariff", TARIFF), ("curb", None)):
            dials = Curbs.of(observation, legal, *([families] if families else []))
            worst = dials.against(suffered)
            worst = np.where(above(worst, params.threshold), worst, 0.0)
            aim = np.zeros(memory.tariff.shape)
            np.maximum.at(aim, dials.owner, getattr(params, name) * worst)
            before = getattr(memory, name)
            added[name] = before + np.clip(aim - before, -params.step, params.step)
            move = (added[name] - before)[dials.owner]
            wanted = np.clip(dials.tightness + move, 0.0, 1.0)
            aimed = (worst > 0.0) | (move < 0.0)
            for column, values in dials.orders(np.where(aimed, wanted, np.nan)).items():
                laid = columns.get(column)
                columns[column] = values if laid is None else np.fmin(laid, values)
        worth_it = above(tightness(observation), params.threshold)
        columns["dispute"] = complaints(observation, legal, worth_it)
        drivers = offenders(observation, suffered, params.threshold)
        undone = np.maximum(memory.tariff - added["tariff"], memory.curb - added["curb"])
        drivers["nobody holds its supply back any more"] = undone
        return Decision(columns, self.Memory(**added), drivers)
