"""What the seats decided takes effect before the months of a turn."""

import dataclasses

import numpy as np

from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.rules.building import opening_months

AGREED = frozenset({"signed", "revoke"})
"""Columns about deals, which `deals` takes up."""


def apply(network: Network, params: Params, state: State, orders: Orders, luck: Luck) -> State:
    """Write orders into the state; NaN leaves a thing as it is.

    A measure put in force is also announced. A project starts if it is approved and was not
    started before.
    """
    changes: dict[str, Array] = {}
    for field in dataclasses.fields(Orders):
        if field.name in AGREED:
            continue
        wanted = getattr(orders, field.name)
        given = ~np.isnan(wanted)
        if not np.any(given):
            continue
        if field.name == "project_start":
            rows = np.arange(len(network.projects))
            opens = opening_months(params, state.month, rows, list(network.projects), luck)
            starts = given & (wanted > 0.0) & (state.project_approved > 0.0)
            starts &= np.isinf(state.project_opens)
            changes["project_opens"] = np.where(starts, opens, state.project_opens)
        else:
            changes[field.name] = np.where(given, wanted, getattr(state, field.name))
    if "measure_on" in changes:
        known = changes.get("measure_known", state.measure_known)
        changes["measure_known"] = np.where(orders.measure_on > 0.0, 1.0, known)
    return state.replace(**changes) if changes else state
