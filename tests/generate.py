"""Hypothesis strategies for scenarios, states and orders; bigger scenarios for the bench.

Scenarios are made from demand up: sectors want a final good, each buyer spreads what it needs
over some sellers of the stage before, mines end the chain. So base flows always fit. Numbers are
picked from short lists, plainest first, so that counterexamples shrink to plain scenarios.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st
from tests.generate_big import network_of
from tests.generate_states import orders_of, perturbed, states
from tests.generate_tables import tables
from tests.generate_terms import contracts, events, measures, projects

from realm.content.still import LUCKLESS, still
from realm.core.actors import (
    Commodity,
    Country,
    Facility,
    Firm,
    Link,
    Recipe,
    Sector,
    Stockpile,
)
from realm.core.coefficients import Chances
from realm.core.scenario import Scenario, Seat
from realm.core.terms import Relation
from realm.core.words import month_after

__all__ = [
    "LUCKLESS",
    "network_of",
    "orders_of",
    "perturbed",
    "quiet_scenarios",
    "scenarios",
    "states",
]

START = "2025-01"
MADE = "assumption: generated"
LOUD = Chances(demand_noise=0.05, outages_per_year=0.5, project_delay=0.25, approval_noise=0.15)

Draw = Any
"""Hypothesis' draw function (it ships no name for its type)."""


def pick(draw: Draw, *values: Any) -> Any:
    """Draw one of the values; the first is the plainest."""
    return draw(st.sampled_from(values))


@dataclass
class Plan:
    """A scenario in the making."""

    draw: Draw
    countries: list[str]
    stages: list[str]
    """Commodities along the chain, mined first."""
    side: str | None
    """By-product of the second stage, if any."""
    price: dict[str, float] = field(default_factory=dict)
    own_cost: dict[str, float] = field(default_factory=dict)
    recipes: dict[str, Recipe] = field(default_factory=dict)
    facilities: dict[str, Facility] = field(default_factory=dict)
    makers: dict[str, list[str]] = field(default_factory=dict)
    """Facilities by main product."""
    sectors: dict[str, Sector] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    flows: dict[str, float] = field(default_factory=dict)
    """Tonnes a year that each facility sells of its main product."""

    def pick(self, *values: Any) -> Any:
        """Draw one of the values."""
        return pick(self.draw, *values)


@st.composite
def scenarios(
    draw: Draw,
    *,
    terms: bool = True,
    growth: bool = True,
    luck: bool | None = None,
) -> Scenario:
    """Draw a small valid scenario.

    Args:
        draw: Hypothesis' draw.
        terms: Whether measures, events and dated contracts may come.
        growth: Whether capacity and demand may grow by themselves.
        luck: Whether luck strikes; None draws it.
    """
    plan = _plan(draw)
    _chain(plan)
    _makers(plan)
    _demand(plan)
    for stage in reversed(plan.stages):
        if plan.side and stage == plan.stages[1]:
            _sell_side(plan)
        _feed(plan, stage)
    _capacities(plan, growth)
    _further_links(plan)
    firms = _firms(plan)
    piles = _stockpiles(plan)
    first = month_after(START, 3 * pick(draw, 0, 1, 2))
    lucky = pick(draw, False, True) if luck is None else luck
    base = Scenario(
        format=1,
        name="generated",
        title="Generated",
        source=MADE,
        starts=START,
        first_turn=first,
        turns=4,
        months_per_turn=pick(draw, 3, 1),
        reference_exporter=plan.countries[0],
        luck=pick(draw, Chances(), LOUD) if lucky else LUCKLESS,
        countries={
            name: Country(
                name=name, treasury_musd=100.0, bloc="south" if i > 1 else None, source=MADE
            )
            for i, name in enumerate(plan.countries)
        },
        commodities=_commodities(plan),
        recipes=plan.recipes,
        firms=firms,
        facilities=plan.facilities,
        sectors=plan.sectors,
        stockpiles=piles,
        links=plan.links,
        relations={
            "first": Relation(
                of=plan.countries[0], towards=plan.countries[1], trust=0.3, source=MADE
            )
        },
        seats={"first": Seat(actor=plan.countries[0], title="First")},
    )
    base = replace(base, contracts=contracts(draw, base, dated=terms))
    base = replace(base, projects=projects(draw, base, running=terms))
    if not terms:
        return replace(base, tables=tables(draw, base))
    base = replace(base, measures=measures(draw, base))
    base = replace(base, tables=tables(draw, base))
    return replace(base, events=events(draw, base))


