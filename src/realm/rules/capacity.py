"""Capacity: what works this month, and how it grows, stands idle and comes back."""

import numpy as np

from realm.core.arrays import Array, ratio
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.core.state_goods import BUILD_STAGES
from realm.rules.results import Working

MONTHS = 12.0


def working(network: Network, params: Params, state: State) -> Working:
    """Add up own capacity and projects, less events, outages, quotas on production.

    A project ramps up evenly over its ramp from the month of its first output. A recycler's
    capacity follows last month's output of what it recycles, relative to the start.
    """
    capacity = state.capacity
    if len(network.projects):
        age = state.month + 1.0 - state.project_opens
        ramp = np.clip(age / params.project_ramp, 0.0, 1.0)
        capacity = capacity + network.projects_of_node @ (params.project_capacity * ramp)
    down = np.where(state.outage > 0.0, params.luck.outage_depth, 0.0)
    is_open = state.capacity_factor * (1.0 - down)
    capacity = capacity * state.capacity_factor * (1.0 - down)
    if state.shut.any():
        capacity = capacity * (1.0 - state.shut)
        is_open = is_open * (1.0 - state.shut)
    if len(network.followers):
        flow = state.throughput.take(network.offer_node[network.facility_offers], axis=0)
        followed = network.followed_offers @ (flow * params.output_ratio)
        follow = ratio(followed, params.base_followed + np.zeros_like(followed), 1.0)
        capacity[network.followers] = capacity[network.followers] * follow
    if "production" in network.uses:
        capacity = capacity * _production_quota(network, state, capacity)
    relative = np.ones((len(network.nodes), capacity.shape[-1]))
    relative[: network.facility_count] = capacity / params.reference_capacity
    cover_in, cover_out = _covers(network, params, state)
    return Working(
        capacity=capacity,
        open=is_open,
        relative=relative,
        cover_in=cover_in,
        cover_out=cover_out,
    )


def _covers(network: Network, params: Params, state: State) -> tuple[Array, Array]:
    """Months of stock that are aimed at, times what firms want to hold of it."""
    if (state.hold == 1.0).all():
        return params.cover_in, params.cover_out
    factor = np.ones((len(network.nodes), state.world_count))
    plants = network.facility_count
    factor[:plants] = state.hold.take(network.node_firm[:plants], axis=0)
    makers = network.offer_node[network.facility_offers]
    return (
        params.cover_in * factor.take(network.intake_node, axis=0),
        params.cover_out * factor.take(makers, axis=0),
    )


def _production_quota(network: Network, state: State, capacity: Array) -> Array:
    """Part of its capacity that a licensed facility may use, (facility, world)."""
    entries = network.entries["production"]
    whole = network.measure_facilities @ capacity
    allowed = np.minimum(1.0, ratio(state.measure_size / MONTHS, whole, 1.0))
    allowed = np.where(state.measure_on > 0.0, allowed, 1.0)
    factor = np.ones_like(capacity)
    cells = allowed.take(entries.measures, axis=0)
    factor[entries.targets] = np.minimum.reduceat(cells, entries.starts, axis=0)
    return factor


def grow(
    params: Params, state: State, now: Working, throughput: Array, margin: Array
) -> dict[str, Array]:
    """Order, build, mothball and reopen capacity; returns the changed fields of the state.

    Orders rise with the margin over that of the start and come through a third-order delay
    (Sterman 2000, Business Dynamics, ch. 11) whose mean is the building time; planned growth
    comes by itself. What runs under `idle_share` of its start (or of its
    capacity, if less) for `idle_months` is mothballed: half is lost, half comes
    back at one part in `reopening_months` a month while margins are above zero and the start's.
    What its owner keeps shut stands idle like any other plant, and none of it comes back.
    """
    rules = params.rules
    rise = np.clip(margin - params.base_margin - rules.capacity_order_margin, 0.0, 1.0)
    ordered = state.capacity / MONTHS * params.expansion_rate * rise
    rate = BUILD_STAGES / params.expansion_months
    passed = state.building * rate
    building = state.building - passed
    building[0] += ordered
    building[1:] += passed[:-1]
    capacity = state.capacity * (1.0 + params.planned_growth) + passed[-1]
    held = state.shut > 0.0
    could = np.where(held, state.capacity, now.capacity) if held.any() else now.capacity
    idle_now = throughput < rules.idle_share * np.minimum(could, params.base_throughput)
    idle = np.where(idle_now, state.idle + 1.0, 0.0)
    stops = idle >= rules.idle_months
    pays = margin > np.maximum(params.base_margin, 0.0)
    back = np.where(pays & ~stops & ~held, state.mothballed / rules.reopening_months, 0.0)
    mothballed = state.mothballed - back + np.where(stops, 0.5 * capacity, 0.0)
    capacity = np.where(stops, 0.0, capacity + back)
    return {
        "capacity": capacity,
        "building": building,
        "mothballed": mothballed,
        "idle": np.where(stops, 0.0, idle),
    }
