"""Why an offer is refused, and what the refuser would want instead: answers people can use."""

from dataclasses import dataclass, replace

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Array, Index, Mask, array
from realm.core.talks import NONE, Tables, at


@dataclass(frozen=True)
class Reason:
    """Why a side refuses an offer: the issue on which it would gain most by what it would sign."""

    issue: Index = array("table", unit="-", meaning="that issue, -1 where both offers are the same")
    wanted: Index = array("table", unit="-", meaning="option of it that the refuser would sign")
    gain: Array = array("table", unit="utility", meaning="gained by changing this issue alone")


def refusal_reason(
    agenda: Agenda,
    utility: Array,
    refused: Index,
    rather: Index,
    *,
    means: Mask | None = None,
) -> Reason:
    """Find the issue whose change towards what the refuser would sign gains it most.

    It is always one on which the two differ.

    Args:
        agenda: the issues.
        utility: what outcomes are worth to the refuser, (outcome, table, world).
        refused: the offer, (table, world).
        rather: what the refuser would sign, (table, world).
        means: issues that mean something in the offer refused, (issue, table, world); the others
            are named only where the offers differ in nothing else.
    """
    counts = [len(issue.options) for issue in agenda.issues]
    strides = np.cumprod([1, *counts[:0:-1]])[::-1]
    here, there = (np.moveaxis(agenda.choices[one], -1, 0) for one in (refused, rather))
    steps = (there - here) * strides.reshape(-1, *(1,) * refused.ndim)
    gain = np.stack([at(utility, refused + step) - at(utility, refused) for step in steps])
    differs = steps != 0
    named = differs if means is None else differs & means
    named = np.where(np.logical_or.reduce(named, axis=0), named, differs)
    issue = np.argmax(np.where(named, gain, -np.inf), axis=0).astype(np.intp)
    known = np.logical_or.reduce(differs, axis=0)
    return Reason(
        issue=np.where(known, issue, NONE).astype(np.intp),
        wanted=np.where(known, at(there, issue), NONE).astype(np.intp),
        gain=np.where(known, at(gain, issue), 0.0),
    )


def would_want(tables: Tables, asker: int, target: Array, far: Index | None = None) -> Index:
    """Answer "what would you want for this?": the best offer for the asker that gets a signature.

    Args:
        tables: the talks.
        asker: side that asks.
        target: least worth the other side would sign for now, (table, world), as its tactic
            says; never taken below its reservation.
        far: how far outcomes are from what the asker wants, 0 for those that hold all of it; what
            is nearest comes first, (outcome, table, world).

    Returns:
        Outcome, -1 where there is none, (table, world).
    """
    other = 1 - asker
    least = np.maximum(target, tables.reservation[other])
    fit = tables.legal & (tables.utility[other] >= least) & tables.open
    if far is not None:
        away = np.where(fit, far, np.iinfo(np.intp).max)
        fit &= away == np.minimum.reduce(away, axis=0)
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