LEAST_SOLD = 0.5
"""Part of its main product that a plant sells in a world that shall rest."""


def quiet_scenarios() -> st.SearchStrategy[Scenario]:
    """Draw scenarios in which nothing happens but duties."""
    return scenarios(luck=False).filter(_sells_what_it_makes).map(still)


def _sells_what_it_makes(scenario: Scenario) -> bool:
    """Say whether no plant runs for its by-product alone: what it throws away weighs on its ask."""
    for name, facility in scenario.facilities.items():
        sold = dict.fromkeys(scenario.recipes[facility.recipe].outputs, 0.0)
        for link in scenario.links.values():
            if link.seller == name:
                sold[link.commodity] += link.base_flow_t_per_year
        main, *by_products = scenario.recipes[facility.recipe].outputs.items()
        made = max(sold[good] / ratio for good, ratio in (main, *by_products))
        if sold[main[0]] < LEAST_SOLD * main[1] * made:
            return False
    return True


def _plan(draw: Draw) -> Plan:
    countries = [f"land{i}" for i in range(draw(st.integers(2, 6)))]
    length = draw(st.integers(2, 5))
    joint = length < 5 and draw(st.booleans())
    stages = [f"good{i}" for i in range(length)]
    return Plan(draw=draw, countries=countries, stages=stages, side="side" if joint else None)


def _chain(plan: Plan) -> None:
    """Recipes and prices from the mine up; a stage costs its inputs, its own cost and a margin."""
    price = plan.pick(2.0, 50.0, 0.5)
    for i, name in enumerate(plan.stages):
        inputs: dict[str, float] = {}
        outputs = {name: 1.0}
        feed = 0.0
        if i:
            before = plan.stages[i - 1]
            ratio = plan.pick(1.0, 2.0, 1.15)
            inputs[before] = ratio
            feed = ratio * plan.price[before]
        if plan.side and i == len(plan.stages) - 1 and i > 1 and plan.pick(False, True):
            inputs[plan.side] = 0.1
            feed += 0.1 * plan.price[plan.side]
        own = max(feed, price) * plan.pick(0.5, 0.2, 0.8)
        plan.own_cost[name] = own
        plan.price[name] = (feed + own) * plan.pick(1.3, 1.05, 2.0)
        if plan.side and i == 1:
            outputs[plan.side] = plan.pick(0.25, 1.0, 0.05)
            plan.price[plan.side] = plan.price[name] * plan.pick(0.5, 5.0, 0.05)
        plan.recipes[f"make_{name}"] = Recipe(inputs=inputs, outputs=outputs, source=MADE)


def _makers(plan: Plan) -> None:
    """Facilities without capacity yet, one to three a stage, and perhaps a recycler."""
    for name in plan.stages:
        places = plan.draw(st.lists(st.sampled_from(plan.countries), min_size=1, max_size=3))
        plan.makers[name] = []
        for i, country in enumerate(places):
            _facility(plan, name, f"{name}_{i}", country, f"make_{name}")
    last = plan.stages[-1]
    if plan.pick(False, True):
        sold = plan.pick(*plan.stages[1:])
        plan.recipes["recycle"] = Recipe(outputs={sold: 1.0}, source=MADE)
        home = plan.facilities[f"{last}_0"].country
        _facility(plan, sold, "recycler", home, "recycle", follows=last)


def _facility(
    plan: Plan, main: str, name: str, country: str, recipe: str, follows: str | None = None
) -> None:
    plan.makers[main].append(name)
    plan.flows[name] = 0.0
    factor = plan.pick(1.0, 0.8, 1.5)
    plan.facilities[name] = Facility(
        name=name,
        firm="",
        country=country,
        recipe=recipe,
        capacity_t_per_year=0.0,
        price_usd_per_kg=None if factor == 1.0 else plan.price[main] * factor,
        cost_usd_per_kg=plan.own_cost[main],
        cover_in_months=plan.pick(1.5, 0.5, 2.25),
        cover_out_months=plan.pick(1.0, 0.0, 1.5),
        margin_slope=plan.pick(6.0, 4.0),
        capacity_follows=follows,
        source=MADE,
    )


