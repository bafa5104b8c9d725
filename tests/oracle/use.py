"""End use, production, releases of stockpiles (README 7.9)."""

from math import exp, inf, log, sqrt

from tests.oracle.nouns import Facility, Sector
from tests.oracle.sums import clip, ratio
from tests.oracle.world import World


def arrive(world: World) -> None:
    """Let goods come in (7.6)."""
    for intake in world.intakes.values():
        intake.arrived = 0.0
        intake.coming = 0.0
    for link in world.links.values():
        link.intake.arrived += link.pipeline[0]
        link.pipeline = [*link.pipeline[1:], 0.0]
        link.intake.coming += sum(link.pipeline)
    for intake in world.intakes.values():
        intake.stock_in += intake.arrived


def use_and_make(world: World) -> None:
    """Let sectors use, plants run and stockpiles put stock on offer."""
    common = {
        country: world.dice.normal("demand of country", world.month, country)
        for country in {sector.country for sector in world.sectors.values()}
    }
    for sector in world.sectors.values():
        _consume(world, sector, common[sector.country])
    for plant in world.facilities.values():
        _run(world, plant)
    for store in world.stores.values():
        (intake,), (offer,) = store.intakes, store.offers
        spare = max(store.stock_release - offer.stock_out, 0.0)
        store.released = min(intake.stock_in, spare)
        intake.plan, intake.wanted, intake.used = 0.0, 0.0, store.released
        intake.stock_in = max(intake.stock_in - intake.used, 0.0)
        offer.stock_out += store.released


def _consume(world: World, sector: Sector, common: float) -> None:
    (intake,) = sector.intakes
    rules, noise, part = world.rules, world.chances.demand_noise, world.chances.demand_noise_common
    q = log(intake.price_smooth / intake.base_price)
    sector.pull = q + rules.demand_convexity * max(q, 0.0) ** 2
    own = world.dice.normal("demand", world.month, sector.name)
    x = sqrt(part) * common + sqrt(1.0 - part) * own
    growth = (1.0 + sector.use_growth) ** (world.month / 12.0)
    shock = exp(noise * x - noise * noise / 2.0)
    sector.untouched = intake.base_use * growth * sector.demand_factor * shock
    reaction = rules.elasticity_short * sector.use_multiplier * sector.pull
    sector.desired = sector.untouched * exp(sector.substitution - reaction)
    intake.plan = sector.desired
    intake.wanted = max(sector.desired, sector.untouched)
    intake.used = min(sector.desired, intake.stock_in / rules.line_stop_months)
    intake.stock_in = max(intake.stock_in - intake.used, 0.0)


def _run(world: World, plant: Facility) -> None:
    rules = world.rules
    inputs = sum(i.input_ratio * i.price_smooth for i in plant.intakes)
    plant.unit_cost = plant.own_cost * plant.cost_factor + inputs
    revenue = sum(o.output_ratio * (max(o.ask, o.floor) + o.subsidy) for o in plant.offers)
    plant.margin = log(revenue / plant.unit_cost)
    aid = sum(o.output_ratio * o.subsidy for o in plant.offers)
    plant.unit_cost = max(plant.unit_cost - aid, 0.1 * plant.unit_cost)
    kept = world.firms[plant.account.name].absorb
    plant.cost_passed = (plant.unit_cost / plant.base_unit_cost) ** (1.0 - kept)
    slope = plant.margin_slope
    least = 1.0 + exp(-slope * (plant.base_margin + 0.10))
    worth = min(1.0, least / (1.0 + exp(-slope * (plant.margin + 0.10))))
    wanted = value = 0.0
    for offer in plant.offers:
        if offer.sold_share > 0.0:
            worth_of = offer.output_ratio * offer.ask
            gap = offer.cover * offer.expected_sales - offer.stock_out
            tonnes = offer.expected_sales + gap / rules.stock_adjust_months
            wanted += tonnes / (offer.output_ratio * offer.sold_share) * worth_of
            value += worth_of
    want = ratio(wanted, value)
    pot = clip(want, 0.0, plant.works * worth)
    if plant.base_throughput > 0.0:
        busy = plant.base_throughput * max(plant.open, plant.works / plant.base_capacity)
    else:
        busy = clip(want, 0.0, plant.works)
    fed = min(
        (i.stock_in / (rules.line_stop_months * i.input_ratio) for i in plant.intakes), default=inf
    )
    plant.made = min(pot, fed)
    for intake in plant.intakes:
        intake.plan = intake.input_ratio * pot
        intake.wanted = intake.input_ratio * busy
        intake.used = intake.input_ratio * plant.made
        intake.stock_in = max(intake.stock_in - intake.used, 0.0)
    joint = len(plant.offers) > 1
    for offer in plant.offers:
        made, sold = offer.output_ratio * plant.made, offer.sold_share
        offer.stock_before, offer.produced = offer.stock_out, made
        stock = offer.stock_out + made
        surplus = stock - offer.cover * offer.expected_sales - made * sold
        unsold = clip(surplus, 0.0, made * (1.0 - sold))
        most = 6.0 * max(made, ratio(offer.base_sales, sold))
        beyond = max(stock - unsold - most, 0.0) if joint and most > 0.0 else 0.0
        offer.wasted = unsold + beyond
        offer.stock_out = stock - offer.wasted
