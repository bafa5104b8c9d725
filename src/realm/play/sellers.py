"""Which sellers that a seat deals with ask much more or less than a turn ago, and why."""

import math
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array
from realm.core.ledger import DRIVERS
from realm.play.causes import CAUSES, LEAST_CAUSE, LEAST_REST, REST
from realm.play.kept import of_match
from realm.play.match import Match
from realm.play.sums import added
from realm.rules.groups import nodes_of

LEAST = 0.2
"""Change of an ask over a turn, as a part of it, from which it is told."""
LEAST_KUSD = 100.0
"""What it comes to in a turn's trade below which it is not told, k$."""


@dataclass(frozen=True)
class Ask:
    """What a plant asks for one good, and what moved that over a turn."""

    facility: str
    good: str
    own: bool
    """Whether it is the seat's own plant."""
    before: float
    """$/kg that it asked in the first month."""
    now: float
    """$/kg that it asks after the last."""
    tonnes: float
    """t that it sent to the seat in the turn, or sold where it is the seat's own."""
    causes: tuple[tuple[str, float], ...]
    """Driver (`core.ledger.DRIVERS`) and the change of the log ask that it made, the strongest
    first, then all else as `past.REST`; they add up to the change."""

    @property
    def worth(self) -> float:
        """What the change comes to in the turn's trade, k$."""
        return abs(self.now - self.before) * self.tonnes


@of_match(4)
def asks_moved(match: Match, turn: int, seat: str) -> tuple[Ask, ...]:
    """List the asks that moved much in a turn at sellers of a seat, what comes to most first.

    A government's sellers are all that its plants and users buy of, at home or abroad; a firm's are
    those of its plants, and its own plants. Empty before the first turn.
    """
    if not turn:
        return ()
    network, page = match.model.network, match.pages[turn]
    months, offers = page.ledger.months, network.facility_offers
    mine = nodes_of(network, network.scenario.seats[seat].actor)
    firm = network.scenario.seats[seat].actor in network.firms
    shipped = added(network, page, "shipped")
    before, now = months[0].ask[offers, 0], months[-1].ask_after[offers, 0]
    parts = np.add.reduce([month.drivers[:, :, 0] for month in months])
    found = []
    for row, offer in enumerate(range(len(network.offer_node))[offers]):
        if not before[row] > 0.0 or abs(now[row] / before[row] - 1.0) < LEAST:
            continue
        node = int(network.offer_node[offer])
        own = firm and bool(mine[node])
        here = network.link_offer == offer
        theirs = ~mine[network.link_buyer] if own else mine[network.link_buyer]
        one = Ask(
            facility=list(network.scenario.facilities)[node],
            good=network.commodities[int(network.offer_commodity[offer])],
            own=own,
            before=float(before[row]),
            now=float(now[row]),
            tonnes=math.fsum(shipped[here & theirs]),
            causes=_causes(parts[:, row], float(math.log(now[row] / before[row]))),
        )
        if one.worth >= LEAST_KUSD:
            found.append(one)
    return tuple(sorted(found, key=lambda one: -one.worth))


def _causes(parts: Array, change: float) -> tuple[tuple[str, float], ...]:
    """Name what moved an ask most, either way, and all else."""
    named = [(name, float(part)) for name, part in zip(DRIVERS, parts, strict=True)]
    named.sort(key=lambda one: -abs(one[1]))
    told = [one for one in named[:CAUSES] if abs(one[1]) > LEAST_CAUSE * abs(named[0][1])]
    rest = change - math.fsum(part for _, part in told)
    return (*told, (REST, rest)) if abs(rest) >= LEAST_REST else tuple(told)
