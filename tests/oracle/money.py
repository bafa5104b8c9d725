"""Who pays whom (README 7.18)."""

from math import inf

from tests.oracle.nouns import Link, Offer
from tests.oracle.sums import over
from tests.oracle.terms import Account, Measure
from tests.oracle.world import World


def settle(world: World) -> None:
    """Pay for goods, transport, duties, rents, costs and support."""
    accounts = world.accounts
    for account in accounts.values():
        account.paid = 0.0
    outside = accounts["outside"]
    for link in world.links.values():
        if link.shipped > 0.0 or link.called > 0.0:
            _settle_link(link, accounts["carriers"], accounts["smugglers"], outside)
    for plant in world.facilities.values():
        _pay(plant.account, outside, plant.own_cost * plant.cost_factor * plant.made)
    _support(world)
    _build(world, outside)
    for account in accounts.values():
        account.money += account.paid


def _pay(payer: Account, receiver: Account, amount: float) -> None:
    payer.paid -= amount
    receiver.paid += amount


def _settle_link(link: Link, carriers: Account, smugglers: Account, outside: Account) -> None:
    buyer, seller, shipped = link.intake.node.account, link.offer.node.account, link.shipped
    under = min(link.called - link.withheld, shipped)
    _pay(buyer, seller, link.offer.ask * shipped + link.premium * under)
    _pay(buyer, carriers, link.freight * shipped)
    lane = link.lane
    if lane is not None:
        legal, wedge = shipped - link.leaked, link.quote - link.pay
        tax = lane.duty * link.pay + lane.levy + lane.to_treasury * lane.rent
        _pay(buyer, lane.exporter, tax * legal)
        _pay(buyer, seller, (wedge - tax) * legal)
        _pay(buyer, smugglers, wedge / 2.0 * link.leaked)
        _pay(buyer, outside, lane.tariff * (link.quote + link.freight) * shipped)
    if link.called > 0.0:
        volume = sum(part.volume for part in link.parts)
        fine = sum(part.volume * part.contract.contract_penalty for part in link.parts)
        missing = max(min(link.called, link.asked + link.withheld) - under, 0.0)
        _pay(seller, buyer, over(fine, volume, 0.0) * missing)


def _support(world: World) -> None:
    """Pay price floors and output subsidies, each measure's claims alike within its budget."""
    claims: dict[str, list[tuple[Account, float]]] = {}
    for offer in world.sold:
        gap = max(offer.floor - offer.ask, 0.0) * offer.sold
        highest = _highest_floors(offer)
        for measure in highest:
            claims.setdefault(measure.name, []).append((offer.node.account, gap / len(highest)))
        for measure in offer.subsidies:
            if measure.pays:
                claim = (offer.node.account, measure.measure_size * offer.sold)
                claims.setdefault(measure.name, []).append(claim)
    _pay_claims(world, claims)


def _highest_floors(offer: Offer) -> list[Measure]:
    return [m for m in offer.floors if m.pays and m.measure_size == offer.floor]


def _build(world: World, outside: Account) -> None:
    """Pay what projects cost that were started, and the capital subsidies on them."""
    claims: dict[str, list[tuple[Account, float]]] = {}
    for project in world.projects.values():
        if project.project_opens == inf or project.project_paid > 0.0:
            continue
        joint = project.project_cost * project.project_partner_share
        if project.project_partner >= 0.0:
            _pay(list(world.accounts.values())[int(project.project_partner)], outside, joint)
        own = project.project_cost - joint
        _pay(project.account, outside, own)
        paying = [m for m in project.subsidies if m.pays]
        rate = sum(m.measure_size for m in paying)
        for measure in paying:
            part = measure.measure_size / max(rate, 1.0)
            claim = (project.account, part * own)
            claims.setdefault(measure.name, []).append(claim)
        project.project_paid = 1.0
    _pay_claims(world, claims)


def _pay_claims(world: World, claims: dict[str, list[tuple[Account, float]]]) -> None:
    for name, owed in claims.items():
        measure = world.measures[name]
        whole = sum(amount for _, amount in owed)
        part = min(1.0, over(measure.measure_left, whole, 1.0))
        for account, amount in owed:
            _pay(measure.treasury, account, part * amount)
        measure.measure_left = max(measure.measure_left - whole, 0.0)
