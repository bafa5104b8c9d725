"""One month, one turn (README 3, 7.19)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from tests.oracle import (
    asks,
    border,
    calendar,
    contracts,
    deals,
    decisions,
    directives,
    instruments,
    lanes,
    memory,
    money,
    ordering,
    plants,
    prices,
    shipping,
    use,
)
from tests.oracle.world import World

Orders = dict[str, dict[str, float]]
"""Column of the orders -> name of the row -> number."""


@dataclass
class Page:
    """What changes once more before the month is over, and is kept for the ledger."""

    ask: list[float] = field(default_factory=list)
    rent: list[float] = field(default_factory=list)


def play_month(world: World) -> Page:
    """Let one month pass."""
    calendar.turn_page(world)
    directives.carry_out(world)
    instruments.read_instruments(world)
    plants.find_capacity(world)
    use.arrive(world)
    contracts.call(world)
    prices.see(world)
    use.use_and_make(world)
    ordering.order(world)
    border.cross(world)
    shipping.ship(world)
    asks.change_asks(world)
    lanes.reprice(world)
    lanes.seep(world)
    memory.remember(world)
    plants.grow(world)
    money.settle(world)
    return _turn_over(world)


def play_turn(world: World, orders: Orders | None = None) -> None:
    """Let decisions take effect, then the months of a turn pass."""
    for _ in turn_by_month(world, orders or {}):
        pass


def turn_by_month(world: World, orders: Orders) -> Iterator[Page]:
    """Play a turn and stop after each of its months; the last is followed by the turn's end."""
    opened = {name for name, link in world.links.items() if link.link_open > 0.0}
    begun = {name for name, project in world.projects.items() if project.project_opens < inf}
    stood = {name: (m.measure_on, m.measure_size) for name, m in world.measures.items()}
    decisions.decide(world, orders)
    turn = deals.open_turn(world, orders, opened, begun, stood)
    volumes = {name: contract.contract_volume for name, contract in world.contracts.items()}
    ends = {name: table.deal_ends for name, table in world.tables.items()}
    for _ in range(world.scenario.months_per_turn):
        page = play_month(world)
        deals.note_month(world, turn)
        yield page
    deals.close_turn(world, turn, volumes, ends)
    for country in world.countries.values():
        most = max(country.political_capital, world.rules.political_capital)
        grown = country.political_capital + world.rules.political_regrowth
        country.political_capital = min(grown, most)


def _turn_over(world: World) -> Page:
    page = Page([o.ask for o in world.offers.values()], [v.rent for v in world.lanes.values()])
    for offer in world.offers.values():
        offer.ask = offer.ask_after
        offer.waste += offer.wasted
    for plant in world.facilities.values():
        plant.throughput = plant.made
    for pool in world.pools.values():
        if pool.quotas:
            gone = sum(sum(k.charged for k in v.links) for v in pool.lanes)
            pool.quota_left = max(pool.quota_left - gone, 0.0)
    for link in world.abroad:
        link.customs, link.declared = link.declared, link.shipped - link.leaked
    for lane in world.lanes.values():
        lane.rent = lane.rent_after
    world.month += 1
    return page
