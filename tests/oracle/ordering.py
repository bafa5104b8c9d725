"""Base-stock orders (README 7.10)."""

from math import exp

from tests.oracle.nouns import Intake, Link, Store
from tests.oracle.sums import clip, met_and_free, over
from tests.oracle.world import World, members


def order(world: World) -> None:
    """Let every intake order from stockpiles, then under contracts and by shares."""
    for link in world.abroad:
        link.intake.coming += link.queue + sum(link.waiting)
    memory = world.rules.price_memory_months
    for intake in world.intakes.values():
        intake.expected_use += (intake.plan - intake.expected_use) / memory
        node = intake.node
        if isinstance(node, Store):
            held = intake.stock_in + node.offers[0].stock_out
            missing = node.stock_target - held - intake.coming
            missing = missing if missing > 1e-9 * node.stock_target else 0.0
            intake.orders = min(missing, node.stock_purchase)
        else:
            intake.orders = _base_stock(world, intake)
    cuts = _release_cuts(world)
    for intake in world.intakes.values():
        rest = intake.orders
        for link in intake.releases:
            link.orders = cuts[link.offer.name] * intake.orders
            rest -= link.orders
        _place(intake.bought, max(rest, 0.0))


def _base_stock(world: World, intake: Intake) -> float:
    rules = world.rules
    fear = rules.precaution * (intake.risk - intake.base_risk)
    if intake.node.country in members(world):
        fear *= 1.0 - rules.coalition_calm
    fear += rules.speculation_months * intake.price_trend
    cover = intake.cover * exp(clip(fear, -1.2, 1.5)) + intake.lead
    gap = cover * intake.expected_use - intake.stock_in - intake.coming
    return max(intake.expected_use + gap / rules.stock_adjust_months, 0.0)


def _release_cuts(world: World) -> dict[str, float]:
    """Find which part of an order at home a stockpile takes, by offer."""
    cuts = {}
    for store in world.stores.values():
        (offer,) = store.offers
        users = sum(link.intake.expected_use for link in offer.links)
        cuts[offer.name] = min(0.9, over(offer.stock_out, users, 0.0))
    return cuts


def _place(links: list[Link], rest: float) -> None:
    called = sum(link.called for link in links if link.is_open)
    met, free = met_and_free(called, rest)
    for link in links:
        link.orders = link.share * free
        if link.is_open:
            link.orders += link.called * met
