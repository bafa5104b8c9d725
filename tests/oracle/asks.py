"""Sellers change what they ask (README 7.13)."""

from math import copysign, exp, log

from tests.oracle.nouns import Facility, Intake, Offer
from tests.oracle.sums import clip, over
from tests.oracle.world import World

IDLE = 1e-9
"""Part of its usual sales below which an offer is idle and its ask stays."""


def change_asks(world: World) -> None:
    """Let sellers react to orders, costs, smugglers and rivals."""
    for plant in world.facilities.values():
        for offer in plant.offers:
            _press(world, plant, offer)
    for intake in world.intakes.values():
        intake.met_pressure = _met(intake)
    for plant in world.facilities.values():
        for offer in plant.offers:
            _move(world, plant, offer)
        _keep_up(plant)
        for offer in plant.offers:
            _expect(world, offer)
    for store in world.stores.values():
        (offer,) = store.offers
        offer.ask_after = sum(rival.ask_after for rival in store.market) / len(store.market)


def _press(world: World, plant: Facility, offer: Offer) -> None:
    """Find the log of orders over what the seller means to sell."""
    offer.usual = max(offer.base_sales, 0.25 * offer.output_ratio * plant.works)
    offer.pressure = 0.0
    made = offer.produced * offer.sold_share
    busy = offer.wanted + offer.expected_sales + made > IDLE * offer.usual
    offer.alive = busy and offer.usual > 0.0
    if offer.alive:
        surplus = offer.stock_before - offer.cover * offer.expected_sales
        meant = made + surplus / world.rules.price_stock_months
        meant = max(meant, 0.15 * max(made, 0.3 * offer.usual))
        if offer.base_sales == 0.0:
            meant = max(meant, min(offer.wanted, offer.output_ratio * plant.works))
        offer.pressure = log(max(offer.wanted, 1e-12) / meant)


def _met(intake: Intake) -> float:
    """Find the pressure a buyer meets at its sellers, by its orders."""
    if intake.orders <= 0.0:
        return 0.0
    return sum(k.orders * k.offer.pressure for k in intake.bought) / intake.orders


def _move(world: World, plant: Facility, offer: Offer) -> None:
    """Find the new ask, before floors, and its named terms."""
    offer.drivers = [0.0] * 6
    offer.ask_after = offer.ask
    if not offer.alive:
        return
    rules = world.rules
    x = _own_pressure(world, offer)
    felt = copysign(max(abs(x) - rules.price_dead_band, 0.0), x)
    plus = offer.base_ask * plant.cost_passed
    above = log(offer.ask / plus)
    if felt > 0.0:
        room = clip(1.0 - above / log(offer.price_ceiling), 0.0, 1.0)
        pressure = rules.price_pressure_per_month * min(felt, rules.price_rise_limit) * room
    else:
        pressure = rules.price_pressure_per_month * max(felt, -rules.price_fall_limit)
    pull = -rules.cost_pull_per_month * above
    outlet = _outlet(world, offer)
    rivals = _rivals(world, offer)
    offer.ask_after = offer.ask * exp(clip(pressure + pull + outlet + rivals, -0.25, 0.45))
    surprise = 0.0
    if x != 0.0:
        told = log(max(offer.wanted, 1e-12)) - log(max(offer.expected_sales, 1e-12))
        surprise = pressure / x * clip(told, -20.0, 20.0)
    offer.drivers = [surprise, pressure - surprise, pull, outlet, rivals, 0.0]


def _own_pressure(world: World, offer: Offer) -> float:
    """Mix its own pressure with what its buyers meet elsewhere, if it is small to them."""
    weight = market = 0.0
    for link in offer.links:
        weight += link.asked * over(link.orders, link.intake.orders, 0.0)
        market += link.asked * link.intake.met_pressure
    weight = over(weight, offer.wanted, 0.0)
    market = over(market, offer.wanted, 0.0)
    own = min(1.0, over(weight, world.rules.small_seller_share, 1.0))
    x = offer.pressure
    return own * x + (1.0 - own) * min(x, max(market, 0.0))


def _outlet(world: World, offer: Offer) -> float:
    gain = 0.0
    for link in offer.abroad:
        lane = link.lane
        if lane is not None and lane.rent > 0.0 and lane.smuggling > 0.0:
            gain += link.asked * lane.smuggling * log(1.0 + lane.rent / offer.ask)
    return world.rules.smuggling_pull_per_month * gain / (offer.wanted + 1e-9)


def _rivals(world: World, offer: Offer) -> float:
    """Find how much cheaper or dearer rivals deliver, against the start."""
    whole = gap = 0.0
    for link in offer.links:
        if link.base_flow > 0.0 and (link.lane is None or link.lane.rent <= 0.02 * offer.ask):
            intake = link.intake
            now = log(intake.price) - log(link.delivered)
            then = log(intake.base_price) - link.base_log_price
            whole += link.base_flow
            gap += link.base_flow * clip(now - then, -1.0, 1.0)
    return world.rules.competition_per_month * over(gap, whole, 0.0)


def _keep_up(plant: Facility) -> None:
    """Let no plant ask far less than its cost, or than what it lived on at the start."""
    revenue = sum(o.output_ratio * o.ask_after for o in plant.offers)
    least = min(0.8, exp(plant.base_margin))
    lift = max(1.0, least * plant.unit_cost / revenue)
    for offer in plant.offers:
        if offer.alive:
            plus = offer.base_ask * plant.cost_passed
            lifted = min(offer.ask_after * lift, 1.25 * offer.ask)
            offer.ask_after = max(offer.ask_after, lifted, 0.2 * plus)
            offer.drivers[5] = log(offer.ask_after / offer.ask) - sum(offer.drivers[:5])


def _expect(world: World, offer: Offer) -> None:
    most = 3.0 * max(offer.usual, offer.produced * offer.sold_share)
    sales = min(offer.wanted, most)
    if offer.base_sales == 0.0:
        could = offer.output_ratio * offer.node.works * offer.sold_share
        sales = max(sales, min(offer.promised, could))
    offer.expected_sales += (sales - offer.expected_sales) / world.rules.price_memory_months
