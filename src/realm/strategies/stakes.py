"""What is at stake at the tables, as far as all can read it off the map and no month moves it."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.incidence import Incidence
from realm.core.network import Network
from realm.core.table import Table
from realm.strategies.actors import flows_at_start, prices_at_start
from realm.strategies.borders import touched
from realm.strategies.looks import once

LEAST_FLOW = 1e-9
"""Tonnes a month that make a mean plain where nothing flowed at the start."""
LIFE_MONTHS = 60.0
"""Months that a promised plant is looked forward to: what takes as long to build counts little."""
BIG = 0.25
"""Part of a plant's sales, or of the trade that a curb touches, that a table counts as about."""
LEAST_LIFE = 0.2
"""Part of its worth that a plant has however long it takes."""


@dataclass(frozen=True)
class Works:
    """The tolling lines or the joint plants of the tables; all zero where there is none."""

    cost: Array
    """k$, (table,)."""
    sales: Array
    """k$ a year at full use and the prices of the start, (table,)."""
    soon: Array
    """Part of its worth that is left for what it takes to build, 0 to 1, (table,)."""
    partner: Array
    """1 for the side that pays a share, (side, table)."""
    builder: Array
    """1 for the side whose firm builds, (side, table)."""
    user: Array
    """1 for the side whose home gets the products, (side, table)."""

    def at(self, table: Index) -> "Works":
        """Look up tables."""
        return Works(
            cost=self.cost[table],
            sales=self.sales[table],
            soon=self.soon[table],
            partner=self.partner[:, table],
            builder=self.builder[:, table],
            user=self.user[:, table],
        )


@dataclass(frozen=True)
class Stakes:
    """Per table, or per side and table; sides are rows `side * tables + table` of the matrices."""

    actor: Index
    """Number of each side's actor, countries then firms, (side, table)."""
    government: Mask
    """(side, table)."""
    sells: Array
    """1 for the side that sells, -1 for the side that buys, 0 where nothing is sold."""
    offers: Incidence
    """(table, offer): the seller's offers of the good."""
    offer_count: Array
    """(table, 1), at least 1."""
    good: Index
    """(table,): commodity that is sold, 0 where none is."""
    links: Incidence
    """(table, link): ways in which the buyers get the good from others."""
    link_weight: Array
    """(link, 1): flow at the start."""
    freight: Array
    """(link, 1): $/kg."""
    needs: Incidence
    """(side x table, intake): what a side wants filled: its plants, a government's end users."""
    need_value: Array
    """(intake, 1): k$ a month at the start."""
    need_months: Array
    """(intake, 1): stock aimed at, in months of use."""
    plants: Incidence
    """(side x table, facility): the selling firm's plants that make the good."""
    trade: Array
    """k$ a year of the full volume at the price of the start, (table,)."""
    tolling: Works
    plant: Works
    scale: Array
    """k$ a year: how much the whole table is about, (table,)."""
    eased: tuple[tuple[Index, Array], ...]
    """Of each side x table: measures it could ease, and k$ a year of the other's trade they touch
    at the start."""

    @property
    def count(self) -> int:
        """Number of tables."""
        return len(self.good)