def _demand(plan: Plan) -> None:
    """Sectors of the final good, and perhaps one of a good in the middle of the chain."""
    users = plan.draw(st.integers(1, min(4, len(plan.countries))))
    for country in plan.countries[:users]:
        _sector(plan, plan.stages[-1], country, plan.pick(120.0, 1200.0, 12.0))
    if plan.pick(False, True):
        _sector(plan, plan.pick(*plan.stages[:-1]), plan.countries[-1], plan.pick(60.0, 6.0))


def _sector(plan: Plan, good: str, country: str, demand: float) -> str:
    name = f"use_{good}_{country}"
    plan.sectors[name] = Sector(
        name=name,
        country=country,
        commodity=good,
        demand_t_per_year=demand,
        cover_months=plan.pick(2.0, 0.5, 3.0),
        source=MADE,
    )
    return name


def _feed(plan: Plan, stage: str) -> None:
    """Buy what everyone needs of this stage's good, then note what its makers need."""
    for name, sector in plan.sectors.items():
        if sector.commodity == stage:
            _buy(plan, name, stage, sector.demand_t_per_year)
    for name, facility in plan.facilities.items():
        recipe = plan.recipes[facility.recipe]
        made = _throughput(plan, name)
        if stage in recipe.inputs and made > 0.0:
            _buy(plan, name, stage, recipe.inputs[stage] * made)


def _throughput(plan: Plan, name: str) -> float:
    recipe = plan.recipes[plan.facilities[name].recipe]
    sold = dict.fromkeys(recipe.outputs, 0.0)
    for link in plan.links.values():
        if link.seller == name:
            sold[link.commodity] += link.base_flow_t_per_year
    return max(sold[c] / ratio for c, ratio in recipe.outputs.items())


def _sell_side(plan: Plan) -> None:
    """Give the by-product users: part of what the main product brings, or more than it brings.

    Runs before the joint makers are fed; what they make of the main product is known by then
    (makers of the final good may need the by-product, too).
    """
    assert plan.side is not None
    stage = plan.stages[1]
    _feed(plan, stage)
    _feed(plan, plan.side)
    ratio = plan.recipes[f"make_{stage}"].outputs[plan.side]
    joint = [n for n in plan.makers[stage] if n != "recycler" and plan.flows[n] > 0.0]
    if not joint:
        return
    part = plan.pick(0.6, 1.0, 0.05, 1.4)
    user = f"use_side_{plan.countries[0]}"
    bought = 0.0
    for name in joint:
        flow = part * ratio * plan.flows[name]
        _link(plan, name, user, plan.side, flow)
        bought += flow
    _sector(plan, plan.side, plan.countries[0], bought)


def _buy(plan: Plan, buyer: str, good: str, tonnes: float) -> None:
    """Spread a need over some of the makers of a good."""
    if good == plan.side:
        makers = [n for n in plan.makers[plan.stages[1]] if n != "recycler"]
        makers = [n for n in makers if plan.flows[n] > 0.0] or makers
    else:
        makers = plan.makers[good]
    if any(link.buyer == buyer and link.commodity == good for link in plan.links.values()):
        return
    first = plan.draw(st.integers(0, len(makers) - 1))
    count = plan.draw(st.integers(1, len(makers)))
    chosen = [makers[(first + i) % len(makers)] for i in range(count)]
    weights = [plan.pick(1.0, 3.0, 0.1) for _ in chosen]
    for seller, weight in zip(chosen, weights, strict=True):
        flow = tonnes * weight / sum(weights)
        _link(plan, seller, buyer, good, flow)
        if good != plan.side:
            plan.flows[seller] += flow


