"""Slots, links and lanes of a scenario, named and in order: the raw material of a network."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Index
from realm.core.scenario import Scenario


@dataclass(frozen=True)
class Relay:
    """A link in the making: what the scenario gives, or what a stockpile needs."""

    name: str
    seller: str
    buyer: str
    commodity: str
    flow_t_per_year: float
    """At the quiet start, as the file says."""
    weight: float
    """Preference where there is no base flow."""
    transit_months: float
    freight_usd_per_kg: float
    partner_share: float
    opens: str
    """now, with_plant or on_request."""


@dataclass(frozen=True)
class Parts:
    """Names along each axis, in the order that `core.network` describes."""

    nodes: tuple[str, ...]
    node_country: dict[str, str]
    intakes: tuple[tuple[str, str], ...]
    """(node, commodity)."""
    offers: tuple[tuple[str, str], ...]
    """(node, commodity)."""
    relays: tuple[Relay, ...]
    home_count: int
    release_count: int
    lanes: tuple[tuple[str, str, str], ...]
    """(exporter, group, destination)."""
    pools: tuple[tuple[str, str], ...]
    """(exporter, group)."""

    @property
    def abroad(self) -> tuple[Relay, ...]:
        """Links that cross a border."""
        return self.relays[self.home_count :]

    def lane(self, relay: Relay, scenario: Scenario) -> tuple[str, str, str]:
        """Name the lane of a link that crosses a border."""
        group = scenario.commodities[relay.commodity].measure_group
        return self.node_country[relay.seller], group, self.node_country[relay.buyer]


MOST_STOCKPILE_SELLERS = 3
"""A stockpile buys from this many of the largest sellers to its country."""


def take_apart(scenario: Scenario) -> Parts:
    """Put everything a scenario names in order."""
    country = {
        **{name: f.country for name, f in scenario.facilities.items()},
        **{name: s.country for name, s in scenario.sectors.items()},
        **{name: s.country for name, s in scenario.stockpiles.items()},
    }
    recipe = {name: scenario.recipes[f.recipe] for name, f in scenario.facilities.items()}
    intakes = [(name, c) for name in scenario.facilities for c in recipe[name].inputs]
    intakes += [(name, s.commodity) for name, s in scenario.sectors.items()]
    intakes += [(name, s.commodity) for name, s in scenario.stockpiles.items()]
    offers = [(name, c) for name in scenario.facilities for c in recipe[name].outputs]
    offers += [(name, s.commodity) for name, s in scenario.stockpiles.items()]

    traded = [_from_link(name, scenario) for name in scenario.links]
    traded += [relay for name in scenario.stockpiles for relay in _purchases(name, scenario)]
    order = {slot: i for i, slot in enumerate(intakes)}
    traded.sort(key=lambda relay: order[relay.buyer, relay.commodity])
    home = [r for r in traded if country[r.seller] == country[r.buyer]]
    abroad = [r for r in traded if country[r.seller] != country[r.buyer]]
    releases = [
        Relay(f"{store}>{node}", store, node, commodity, 0.0, 0.0, 1.0, 0.0, 0.0, "now")
        for store, pile in scenario.stockpiles.items()
        for node, commodity in intakes
        if node not in scenario.stockpiles
        and commodity == pile.commodity
        and country[node] == pile.country
    ]
    group = {name: c.measure_group for name, c in scenario.commodities.items()}
    lanes = sorted({(country[r.seller], group[r.commodity], country[r.buyer]) for r in abroad})
    return Parts(
        nodes=(*scenario.facilities, *scenario.sectors, *scenario.stockpiles),
        node_country=country,
        intakes=tuple(intakes),
        offers=tuple(offers),
        relays=(*home, *releases, *abroad),
        home_count=len(home) + len(releases),
        release_count=len(releases),
        lanes=tuple(lanes),
        pools=tuple(sorted({lane[:2] for lane in lanes})),
    )


def _from_link(name: str, scenario: Scenario) -> Relay:
    """Take over a link of the scenario."""
    link = scenario.links[name]
    return Relay(
        name=name,
        seller=link.seller,
        buyer=link.buyer,
        commodity=link.commodity,
        flow_t_per_year=link.base_flow_t_per_year if link.opens == "now" else 0.0,
        weight=link.weight_when_open,
        transit_months=link.transit_months,
        freight_usd_per_kg=link.freight_usd_per_kg,
        partner_share=link.contract_share,
        opens=link.opens,
    )


def _purchases(store: str, scenario: Scenario) -> list[Relay]:
    """Make the links a stockpile buys through: the largest sellers to its country.

    Where nobody sells that commodity to the country, the largest sellers of the world. A seller's
    goods come by the route of its largest link there, the quicker and cheaper of equals.
    """
    pile = scenario.stockpiles[store]
    place = {name: s.country for name, s in scenario.sectors.items()}
    place |= {name: f.country for name, f in scenario.facilities.items()}
    flows: dict[str, float] = {}
    routes: dict[str, tuple[float, float, float]] = {}
    links = [x for x in scenario.links.values() if x.commodity == pile.commodity]
    links = [x for x in links if x.opens == "now" and x.base_flow_t_per_year > 0.0]
    for link in [x for x in links if place[x.buyer] == pile.country] or links:
        flows[link.seller] = flows.get(link.seller, 0.0) + link.base_flow_t_per_year
        route = (link.base_flow_t_per_year, -link.transit_months, -link.freight_usd_per_kg)
        routes[link.seller] = max(routes.get(link.seller, route), route)
    largest = sorted(flows, key=lambda seller: (-flows[seller], seller))[:MOST_STOCKPILE_SELLERS]
    whole = sum(flows[seller] for seller in largest)
    return [
        Relay(
            name=f"{seller}>{store}",
            seller=seller,
            buyer=store,
            commodity=pile.commodity,
            flow_t_per_year=0.0,
            weight=flows[seller] / whole,
            transit_months=-routes[seller][1],
            freight_usd_per_kg=-routes[seller][2],
            partner_share=0.0,
            opens="now",
        )
        for seller in largest
    ]


def index(names: Sequence[Any], keys: Sequence[Any]) -> Index:
    """Find the position of each name among the keys, -1 where it is not there."""
    position = {key: i for i, key in enumerate(keys)}
    return np.array([position.get(name, -1) for name in names], dtype=np.intp)
