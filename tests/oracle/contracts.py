"""Tonnes that contracts call, and what is paid for them (README 7.7)."""

from tests.oracle.nouns import Link
from tests.oracle.sums import clip, met_and_free, over
from tests.oracle.terms import Contract
from tests.oracle.world import World

NOTHING = 1e-9
"""Tonnes that make a mean plain where nothing is sold."""


def call(world: World) -> None:
    """Find calls and the price of every link."""
    for intake in world.intakes.values():
        intake.called = 0.0
    inside = inside_prices(world)
    for link in world.bound:
        link.called = cost = whole = back = 0.0
        for part in link.parts:
            contract = part.contract
            volume = 0.0 if contract.paused else contract.contract_volume * part.part_share
            part.volume = volume
            part.back = volume * (1.0 if contract.halted else 1.0 - contract.contract_deliver)
            whole += volume
            back += part.back
            link.called += volume if link.link_open > 0.0 else 0.0
            price = price_of(part.contract, link.offer.ask, inside)
            cost += part.volume * (price - link.offer.ask)
        link.premium = over(cost, whole, 0.0)
        link.kept = over(back, whole, 0.0)
        stops = [p.contract for p in link.parts if p.contract.halted]
        link.stopped = any(contract.contract_volume > 0.0 for contract in stops)
        if link.base_flow == 0.0:
            link.called *= min(1.0, link.offer.node.part_working)
        link.intake.called += link.called
    for link in world.links.values():
        link.pay = link.offer.ask
    for link in world.bound:
        if link.called > 0.0:
            link.pay += _weight(link) * link.premium


def _weight(link: Link) -> float:
    """Find which part of what the seller is expected to get on the link is under contract."""
    intake = link.intake
    met, free = met_and_free(intake.called, intake.expected_use)
    under = link.called * met
    return over(under, under + link.share * free, 0.0)


def price_of(contract: Contract, ask: float, inside: dict[str, float]) -> float:
    """Price a kilogram by the rule of a contract."""
    price = ask
    if contract.contract_fixed > 0.0:
        price = contract.contract_price
    if contract.contract_index > 0.0:
        price = contract.contract_index * inside[contract.commodity]
    return clip(price, contract.contract_floor, contract.contract_ceiling)


def inside_prices(world: World) -> dict[str, float]:
    """Average the reference exporter's asks by base sales; everybody's where it offers none."""
    inside = {}
    for good, offers in world.reference.items():
        weights = [o.base_sales + NOTHING for o in offers]
        cost = sum(w * o.ask for w, o in zip(weights, offers, strict=True))
        inside[good] = cost / sum(weights)
    return inside
