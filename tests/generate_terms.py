"""Hypothesis strategies for what binds the actors: contracts, projects, measures, events."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from realm.core.events import (
    ContractPatch,
    Event,
    FacilityPatch,
    LinkPatch,
    MeasurePatch,
    ProjectPatch,
    SectorPatch,
    StockpilePatch,
)
from realm.core.scenario import Scenario
from realm.core.terms import Contract, Measure, Project
from realm.core.words import month_after

MADE = "assumption: generated"
EXPORTS = (
    "licence",
    "quota",
    "prohibition",
    "export_tax",
    "minimum_export_price",
    "vat_rebate_withdrawal",
    "domestic_market_obligation",
)
OTHERS = ("import_tariff", "price_floor", "output_subsidy", "capital_subsidy", "production_quota")
MONEY = frozenset(
    {
        "export_tax",
        "vat_rebate_withdrawal",
        "minimum_export_price",
        "import_tariff",
        "output_subsidy",
        "capital_subsidy",
    }
)
"""Families that may be in force at the quiet start."""

Draw = Any


def pick(draw: Draw, *values: Any) -> Any:
    """Draw one of the values; the first is the plainest."""
    return draw(st.sampled_from(values))


def contracts(draw: Draw, scenario: Scenario, *, dated: bool) -> dict[str, Contract]:
    """Draw up to three contracts on links that carry something."""
    running = [x for x in scenario.links.values() if x.base_flow_t_per_year > 0.0]
    found = {}
    for i in range(draw(st.integers(0, 3))):
        link = pick(draw, *running)
        price = scenario.commodities[link.commodity].price_usd_per_kg
        rule = pick(draw, "spot", "fixed", "index")
        found[f"contract{i}"] = Contract(
            name=f"contract {i}",
            seller=link.seller,
            buyers=(link.buyer,),
            commodity=link.commodity,
            volume_t_per_year=link.base_flow_t_per_year * pick(draw, 0.5, 1.0, 1.5),
            price_rule=rule,
            price_usd_per_kg=price * pick(draw, 1.0, 0.7, 1.6) if rule == "fixed" else None,
            index_factor=pick(draw, 1.0, 1.2),
            floor_usd_per_kg=price * pick(draw, 0.0, 0.9, 1.1),
            ceiling_usd_per_kg=pick(draw, None, 1.2 * price),
            starts=month_after(scenario.starts, 4) if dated and pick(draw, False, True) else None,
            ends=month_after(scenario.starts, 9) if dated and pick(draw, False, True) else None,
            penalty_usd_per_kg=pick(draw, 0.0, 0.5 * price),
            notice_months=pick(draw, 0.0, 0.0, 4.0),
            source=MADE,
        )
    return found


def projects(draw: Draw, scenario: Scenario, *, running: bool) -> dict[str, Project]:
    """Draw projects on some facilities, one for each plant that is still to be built."""
    found = {}
    unbuilt = [n for n, f in scenario.facilities.items() if f.capacity_t_per_year == 0.0]
    others = [n for n in scenario.facilities if n not in unbuilt]
    chosen = unbuilt + others[: draw(st.integers(0, 2))]
    stands = ["proposed", "awaiting_approval", "approved", *(["under_way"] if running else [])]
    for name in chosen:
        status = pick(draw, *stands)
        dated = status == "under_way" and pick(draw, False, True)
        found[f"build_{name}"] = Project(
            name=name,
            firm=scenario.facilities[name].firm,
            facility=name,
            capacity_t_per_year=pick(draw, 60.0, 6.0),
            cost_musd=pick(draw, 1.0, 0.0, 500.0),
            lead_months=pick(draw, 4.0, 0.0, 30.0),
            ramp_months=pick(draw, 6.0, 0.0),
            status=status,
            opens=month_after(scenario.starts, 5) if dated else None,
            source=MADE,
        )
    return found


def measures(draw: Draw, scenario: Scenario) -> dict[str, Measure]:
    """Draw up to four measures of any family; those that move tonnes come after the start."""
    families = draw(st.lists(st.sampled_from((*EXPORTS, *OTHERS)), max_size=4))
    return {f"measure{i}": _measure(draw, scenario, f) for i, f in enumerate(families)}


def _measure(draw: Draw, scenario: Scenario, family: str) -> Measure:
    countries = tuple(scenario.countries)
    country = pick(draw, *countries)
    group = pick(draw, *dict.fromkeys(c.measure_group for c in scenario.commodities.values()))
    covered = tuple(n for n, c in scenario.commodities.items() if c.measure_group == group)
    price = scenario.commodities[covered[0]].price_usd_per_kg
    abroad = tuple(c for c in countries if c != country)
    early = family in MONEY and draw(st.booleans())
    start = None if pick(draw, False, True) else month_after(scenario.starts, pick(draw, 2, 1, 6))
    made = Measure(
        name=family,
        country=country,
        family=family,  # type: ignore[arg-type]
        commodities=pick(draw, covered, ()),
        destinations=pick(draw, (), abroad[:1]) if family in (*EXPORTS, "import_tariff") else (),
        in_force=scenario.starts if early else start,
        source=MADE,
    )
    made = _sized(draw, made, scenario, price)
    if made.in_force and pick(draw, False, True):
        made = replace(made, until=month_after(scenario.starts, 10))
    if family in EXPORTS:
        made = replace(
            made,
            severity=None if early else pick(draw, 0.5, 0.0, 1.0),
            enforcement=None if early else pick(draw, 0.0, 1.0, 0.2),
            refused_orders=pick(draw, "lost", "held"),
            queue_release_share=pick(draw, 0.3, 0.0, 1.0),
            permit_holder=pick(draw, "seller", "treasury"),
            rent_ceiling_factor=pick(draw, None, 3.5),
        )
    return made


def _sized(draw: Draw, made: Measure, scenario: Scenario, price: float) -> Measure:
    """Give a measure the sizes of its family."""
    yearly = max(x.base_flow_t_per_year for x in scenario.links.values())
    match made.family:
        case "prohibition":
            return replace(made, share_let_through=pick(draw, None, 0.1))
        case "licence":
            return replace(
                made,
                share_let_through=pick(draw, 0.5, 0.0, 0.2, 1.0),
                delay_working_days=pick(draw, None, 0.0, 21.0, 50.0, 126.0),
            )
        case "quota":
            return replace(
                made,
                quota_t_per_year=yearly * pick(draw, 0.5, 0.0, 2.0),
                period_months=pick(draw, 12, 6, 5, 1),
                counted_share=pick(draw, 1.0, 0.75),
            )
        case "export_tax":
            return replace(
                made,
                duty_share=pick(draw, 0.1, 0.25),
                levy_usd_per_kg=pick(draw, None, 0.1 * price),
            )
        case "vat_rebate_withdrawal":
            return replace(made, duty_share=pick(draw, 0.1, 0.0))
        case "minimum_export_price":
            return replace(made, minimum_usd_per_kg=price * pick(draw, 1.5, 0.5, 5.0))
        case "domestic_market_obligation":
            return replace(made, obliged_share=pick(draw, 0.5, 1.0))
        case "import_tariff":
            return replace(made, tariff_share=pick(draw, 0.1, 1.0))
        case "price_floor":
            sized = replace(made, floor_usd_per_kg=price * pick(draw, 1.5, 0.5))
        case "output_subsidy":
            sized = replace(made, subsidy_usd_per_kg=price * pick(draw, 0.1, 0.0))
        case "capital_subsidy":
            sized = replace(made, cost_share=pick(draw, 0.5, 1.0))
        case _:
            return replace(made, production_t_per_year=yearly * pick(draw, 0.5, 0.0, 10.0))
    return replace(sized, budget_musd=pick(draw, None, 0.01, 0.0))


def events(draw: Draw, scenario: Scenario) -> dict[str, Event]:
    """Draw up to three events, each of one kind of patch."""
    found = {}
    for i in range(draw(st.integers(0, 3))):
        date = month_after(scenario.starts, pick(draw, 3, 0, 1, 7))
        found[f"event{i}"] = Event(
            date=date, text="Something.", source=MADE, **_patch(draw, scenario)
        )
    return found


def _patch(draw: Draw, scenario: Scenario) -> dict[str, Any]:
    kinds = [
        name
        for name in ("facilities", "sectors", "links", "measures", "contracts", "projects")
        if getattr(scenario, name)
    ]
    kind = pick(draw, *kinds, *(["stockpiles"] if scenario.stockpiles else []))
    target = pick(draw, *getattr(scenario, kind))
    patch: Any
    match kind:
        case "facilities":
            patch = FacilityPatch(
                capacity_factor=pick(draw, 0.5, None, 0.0, 2.0), cost_factor=pick(draw, None, 2.0)
            )
        case "sectors":
            patch = SectorPatch(demand_factor=pick(draw, 0.5, 2.0, 0.0))
        case "links":
            patch = LinkPatch(open=pick(draw, False, True))
        case "contracts":
            volume = scenario.contracts[target].volume_t_per_year
            patch = ContractPatch(volume_t_per_year=volume * pick(draw, 0.5, 0.0, 3.0))
        case "projects":
            patch = ProjectPatch(status=pick(draw, "approved", "under_way"))
        case "stockpiles":
            patch = StockpilePatch(
                target_t=pick(draw, None, 5.0, 80.0),
                purchase_t_per_month=pick(draw, None, 20.0),
                release_t_per_month=pick(draw, None, 5.0),
            )
        case _:
            patch = _measure_patch(draw, scenario.measures[target])
    return {kind: {target: patch}}


def _measure_patch(draw: Draw, measure: Measure) -> MeasurePatch:
    patch = MeasurePatch(in_force=pick(draw, True, None, False))
    if measure.family in {"licence", "prohibition"}:
        patch = replace(patch, share_let_through=pick(draw, 0.8, 0.0, None))
    if measure.family == "licence":
        patch = replace(patch, delay_working_days=pick(draw, None, 10.0, 0.0))
    if measure.family in EXPORTS:
        patch = replace(
            patch,
            severity=pick(draw, None, 0.7),
            enforcement=pick(draw, None, 0.3),
            queue_release_share=pick(draw, None, 1.0),
        )
    return patch
