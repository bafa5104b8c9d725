"""Scenario -> links, lanes and contracts of a Network: where goods can go, and what binds them."""

from typing import Any

import numpy as np

from realm.content.parts import Parts, Relay, index
from realm.core.arrays import Index
from realm.core.incidence import Incidence
from realm.core.scenario import Scenario


def routes_of(scenario: Scenario, parts: Parts) -> dict[str, Any]:
    """Lay out links, lanes and contracts."""
    relays, count = parts.relays, len(parts.relays)
    link_offer = index([(r.seller, r.commodity) for r in relays], parts.offers)
    link_intake = index([(r.buyer, r.commodity) for r in relays], parts.intakes)
    abroad = parts.abroad
    lane_of = index([parts.lane(r, scenario) for r in abroad], parts.lanes)
    lane_pool = index([lane[:2] for lane in parts.lanes], parts.pools)
    countries = tuple(scenario.countries)
    groups = tuple(dict.fromkeys(c.measure_group for c in scenario.commodities.values()))
    released = relays[parts.home_count - parts.release_count : parts.home_count]
    at_home = np.arange(count) < parts.home_count
    pairs = contract_parts(scenario, parts)
    new = np.flatnonzero([r.flow_t_per_year == 0.0 and r not in released for r in relays])
    part_link = index([link for _, link in pairs], [r.name for r in relays])
    bound, part_bound = np.unique(part_link, return_inverse=True)
    bound, part_bound = bound.astype(np.intp), part_bound.astype(np.intp)
    return {
        "link_offer": link_offer,
        "link_intake": link_intake,
        "link_seller": index([r.seller for r in relays], parts.nodes),
        "link_buyer": index([r.buyer for r in relays], parts.nodes),
        "lane_of": lane_of,
        "lane_exporter": index([lane[0] for lane in parts.lanes], countries),
        "lane_group": index([lane[1] for lane in parts.lanes], groups),
        "lane_destination": index([lane[2] for lane in parts.lanes], countries),
        "lane_pool": lane_pool,
        "pool_country": index([pool[0] for pool in parts.pools], countries),
        "pool_group": index([pool[1] for pool in parts.pools], groups),
        "newcomers": new,
        "requested": np.flatnonzero([r.opens == "on_request" for r in relays]),
        "newcomers_of_offer": Incidence.of(
            link_offer[new], len(parts.offers), np.arange(len(new)), len(new)
        ),
        "release_intake": index([(r.buyer, r.commodity) for r in released], parts.intakes),
        "release_store": index([r.seller for r in released], tuple(scenario.stockpiles)),
        "links_of_intake": Incidence.of(link_intake, len(parts.intakes), np.arange(count), count),
        "links_of_offer": Incidence.of(link_offer, len(parts.offers), np.arange(count), count),
        "home_of_offer": Incidence.of(
            np.where(at_home, link_offer, -1), len(parts.offers), np.arange(count), count
        ),
        "links_of_lane": Incidence.of(
            lane_of, len(parts.lanes), np.arange(len(abroad)), len(abroad)
        ),
        "lanes_of_pool": Incidence.of(
            lane_pool, len(parts.pools), np.arange(len(parts.lanes)), len(parts.lanes)
        ),
        "contract_commodity": index(
            [c.commodity for c in scenario.all_contracts.values()], tuple(scenario.commodities)
        ),
        "contract_firm": _contract_firms(scenario),
        "parts_of_contract": index([c for c, _ in pairs], tuple(scenario.all_contracts)),
        "part_link": part_link,
        "parts_of_term": Incidence.of(
            index([c for c, _ in pairs], tuple(scenario.all_contracts)),
            len(scenario.all_contracts),
            np.arange(len(pairs)),
            len(pairs),
        ),
        "bound_links": bound,
        "parts_of_bound": Incidence.of(part_bound, len(bound), np.arange(len(pairs)), len(pairs)),
        "bound_of_intake": Incidence.of(
            link_intake[bound], len(parts.intakes), np.arange(len(bound)), len(bound)
        ),
        "abroad_of_intake": Incidence.of(
            link_intake[parts.home_count :], len(parts.intakes), np.arange(len(abroad)), len(abroad)
        ),
    }


def contract_parts(scenario: Scenario, parts: Parts) -> list[tuple[str, str]]:
    """List (contract, link) for every link that a contract covers."""
    firm = {name: f.firm for name, f in scenario.facilities.items()}
    traded: dict[str, list[Relay]] = {name: [] for name in scenario.commodities}
    for relay in parts.relays:
        if relay.name in scenario.links:
            traded[relay.commodity].append(relay)
    return [
        (name, relay.name)
        for name, contract in scenario.all_contracts.items()
        for relay in traded[contract.commodity]
        if contract.seller in (relay.seller, firm[relay.seller])
        and (relay.buyer in contract.buyers or firm.get(relay.buyer) in contract.buyers)
    ]


def _contract_firms(scenario: Scenario) -> Index:
    """Find the firm that sells under each contract."""
    firm = {name: f.firm for name, f in scenario.facilities.items()}
    sellers = [firm.get(c.seller, c.seller) for c in scenario.all_contracts.values()]
    return index(sellers, tuple(scenario.firms))
