"""Why an offer is refused, and what the refuser would want instead: answers people can use."""

from dataclasses import dataclass, replace

import numpy as np

from realm.core.arrays import Array, Index, Mask, array, ratio
from realm.core.talks import NONE, Agenda, Tables, at

MARGIN = 1e-9
"""Of utility: differences below it cost nothing."""


@dataclass(frozen=True)
class Alternative:
    """What a side falls back on without a deal, as an outcome it could have elsewhere."""

    sources: tuple[str, ...]
    """Of each table: who offers it, empty where that is nobody."""
    amount: Array = array("issue", "table", unit="see issue", meaning="amount of each issue")
    part: Array = array("issue", "table", unit="utility", meaning="what each issue adds")


@dataclass(frozen=True)
class Reason:
    """Why a side refuses an offer."""

    sources: tuple[str, ...]
    """Who offers the alternative, of each table."""
    issue: Index = array("table", unit="-", meaning="issue that costs most, -1 where none does")
    cost: Array = array("table", unit="utility", meaning="lost on it against the alternative")
    excess: Array = array(
        "table",
        unit="-",
        meaning="its amount over that of the alternative, less 1; NaN if that is 0",
    )


def refusal_reason(
    agenda: Agenda,
    parts: Array,
    alternative: Alternative,
    outcome: Index,
    *,
    amounts: Array | None = None,
) -> Reason:
    """Find the issue on which an offer costs the refuser most against its alternative.

    Args:
        agenda: the issues.
        parts: what each option adds to the refuser's worth, (option, table, world).
        alternative: what it can have without this deal.
        outcome: the offer, (table, world).
        amounts: of the options where they differ by table, (option, table, world).
    """
    columns = np.moveaxis(agenda.columns[outcome], -1, 0)
    loss = alternative.part - np.stack([at(parts, column) for column in columns])
    issue = np.argmax(loss, axis=0).astype(np.intp)
    cost = at(loss, issue)
    chosen = at(columns, issue)
    theirs = agenda.amounts[chosen] if amounts is None else at(amounts, chosen)
    ours = at(np.broadcast_to(alternative.amount, loss.shape), issue)
    known = np.abs(ours) > 0.0
    excess = ratio((theirs - ours) * np.sign(ours), np.abs(ours), np.nan)
    costs = cost > MARGIN
    return Reason(
        sources=alternative.sources,
        issue=np.where(costs, issue, NONE).astype(np.intp),
        cost=np.where(costs, cost, 0.0),
        excess=np.where(costs & known, excess, np.nan),
    )


def sentence(agenda: Agenda, reason: Reason, table: int, world: int) -> str:
    """Say a reason as people would: "price is 12 % above our alternative from Xland"."""
    issue = int(reason.issue[table, world])
    source = reason.sources[table]
    where = f"our alternative from {source}" if source else "what we have without a deal"
    if issue == NONE:
        return f"it beats {where}, but we hope for more"
    name, excess = agenda.issues[issue].name, float(reason.excess[table, world])
    if not np.isfinite(excess):
        return f"{name} is worse than {where}"
    side = "above" if excess > 0.0 else "below"
    return f"{name} is {100.0 * abs(excess):.0f} % {side} {where}"


def would_want(tables: Tables, asker: int, target: Array, among: Mask | None = None) -> Index:
    """Answer "what would you want for this?": the best offer for the asker that gets a signature.

    Args:
        tables: the talks.
        asker: side that asks.
        target: least worth the other side would sign for now, (table, world), as its tactic
            says; never taken below its reservation.
        among: outcomes that hold what the asker wants, (outcome, table, world).

    Returns:
        Outcome, -1 where there is none, (table, world).
    """
    other = 1 - asker
    least = np.maximum(target, tables.reservation[other])
    fit = tables.legal & (tables.utility[other] >= least) & tables.open
    fit = fit if among is None else fit & among
    score = np.where(fit, tables.utility[asker], -np.inf)
    found = np.argmax(score, axis=0)
    return np.where(np.isfinite(at(score, found)), found, NONE).astype(np.intp)


def put(tables: Tables, side: int, outcome: Index) -> Tables:
    """Lay an answer on the table as the side's offer, for the other to sign in the same turn.

    Only where the other side has the word; it takes no round.
    """
    laid = tables.open & (tables.turn == 1 - side) & (outcome != NONE)
    mine = laid & (np.arange(2)[:, None, None] == side)
    return replace(tables, last=np.where(mine, outcome, tables.last).astype(np.intp))
