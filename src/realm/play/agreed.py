"""Whether a plant that partners can agree on is agreed on, and by which deal."""

import math
from dataclasses import dataclass

import numpy as np

from realm.core.words import month_after
from realm.play.sight import Sight


@dataclass(frozen=True)
class Agreement:
    """A table whose deals can have a plant, or a tolling line, in them."""

    sides: tuple[str, ...]
    """Countries or firms."""
    until: str
    """Last month of the deal that is in force; empty for none."""
    has_it: bool
    """Whether that deal has the plant in it."""
    permits: bool
    """Whether a deal there permits it: where governments sign."""


def agreements(sight: Sight, project: str) -> tuple[Agreement, ...]:
    """List the tables that a project can be agreed on, those that agreed on it first."""
    network, seen = sight.observation.network, sight.observation
    deal = np.asarray(seen.deal)
    found = []
    for row, name in enumerate(network.tables):
        noun = network.scenario.tables[name]
        things = [thing for thing in ("plant", "tolling") if getattr(noun, thing) == project]
        if not things:
            continue
        ends, until = float(np.asarray(seen.deal_ends)[row, 0]), ""
        stands = bool(deal[row, 0] >= 0.0) and math.isfinite(ends)
        if stands:
            until = month_after(network.scenario.starts, int(ends) - 1)
        has_it = stands and any(
            float(network.bargains.amount(thing, deal)[row, 0]) > 0.0 for thing in things
        )
        permits = network.bargains.kinds[row] == "state"
        found.append(Agreement(tuple(noun.sides), until, has_it, permits))
    return tuple(sorted(found, key=lambda one: (not one.has_it, not one.until)))


def begun(sight: Sight, project: str) -> bool:
    """Say whether a project is begun or open."""
    row = sight.observation.network.projects.index(project)
    return math.isfinite(float(np.asarray(sight.observation.project_opens)[row, 0]))


def permitted(sight: Sight, project: str) -> bool:
    """Say whether a project is permitted or begun."""
    row = sight.observation.network.projects.index(project)
    return bool(np.asarray(sight.observation.project_approved)[row, 0] > 0.0)
