"""What a plant to be built needs, and whether there is as much of it where it shall stand."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from realm.core.actors import Facility, Sector
from realm.core.network import Network
from realm.play.sight import Sight
from realm.strategies.looks import looked, once
from realm.strategies.observation import Observation

Tonnes = dict[tuple[str, str], float]
"""t a year by country and commodity."""


@dataclass(frozen=True)
class Input:
    """A good that a plant takes in at its full pace; t a year, as far as a seat may know."""

    good: str
    needs: float
    comes: float
    """The most that plants there can make of it, those begun among them, and what came in from
    abroad in the month that customs published last, times twelve."""
    taken: float
    """What users there usually take in."""

    @property
    def short(self) -> float:
        """What is missing of what it needs while the others there take in what they usually do."""
        return min(self.needs, max(0.0, self.needs + self.taken - self.comes))


def inputs(sight: Sight, project: str) -> tuple[Input, ...]:
    """List what a plant needs, in the order of its recipe."""
    network = sight.observation.network
    scenario, plant = network.scenario, network.scenario.projects[project]
    facility = scenario.facilities[plant.facility]
    comes, taken = _comes(sight.observation), _taken(network)
    own = dict(_outputs(network, plant.facility, plant.capacity_t_per_year))
    begun = math.isfinite(sight.observation.project_opens[network.projects.index(project), 0])
    found = []
    for good, part in scenario.recipes[facility.recipe].inputs.items():
        here = facility.country, good
        there = comes.get(here, 0.0) - (own.get(here, 0.0) if begun else 0.0)
        needs = part * plant.capacity_t_per_year
        found.append(Input(good, needs, there, taken.get(here, 0.0)))
    return tuple(found)


@looked
def _comes(observation: Observation) -> Tonnes:
    """Add up what plants can make at most and what came over borders."""
    network, (_, most) = observation.network, observation.band("capacity")
    scenario, found = network.scenario, dict[tuple[str, str], float]()
    parts = [
        part
        for row, name in enumerate(network.along("facility"))
        for part in _outputs(network, name, 12.0 * float(most[row, 0]))
    ]
    for row, name in enumerate(network.projects):
        if math.isfinite(observation.project_opens[row, 0]):
            plant = scenario.projects[name]
            parts += _outputs(network, plant.facility, plant.capacity_t_per_year)
    links = np.arange(len(network.links))[network.abroad]
    for link, came in zip(links, observation.customs[:, 0], strict=True):
        country = network.countries[network.node_country[network.link_buyer[link]]]
        good = network.commodities[network.offer_commodity[network.link_offer[link]]]
        parts.append(((country, good), 12.0 * float(came)))
    for key, tonnes in parts:
        found[key] = found.get(key, 0.0) + tonnes
    return found


@once
def _taken(network: Network) -> Tonnes:
    """Add up what users in each country usually take in."""
    scenario, found = network.scenario, dict[tuple[str, str], float]()
    nodes: dict[str, Facility | Sector] = {**scenario.facilities, **scenario.sectors}
    for link in scenario.links.values():
        if link.buyer in nodes:
            key = nodes[link.buyer].country, link.commodity
            found[key] = found.get(key, 0.0) + link.base_flow_t_per_year
    return found


def _outputs(network: Network, name: str, tonnes: float) -> Iterator[tuple[tuple[str, str], float]]:
    """Say what so much throughput of a plant gives, and where."""
    facility = network.scenario.facilities[name]
    for good, part in network.scenario.recipes[facility.recipe].outputs.items():
        yield (facility.country, good), part * tonnes
