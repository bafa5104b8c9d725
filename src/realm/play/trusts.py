"""What moved trust over a turn: read off the ledger of the turn, term by term."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from realm.core.ledger import TRUST_DRIVERS
from realm.play.match import Match
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
    network = match.model.network
    actors = (*network.countries, *network.firms)
    of = actors.index(network.scenario.seats[seat].actor)
    towards = actors.index(other)
    rows = np.flatnonzero((network.relation_of == of) & (network.relation_towards == towards))
    accord = match.pages[turn].ledger.accord
    if accord is None or not len(rows):
        return ()
    return _told([float(one[rows[0], 0]) for one in accord.trust])


def _told(terms: Sequence[float]) -> tuple[Shift, ...]:
    found = [Shift(name, by) for name, by in zip(TRUST_DRIVERS, terms, strict=True)]
    kept = [one for one in found if abs(one.by) >= LEAST]
    return tuple(sorted(kept, key=lambda one: -abs(one.by)))
