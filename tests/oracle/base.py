"""Asks, contracts and delivered prices of the quiet start (README 5.2)."""

from math import floor, inf, log

from tests.oracle.contracts import inside_prices, price_of
from tests.oracle.nouns import Intake, Link, Offer
from tests.oracle.sums import clip, over
from tests.oracle.terms import Contract, Measure
from tests.oracle.world import World

from realm.core.words import months_between

LAGS = 4
MOST_UNDER_CONTRACT = 0.99


def price_start(world: World) -> None:
    """Find what everybody asks, pays and earns before anything happens."""
    _ask(world)
    for contract in world.contracts.values():
        _call(world, contract)
    for link in world.bound:
        _crowd(link)
    for contract in world.contracts.values():
        _share_out(contract)
    inside = inside_prices(world)
    for intake in world.intakes.values():
        flow = sum(link.base_flow for link in intake.links)
        for link in intake.links:
            _weigh(world, link, flow)
            _deliver(world, link, inside)
        _average(world, intake, flow)
    for plant in world.facilities.values():
        inputs = sum(i.input_ratio * i.base_price for i in plant.intakes)
        plant.base_unit_cost = plant.own_cost + inputs
        revenue = sum(o.output_ratio * _earned(world, o) for o in plant.offers)
        plant.base_margin = log(revenue) - log(plant.base_unit_cost)
        aid = sum(o.output_ratio * _subsidy(world, o) for o in plant.offers)
        plant.base_unit_cost = max(plant.base_unit_cost - aid, 0.1 * plant.base_unit_cost)


def on_at_start(world: World, measure: Measure) -> bool:
    """Say whether a measure is in force in the first month."""
    starts, terms = world.scenario.starts, measure.terms
    if terms.in_force is None or months_between(starts, terms.in_force) > 0:
        return False
    return terms.until is None or months_between(starts, terms.until) > 0


def _ask(world: World) -> None:
    for plant in world.facilities.values():
        own = world.scenario.facilities[plant.name].price_usd_per_kg
        for offer in plant.offers:
            plain = world.scenario.commodities[offer.commodity].price_usd_per_kg
            if own is not None and offer is plant.offers[0]:
                plain = own
            offer.base_ask = offer.ask = plain
    for store in world.stores.values():
        asks = [offer.base_ask for offer in store.market]
        store.offers[0].base_ask = store.offers[0].ask = sum(asks) / len(asks)


def _call(world: World, contract: Contract) -> None:
    """Spread a contract over its links by their flow, as far as that goes."""
    for part in contract.parts:
        part.volume = 0.0
    if contract.name not in world.scenario.contracts:
        return
    starts, terms = world.scenario.starts, world.scenario.contracts[contract.name]
    late = terms.starts is not None and months_between(starts, terms.starts) > 0
    over_by_then = terms.ends is not None and months_between(starts, terms.ends) <= 0
    flow = sum(part.link.base_flow for part in contract.parts)
    for part in contract.parts:
        if flow > 0.0 and not late and not over_by_then:
            whole = min(terms.volume_t_per_year / 12.0, flow)
            part.volume = whole * part.link.base_flow / flow


def _crowd(link: Link) -> None:
    """Leave a little of a link's flow free."""
    called = sum(part.volume for part in link.parts)
    scale = min(1.0, over(MOST_UNDER_CONTRACT * link.base_flow, called, 1.0))
    link.called = 0.0
    for part in link.parts:
        part.volume *= scale
        link.called += part.volume


def _share_out(contract: Contract) -> None:
    called = sum(part.volume for part in contract.parts)
    flow = sum(part.link.base_flow for part in contract.parts)
    contract.contract_called = called
    for part in contract.parts:
        if called > 0.0:
            part.part_share = part.volume / called
        elif flow > 0.0:
            part.part_share = part.link.base_flow / flow
        else:
            part.part_share = 1.0 / len(contract.parts)


def _weigh(world: World, link: Link, flow: float) -> None:
    """Find what pulls orders to a link, and how long its goods travel."""
    terms = world.routes[link.name]
    link.base_weight = link.base_flow or terms.weight * (flow or 1.0)
    link.freight = terms.freight
    months = max(1.0, terms.transit)
    whole = min(floor(months), LAGS - 1)
    late = clip(months - whole, 0.0, 1.0)
    link.transit = [0.0] * LAGS
    link.transit[whole - 1] = 1.0 - late
    link.transit[whole] = late


def _deliver(world: World, link: Link, inside: dict[str, float]) -> None:
    ask = link.offer.base_ask
    extra = sum(p.volume * (price_of(p.contract, ask, inside) - ask) for p in link.parts)
    pay = ask + over(extra, link.base_flow, 0.0)
    link.delivered = pay + link.freight
    if link.lane is not None:
        on = [m for m in link.lane.restrictions if on_at_start(world, m)]
        taxed = [m.terms for m in on if m.terms.family in {"export_tax", "vat_rebate_withdrawal"}]
        duty = sum(t.duty_share or 0.0 for t in taxed)
        levy = sum(t.levy_usd_per_kg or 0.0 for t in taxed)
        least = max((m.terms.minimum_usd_per_kg or 0.0 for m in on), default=0.0)
        quote = max(pay * (1.0 + duty) + levy, least)
        tariffs = [m.terms.tariff_share for m in link.lane.tariffs if on_at_start(world, m)]
        tariff = sum(t or 0.0 for t in tariffs)
        link.delivered = quote + tariff * (quote + link.freight) + link.freight
    link.base_log_price = log(link.delivered)


def _average(world: World, intake: Intake, flow: float) -> None:
    """Average price and transit over the links that carry something, or might."""
    pulls = [link.base_flow if flow > 0.0 else link.base_weight for link in intake.bought]
    pairs = list(zip(pulls, intake.bought, strict=True))
    whole = sum(pulls)
    plain = world.scenario.commodities[intake.commodity].price_usd_per_kg
    intake.base_price = over(sum(pull * k.delivered for pull, k in pairs), whole, plain)
    lags = [sum(lag * part for lag, part in enumerate(k.transit)) for k in intake.bought]
    together = sum(pull * lag for pull, lag in zip(pulls, lags, strict=True))
    intake.lead = over(together, whole, 0.0)
    for link in intake.links:
        link.base_relative = log(intake.base_price) - link.base_log_price


def _earned(world: World, offer: Offer) -> float:
    """Find what a kilogram brings, with the supports in force at the start."""
    floors = [m.terms.floor_usd_per_kg or 0.0 for m in offer.floors if _pays(world, m)]
    return max([offer.base_ask, *floors]) + _subsidy(world, offer)


def _subsidy(world: World, offer: Offer) -> float:
    """Add the output subsidies an offer gets at the start."""
    return sum(m.terms.subsidy_usd_per_kg or 0.0 for m in offer.subsidies if _pays(world, m))


def _pays(world: World, measure: Measure) -> bool:
    budget = measure.terms.budget_musd
    return on_at_start(world, measure) and (inf if budget is None else budget) > 0.0
