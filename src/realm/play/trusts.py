"""What moved trust over a turn: read off the ledger of the turn, term by term."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from realm.core.ledger import TRUST_DRIVERS
from realm.play.match import Match
from realm.play.sight import Sight
from realm.rules.groups import group

LEAST = 0.005
"""Change of trust below which a term is not told."""


@dataclass(frozen=True)
class Shift:
    """One term of a change of trust."""

    driver: str
    """One of `core.ledger.TRUST_DRIVERS`."""
    by: float


def trust_in_seat(match: Match, turn: int, seat: str) -> tuple[Shift, ...]:
    """Say what moved the mean trust that the seats put in one; the strongest term first."""
    accord, network = match.pages[turn].ledger.accord, match.model.network
    if accord is None:
        return ()
    groups = group(network)
    row = groups.actors.index(network.scenario.seats[seat].actor)
    count = float((groups.trusted @ np.ones((len(network.relations), 1)))[row, 0])
    if not count:
        return ()
    return _told([float((groups.trusted @ one)[row, 0]) / count for one in accord.trust])


def trust_of_seat(match: Match, turn: int, seat: str, other: str) -> tuple[Shift, ...]:
    """Say what moved the trust that a seat puts in another; the strongest term first."""
    actor = match.model.network.scenario.seats[seat].actor
    return _shifts(match, turn, _row(match, actor, other))


def trust_in(sight: Sight, other: str) -> float:
    """How far the seat trusts another by what that one has done, -1 to 1; NaN where unknown."""
    network = sight.observation.network
    actors = (*network.countries, *network.firms)
    if other not in actors:
        return math.nan
    mine = network.relation_of == actors.index(sight.actor)
    rows = np.flatnonzero(mine & (network.relation_towards == actors.index(other)))
    return float(sight.observation.trust[rows[0], 0]) if len(rows) else math.nan


def trust_towards(match: Match, seat: str, other: str) -> float:
    """Return how far another trusts the seat, which its deeds have earned; NaN for strangers.

    Deeds are public, and how they move trust is, too.
    """
    row = _row(match, other, match.model.network.scenario.seats[seat].actor)
    return float(match.model.state.trust[row, 0]) if row >= 0 else math.nan


def shifts_towards(match: Match, turn: int, seat: str, other: str) -> tuple[Shift, ...]:
    """Say what moved the trust that another puts in the seat; the strongest term first."""
    actor = match.model.network.scenario.seats[seat].actor
    return _shifts(match, turn, _row(match, other, actor))


def _row(match: Match, of: str, towards: str) -> int:
    """Find the row of how one stands to another; -1 for strangers."""
    network = match.model.network
    actors = (*network.countries, *network.firms)
    if of not in actors or towards not in actors:
        return -1
    rows = np.flatnonzero(
        (network.relation_of == actors.index(of))
        & (network.relation_towards == actors.index(towards))
    )
    return int(rows[0]) if len(rows) else -1


def _shifts(match: Match, turn: int, row: int) -> tuple[Shift, ...]:
    accord = match.pages[turn].ledger.accord
    if accord is None or row < 0:
        return ()
    return _told([float(one[row, 0]) for one in accord.trust])


def _told(terms: Sequence[float]) -> tuple[Shift, ...]:
    found = [Shift(name, by) for name, by in zip(TRUST_DRIVERS, terms, strict=True)]
    kept = [one for one in found if abs(one.by) >= LEAST]
    return tuple(sorted(kept, key=lambda one: -abs(one.by)))
