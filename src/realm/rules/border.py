"""Step 5: what measures do to the orders that cross a border."""

import numpy as np

from realm.core.arrays import Array, Mask, part, ratio
from realm.core.lanes import SomeLanes
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.core.state_goods import DELAY_LAGS
from realm.rules.results import Border, Instruments, Placed, Seen

LEAST_PERMITTED = 0.02
"""Part of the orders a binding quota counts as letting through when it prices permits."""


def cross(
    network: Network,
    params: Params,
    state: State,
    inst: Instruments,
    seen: Seen,
    placed: Placed,
    where: SomeLanes,
) -> Border:
    """Let orders through: smuggled ones as they are, legal ones as measures allow.

    Refused orders are lost and ordered again, or join the queue; approved ones may wait for
    their licence; a quota scales what is due this month (model.md step 5).
    """
    lane = where.lane
    offered = placed.orders[network.abroad].copy()
    orders = offered[where.rows]
    sneaked = seen.leak * orders
    legal = orders - sneaked
    allowed = inst.share.take(lane, axis=0) * legal
    lost = legal - allowed
    nothing = np.zeros((len(lane), 1))
    queue, released, joined, going = state.queue, nothing, nothing, np.zeros((1, 1))
    if "queue" in network.uses:
        joined = inst.hold.take(lane, axis=0) * lost
        released = inst.release.take(lane, axis=0) * state.queue
        queue = state.queue + joined - released
        going = where.by_lane @ released
    waiting, due = state.waiting, allowed
    if "delay" in network.uses:
        waiting, due = _licence_line(network, state, inst, allowed)
    demanded = where.by_lane @ legal
    let = where.by_lane @ due
    passing, counting, room, free = _quotas(network, params, state, inst, let)
    passed = due if passing is None else due * passing.take(lane, axis=0)
    reaching = passed + sneaked
    pending: Array = np.zeros((1, 1))
    if "queue" in network.uses:
        reaching = reaching + released
        pending = joined - released
    if "delay" in network.uses:
        pending = pending + allowed - due
    calm = np.minimum(1.0, part(placed.expected_use, placed.wanted))
    calm[network.stockpile_intakes] = 1.0
    calm_orders = calm.take(network.link_intake[where.links], axis=0)
    calm_orders *= legal
    approved = let if due is allowed else where.by_lane @ allowed
    offered[where.rows] = reaching
    refused = np.zeros_like(offered)
    refused[where.rows] = lost if passing is None else lost + (due - passed)
    return Border(
        offered=offered,
        leaking=part(sneaked, reaching),
        charged=nothing
        if passing is None
        else part(passed * counting.take(lane, axis=0), reaching),
        refused=refused,
        pending=pending,
        demanded=demanded,
        needed=where.by_lane @ calm_orders,
        licensed=np.where(inst.share < 1.0, approved + going, np.inf),
        room=room,
        open=(inst.share >= 1.0) & (inst.delay == 0.0) & free,
        queue=queue,
        waiting=waiting,
    )


def _licence_line(
    network: Network, state: State, inst: Instruments, allowed: Array
) -> tuple[Array, Array]:
    """Move the line of approved orders a month on; returns it and what is due.

    A wait of 2.1 months is split 0.9 / 0.1 over lags 2 and 3.
    """
    months = np.take(np.minimum(inst.delay, DELAY_LAGS - 1.0), network.lane_of, axis=0)
    waiting = np.empty_like(state.waiting)
    waiting[:-1] = state.waiting[1:]
    waiting[-1] = 0.0
    for lag in range(DELAY_LAGS):
        now = np.clip(1.0 - np.abs(months - lag), 0.0, 1.0)
        waiting[lag] += now * allowed
    due = waiting[0].copy()
    waiting[0] = 0.0
    return waiting, due


def _quotas(
    network: Network, params: Params, state: State, inst: Instruments, let: Array
) -> tuple[Array | None, Array, Array, Mask]:
    """Scale what is due to the quota's pace.

    Returns:
        Part that passes (lane, world; None for all of it), part of that which the quota counts
        (lane, world), volume the permits allow (lane, world;
        inf without a quota) and whether no quota counts the lane's goods (lane, world).
    """
    if "quota" not in network.uses:
        shape = len(network.lanes), 1
        return None, np.zeros(shape), np.full(shape, np.inf), np.ones(shape, dtype=np.bool_)
    pool = network.lane_pool
    months = network.quota_months[:, None]
    left = (months - state.month % months).astype(np.float64)
    counted = np.broadcast_to(inst.counted, let.shape)
    due = network.lanes_of_pool @ (counted * let)
    pace = state.quota_left / left
    limit = np.minimum(state.quota_left, params.rules.quota_pace * pace)
    fill = np.take(np.minimum(1.0, ratio(limit, due, np.inf)), pool, axis=0)
    level = np.take(ratio(pace, due, np.inf), pool, axis=0)
    passing = np.where(counted > 0.0, 1.0 - counted + counted * fill, 1.0)
    price_pace = np.where(np.isinf(level), 1.0, level)
    scale = np.maximum(1.0 - counted + counted * price_pace, LEAST_PERMITTED)
    limited = (counted > 0.0) & np.isfinite(level)
    room = np.where(limited, let * scale, np.inf)
    free = (counted == 0.0) | np.isinf(state.quota_left.take(pool, axis=0))
    return passing, part(counted * fill, passing), room, free
