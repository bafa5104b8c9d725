"""What a country's plants could make of each good, and how much of it home could use."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index, ratio
from realm.core.network import Network
from realm.strategies.actors import added, seat_of_country, still
from realm.strategies.looks import looked, once
from realm.strategies.observation import Observation


@looked
def usable(observation: Observation) -> Array:
    """Read which part of what plants at home could make finds a use there.

    Users take it, or plants whose own products find a use in turn; at full use of what stood at the
    start and of the projects that have opened since.

    Returns:
        (actor, commodity, world), 0 to 1; 1 for what nobody at home makes.
    """
    works, goods = _works(observation.network), len(observation.network.commodities)
    seat, actors = seat_of_country(observation)[works.country], len(observation.actors)
    pair = np.where(seat >= 0, seat * goods + works.good, -1)
    stands = np.ones((len(pair), observation.world_count))
    late = np.flatnonzero(works.project >= 0)
    stands[late] = observation.project_opens[works.project[late]] <= observation.month
    takes, makes = (
        works.taken[:, None] * stands,
        added(works.made[:, None] * stands, pair, actors * goods),
    )
    products = np.where(works.products >= 0, seat[:, None] * goods + works.products, -1)
    final = np.all(works.products < 0, axis=1)[:, None]
    found = np.ones(makes.shape)
    for _ in range(goods):  # from the end of the longest chain to its beginning
        of_products = np.concatenate([found, np.zeros((1, observation.world_count))])
        used = np.max(np.take(of_products, products, axis=0), axis=1)
        used = np.where(final, 1.0, used)
        found = np.minimum(ratio(added(takes * used, pair, actors * goods), makes, 1.0), 1.0)
    return still(found.reshape(actors, goods, -1))


@dataclass(frozen=True)
class _Works:
    """Rows of country and good: what users, plants and projects there take and make, t a year."""

    country: Index
    good: Index
    project: Index
    """Project that has to open first, -1 where none."""
    products: Index
    """Goods that a plant makes of what it takes, -1 for none more, (row, good)."""
    taken: Array
    made: Array


@once
def _works(network: Network) -> _Works:
    """Read it off the scenario: demand of users, capacity of plants and of projects."""
    scenario, goods, countries = network.scenario, network.commodities, network.countries
    nothing = [-1] * len(goods)
    rows: list[tuple[int, int, int, list[int], float, float]] = []
    for sector in scenario.sectors.values():
        here, good = countries.index(sector.country), goods.index(sector.commodity)
        rows.append((here, good, -1, nothing, sector.demand_t_per_year, 0.0))
    built = [(plant, -1, plant.capacity_t_per_year) for plant in scenario.facilities.values()]
    for number, name in enumerate(network.projects):
        project = scenario.projects[name]
        plant = scenario.facilities[project.facility]
        built.append((plant, number, project.capacity_t_per_year))
    for plant, number, capacity in built:
        here, recipe = countries.index(plant.country), scenario.recipes[plant.recipe]
        products = [goods.index(product) for product in recipe.outputs]
        products += nothing[len(products) :]
        for feed, tonnes in recipe.inputs.items():
            rows.append((here, goods.index(feed), number, products, tonnes * capacity, 0.0))
        for product, tonnes in recipe.outputs.items():
            rows.append((here, goods.index(product), number, nothing, 0.0, tonnes * capacity))
    where, what, needs, makes, taken, made = zip(*rows, strict=True)
    return _Works(
        country=np.array(where, dtype=np.intp),
        good=np.array(what, dtype=np.intp),
        project=np.array(needs, dtype=np.intp),
        products=np.array(makes, dtype=np.intp),
        taken=np.array(taken),
        made=np.array(made),
    )