def _link(plan: Plan, seller: str, buyer: str, good: str, flow: float, opens: str = "now") -> None:
    plan.links[f"{seller}_to_{buyer}_{good}"] = Link(
        seller=seller,
        buyer=buyer,
        commodity=good,
        base_flow_t_per_year=flow,
        transit_months=plan.pick(1.0, 0.0, 0.5, 1.3, 2.0, 2.7, 4.0),
        freight_usd_per_kg=plan.price[good] * plan.pick(0.02, 0.0, 0.2),
        contract_share=plan.pick(0.0, 0.5, 1.0),
        opens=opens,  # type: ignore[arg-type]
        weight_when_open=0.0 if flow else plan.pick(0.3, 0.0),
        source=MADE,
    )


def _capacities(plan: Plan, growth: bool) -> None:
    """Size plants by what they make; idle ones keep some capacity."""
    for name, facility in list(plan.facilities.items()):
        used = _throughput(plan, name)
        size = used / plan.pick(0.8, 1.0, 0.5) if used else 24.0
        plan.facilities[name] = replace(
            facility,
            capacity_t_per_year=size,
            growth_per_year=plan.pick(0.0, 0.05) if growth else 0.0,
        )
    for name, sector in list(plan.sectors.items()):
        grown = plan.pick(0.0, 0.05, -0.05) if growth else 0.0
        plan.sectors[name] = replace(sector, growth_per_year=grown)


def _further_links(plan: Plan) -> None:
    """Links without base flow: open, on request, or waiting for a plant that is not built."""
    last = plan.stages[-1]
    users = [name for name, sector in plan.sectors.items() if sector.commodity == last]
    for maker in plan.makers[last]:
        ends = (maker, users[-1], last)
        apart = f"{maker}_to_{users[-1]}_{last}" not in plan.links and plan.flows[maker] > 0.0
        if apart and plan.pick(False, True):
            _link(plan, *ends, 0.0, plan.pick("now", "on_request"))
    if plan.pick(False, True):
        _facility(plan, last, "greenfield", plan.countries[-1], f"make_{last}")
        for good in plan.recipes[f"make_{last}"].inputs:
            makers = plan.makers[plan.stages[1] if good == plan.side else good]
            feeding = [n for n in makers if plan.flows[n] > 0.0 and n != "recycler"]
            for seller in feeding[:1]:
                _link(plan, seller, "greenfield", good, 0.0, "with_plant")
        _link(plan, "greenfield", users[0], last, 0.0, "with_plant")


def _firms(plan: Plan) -> dict[str, Firm]:
    """Owners: each facility its own firm, or that of the facility before it."""
    firms: dict[str, Firm] = {}
    owner = ""
    for name, facility in list(plan.facilities.items()):
        if not owner or plan.pick(True, False):
            owner = f"firm_{name}"
            firms[owner] = Firm(
                name=owner,
                country=facility.country,
                kind=plan.pick("private", "state"),
                licensed=plan.pick(True, False),
                cash_musd=1.0,
                source=MADE,
            )
        plan.facilities[name] = replace(facility, firm=owner)
    return firms


def _commodities(plan: Plan) -> dict[str, Commodity]:
    """All goods; the by-product counts with the good it comes with, or alone."""
    shared = plan.pick(True, False)
    names = [*plan.stages, *([plan.side] if plan.side else [])]
    return {
        name: Commodity(
            name=name,
            price_usd_per_kg=plan.price[name],
            measure_group=plan.stages[1] if name == plan.side and shared else name,
            demand_multiplier=plan.pick(1.0, 1.6),
            price_ceiling_factor=plan.pick(30.0, 6.0),
            source=MADE,
        )
        for name in names
    }


def _stockpiles(plan: Plan) -> dict[str, Stockpile]:
    """None, or one or two stores of the final good."""
    piles = {}
    for country in plan.countries[: plan.draw(st.integers(0, 2))]:
        stock = plan.pick(10.0, 0.0)
        piles[f"store_{country}"] = Stockpile(
            country=country,
            commodity=plan.stages[-1],
            stock_t=stock,
            target_t=plan.pick(None, 40.0),
            purchase_t_per_month=plan.pick(0.0, 5.0),
            release_t_per_month=plan.pick(0.0, 2.0, 50.0),
            source=MADE,
        )
    return piles
