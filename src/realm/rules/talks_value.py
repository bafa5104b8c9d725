"""What outcomes are worth, and how good a deal is: Nash product and Pareto frontier.

Nash 1950, https://doi.org/10.2307/1907266.
"""

from dataclasses import dataclass

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Array, Index, Mask, array, ratio
from realm.core.talks import NONE, Status, Tables, at

DIGITS = 9
"""Decimals of a utility's range that count when one outcome is better than another."""


def utilities(agenda: Agenda, weights: Array, values: Array) -> Array:
    """Add up an outcome's worth over the issues: weight of the issue times value of the option.

    Args:
        agenda: the issues.
        weights: of the issues, (issue, table, world).
        values: of the options of all issues in a row, mostly 0 to 1, (option, table, world).

    Returns:
        Utilities, (outcome, table, world).
    """
    return spread(agenda, parts(agenda, weights, values))


def spread(agenda: Agenda, parts: Array) -> Array:
    """Add up what options add to the worth of outcomes, (option, ...) -> (outcome, ...)."""
    whole, first = np.zeros((1, *parts.shape[1:])), 0
    for issue in agenda.issues:
        options = parts[first : first + len(issue.options)]
        whole = (whole[:, None] + options[None]).reshape(-1, *parts.shape[1:])
        first += len(issue.options)
    return whole


def parts(agenda: Agenda, weights: Array, values: Array) -> Array:
    """Say what each option adds to the worth of an outcome, (option, table, world)."""
    return np.asarray(np.take(weights, agenda.column_issue, axis=0) * values, dtype=np.float64)


def nash_product(tables: Tables) -> Array:
    """Multiply what both gain over no deal, 0 where one loses, (outcome, table, world)."""
    gains = np.maximum(tables.utility - tables.reservation[:, None], 0.0)
    return np.where(tables.possible, gains[0] * gains[1], 0.0)


def nash_split(tables: Tables) -> Index:
    """Find the outcome that Nash's axioms single out, -1 where none gains both, (table, world)."""
    product = nash_product(tables)
    found = np.argmax(product, axis=0)
    return np.where(at(product, found) > 0.0, found, NONE).astype(np.intp)


def frontier(tables: Tables) -> Mask:
    """Say which outcomes no other makes better for one without worse for the other.

    Shape (outcome, table, world).
    """
    one, other = (np.round(scaled, DIGITS) for scaled in _scaled(tables))
    # Best for the first side on top, and among equals best for the second; stable sorts.
    order = np.argsort(-other, axis=0, kind="stable")
    order = np.take_along_axis(
        order, np.argsort(-np.take_along_axis(one, order, axis=0), axis=0, kind="stable"), axis=0
    )
    one, other = (np.take_along_axis(values, order, axis=0) for values in (one, other))
    above = np.full_like(other, -np.inf)
    above[1:] = np.maximum.accumulate(other, axis=0)[:-1]
    # Among those that reach the maximum first comes the best for the first side.
    rows = np.arange(len(other))[:, None, None]
    leader = np.maximum.accumulate(np.where(other > above, rows, 0), axis=0)
    beaten = (above > other) | ((above == other) & (np.take_along_axis(one, leader, axis=0) > one))
    efficient = np.empty_like(beaten)
    np.put_along_axis(efficient, order, ~beaten, axis=0)
    return np.asarray(efficient & tables.possible)


@dataclass(frozen=True)
class Quality:
    """How good the deals are; NaN where nothing was signed."""

    nash_share: Array = array(
        "table", unit="-", meaning="Nash product over the best there was; NaN if no deal gains both"
    )
    pareto_distance: Array = array(
        "table", unit="-",
        meaning="to the nearest efficient outcome, each side's worth scaled from worst to best",
    )  # fmt: skip


def quality(tables: Tables) -> Quality:
    """Judge the deals by what was possible when talks were opened."""
    signed = tables.status == Status.AGREED
    product = nash_product(tables)
    most = np.maximum.reduce(product, axis=0)
    share = ratio(at(product, tables.agreed), most, np.nan)
    one, other = _scaled(tables)
    away = np.hypot(one - at(one, tables.agreed), other - at(other, tables.agreed))
    nearest = np.minimum.reduce(np.where(frontier(tables), away, np.inf), axis=0)
    return Quality(
        nash_share=np.where(signed, share, np.nan),
        pareto_distance=np.where(signed, nearest, np.nan),
    )


def _scaled(tables: Tables) -> tuple[Array, Array]:
    """Scale both sides' worth from 0, the worst, to 1, the best; -1 for what is not possible."""
    span = tables.best - tables.worst
    above = np.where(tables.possible, tables.utility - tables.worst[:, None], 0.0)
    scaled = ratio(above, np.broadcast_to(span[:, None], above.shape), 0.0)
    wide = np.broadcast_to(
        np.where(tables.possible, scaled, -1.0), (2, tables.agenda.size, *tables.status.shape)
    )
    return wide[0], wide[1]
