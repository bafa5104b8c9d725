"""What measures let through (README 7.11)."""

from math import inf, isfinite

from tests.oracle.nouns import Link, Store
from tests.oracle.sums import clip, over
from tests.oracle.terms import Lane, Pool
from tests.oracle.world import World


def cross(world: World) -> None:
    """Let orders pass the border, as far as licences, queues and quotas let them."""
    for lane in world.lanes.values():
        _license(lane)
    for pool in world.pools.values():
        _pace(world, pool)
    for lane in world.lanes.values():
        _pass(lane)


def _license(lane: Lane) -> None:
    """Let a share of orders through; the rest is lost or queues; approved ones may wait."""
    leak = lane.smuggling + lane.transshipment
    lane.demanded = lane.needed = lane.let = licensed = 0.0
    for link in lane.links:
        intake = link.intake
        link.sneaked = leak * link.orders
        legal = link.orders - link.sneaked
        allowed = lane.share * legal
        link.refused = legal - allowed
        joined, released = lane.hold * link.refused, lane.release * link.queue
        link.queue += joined - released
        link.due = _wait(link, allowed, min(lane.delay, 6.0))
        link.pending = joined - released + allowed - link.due
        link.passed = released
        lane.demanded += legal
        calm = min(1.0, over(intake.expected_use, intake.orders, 1.0))
        lane.needed += legal * (1.0 if isinstance(intake.node, Store) else calm)
        lane.let += link.due
        licensed += allowed + released
    lane.licensed = licensed if lane.share < 1.0 else inf
    lane.is_open = lane.share >= 1.0 and lane.delay == 0.0


def _wait(link: Link, allowed: float, months: float) -> float:
    """Put approved orders in line and take out those whose licence is ready."""
    if months == 0.0 and not any(link.waiting):
        return allowed
    line = [*link.waiting[1:], 0.0]
    for slot in range(7):
        line[slot] += allowed * clip(1.0 - abs(months - slot), 0.0, 1.0)
    due = line[0]
    line[0] = 0.0
    link.waiting = line
    return due


def _pace(world: World, pool: Pool) -> None:
    """Find what the quota of a pool lets through this month."""
    pool.demand = sum(lane.counted * lane.let for lane in pool.lanes)
    left = pool.period - world.month % pool.period
    pool.pace = pool.quota_left / left
    limit = min(pool.quota_left, world.rules.quota_pace * pool.pace)
    pool.fill = min(1.0, over(limit, pool.demand, inf))


def _pass(lane: Lane) -> None:
    pool, counted = lane.pool, lane.counted
    passing, lane.charged, lane.room = 1.0, 0.0, inf
    if counted > 0.0:
        passing = 1.0 - counted + counted * pool.fill
        lane.charged = over(counted * pool.fill, passing, 0.0)
        fit = 1.0 - counted + counted * over(pool.pace, pool.demand, inf)
        if isfinite(fit):
            lane.room = lane.let * max(fit, 0.02)
        lane.is_open = lane.is_open and pool.quota_left == inf
    for link in lane.links:
        link.refused += link.due - link.due * passing
        link.due *= passing
        link.passed += link.due + link.sneaked