@once
def stakes(network: Network) -> Stakes:
    """Read what is at stake off a network; made once."""
    bargains = network.bargains
    count = bargains.count
    laid = [network.scenario.tables[name] for name in network.tables]
    names = list(network.commodities)
    goods = [table.commodity for table in laid]
    good = np.array([names.index(g) if g else 0 for g in goods], dtype=np.intp)
    sells = np.zeros((2, count))
    for table, side in enumerate(bargains.seller):
        if side >= 0 and bargains.volume[table] > 0.0:
            sells[:, table] = np.where(np.arange(2) == side, 1.0, -1.0)
    offers = _pairs(
        [_offers(network, table.seller, g) for table, g in zip(laid, goods, strict=True)]
    )
    links = _pairs([_links(network, table, g) for table, g in zip(laid, goods, strict=True)])
    prices = prices_at_start(network)
    trade = 12.0 * bargains.volume * prices[good, 0]
    tolling = _works(network, bargains.tolling, bargains.partner[0], tolled=True)
    plant = _works(network, bargains.plant, bargains.partner[1], tolled=False)
    government = bargains.sides < len(network.countries)
    sides = [int(actor) for actor in bargains.sides.ravel()]
    needs = _pairs([_needs(network, actor) for actor in sides])
    plants = _pairs([
        _plants(network, actor, int(good[row % count])) if sells.ravel()[row] > 0.0 else []
        for row, actor in enumerate(sides)
    ])  # fmt: skip
    eased = tuple(
        _eased(network, bargains.eased[table][side], bargains.home[:, table], side)
        for side in (0, 1)
        for table in range(count)
    )
    touched_trade = _whole(eased, count)
    flow = flows_at_start(network)
    into = np.zeros((len(network.intakes), 1))
    np.add.at(into, network.link_intake, flow)
    described = network.scenario.links
    freight = [described[n].freight_usd_per_kg if n in described else 0.0 for n in network.links]
    return Stakes(
        actor=bargains.sides,
        government=government,
        sells=sells,
        offers=Incidence.of(*offers[:1], count, offers[1], len(network.offers)),
        offer_count=np.maximum(np.bincount(offers[0], minlength=count), 1.0)[:, None],
        good=good,
        links=Incidence.of(*links[:1], count, links[1], len(network.links)),
        link_weight=flow + LEAST_FLOW,
        freight=np.array(freight)[:, None],
        needs=Incidence.of(*needs[:1], 2 * count, needs[1], len(network.intakes)),
        need_value=(into + LEAST_FLOW) * prices[network.intake_commodity],
        need_months=_aims(network),
        plants=Incidence.of(*plants[:1], 2 * count, plants[1], network.facility_count),
        trade=trade,
        tolling=tolling,
        plant=plant,
        scale=np.maximum.reduce(
            [trade, BIG * tolling.sales, BIG * plant.sales, BIG * touched_trade]
        ),
        eased=eased,
    )


def _whole(eased: tuple[tuple[Index, Array], ...], count: int) -> Array:
    """Add up the trade that the measures on each table touch, k$ a year, (table,)."""
    found = np.zeros(count)
    for row, (_, touched_trade) in enumerate(eased):
        found[row % count] += np.max(touched_trade, initial=0.0)
    return found


def _pairs(rows: list[list[int]]) -> tuple[Index, Index]:
    """Turn lists of columns, one a row, into rows and columns."""
    lengths = [len(columns) for columns in rows]
    columns = [column for one in rows for column in one]
    return np.repeat(np.arange(len(rows)), lengths), np.array(columns, dtype=np.intp)


def _offers(network: Network, seller: str | None, good: str | None) -> list[int]:
    """Find the offers of a good by a firm or facility."""
    held = _nodes(network, (seller,) if seller else ())
    commodity = network.commodities.index(good) if good else -1
    return [
        row
        for row, node in enumerate(network.offer_node)
        if node in held and network.offer_commodity[row] == commodity
    ]


def _links(network: Network, table: Table, good: str | None) -> list[int]:
    """Find the links by which the buyers of a table get a good from others than its seller."""
    held = _nodes(network, table.buyers)
    seller = _nodes(network, (table.seller,) if table.seller else ())
    commodity = network.commodities.index(good) if good else -1
    carried = network.intake_commodity[network.link_intake]
    fits = np.isin(network.link_buyer, list(held)) & (carried == commodity)
    fits &= ~np.isin(network.link_seller, list(seller))
    fits[network.release] = False
    return [int(row) for row in np.flatnonzero(fits)]


def _nodes(network: Network, names: tuple[str, ...]) -> set[int]:
    """Find the nodes that firms hold, or that bear a name themselves."""
    firms = [network.firms.index(name) for name in names if name in network.firms]
    held = {int(node) for node in np.flatnonzero(np.isin(network.node_firm, firms))}
    return held | {network.nodes.index(name) for name in names if name in network.nodes}


