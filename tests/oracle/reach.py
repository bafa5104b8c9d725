"""Which measure touches what (README 7.4, 7.3 for quota periods, 7.18 for capital subsidies)."""

from typing import TYPE_CHECKING

from tests.oracle.nouns import Facility, Offer
from tests.oracle.terms import Lane, Measure, Project

from realm.core.scenario import Scenario

if TYPE_CHECKING:
    from tests.oracle.world import World


def groups_of(scenario: Scenario, measure: Measure) -> set[str]:
    """Groups of its commodities; every group if it names none."""
    goods = measure.terms.commodities or tuple(scenario.commodities)
    return {scenario.commodities[good].measure_group for good in goods}


def bind_measures(world: "World") -> None:
    """Let every lane, pool, offer, facility and project know the measures that touch it."""
    for name, terms in world.scenario.measures.items():
        measure = Measure(name, terms, world.accounts[terms.country])
        world.measures[name] = measure
        match terms.family:
            case "import_tariff":
                _bind_tariff(world, measure)
            case "production_quota":
                measure.facilities = [p for p in world.facilities.values() if _binds(measure, p)]
                for plant in measure.facilities:
                    plant.quotas.append(measure)
            case "capital_subsidy":
                for project in world.projects.values():
                    if _makes(measure, project.facility) and _favours(measure, project):
                        project.subsidies.append(measure)
            case "price_floor" | "output_subsidy":
                _bind_support(world, measure)
            case _:
                _bind_exports(world, measure)
    for pool in world.pools.values():
        pool.period = min((m.terms.period_months for m in pool.quotas), default=12)


def _bind_tariff(world: "World", measure: Measure) -> None:
    groups = groups_of(world.scenario, measure)
    for lane in world.lanes.values():
        named = _names(world.scenario, measure, lane.exporter.name)
        if named and lane.importer is measure.treasury and _group(lane) in groups:
            lane.tariffs.append(measure)


def _bind_exports(world: "World", measure: Measure) -> None:
    groups = groups_of(world.scenario, measure)
    for lane in world.lanes.values():
        named = _names(world.scenario, measure, lane.importer.name)
        if named and lane.exporter is measure.treasury and _group(lane) in groups:
            lane.restrictions.append(measure)
    if measure.terms.family == "quota":
        for pool in world.pools.values():
            country, group = pool.name.split(":")
            if country == measure.terms.country and group in groups:
                pool.quotas.append(measure)
    if measure.terms.family == "domestic_market_obligation":
        for offer in world.sold:
            if offer.node.country == measure.terms.country and _covers(measure, offer):
                offer.obligations.append(measure)


def _bind_support(world: "World", measure: Measure) -> None:
    for offer in world.sold:
        plant = offer.node
        named = measure.terms.beneficiaries or (measure.terms.country,)
        if {plant.name, plant.country, plant.account.name} & set(named) and _covers(measure, offer):
            floors = measure.terms.family == "price_floor"
            (offer.floors if floors else offer.subsidies).append(measure)


def _group(lane: Lane) -> str:
    return lane.name.rpartition(":")[2]


def _names(scenario: Scenario, measure: Measure, country: str) -> bool:
    """Say whether a measure names this country or its bloc, or nobody."""
    named = measure.terms.destinations
    return not named or country in named or scenario.countries[country].bloc in named


def _covers(measure: Measure, offer: Offer) -> bool:
    return not measure.terms.commodities or offer.commodity in measure.terms.commodities


def _makes(measure: Measure, plant: Facility) -> bool:
    return any(_covers(measure, offer) for offer in plant.offers)


def _binds(measure: Measure, plant: Facility) -> bool:
    at_home = plant.country == measure.terms.country
    return at_home and plant.licensed and _makes(measure, plant)


def _favours(measure: Measure, project: Project) -> bool:
    named = measure.terms.beneficiaries or (measure.terms.country,)
    plant = project.facility
    return bool({project.account.name, plant.name, plant.country} & set(named))
