"""Check that the network of a scenario hangs together: who sells what to whom, and how much."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from realm.content.nodes import Finding
from realm.core.scenario import Scenario

TOLERANCE = 0.02
"""How far base flows may lie from what a buyer uses, as a share of it."""


def findings(scenario: Scenario) -> Iterator[Finding]:
    """Name every part of the network that does not fit; all names must be known to exist."""
    wrong_links = [*_links(scenario)]
    yield from wrong_links
    yield from _owners(scenario)
    if wrong_links:
        return
    yield from _reached(scenario)
    yield from _sector_flows(scenario)
    yield from _facility_flows(scenario)


def taken_by(scenario: Scenario, node: str) -> Mapping[str, float]:
    """Return what a facility or sector takes: commodities, with tonnes a tonne of throughput."""
    if node in scenario.sectors:
        return {scenario.sectors[node].commodity: 1.0}
    return scenario.recipes[scenario.facilities[node].recipe].inputs


def carries(scenario: Scenario, seller: str, buyers: Iterable[str], commodity: str) -> bool:
    """Say whether some link carries a commodity between these firms, facilities or sectors."""
    served = {(link.seller, link.buyer, link.commodity) for link in scenario.links.values()}
    return any(
        (here, there, commodity) in served
        for here in _nodes(scenario, seller)
        for name in buyers
        for there in _nodes(scenario, name)
    )


def _nodes(scenario: Scenario, name: str) -> list[str]:
    """Return the facility or sector of this name, or the facilities of the firm of this name."""
    if name in scenario.facilities or name in scenario.sectors:
        return [name]
    return [key for key, facility in scenario.facilities.items() if facility.firm == name]


def _links(scenario: Scenario) -> Iterator[Finding]:
    first: dict[tuple[str, str, str], str] = {}
    for key, link in scenario.links.items():
        given = scenario.recipes[scenario.facilities[link.seller].recipe].outputs
        taken = taken_by(scenario, link.buyer)
        if link.commodity not in given:
            expected = f"what '{link.seller}' makes ({_listed(given)})"
            yield ("links", key, "commodity"), expected, f"'{link.commodity}'"
        if link.commodity not in taken:
            expected = f"what '{link.buyer}' takes ({_listed(taken)})"
            yield ("links", key, "commodity"), expected, f"'{link.commodity}'"
        if link.seller == link.buyer:
            yield ("links", key, "buyer"), "another facility than the seller", f"'{link.buyer}'"
        if link.opens != "now" and link.base_flow_t_per_year > 0:
            expected = "0 on a link that is closed at the start"
            found = f"{link.base_flow_t_per_year:,.6g}"
            yield ("links", key, "base_flow_t_per_year"), expected, found
        ends = (link.seller, link.buyer, link.commodity)
        if ends in first:
            found = f"'{first[ends]}' and '{key}'"
            yield ("links", key), "one link from a seller to a buyer for a commodity", found
        first.setdefault(ends, key)


def _reached(scenario: Scenario) -> Iterator[Finding]:
    """Find consumers that nobody can reach."""
    suppliers = {
        (link.buyer, link.commodity) for link in scenario.links.values() if link.opens == "now"
    }
    running = {
        node
        for link in scenario.links.values()
        if link.base_flow_t_per_year > 0
        for node in (link.seller, link.buyer)
    }
    for key, sector in scenario.sectors.items():
        if (key, sector.commodity) not in suppliers:
            expected = f"an open link that brings it '{sector.commodity}'"
            yield ("sectors", key), expected, "none"
    for key in scenario.facilities:
        if key in running:
            for commodity in taken_by(scenario, key):
                if (key, commodity) not in suppliers:
                    yield ("facilities", key), f"an open link that brings it '{commodity}'", "none"


def _sector_flows(scenario: Scenario) -> Iterator[Finding]:
    arriving = _sums(scenario)[0]
    for key, sector in scenario.sectors.items():
        if (key, sector.commodity) not in arriving:
            continue  # nobody reaches it: found already
        flow, demand = arriving[key, sector.commodity], sector.demand_t_per_year
        if abs(flow - demand) > TOLERANCE * demand:
            expected = f"the {flow:,.6g} that its links bring in a year"
            yield ("sectors", key, "demand_t_per_year"), expected, f"{demand:,.6g}"


def _facility_flows(scenario: Scenario) -> Iterator[Finding]:
    """Compare what leaves a facility with its capacity and with what arrives."""
    arriving, leaving = _sums(scenario)
    for key, facility in scenario.facilities.items():
        recipe = scenario.recipes[facility.recipe]
        throughput = max((leaving[key, name] / t for name, t in recipe.outputs.items()), default=0)
        if throughput > facility.capacity_t_per_year * (1 + 1e-6):
            expected = f"at least the {throughput:,.6g} that its links take in a year"
            found = f"{facility.capacity_t_per_year:,.6g}"
            yield ("facilities", key, "capacity_t_per_year"), expected, found
        for name, share in recipe.inputs.items():
            if (key, name) not in arriving:
                continue  # nobody reaches it: found already
            needed, flow = share * throughput, arriving[key, name]
            if abs(flow - needed) > TOLERANCE * max(needed, flow):
                expected = f"links that bring the {needed:,.6g} t '{name}' it needs in a year"
                yield ("facilities", key), expected, f"links that bring {flow:,.6g}"


def _owners(scenario: Scenario) -> Iterator[Finding]:
    owners = {facility.firm for facility in scenario.facilities.values()}
    for key in scenario.firms:
        if key not in owners:
            yield ("firms", key), "a firm with a facility", "none of its own"


def _sums(scenario: Scenario) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    """Add up the base flows that arrive at each node, and those that leave it."""
    arriving: dict[tuple[str, str], float] = defaultdict(float)
    leaving: dict[tuple[str, str], float] = defaultdict(float)
    for link in scenario.links.values():
        arriving[link.buyer, link.commodity] += link.base_flow_t_per_year
        leaving[link.seller, link.commodity] += link.base_flow_t_per_year
    return arriving, leaving


def _listed(names: Mapping[str, float]) -> str:
    return ", ".join(names) or "nothing"
