"""Give way to who holds back one's supply, and talk."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.chance import Luck
from realm.core.words import Share
from realm.strategies.actors import above, countries_of
from realm.strategies.base import Decision, Strategy
from realm.strategies.borders import EXPORT, harm, offenders
from realm.strategies.curbs import Curbs
from realm.strategies.invitations import of_sides, rested
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation


class Appease(Strategy):
    """Lift what bears upon the offender a step a turn, leave the coalition, ask for talks.

    What it eases are its own export measures and tariffs that are aimed at a country which holds
    its trade back. It neither hoards nor complains. At the table it gives way early.
    """

    name = "appease"
    plays = frozenset({"country"})
    source = (
        "Treisman 2004, Rational Appeasement, International Organization 58 (2), "
        "doi:10.1017/S002081830458205X"
    )
    tactic = "conceder"

    @dataclass(frozen=True)
    class Params:
        """What moves it, and how fast."""

        threshold: Share = 0.15
        """Tightness (0..1) of a curb or tariff that it gives way to."""
        step: Share = 0.35
        """Part of its own measures that it takes off a turn."""

    def invite(
        self,
        observation: Observation,
        legal: Legal,  # noqa: ARG002 - the protocol's
        memory: Any,  # noqa: ARG002 - the protocol's
    ) -> Mask:
        """Ask for talks at every table while somebody holds its trade back."""
        hurt = above(_suffered(observation), self.params.threshold)
        return np.asarray(of_sides(observation, hurt) & rested(observation))

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - the protocol's
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Ease what bears upon whoever holds its trade back."""
        params, done = self.params, harm(observation)
        dials = Curbs.of(observation, legal, EXPORT | {"import_tariff"})
        provoked = above(dials.against(done), params.threshold)
        eased = np.maximum(dials.tightness - params.step, 0.0)
        hurt = above(_suffered(observation), params.threshold)
        countries = len(observation.network.countries)
        leaves = np.full((countries, observation.world_count), np.nan)
        states = np.flatnonzero(observation.actors < countries)
        leaves[observation.actors[states]] = np.where(np.take(hurt, states, axis=0), 0.0, np.nan)
        member = legal.coalition & (observation.coalition > 0.0)
        columns = dict(dials.orders(np.where(provoked & dials.on, eased, np.nan)))
        columns["coalition"] = np.where(member, leaves, np.nan)
        return Decision(columns, drivers=offenders(observation, done, params.threshold))


def _suffered(observation: Observation) -> Array:
    """Read the worst that any country does to each actor's trade, (actor, world)."""
    found: Array = np.max(np.take(harm(observation), countries_of(observation), axis=1), axis=0)
    return found
