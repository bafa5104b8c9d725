"""Working capacity and its growth (README 7.5, 7.17)."""

from tests.oracle.nouns import Facility
from tests.oracle.sums import clip, over
from tests.oracle.world import World


def _aim(world: World) -> None:
    """Find the stocks that are aimed at."""
    for intake in world.intakes.values():
        intake.cover = intake.cover_in
    for firm in world.firms.values():
        for plant in firm.plants:
            for intake in plant.intakes:
                intake.cover = intake.cover_in * firm.hold
            for offer in plant.offers:
                offer.cover = offer.cover_out * firm.hold


def find_capacity(world: World) -> None:
    """Find what works this month, and the stocks that are aimed at."""
    _aim(world)
    depth = world.chances.outage_depth
    for plant in world.facilities.values():
        works = plant.capacity
        for project in plant.projects:
            age = (world.month + 1 - project.project_opens) / project.project_ramp
            works += project.project_capacity * clip(age, 0.0, 1.0)
        plant.open = plant.capacity_factor * (1.0 - plant.shut)
        works *= plant.capacity_factor
        if plant.outage > 0.0:
            works *= 1.0 - depth
            plant.open *= 1.0 - depth
        if plant.followed is not None:
            output = sum(o.output_ratio * maker.throughput for maker, o in plant.followed)
            works *= over(output, plant.base_followed, 1.0)
        plant.works = works * (1.0 - plant.shut)
    parts: dict[str, float] = {}
    for measure in world.measures.values():
        if measure.terms.family == "production_quota" and measure.measure_on > 0.0:
            whole = sum(plant.works for plant in measure.facilities)
            parts[measure.name] = min(1.0, over(measure.measure_size / 12.0, whole, 1.0))
    for plant in world.facilities.values():
        if plant.quotas:
            plant.works *= min(parts.get(m.name, 1.0) for m in plant.quotas)
        plant.part_working = plant.works / plant.reference_capacity


def grow(world: World) -> None:
    """Order capacity, build, mothball, reopen."""
    for plant in world.facilities.values():
        _grow(world, plant)


def _grow(world: World, plant: Facility) -> None:
    rules = world.rules
    rise = plant.margin - plant.base_margin - rules.capacity_order_margin
    ordered = plant.capacity / 12.0 * plant.expansion_rate * clip(rise, 0.0, 1.0)
    first, second, third = plant.building
    pace = 3.0 / plant.expansion_months
    plant.building = [
        first + ordered - first * pace,
        second + (first - second) * pace,
        third + (second - third) * pace,
    ]
    capacity = plant.capacity * (1.0 + plant.planned_growth) + third * pace
    could = plant.capacity if plant.shut > 0.0 else plant.works
    low = plant.made < rules.idle_share * min(could, plant.base_throughput)
    plant.idle = plant.idle + 1.0 if low else 0.0
    if plant.idle >= rules.idle_months:
        plant.capacity = 0.0
        plant.mothballed += capacity / 2.0
        plant.idle = 0.0
        return
    back = 0.0
    if plant.margin > max(plant.base_margin, 0.0) and plant.shut == 0.0:
        back = plant.mothballed / rules.reopening_months
    plant.capacity = capacity + back
    plant.mothballed -= back
