"""Scenario -> Network: index arrays and incidence matrices."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from realm.content.dates import dates_of
from realm.content.extras import extras_of
from realm.content.parts import Parts, index, take_apart
from realm.content.routes import routes_of
from realm.content.sides import tables_of
from realm.core.arrays import Index
from realm.core.incidence import Incidence
from realm.core.network import Network
from realm.core.scenario import Scenario
from realm.core.words import months_between

CARRIERS, SMUGGLERS, OUTSIDE = "carriers", "smugglers", "outside"


def build_network(scenario: Scenario) -> Network:
    """Lay out a scenario that has passed its checks."""
    parts = take_apart(scenario)
    firms = tuple(scenario.firms)
    countries = tuple(scenario.countries)
    accounts = (*firms, *countries, CARRIERS, SMUGGLERS, OUTSIDE)
    facilities = tuple(scenario.facilities)
    n_facility, n_sector = len(facilities), len(scenario.sectors)
    n_intake = sum(node in scenario.facilities for node, _ in parts.intakes)
    n_offer = sum(node in scenario.facilities for node, _ in parts.offers)
    node_owner = _owners(scenario)
    given = _directives(scenario)
    topology = {
        **tables_of(scenario, parts, accounts),
        **_slots(scenario, parts),
        **routes_of(scenario, parts),
        **extras_of(scenario, parts),
    }
    return Network(
        scenario=scenario,
        countries=countries,
        firms=firms,
        commodities=tuple(scenario.commodities),
        groups=tuple(dict.fromkeys(c.measure_group for c in scenario.commodities.values())),
        nodes=parts.nodes,
        intakes=tuple(f"{node}:{commodity}" for node, commodity in parts.intakes),
        offers=tuple(f"{node}:{commodity}" for node, commodity in parts.offers),
        links=tuple(relay.name for relay in parts.relays),
        lanes=tuple(f"{lane[0]}>{lane[2]}:{lane[1]}" for lane in parts.lanes),
        pools=tuple(f"{country}:{group}" for country, group in parts.pools),
        measures=tuple(scenario.measures),
        contracts=tuple(scenario.all_contracts),
        projects=tuple(scenario.projects),
        directives=tuple(name for name, _, _ in given),
        events=tuple(scenario.events),
        stockpiles=tuple(scenario.stockpiles),
        accounts=accounts,
        facility_count=n_facility,
        sector_count=n_sector,
        facility_intakes=slice(0, n_intake),
        sector_intakes=slice(n_intake, n_intake + n_sector),
        stockpile_intakes=slice(n_intake + n_sector, len(parts.intakes)),
        facility_offers=slice(0, n_offer),
        stockpile_offers=slice(n_offer, len(parts.offers)),
        home=slice(0, parts.home_count),
        release=slice(parts.home_count - parts.release_count, parts.home_count),
        abroad=slice(parts.home_count, len(parts.relays)),
        project_node=index([p.facility for p in scenario.projects.values()], facilities),
        project_firm=index([p.firm for p in scenario.projects.values()], firms),
        project_country=index(
            [scenario.facilities[p.facility].country for p in scenario.projects.values()], countries
        ),
        directive_firm=index([firm for _, firm, _ in given], firms),
        directive_country=index([scenario.firms[firm].country for _, firm, _ in given], countries),
        directive_contract=index([c for _, _, c in given], [*scenario.all_contracts]),
        measure_country=index([m.country for m in scenario.measures.values()], countries),
        stockpile_country=index([s.country for s in scenario.stockpiles.values()], countries),
        firm_facilities=Incidence.of(
            index([f.firm for f in scenario.facilities.values()], accounts),
            len(accounts), np.arange(n_facility), n_facility,
        ),
        project_accounts=Incidence.of(
            index([p.firm for p in scenario.projects.values()], accounts),
            len(accounts), np.arange(len(scenario.projects)), len(scenario.projects),
        ),
        measure_accounts=Incidence.of(
            index([m.country for m in scenario.measures.values()], accounts),
            len(accounts), np.arange(len(scenario.measures)), len(scenario.measures),
        ),
        projects_of_node=Incidence.of(
            index([p.facility for p in scenario.projects.values()], facilities),
            n_facility, np.arange(len(scenario.projects)), len(scenario.projects),
        ),
        sellers=Incidence.of(
            index([node_owner[r.seller] for r in parts.relays], accounts),
            len(accounts), np.arange(len(parts.relays)), len(parts.relays),
        ),
        buyers=Incidence.of(
            index([node_owner[r.buyer] for r in parts.relays], accounts),
            len(accounts), np.arange(len(parts.relays)), len(parts.relays),
        ),
        exporter_lanes=Incidence.of(
            index([lane[0] for lane in parts.lanes], accounts),
            len(accounts), np.arange(len(parts.lanes)), len(parts.lanes),
        ),
        calendar=dates_of(scenario, [relay.name for relay in parts.relays]),
        first_turn_month=months_between(scenario.starts, scenario.first_turn),
        quota_months=_quota_months(scenario, parts),
        **topology,
    )  # fmt: skip


def _owners(scenario: Scenario) -> dict[str, str]:
    """Name the account that sells and buys for each node; sectors live outside the model."""
    owner = {name: f.firm for name, f in scenario.facilities.items()}
    owner |= dict.fromkeys(scenario.sectors, OUTSIDE)
    owner |= {name: s.country for name, s in scenario.stockpiles.items()}
    return owner


def _directives(scenario: Scenario) -> list[tuple[str, str, str]]:
    """List (directive, state firm, contract or nothing) that governments can give."""
    owner = {name: facility.firm for name, facility in scenario.facilities.items()}
    sold = [(name, owner.get(c.seller, c.seller)) for name, c in scenario.contracts.items()]
    found = []
    for firm in (name for name, firm in scenario.firms.items() if firm.kind == "state"):
        found.append((f"{firm}:home_first", firm, ""))
        found += [(f"{name}:suspend", firm, name) for name, seller in sold if seller == firm]
    return found


def _slots(scenario: Scenario, parts: Parts) -> dict[str, Any]:
    """Lay out nodes with their intakes and offers."""
    facilities = tuple(scenario.facilities)
    commodities = tuple(scenario.commodities)
    intake_node = index([node for node, _ in parts.intakes], parts.nodes)
    offer_node = index([node for node, _ in parts.offers], parts.nodes)
    own_in, own_out = intake_node < len(facilities), offer_node < len(facilities)
    fed, starts = np.unique(intake_node[own_in], return_index=True)
    offer_commodity = index([c for _, c in parts.offers], commodities)
    offer_country = np.array([parts.node_country[node] for node, _ in parts.offers])
    made = offer_commodity[own_out]
    at_reference = (offer_country == scenario.reference_exporter)[own_out]
    followers = [name for name, f in scenario.facilities.items() if f.capacity_follows]
    followed = [
        (row, column)
        for row, name in enumerate(followers)
        for column, (node, commodity) in enumerate(parts.offers)
        if node in scenario.facilities
        and commodity == scenario.facilities[name].capacity_follows
        and parts.node_country[node] == scenario.facilities[name].country
    ]
    rows = np.array([row for row, _ in followed], dtype=np.intp)
    columns = np.array([column for _, column in followed], dtype=np.intp)
    n_in, n_out = int(own_in.sum()), int(own_out.sum())
    firm = {name: f.firm for name, f in scenario.facilities.items()}
    return {
        "node_country": index([parts.node_country[n] for n in parts.nodes], [*scenario.countries]),
        "node_firm": index([firm.get(n, "") for n in parts.nodes], [*scenario.firms]),
        "intake_node": intake_node,
        "intake_commodity": index([c for _, c in parts.intakes], commodities),
        "offer_node": offer_node,
        "offer_commodity": offer_commodity,
        "offer_pool": index(
            [
                (parts.node_country[node], scenario.commodities[c].measure_group)
                for node, c in parts.offers
            ],
            parts.pools,
        ),
        "fed_nodes": fed.astype(np.intp),
        "fed_starts": starts.astype(np.intp),
        "intakes_of_node": Incidence.of(
            intake_node[own_in], len(facilities), np.arange(n_in), n_in
        ),
        "offers_of_node": Incidence.of(
            offer_node[own_out], len(facilities), np.arange(n_out), n_out
        ),
        "followers": index(followers, facilities),
        "followed_offers": Incidence.of(rows, len(followers), columns, n_out),
        "reference_offers": Incidence.of(
            np.where(_at_reference(at_reference, made), made, -1),
            len(commodities), np.arange(n_out), n_out,
        ),
    }  # fmt: skip


def _at_reference(at_home: NDArray[np.bool_], commodity: Index) -> NDArray[np.bool_]:
    """Mark the offers whose asks make the inside price.

    Those of the reference exporter; everybody's where it offers none of a commodity.
    """
    return at_home | ~np.isin(commodity, commodity[at_home])


def _quota_months(scenario: Scenario, parts: Parts) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Length of the quota period of each pool: the shortest of its quotas, a year if none."""
    months = np.full(len(parts.pools), 12, dtype=np.int64)
    for i, (country, group) in enumerate(parts.pools):
        periods = [
            m.period_months
            for m in scenario.measures.values()
            if m.family == "quota"
            and m.country == country
            and (not m.commodities
                 or group in {scenario.commodities[c].measure_group for c in m.commodities})
        ]  # fmt: skip
        months[i] = min(periods, default=12)
    return months
