"""Turn the dials without a reason: the yardstick that a plan must beat."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.chance import Luck
from realm.core.words import Share
from realm.strategies.base import Decision, Strategy
from realm.strategies.curbs import Curbs
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation

LEVELS = 5
"""Tightness is one of 0, 1/4, ... 1."""


class Random(Strategy):
    """Now and then set an own export measure to some tightness, or start an approved project.

    Luck is keyed by the name of the measure, so a world has the same whims whoever else plays.
    """

    name = "random"
    tactic = ""
    source = "Gode and Sunder 1993, zero-intelligence traders, doi:10.1086/261868"

    @dataclass(frozen=True)
    class Params:
        """How restless it is."""

        chance: Share = 0.25
        """Chance a turn that a measure changes, and that a project starts."""

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,  # noqa: ARG002 - the protocol's
        luck: Luck,
    ) -> Decision:
        """Draw for every measure and project."""
        curbs, month = Curbs.of(observation, legal), observation.month
        names = [observation.network.measures[row] for row in curbs.rows]
        turns = luck.happens("random: turn", month, names, self.params.chance)
        level = np.floor(luck.uniform("random: level", month, names) * LEVELS) / (LEVELS - 1.0)
        columns = dict(curbs.orders(np.where(turns, level, np.nan)))
        projects = observation.network.projects
        starts = luck.happens("random: start", month, projects, self.params.chance)
        may = legal.project_start & (observation.project_approved > 0.0)
        may = may & np.isinf(observation.project_opens)
        columns["project_start"] = np.where(starts & may, 1.0, np.nan)
        whim = np.ones((len(observation.actors), observation.world_count))
        return Decision(columns, drivers={"a whim": whim})
