"""Plain scenarios written in code: name plants, users and flows, the rest follows."""

from collections.abc import Mapping
from typing import Any

from realm.content.still import LUCKLESS
from realm.core.actors import Commodity, Country, Facility, Firm, Link, Recipe, Sector
from realm.core.scenario import Scenario, Seat

MADE = "assumption: made for a test"
Plant = tuple[str, Mapping[str, float], Mapping[str, float]]
"""Country, inputs and outputs per throughput."""


def world(
    goods: Mapping[str, float],
    plants: Mapping[str, Plant],
    users: Mapping[str, tuple[str, str]],
    flows: Mapping[tuple[str, str, str], float],
    *,
    groups: Mapping[str, str] | None = None,
    margin: float = 1.4,
    full: float = 0.8,
    **rest: Any,
) -> Scenario:
    """Make a scenario without luck.

    Args:
        goods: Price of each, $/kg.
        plants: Each its own firm.
        users: Sectors: country and good.
        flows: Tonnes a year from seller to buyer of a good.
        groups: Measure groups of goods, their own name if not given.
        margin: Revenue over unit cost.
        full: Utilisation.
        rest: Further sections of the scenario.
    """
    countries = dict.fromkeys([c for c, _, _ in plants.values()] + [c for c, _ in users.values()])
    sold: dict[tuple[str, str], float] = {}
    bought: dict[str, float] = {}
    for (seller, buyer, good), tonnes in flows.items():
        sold[seller, good] = sold.get((seller, good), 0.0) + tonnes
        bought[buyer] = bought.get(buyer, 0.0) + tonnes
    facilities = {}
    for name, (country, takes, makes) in plants.items():
        used = max(sold.get((name, good), 0.0) / ratio for good, ratio in makes.items())
        revenue = sum(goods[good] * ratio for good, ratio in makes.items())
        feed = sum(goods[good] * ratio for good, ratio in takes.items())
        facilities[name] = Facility(
            name=name,
            firm=f"{name}_firm",
            country=country,
            recipe=f"make_{name}",
            capacity_t_per_year=used / full,
            cost_usd_per_kg=max(revenue / margin - feed, 0.0),
            source=MADE,
        )
    return Scenario(
        **{
            "format": 1,
            "name": "plain",
            "title": "Plain",
            "source": MADE,
            "starts": "2025-01",
            "first_turn": "2025-01",
            "reference_exporter": next(iter(countries)),
            "luck": LUCKLESS,
            "countries": {c: Country(name=c, treasury_musd=100.0, source=MADE) for c in countries},
            "commodities": {
                name: Commodity(
                    name=name,
                    price_usd_per_kg=price,
                    measure_group=(groups or {}).get(name, name),
                    source=MADE,
                )
                for name, price in goods.items()
            },
            "recipes": {
                f"make_{name}": Recipe(inputs=dict(takes), outputs=dict(makes), source=MADE)
                for name, (_, takes, makes) in plants.items()
            },
            "firms": {
                f"{name}_firm": Firm(name=name, country=plant[0], source=MADE)
                for name, plant in plants.items()
            },
            "facilities": facilities,
            "sectors": {
                name: Sector(
                    name=name,
                    country=country,
                    commodity=good,
                    demand_t_per_year=bought[name],
                    source=MADE,
                )
                for name, (country, good) in users.items()
            },
            "links": {
                f"{seller}_to_{buyer}_{good}": Link(
                    seller=seller,
                    buyer=buyer,
                    commodity=good,
                    base_flow_t_per_year=tonnes,
                    source=MADE,
                )
                for (seller, buyer, good), tonnes in flows.items()
            },
            "seats": {"first": Seat(actor=next(iter(countries)), title="First")},
            **rest,
        }
    )
