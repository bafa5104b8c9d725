"""The chain of flows of the quiet start (README 5.1)."""

from tests.oracle.nouns import Facility
from tests.oracle.sums import over
from tests.oracle.world import World


def solve_chain(world: World) -> None:
    """Find base flows, use, sales and throughput: every buyer keeps its split over sellers."""
    parts = _parts(world)
    for sector in world.sectors.values():
        tonnes = world.scenario.sectors[sector.name].demand_t_per_year
        sector.intakes[0].base_use = tonnes / 12.0
    for _ in range(1000):
        for link in world.links.values():
            link.base_flow = parts[link.name] * link.intake.base_use
        for plant in world.facilities.values():
            _throughput(plant)
        if not _follow(world):
            break
    for plant in world.facilities.values():
        for offer in plant.offers:
            made = offer.output_ratio * plant.base_throughput
            offer.sold_share = over(offer.base_sales, made, 1.0)


def _parts(world: World) -> dict[str, float]:
    """Find each link's part of what its intake takes."""
    flows = dict.fromkeys(world.links, 0.0)
    for name, terms in world.scenario.links.items():
        if terms.opens == "now":
            flows[name] = terms.base_flow_t_per_year
    parts = {}
    for intake in world.intakes.values():
        whole = sum(flows[link.name] for link in intake.links)
        for link in intake.links:
            parts[link.name] = over(flows[link.name], whole, 0.0)
    return parts


def _throughput(plant: Facility) -> None:
    plant.base_throughput = 0.0
    for offer in plant.offers:
        offer.base_sales = sum(link.base_flow for link in offer.links)
        runs = offer.base_sales / offer.output_ratio
        plant.base_throughput = max(plant.base_throughput, runs)


def _follow(world: World) -> bool:
    """Let plants take what their throughput needs; say whether anything moved."""
    moved = False
    for plant in world.facilities.values():
        for intake in plant.intakes:
            fresh = intake.input_ratio * plant.base_throughput
            moved = moved or abs(fresh - intake.base_use) > 1e-15 * abs(fresh)
            intake.base_use = fresh
    return moved
