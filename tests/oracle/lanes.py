"""The price of a permit, smuggling and transshipment (README 7.14, 7.15)."""

from math import exp, inf, isfinite, log

from tests.oracle.nouns import Link
from tests.oracle.sums import clip, over
from tests.oracle.terms import Lane, Pool
from tests.oracle.world import World


def reprice(world: World) -> None:
    """Move the rent of every lane, then even it out within its pool."""
    for lane in world.lanes.values():
        weight = sum(link.orders + 1e-9 for link in lane.links)
        lane.mean_ask = over(sum((k.orders + 1e-9) * k.pay for k in lane.links), weight, 1.0)
        lane.anchor = over(sum((k.orders + 1e-9) * _plus(k) for k in lane.links), weight, 1.0)
        lane.rent_after = _bid(world, lane)
    for pool in world.pools.values():
        _even_out(world, pool)


def _bid(world: World, lane: Lane) -> float:
    rules = world.rules
    short = _excess(lane.needed, lane.licensed) - rules.rent_dead_band
    z = max(short, _excess(lane.demanded, lane.room))
    mean = lane.mean_ask
    if not limited(lane):
        return 0.0
    if z > 0.0:
        ceiling = lane.ceiling if isfinite(lane.ceiling) else rules.rent_ceiling
        quote = log(mean + lane.rent) - 0.5 * (log(mean) + log(lane.anchor))
        room = clip(1.0 - quote / log(ceiling), -1.0, 1.0)
        step = rules.rent_pressure_per_month * min(z, rules.rent_rise_limit) * room
    else:
        step = rules.price_pressure_per_month * max(z, -rules.price_fall_limit)
    return max((mean + lane.rent) * exp(step) - mean, 0.0)


def _plus(link: Link) -> float:
    """Find the cost-plus ask of the seller."""
    plant = link.offer.node
    return link.offer.base_ask * plant.cost_passed


def limited(lane: Lane) -> bool:
    """Say whether anybody needs a permit on a lane."""
    return isfinite(lane.licensed) or isfinite(lane.room)


def _excess(want: float, permits: float) -> float:
    if want <= 0.0 or not isfinite(permits):
        return -inf
    return log(want / max(permits, 1e-6 * want))


def _even_out(world: World, pool: Pool) -> None:
    if not any(lane.rent_after for lane in pool.lanes):
        return
    weights = [
        sum(k.base_flow + k.orders for k in lane.links) if limited(lane) else 0.0
        for lane in pool.lanes
    ]
    whole = sum(w * lane.rent_after for w, lane in zip(weights, pool.lanes, strict=True))
    mean = over(whole, sum(weights), 0.0)
    for weight, lane in zip(weights, pool.lanes, strict=True):
        if weight > 0.0:
            lane.rent_after += world.rules.rent_arbitrage * (mean - lane.rent_after)


def seep(world: World) -> None:
    """Let smuggling and transshipment follow what they pay."""
    for pool in world.pools.values():
        best = max(lane.share for lane in pool.lanes)
        for lane in pool.lanes:
            _leak(world, lane, best)


def _leak(world: World, lane: Lane, best: float) -> None:
    rules, mean = world.rules, lane.mean_ask
    outside = max(mean * (1.0 + lane.duty) + lane.levy + lane.rent, lane.minimum)
    pays = clip(1.0 - rules.smuggling_cost_ratio / (outside / mean), 0.0, rules.smuggling_most)
    reach = min(rules.smuggling_share * lane.enforcement * pays, 0.95)
    lane.smuggling += (reach - lane.smuggling) / rules.smuggling_months
    reach = min(rules.transshipment_share * (best - lane.share) * pays, 0.95)
    through = lane.transshipment + (reach - lane.transshipment) / rules.smuggling_months
    lane.found = 0.0
    if through > 0.001:
        u = world.dice.uniform("transshipment found", world.month, lane.name)
        if u < rules.transshipment_found_per_month:
            through, lane.found = 0.0, 1.0
    excess = max(lane.smuggling + through - 0.95, 0.0)
    lane.transshipment = max(through - excess, 0.0)
