"""Bigger scenarios from a seed, for the bench: the same shape at any number of links."""

import numpy as np

from realm.core.actors import Commodity, Country, Facility, Firm, Link, Recipe, Sector
from realm.core.events import Event, FacilityPatch
from realm.core.scenario import Scenario, Seat
from realm.core.terms import Contract, Measure

MADE = "assumption: generated"
STAGES = ("ore", "oxide", "metal", "part")
PRICES = {"ore": 2.0, "oxide": 10.0, "metal": 30.0, "part": 80.0}
FEEDS = {"oxide": {"ore": 2.0}, "metal": {"oxide": 1.2}, "part": {"metal": 1.0}}


def network_of(size: int, seed: int) -> Scenario:
    """Make a scenario of about `size` links (100 to 8000), the same for the same arguments.

    Buyers have five sellers each; a tenth of the links is closed at the start. Every country
    that exports has a measure of some family, a tenth of the links has a contract.
    """
    random = np.random.default_rng(seed)
    buyers = max(20, size // 5)
    countries = [f"land{i}" for i in range(int(np.clip(buyers // 8, 4, 40)))]
    makers = {stage: max(5, buyers // 8) for stage in STAGES}
    sector_count = buyers - sum(makers[stage] for stage in STAGES[1:])
    place = {stage: random.integers(0, len(countries), makers[stage]).tolist() for stage in STAGES}
    flow: dict[str, float] = {}
    links: dict[str, Link] = {}
    sectors: dict[str, Sector] = {}

    def buy(buyer: str, stage: str, tonnes: float) -> None:
        count = min(5, makers[stage])
        chosen = random.choice(makers[stage], count, replace=False)
        weights = random.dirichlet(np.ones(count)) + 0.02
        closed = count - 1 if random.uniform() < 0.5 and count > 2 else count
        for rank, (maker, weight) in enumerate(zip(chosen.tolist(), weights, strict=True)):
            seller = f"{stage}{maker}"
            sold = tonnes * float(weight / weights[:closed].sum()) if rank < closed else 0.0
            flow[seller] = flow.get(seller, 0.0) + sold
            links[f"{seller}_to_{buyer}"] = Link(
                seller=seller,
                buyer=buyer,
                commodity=stage,
                base_flow_t_per_year=sold,
                transit_months=float(random.choice([1.0, 1.3, 2.0])),
                freight_usd_per_kg=0.1,
                contract_share=float(random.choice([0.0, 0.5])),
                opens="now" if rank < closed else "on_request",
                weight_when_open=0.0 if rank < closed else 0.2,
                source=MADE,
            )

    for i in range(sector_count):
        country = countries[i % len(countries)]
        demand = float(np.exp(random.normal(5.0, 1.0)))
        sectors[f"use{i}"] = Sector(
            name=f"use{i}",
            country=country,
            use=f"use{i // len(countries)}",
            commodity="part",
            demand_t_per_year=demand,
            source=MADE,
        )
        buy(f"use{i}", "part", demand)
    for stage, before in zip(STAGES[:0:-1], STAGES[-2::-1], strict=True):
        for i in range(makers[stage]):
            if flow.get(f"{stage}{i}", 0.0) > 0.0:
                buy(f"{stage}{i}", before, FEEDS[stage][before] * flow[f"{stage}{i}"])
    names = [(stage, i) for stage in STAGES for i in range(makers[stage])]
    facilities = {
        f"{stage}{i}": Facility(
            name=f"{stage}{i}",
            firm=f"firm_{stage}{i}",
            country=countries[place[stage][i]],
            recipe=f"make_{stage}",
            capacity_t_per_year=flow.get(f"{stage}{i}", 0.0) * 1.2 or 10.0,
            cost_usd_per_kg=0.3 * PRICES[stage],
            source=MADE,
        )
        for stage, i in names
    }
    exporters = sorted({f.country for f in facilities.values()})
    contracted = [n for n, x in links.items() if x.base_flow_t_per_year > 0.0][::10]
    return Scenario(
        format=1,
        name=f"network-{size}",
        title="Generated network",
        source=MADE,
        starts="2025-01",
        first_turn="2025-01",
        reference_exporter=countries[0],
        countries={
            name: Country(name=name, treasury_musd=100.0, source=MADE) for name in countries
        },
        commodities={
            name: Commodity(name=name, price_usd_per_kg=price, measure_group=name, source=MADE)
            for name, price in PRICES.items()
        },
        recipes={
            f"make_{stage}": Recipe(inputs=FEEDS.get(stage, {}), outputs={stage: 1.0}, source=MADE)
            for stage in STAGES
        },
        firms={
            f"firm_{stage}{i}": Firm(
                name=f"{stage} {i}", country=countries[place[stage][i]], source=MADE
            )
            for stage, i in names
        },
        facilities=facilities,
        sectors=sectors,
        links=links,
        contracts={
            f"contract_{name}": Contract(
                name=name,
                seller=links[name].seller,
                buyers=(links[name].buyer,),
                commodity=links[name].commodity,
                volume_t_per_year=0.5 * links[name].base_flow_t_per_year,
                source=MADE,
            )
            for name in contracted
        },
        measures={f"measure_{name}": _measure(name, rank) for rank, name in enumerate(exporters)},
        events={
            "outage": Event(
                date="2025-07",
                text="A plant stands still.",
                facilities={f"ore{0}": FacilityPatch(capacity_factor=0.5)},
                source=MADE,
            )
        },
        seats={"first": Seat(actor=countries[0], title="First")},
    )


def _measure(country: str, rank: int) -> Measure:
    """Give a country a measure: licence, quota or export tax in turn."""
    kinds: tuple[dict[str, object], ...] = (
        {"family": "licence", "share_let_through": 0.5, "delay_working_days": 21.0},
        {"family": "quota", "quota_t_per_year": 100.0, "period_months": 6},
        {"family": "export_tax", "duty_share": 0.1},
    )
    return Measure(
        name=country,
        country=country,
        in_force="2025-04",
        source=MADE,
        **kinds[rank % len(kinds)],  # type: ignore[arg-type]
    )
