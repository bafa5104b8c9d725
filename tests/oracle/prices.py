"""Delivered prices and the shares of sellers (README 7.8)."""

from math import exp, log

from tests.oracle.nouns import Intake
from tests.oracle.sums import clip, met_and_free
from tests.oracle.world import World


def see(world: World) -> None:
    """Let every buyer see prices and shift between sellers."""
    for link in world.links.values():
        link.delivered = link.pay + link.freight
        working = min(link.offer.node.part_working, link.intake.node.part_working) > 1e-9
        link.is_open = link.link_open > 0.0 and working and not link.is_release
        if link.stopped and link.called <= 0.0:
            link.is_open = False
    for lane in world.lanes.values():
        legal = 1.0 - (lane.smuggling + lane.transshipment) / 2.0
        for link in lane.links:
            priced = link.pay * (1.0 + lane.duty) + lane.levy + lane.rent
            link.quote = max(priced, lane.minimum)
            tariff = lane.tariff * (link.quote + link.freight)
            wedge = legal * (link.quote - link.pay)
            link.delivered = link.pay + wedge + tariff + link.freight
    for offer in world.sold:
        offer.promised = 0.0
    world.liking = _liking(world)
    for intake in world.intakes.values():
        _shift(world, intake)


def _liking(world: World) -> dict[str, float]:
    """Prefer the sellers of countries in which trust has grown."""
    pull = world.rules.trust_pull
    moved = {
        (r.of, r.towards): exp(pull * (r.trust - r.base_trust))
        for r in world.relations.values()
        if r.trust != r.base_trust
    }
    if not moved:
        return {}
    ends = {link.name: (link.intake.node.country, link.offer.node.country) for link in world.abroad}
    return {name: moved[pair] for name, pair in ends.items() if pair in moved}


def _shift(world: World, intake: Intake) -> None:
    rules = world.rules
    wanted, whole = [], 0.0
    for link in intake.bought:
        pull = 0.0
        if link.is_open:
            now = log(link.delivered)
            if link.entered == 0.0:
                link.log_price_ref = now + log(intake.base_price / intake.price)
                link.entered = 1.0
            spot = max(link.base_weight - link.called, 0.01 * link.base_weight)
            cheap = exp(rules.sourcing_elasticity * (link.log_price_ref - now))
            liked = world.liking.get(link.name, 1.0)
            pull = liked * spot * link.offer.node.part_working * cheap * max(link.fill, 0.05)
        wanted.append(pull)
        whole += pull
    shares, total = [], 0.0
    for link, pull in zip(intake.bought, wanted, strict=True):
        share = 0.0
        if link.is_open:
            target = pull / whole if whole > 0.0 else 0.0
            share = link.share + rules.sourcing_per_month * (target - link.share)
            if link.base_flow == 0.0:
                link.offer.promised += target * intake.expected_use
        shares.append(share)
        total += share
    for link, share in zip(intake.bought, shares, strict=True):
        link.share = share / total if total > 0.0 else 0.0
    _average(world, intake)


def _average(world: World, intake: Intake) -> None:
    use, memory = intake.expected_use, world.rules.price_memory_months
    met, free = 0.0, 1.0
    if use > 0.0 and intake.called > 0.0:
        met, free = met_and_free(intake.called, use)
    paid = got = 0.0
    for link in intake.bought:
        weight = (link.called * met + link.share * free) * link.fill
        paid += weight * link.delivered
        got += weight
    mean = paid / got if got > 0.0 else 0.0
    before = intake.price
    after = mean if mean > 0.0 else before
    growth = clip(log(after / before), -0.3, 0.3)
    intake.price_trend += (growth - intake.price_trend) / memory
    intake.price_smooth += (after - intake.price_smooth) / memory
    intake.price = after
