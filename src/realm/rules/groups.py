"""Who counts for whom: matrices from links and slots to countries and firms, for readers.

Actors are countries, then firms, in the order of the network.
"""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.incidence import Incidence
from realm.core.network import Network


@dataclass(frozen=True)
class Sources:
    """What comes to each actor, by commodity and by the country it was bought from."""

    cells_of: Incidence
    """(cell, link): a cell is an actor, a commodity and a country of origin."""
    pairs_of: Incidence
    """(pair, cell): a pair is an actor and a commodity."""
    pair_of_cell: Index
    foreign: Array
    """(cell, 1): 1 where the origin counts as a risk."""
    value: Array
    """(pair, 1): $/kg of the commodity at the start."""
    actors_of: Incidence
    """(actor, pair)."""
    held: Incidence
    """(pair, intake): stocks of what comes to it."""
    released: Incidence
    """(pair, offer): what its stockpiles have on offer."""


@dataclass(frozen=True)
class Groups:
    """Sums over what belongs together; no world axis."""

    actors: tuple[str, ...]
    country_count: int
    home: Index
    """Country of each actor: its own row for a country."""
    intake_owner: Incidence
    """(actor, intake): a plant's inputs count for its firm and its country."""
    intake_value: Array
    """(intake, 1): $/kg at the start."""
    intake_pairs: Incidence
    """(country x commodity, intake of facilities and sectors)."""
    offer_pairs: Incidence
    """(country x commodity, facility offer)."""
    pair_value: Array
    """(country x commodity, 1): $/kg at the start."""
    countries_of_pairs: Incidence
    """(country, country x commodity)."""
    sector_owner: Incidence
    """(country, sector)."""
    bought: Incidence
    """(actor, link): what others sell to it."""
    sold: Incidence
    """(actor, link): what it sells to others."""
    exported: Incidence
    """(country, link abroad): what leaves it."""
    price: Array
    """(commodity, 1): $/kg at the start."""
    link_commodity: Index
    links_of_commodity: Incidence
    """(commodity, link)."""
    intakes_of_commodity: Incidence
    """(commodity, sector)."""
    offers_of_commodity: Incidence
    """(commodity, facility offer)."""
    facility_value: Array
    """(facility, 1): revenue per tonne of throughput at the start's prices, k$."""
    facility_owner: Incidence
    """(actor, facility): its firm and its country."""
    industry: Array
    """(facility, 1): tonnes of products per throughput of who makes one commodity of another."""
    trusted: Incidence
    """(actor, relation): relations towards it, of seats where there are any."""
    sources: Sources


def prices_at_start(network: Network) -> Array:
    """Price of each commodity as the scenario gives it, $/kg, (commodity, 1)."""
    prices = [c.price_usd_per_kg for c in network.scenario.commodities.values()]
    return np.array(prices, dtype=np.float64).reshape(-1, 1)


def nodes_of(network: Network, actor: str) -> Mask:
    """Mark an actor's nodes: a country's all, a firm's plants; (node,)."""
    if actor in network.countries:
        return np.asarray(network.node_country == network.countries.index(actor))
    return np.asarray(network.node_firm == network.firms.index(actor))


