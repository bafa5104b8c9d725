"""What the calendar brings before a month is played: dated changes, quota periods, outages."""

import numpy as np

from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.building import opening_months

MONTHS = 12.0


def turn_page(network: Network, params: Params, state: State, luck: Luck) -> State:
    """Apply the patches of this month; let quotas, outages, rulings, contracts and waivers turn."""
    state = _strike_down(params, _apply_patches(network, params, state, luck))
    changes: dict[str, Array] = {}
    asked = network.requested
    due = state.link_ready[asked] == state.month
    if due.any():
        changes["link_open"] = state.link_open.copy()
        changes["link_open"][asked] = np.where(due, 1.0, state.link_open[asked])
    if "quota" in network.uses:
        changes |= _new_quotas(network, state)
    changes |= _endings(state)
    if np.any(params.luck.outages_per_year):
        changes["outage"] = _outages(network, params, state, luck)
    return state.replace(**changes) if changes else state


def _apply_patches(network: Network, params: Params, state: State, luck: Luck) -> State:
    """Write dated values into the state, in the worlds where their event happens."""
    changes: dict[str, Array] = {}
    for patch in network.calendar.get(state.month, ()):
        field = "project_opens" if patch.field == "project_start" else patch.field
        array = changes.setdefault(field, getattr(state, field).copy())
        values: Array = patch.values.reshape(len(patch.rows), -1)
        if patch.field == "project_start":
            values = opening_months(network, params, state, patch.rows, luck)
            values = np.minimum(values, array[patch.rows])
        happens = params.event_on[patch.event] > 0.0 if patch.event >= 0 else np.True_
        array[patch.rows] = np.where(happens, values, array[patch.rows])
    return state.replace(**changes) if changes else state


def _strike_down(params: Params, state: State) -> State:
    """End the measures that the WTO ruled against, and keep them from coming back."""
    struck = state.month >= state.dispute_month + params.rules.dispute_months
    stands = struck & ((state.measure_on > 0.0) | (state.measure_known > 0.0))
    if not stands.any():
        return state
    return state.replace(
        measure_on=np.where(struck, 0.0, state.measure_on),
        measure_known=np.where(struck, 0.0, state.measure_known),
    )


def _endings(state: State) -> dict[str, Array]:
    """Let contracts and waivers end that run out now; what has none running stays as it is."""
    changes: dict[str, Array] = {}
    for name, ends in (("contract_volume", "contract_ends"), ("waiver", "waiver_ends")):
        values = getattr(state, name)
        over = (getattr(state, ends) <= state.month) & (values > 0.0)
        if over.any():
            changes[name] = np.where(over, 0.0, values)
    return changes


def _new_quotas(network: Network, state: State) -> dict[str, Array]:
    """Fill the quota of pools whose period begins; what was left lapses.

    A quota that comes into force within a period is filled with the part of the period left; one
    that changes in it gains or loses as much of the difference.
    """
    months = network.quota_months[:, None]
    begins = state.month % months == 0
    left = (months - state.month % months) / MONTHS
    yearly = yearly_quota(network, state)
    fresh = yearly * left
    before = state.quota_yearly
    unlimited = np.isinf(yearly) | np.isinf(state.quota_left) | np.isinf(before)
    change = np.where(unlimited, 0.0, yearly) - np.where(unlimited, 0.0, before)
    kept = np.maximum(state.quota_left + change * left, 0.0)
    return {"quota_left": np.where(begins | unlimited, fresh, kept), "quota_yearly": yearly}


def yearly_quota(network: Network, state: State) -> Array:
    """Tightest quota in force of each pool, t a year; inf where there is none."""
    entries = network.entries["quota"]
    sizes = np.where(state.measure_on > 0.0, state.measure_size, np.inf)
    yearly = np.full((len(network.pools), state.world_count), np.inf)
    if len(entries.measures):
        rows = sizes.take(entries.measures, axis=0)
        yearly[entries.targets] = np.minimum.reduceat(rows, entries.starts, axis=0)
    return yearly


def _outages(network: Network, params: Params, state: State, luck: Luck) -> Array:
    """Let outages run on and begin; their length is geometric with the mean of the scenario.

    One draw serves both: what is under the chance, over the chance, is even in (0, 1) again.
    """
    running = np.maximum(state.outage - 1.0, 0.0)
    chance = params.luck.outages_per_year / MONTHS
    draw = luck.uniform("outage", state.month, network.nodes[: network.facility_count])
    begins = (draw < chance) & (running == 0.0)
    if not begins.any():
        return running
    stay = 1.0 - 1.0 / np.maximum(params.luck.outage_months, 1.0 + 1e-9)
    _, world = places = np.nonzero(begins)  # few of many: a logarithm costs as much as ten sums
    least, stays = (np.broadcast_to(one, state.world_count)[world] for one in (chance, stay))
    left = draw[places] / np.maximum(least, 1e-300)
    running[places] = 1.0 + np.floor(np.log(left) / np.log(stays))
    return running
