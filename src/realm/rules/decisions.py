"""What the seats decided takes effect before the months of a turn."""

import dataclasses

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.orders import WRITES, Orders
from realm.core.params import Params
from realm.core.state import State
from realm.rules import politics, qualifying
from realm.rules.building import opening_months

AGREED = frozenset({"signed", "revoke"})
"""Columns about deals, which `deals` takes up."""


def apply(network: Network, params: Params, state: State, orders: Orders, luck: Luck) -> State:
    """Write orders into the state; NaN leaves a thing as it is.

    What political capital, treasuries and cash do not cover does not happen. Everybody decided on
    the same state: what one order allows (a project's approval, a
    directive's answer) others can use from the next turn on.
    """
    orders, capital = politics.bound(network, params, state, orders)
    changes: dict[str, Array] = {"political_capital": capital}
    for field in dataclasses.fields(Orders):
        if field.name in AGREED:
            continue
        wanted: Array = getattr(orders, field.name)
        if np.isnan(wanted).all():
            continue
        match field.name:
            case "link_open":
                changes |= qualifying.ask(network, params, state, wanted)
            case "project_start":
                changes |= _starts(network, params, state, wanted, luck)
            case "directive":
                changes |= _directives(state, wanted)
            case "directive_answer":
                changes |= _answers(state, wanted, changes)
            case "dispute":
                changes |= _complaints(network, state, wanted)
            case "contract_volume":
                given = ~np.isnan(wanted) & _callable(network)
                changes["contract_volume"] = np.where(given, wanted, state.contract_volume)
            case name:
                held = WRITES.get(name, name)
                changes[held] = np.where(np.isnan(wanted), getattr(state, held), wanted)
    if "measure_on" in changes:
        known = changes.get("measure_known", state.measure_known)
        changes["measure_known"] = np.where(orders.measure_on > 0.0, 1.0, known)
    return state.replace(**changes)


def _starts(
    network: Network, params: Params, state: State, wanted: Array, luck: Luck
) -> dict[str, Array]:
    """Start projects that were approved and are not started yet."""
    rows = np.arange(len(network.projects))
    opens = opening_months(network, params, state, rows, luck)
    starts = (wanted > 0.0) & (state.project_approved > 0.0) & np.isinf(state.project_opens)
    return {"project_opens": np.where(starts, opens, state.project_opens)}


def _directives(state: State, wanted: Array) -> dict[str, Array]:
    """Give directives, which wait for an answer, and withdraw them."""
    gives = (wanted > 0.0) & (state.directive <= 0.0)
    ends = wanted <= 0.0
    month = np.where(ends, np.inf, state.directive_month)
    return {
        "directive": np.where(gives, 1.0, np.where(ends, 0.0, state.directive)),
        "directive_month": np.where(gives, float(state.month), month),
        "directive_answer": np.where(gives | ends, 0.0, state.directive_answer),
    }


def _answers(state: State, wanted: Array, changes: dict[str, Array]) -> dict[str, Array]:
    """Note the answers to directives that stood before this turn and still do."""
    still = changes.get("directive", state.directive)
    laid = changes.get("directive_answer", state.directive_answer)
    stands = (wanted > 0.0) & (state.directive > 0.0) & (still > 0.0)
    return {"directive_answer": np.where(stands, wanted, laid)}


def _complaints(network: Network, state: State, wanted: Array) -> dict[str, Array]:
    """Date the complaints against measures in force that bear upon who complains."""
    by = np.nan_to_num(wanted).astype(np.intp) - 1
    hurt = np.take_along_axis(network.borne, np.maximum(by, 0), axis=1) & (by >= 0)
    files = hurt & (state.measure_on > 0.0) & np.isinf(state.dispute_month)
    return {"dispute_month": np.where(files, float(state.month), state.dispute_month)}


def _callable(network: Network) -> Mask:
    """Mark the scenario's contracts, (contract, 1): what a deal settles nobody calls at will."""
    return (np.arange(len(network.contracts)) < len(network.scenario.contracts))[:, None]
