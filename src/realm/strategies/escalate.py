"""Climb a ladder of threats and curbs while provoked, and down again when it is calm."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.words import Share
from realm.strategies.actors import above
from realm.strategies.base import Decision, Strategy
from realm.strategies.borders import harm, offenders
from realm.strategies.curbs import Curbs
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation


class Escalate(Strategy):
    """Announce, then curb lightly, then heavily: a rung a turn while anyone curbs me.

    The first rung is a threat: it scares buyers by its severity and binds nobody, and whoever
    backs down in time is spared the rest. When nobody curbs me any more it climbs down as it
    came. It never loosens a measure while provoked.
    """

    name = "escalate"
    plays = frozenset({"country"})
    tactic = "boulware"
    source = (
        "Fearon 1994, Domestic Political Audiences and the Escalation of International Disputes, "
        "doi:10.2307/2944796; rungs as in the OECD's Inventory of Export Restrictions"
    )

    @dataclass(frozen=True)
    class Params:
        """What provokes it, and its ladder."""

        threshold: Share = 0.2
        """Tightness (0..1) of a curb or tariff that provokes it."""
        light: Share = 0.3
        """Tightness on the second rung."""
        heavy: Share = 0.75
        """Tightness on the third rung."""

    @dataclass(frozen=True)
    class Memory:
        """Where it stands."""

        rung: Any = 0.0
        """0 calm, 1 announced, 2 light, 3 heavy."""

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Take a step up or down and set the measures that answer the provocation."""
        curbs = Curbs.of(observation, legal)
        suffered = harm(observation)
        provoked = above(curbs.against(suffered), self.params.threshold)
        anywhere = np.zeros(memory.rung.shape, dtype=np.bool_)
        np.logical_or.at(anywhere, curbs.owner, provoked)
        rung = np.clip(memory.rung + np.where(anywhere, 1.0, -1.0), 0.0, 3.0)
        asked = self._tightness(rung)[curbs.owner]
        now = curbs.tightness
        wanted = np.where(provoked, np.maximum(now, asked), np.minimum(now, asked))
        announce = curbs.known & (rung[curbs.owner] > 0.5) | provoked
        columns = curbs.orders(wanted, announce=announce)
        drivers = offenders(observation, suffered, self.params.threshold)
        drivers["nobody provokes it any more"] = np.where(anywhere, 0.0, memory.rung / 3.0)
        return Decision(columns, self.Memory(rung=rung), drivers)

    def _tightness(self, rung: Array) -> Array:
        """Say how tight a measure is on a rung."""
        light = np.where(rung > 1.5, self.params.light, 0.0)
        return np.where(rung > 2.5, self.params.heavy, light)
