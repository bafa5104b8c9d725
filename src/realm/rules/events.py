"""What happened in a turn, read from its ledger: one world at a time, for people."""

from collections import Counter
from collections.abc import Iterable

from realm.core.ledger import Ledger
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules import (
    event_border,
    event_dates,
    event_deals,
    event_plants,
    event_prices,
    event_terms,
)
from realm.rules.event import Event, Look

REPEATED = 0.4
"""What a further event of the same kind about the same subject counts for in a choice."""


def events(
    network: Network,
    params: Params,
    before: State,
    ledger: Ledger,
    after: State,
    *,
    previous: Ledger | None = None,
    world: int = 0,
) -> list[Event]:
    """List what happened in one world over a turn, by month, then by importance.

    Args:
        network: Who can trade what with whom.
        params: Numbers of the scenario.
        before: State before the turn's orders.
        ledger: What its months did.
        after: State after them.
        previous: Ledger before it, so that changes of its first month are seen, too.
        world: Position of the world.
    """
    if not ledger.months:
        return []
    last = previous.months[-1:] if previous is not None else ()
    look = Look(network, params, before, ledger, after, last, world)
    told, measures = event_dates.told(look, event_terms.measure_changes(look))
    found = [
        *told,
        *measures,
        *event_terms.contract_changes(look),
        *event_prices.price_moves(look),
        *event_plants.openings(look),
        *event_plants.idlings(look),
        *event_plants.outages(look),
        *event_plants.shortages(look),
        *event_border.border_finds(look),
        *event_deals.signatures(look),
        *event_deals.breaches(look),
        *event_deals.trust_moves(look),
    ]
    return sorted(found, key=lambda event: (event.month, -event.importance, event.subject))


def most_important(found: Iterable[Event], count: int) -> list[Event]:
    """Choose the events that matter most, in the order of time.

    Each event about a kind and subject already chosen counts for `REPEATED` of the one before,
    so that ten lines do not tell one story ten times.
    """
    left = list(found)
    chosen: list[Event] = []
    told: Counter[tuple[str, str, tuple[str, ...]]] = Counter()

    def key(event: Event) -> tuple[str, str, tuple[str, ...]]:
        return event.kind, event.subject, event.actors[:1]

    while left and len(chosen) < count:
        best = max(
            left, key=lambda event: (event.importance * REPEATED ** told[key(event)], -event.month)
        )
        left.remove(best)
        chosen.append(best)
        told[key(best)] += 1
    return sorted(chosen, key=lambda event: (event.month, -event.importance))