def group(network: Network) -> Groups:
    """Lay out the sums of one network; keep them, for they never change."""
    countries = len(network.countries)
    actors = (*network.countries, *network.firms)
    firm_home = [
        network.countries.index(network.scenario.firms[name].country) for name in network.firms
    ]
    home = np.array([*range(countries), *firm_home], dtype=np.intp)
    price = prices_at_start(network)
    country_of, firm_of = network.node_country, _firm_rows(network, countries)
    sectors = network.sector_intakes
    eaters = np.arange(len(network.intakes)) < network.stockpile_intakes.start
    offers = network.facility_offers
    commodities = len(network.commodities)
    pairs = countries * commodities
    eats = country_of[network.intake_node] * commodities + network.intake_commodity
    makes = country_of[network.offer_node] * commodities + network.offer_commodity
    seller, buyer = network.link_seller, network.link_buyer
    link_commodity = np.asarray(network.offer_commodity[network.link_offer], dtype=np.intp)
    between_firms = firm_of[seller] != firm_of[buyer]
    output = network.scenario.recipes
    ratios = np.array(
        [
            ratio
            for facility in network.scenario.facilities.values()
            for ratio in output[facility.recipe].outputs.values()
        ]
    ).reshape(-1, 1)
    return Groups(
        actors=actors,
        country_count=countries,
        home=home,
        intake_owner=_both(
            country_of[network.intake_node], firm_of[network.intake_node], len(actors)
        ),
        intake_value=price[network.intake_commodity],
        intake_pairs=_to(np.where(eaters, eats, -1), pairs),
        offer_pairs=_to(makes[offers], pairs),
        pair_value=np.tile(price, (countries, 1)),
        countries_of_pairs=_to(np.arange(pairs) // commodities, countries),
        sector_owner=_to(country_of[network.intake_node[sectors]], countries),
        bought=_both(country_of[buyer], np.where(between_firms, firm_of[buyer], -1), len(actors)),
        sold=_both(country_of[seller], np.where(between_firms, firm_of[seller], -1), len(actors)),
        exported=_to(country_of[seller[network.abroad]], countries),
        price=price,
        link_commodity=link_commodity,
        links_of_commodity=_to(link_commodity, commodities),
        intakes_of_commodity=_to(network.intake_commodity[sectors], commodities),
        offers_of_commodity=_to(network.offer_commodity[offers], commodities),
        facility_value=network.offers_of_node @ (ratios * price[network.offer_commodity[offers]]),
        facility_owner=_both(
            country_of[: network.facility_count], firm_of[: network.facility_count], len(actors)
        ),
        industry=_industry(network),
        trusted=_trusted(network, len(actors)),
        sources=_sources(network, link_commodity, firm_of, price, len(actors)),
    )


def _firm_rows(network: Network, countries: int) -> Index:
    """Row of each node's firm among the actors, -1 where it has none."""
    rows = np.full(len(network.nodes), -1, dtype=np.intp)
    owned = network.node_firm[: network.facility_count]
    rows[: network.facility_count] = np.where(owned >= 0, owned + countries, -1)
    return rows


def _to(rows: Index, count: int) -> Incidence:
    """Sum columns into rows; a negative row leaves a column out."""
    return Incidence.of(rows, count, np.arange(len(rows)), len(rows))


def _both(first: Index, second: Index, count: int) -> Incidence:
    """Sum each column into two rows, its country's and its firm's."""
    columns = np.arange(len(first))
    return Incidence.of(
        np.concatenate([first, second]), count, np.concatenate([columns, columns]), len(first)
    )


def _sources(
    network: Network, commodity: Index, firm_of: Index, price: Array, actors: int
) -> Sources:
    """Lay out origins: abroad for a country; for a firm, all that other firms sell to it."""
    country_of = network.node_country
    seller, buyer = network.link_seller, network.link_buyer
    cells: list[tuple[int, int, int]] = []
    rows: list[int] = []
    columns: list[int] = []
    known: dict[Hashable, int] = {}
    for link in range(len(network.links)):
        origin = int(country_of[seller[link]])
        for actor in (int(country_of[buyer[link]]), int(firm_of[buyer[link]])):
            if actor < 0 or actor == firm_of[seller[link]]:
                continue
            cell = (actor, int(commodity[link]), origin)
            if cell not in known:
                known[cell] = len(cells)
                cells.append(cell)
            rows.append(known[cell])
            columns.append(link)
    pairs = sorted({cell[:2] for cell in cells})
    position = {pair: i for i, pair in enumerate(pairs)}
    pair_of_cell = _array([position[cell[:2]] for cell in cells])
    foreign = [float(cell[0] != cell[2]) for cell in cells]

    def of_pair(nodes: Index, goods: Index, slots: range) -> Incidence:
        """Sum slots into the pairs of their country and their firm."""
        placed = [
            (position[actor, int(goods[slot])], slot)
            for slot in slots
            for actor in (int(country_of[nodes[slot]]), int(firm_of[nodes[slot]]))
            if (actor, int(goods[slot])) in position
        ]
        found, columns = (_array([one[i] for one in placed]) for i in (0, 1))
        return Incidence.of(found, len(pairs), columns, len(nodes))

    stores = range(network.stockpile_offers.start, network.stockpile_offers.stop)
    return Sources(
        cells_of=Incidence.of(_array(rows), len(cells), _array(columns), len(network.links)),
        pairs_of=_to(pair_of_cell, len(pairs)),
        pair_of_cell=pair_of_cell,
        foreign=np.array(foreign).reshape(-1, 1),
        value=price[_array([pair[1] for pair in pairs])],
        actors_of=_to(_array([pair[0] for pair in pairs]), actors),
        held=of_pair(network.intake_node, network.intake_commodity, range(len(network.intakes))),
        released=of_pair(network.offer_node, network.offer_commodity, stores),
    )


def _industry(network: Network) -> Array:
    """Tonnes of products per throughput; 0 for mines, and for who sells what it buys."""
    scenario = network.scenario
    made = []
    for facility in scenario.facilities.values():
        recipe = scenario.recipes[facility.recipe]
        makes = recipe.inputs and recipe.inputs.keys().isdisjoint(recipe.outputs)
        made.append(math.fsum(recipe.outputs.values()) if makes else 0.0)
    return np.array(made, dtype=np.float64).reshape(-1, 1)


def _trusted(network: Network, actors: int) -> Incidence:
    """Sum relations into who is trusted: those of seats, of everybody where no seat has one."""
    names = (*network.countries, *network.firms)
    seated = np.isin(
        network.relation_of, [names.index(s.actor) for s in network.scenario.seats.values()]
    )
    known = np.isin(network.relation_towards, network.relation_towards[seated])
    return _to(np.where(seated | ~known, network.relation_towards, -1), actors)


def _array(rows: Sequence[int]) -> Index:
    return np.array(rows, dtype=np.intp)
