"""What came of what a seat ordered: read off the turn that was played, with no guess."""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from realm.core import actions as kinds
from realm.core.action import Action
from realm.core.orders import WRITES, Orders
from realm.play.account import standing
from realm.play.kept import of_match
from realm.play.match import Match
from realm.rules import politics


class Became(Enum):
    """What came of an order; the value is the key of its words."""

    UNPAID = "unpaid"
    """What it takes was spent on orders before it."""
    HOLDS = "holds"
    """It holds from the first month of the turn."""
    CHANGED = "changed"
    """It took effect, and stands otherwise by the end of the turn."""
    LIFTED = "lifted"
    ANNOUNCED = "announced"
    PERMITTED = "permitted"
    """Its builder may begin it from the next turn on."""
    BEGUN = "begun"
    NOT_BEGUN = "not_begun"
    GIVEN = "given"
    """A directive waits for its answer."""
    FILED = "filed"
    BROKEN = "broken"
    """A deal was broken."""
    HELD = "held"
    """A deal keeps a link open that was to be closed."""
    TESTED = "tested"
    """A link is asked for, and its seller is tested first."""
    OPEN = "open"
    """A link that was asked for opened in the turn."""


@dataclass(frozen=True)
class Outcome:
    """What came of one order."""

    became: Became
    opens: float = np.inf
    """Month in which a plant or link opens, or a ruling is due, since the scenario's start; inf for
    none."""


def outcome(match: Match, turn: int, action: Action) -> Outcome:
    """Say what came of an action that was ordered in a turn, from 1."""
    network, page = match.model.network, match.pages[turn]
    kept = _kept(match, turn)
    cells = [
        (column, row, value)
        for column, rows in action.columns(network).items()
        for row, value in rows
    ]
    if any(np.isnan(getattr(kept, column)[row, 0]) for column, row, _ in cells):
        return Outcome(Became.UNPAID)
    match action:
        case kinds.Start() | kinds.Approve(undo=False):
            row = network.projects.index(action.project)
            opens = float(page.after.project_opens[row, 0])
            if np.isfinite(opens):
                return Outcome(Became.BEGUN, opens)
            start = isinstance(action, kinds.Start)
            return Outcome(Became.NOT_BEGUN if start else Became.PERMITTED)
        case kinds.Direct(undo=False):
            return Outcome(Became.GIVEN)
        case kinds.Dispute():
            row = network.measures.index(action.measure)
            months = float(np.atleast_1d(match.model.params.rules.dispute_months)[0])
            return Outcome(Became.FILED, np.ceil(page.after.dispute_month[row, 0] + months))
        case kinds.Qualify():
            row = network.along("link").index(action.link)
            ready = float(page.after.link_ready[row, 0])
            if page.after.link_open[row, 0] <= 0.0 and ready >= page.after.month:
                return Outcome(Became.TESTED, ready)
            return Outcome(Became.OPEN, max(ready, float(page.before.month)))
        case kinds.StopTrade(link=name) if _begun(match, turn, name):
            return Outcome(Became.HELD)
        case kinds.Revoke():
            return Outcome(Became.BROKEN)
        case kinds.Announce():
            return Outcome(Became.ANNOUNCED)
    stands = all(
        np.isclose(getattr(page.after, WRITES.get(column, column))[row, 0], value)
        for column, row, value in cells
        if hasattr(page.after, WRITES.get(column, column))
    )
    if not stands:
        return Outcome(Became.CHANGED)
    return Outcome(Became.LIFTED if isinstance(action, kinds.Lift) else Became.HOLDS)


def _begun(match: Match, turn: int, link: str) -> bool:
    """Say whether a link was open when the months of a turn began."""
    row = match.model.network.links.index(link)
    return bool(standing(match, turn)[0].state.link_open[row, 0] > 0.0)


@of_match(4)
def _kept(match: Match, turn: int) -> Orders:
    """Return the orders of a turn that political capital and money covered."""
    model, page = match.model, match.pages[turn]
    return politics.bound(model.network, model.params, page.before, page.orders)[0]