def _needs(network: Network, actor: int) -> list[int]:
    """Find the intakes that an actor wants filled."""
    slots = np.arange(network.facility_intakes.start, network.sector_intakes.stop)
    node = network.intake_node[slots]
    countries = len(network.countries)
    if actor < countries:
        users = node >= network.facility_count
        return [int(row) for row in slots[users & (network.node_country[node] == actor)]]
    return [int(row) for row in slots[network.node_firm[node] == actor - countries]]


def _plants(network: Network, actor: int, good: int) -> list[int]:
    """Find an actor's own plants that make a good; a government runs none."""
    made = network.offer_node[network.offer_commodity == good]
    firm = actor - len(network.countries)
    return [int(n) for n in np.unique(made) if firm >= 0 and network.node_firm[n] == firm]


def _aims(network: Network) -> Array:
    """Read the stocks aimed at, in months of use, (intake, 1)."""
    scenario = network.scenario
    facilities = [plant.cover_in_months for plant in scenario.facilities.values()]
    sectors = [sector.cover_months for sector in scenario.sectors.values()]
    stores = [1.0] * len(network.stockpiles)
    return np.array([*facilities, *sectors, *stores])[network.intake_node][:, None]


def _works(network: Network, projects: Index, partner: Index, *, tolled: bool) -> Works:
    """Look up what the plants of the tables cost and make.

    The products of a plant are for the country where it stands, those of a tolling line for the
    side that sends the goods.
    """
    count, scenario = len(projects), network.scenario
    prices = prices_at_start(network)[:, 0]
    cost, sales, soon = np.zeros(count), np.zeros(count), np.zeros(count)
    user, builder = np.zeros((2, count)), np.zeros((2, count))
    for table, row in enumerate(projects):
        if row < 0:
            continue
        project = scenario.projects[network.projects[row]]
        node = network.project_node[row]
        made = network.offer_commodity[network.offer_node == node]
        cost[table] = 1000.0 * project.cost_musd
        sales[table] = project.capacity_t_per_year * float(np.max(prices[made], initial=0.0))
        soon[table] = max(LEAST_LIFE, 1.0 - project.lead_months / LIFE_MONTHS)
        home = network.bargains.home[:, table]
        here = home == network.node_country[node]
        sender = np.arange(2) == network.bargains.seller[table]
        user[:, table] = sender if tolled and sender.any() else here
        firm = network.project_firm[row]
        actor = len(network.countries) + firm
        whose = network.countries.index(scenario.firms[network.firms[firm]].country)
        sides = network.bargains.sides[:, table]
        builder[:, table] = (sides == actor) | ((sides == whose) & ~(sides == actor).any())
    paying = np.equal.outer(np.arange(2), partner) & (projects >= 0)
    return Works(
        cost=cost, sales=sales, soon=soon, partner=paying.astype(np.float64), builder=builder,
        user=user,
    )  # fmt: skip


def _eased(network: Network, measures: Index, home: Index, side: int) -> tuple[Index, Array]:
    """Say how much of the other side's trade each measure touches, k$ a year."""
    lanes = network.lane_destination == home[1 - side]
    abroad = np.arange(network.abroad.start, network.abroad.stop)
    flow = flows_at_start(network)[abroad, 0]
    worth = (
        12.0
        * flow
        * prices_at_start(network)[network.offer_commodity[network.link_offer[abroad]], 0]
    )
    touch = touched(network, "restricts")
    found = [
        float(np.add.reduceat(np.append(worth[(touch[row] & lanes)[network.lane_of]], 0.0), [0])[0])
        for row in measures
    ]
    return measures, np.array(found, dtype=np.float64)


@once
def sources(network: Network) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name who else supplied each buying side most at the start, empty for who buys nothing."""
    held, flow = stakes(network), flows_at_start(network)[:, 0]
    found: list[list[str]] = [[], []]
    firms = list(network.scenario.firms.values())
    for table, described in enumerate(network.scenario.tables.values()):
        into = [row for row in _links(network, described, described.commodity) if flow[row] > 0.0]
        best = max(into, key=lambda row: flow[row], default=None)
        name = "" if best is None else firms[network.node_firm[network.link_seller[best]]].name
        for side in (0, 1):
            found[side].append(name if held.sells[side, table] < 0.0 else "")
    return tuple(found[0]), tuple(found[1])
