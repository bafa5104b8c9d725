"""Scenario and network -> Params: every number the rules need, at the quiet start."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from realm.content.base import Base, asks_at_start, find_base, supports_at_start
from realm.content.parts import Parts
from realm.content.quiet import solve_flows
from realm.core.arrays import Array
from realm.core.network import Network
from realm.core.params import Params


def column(values: Iterable[float]) -> Array:
    """Make one-axis numbers an array with a last axis of 1."""
    return np.array(list(values), dtype=np.float64).reshape(-1, 1)


def build_params(network: Network, parts: Parts) -> Params:
    """Turn a scenario's numbers into arrays and work out its quiet start."""
    scenario = network.scenario
    facilities = scenario.facilities
    recipes = [scenario.recipes[f.recipe] for f in facilities.values()]
    inputs = column(ratio for r in recipes for ratio in r.inputs.values())
    outputs = column(ratio for r in recipes for ratio in r.outputs.values())
    quiet = solve_flows(network, parts, inputs[:, 0], outputs[:, 0])
    ask = asks_at_start(network)
    base = find_base(network, parts, quiet, ask)
    made = outputs * column(quiet.throughput)[network.offer_node[network.facility_offers]]
    sold = np.divide(column(quiet.sales), made, out=np.ones_like(made), where=made > 0)
    sectors = scenario.sectors.values()
    capacity = column(f.capacity_t_per_year / 12.0 for f in facilities.values())
    money = _margins(network, inputs, outputs, ask, base.price)
    return Params(
        rules=scenario.coefficients,
        luck=scenario.luck,
        base_capacity=capacity,
        reference_capacity=_reference_capacity(network, capacity),
        base_throughput=column(quiet.throughput),
        own_cost=column(f.cost_usd_per_kg for f in facilities.values()),
        base_unit_cost=money[0],
        base_margin=money[1],
        margin_slope=column(f.margin_slope for f in facilities.values()),
        planned_growth=column(
            (1.0 + f.growth_per_year) ** (1 / 12) - 1.0 for f in facilities.values()
        ),
        expansion_rate=column(_expansion(network)),
        expansion_months=column(f.expansion_months for f in facilities.values()),
        input_ratio=inputs,
        output_ratio=outputs,
        sold_share=sold,
        cover_in=column(_covers_in(network)),
        cover_out=column(
            f.cover_out_months for f, r in zip(facilities.values(), recipes, strict=True)
            for _ in r.outputs
        ),
        base_use=column(quiet.use),
        base_sales=column(quiet.sales),
        base_price=column(base.price),
        base_ask=column(ask),
        price_ceiling=column(
            scenario.commodities[network.commodities[c]].price_ceiling_factor
            for c in network.offer_commodity
        ),
        lead=column(_lead(network, base)),
        base_risk=np.zeros((len(network.intakes), 1)),
        use_multiplier=column(scenario.commodities[s.commodity].demand_multiplier for s in sectors),
        use_growth=column(s.growth_per_year for s in sectors),
        lost_output=column(s.lost_output_musd_per_t for s in sectors),
        base_flow=column(quiet.flow),
        base_weight=column(base.weight),
        base_relative=column(np.log(base.price[network.link_intake]) - np.log(base.delivered)),
        base_log_price=column(np.log(base.delivered)),
        transit=base.transit[:, :, None],
        freight=column(r.freight_usd_per_kg for r in parts.relays),
        partner_share=column(r.partner_share for r in parts.relays),
        qualification=column(
            scenario.links[name].qualification_months if name in scenario.links else 0.0
            for name in network.links
        ),
        base_followed=column(
            network.followed_offers @ made[:, 0] if len(network.followers) else []
        ),
        base_trust=column(
            scenario.relations[name].trust if name in scenario.relations else 0.0
            for name in network.relations
        ),
        event_on=np.ones((len(network.events), 1)),
        **_terms(network, base),
    )  # fmt: skip


def _margins(
    network: Network, inputs: Array, outputs: Array, ask: Array, price: Array
) -> tuple[Array, Array]:
    """Unit cost and log margin of each facility at base prices."""
    own = column(f.cost_usd_per_kg for f in network.scenario.facilities.values())
    feed = network.intakes_of_node @ (inputs * column(price[network.facility_intakes]))
    cost = own + feed
    floor, subsidy = supports_at_start(network)
    earned = np.maximum(ask[network.facility_offers], floor) + subsidy
    revenue = network.offers_of_node @ (outputs * column(earned))
    aid = network.offers_of_node @ (outputs * column(subsidy))
    return np.maximum(cost - aid, 0.1 * cost), np.log(revenue) - np.log(cost)


def _reference_capacity(network: Network, capacity: Array) -> Array:
    """Capacity at the start, or of all projects together where there is none yet."""
    added = column(p.capacity_t_per_year / 12.0 for p in network.scenario.projects.values())
    planned = network.projects_of_node @ added
    return np.where(capacity > 0, capacity, np.where(planned > 0, planned, 1.0))


def _expansion(network: Network) -> list[float]:
    """Most capacity ordered a year; seats build by their own projects instead."""
    scenario = network.scenario
    seated = {seat.actor for seat in scenario.seats.values()}
    return [
        0.0 if f.firm in seated or f.capacity_follows else f.expansion_per_year
        for f in scenario.facilities.values()
    ]


def _covers_in(network: Network) -> list[float]:
    """Target cover of each intake; stockpiles aim at tonnes, not months."""
    scenario = network.scenario
    covers = []
    for intake in network.intakes:
        node = intake.split(":")[0]
        if node in scenario.facilities:
            covers.append(scenario.facilities[node].cover_in_months)
        else:
            covers.append(scenario.sectors[node].cover_months if node in scenario.sectors else 0.0)
    return covers


def _lead(network: Network, base: Base) -> Array:
    """Transit beyond one month, weighted by base flows, or by weights where there are none."""
    lags = np.arange(base.transit.shape[0], dtype=np.float64)
    beyond = lags @ base.transit
    flow = base.quiet.flow
    slot_flow = (network.links_of_intake @ flow)[network.link_intake]
    pull = np.where(slot_flow > 0, flow, base.weight)
    whole = network.links_of_intake @ pull
    mean = network.links_of_intake @ (pull * beyond)
    return np.divide(mean, whole, out=np.zeros_like(whole), where=whole > 0)


def _terms(network: Network, base: Base) -> dict[str, Any]:
    """Numbers of measures, contracts and projects."""
    scenario = network.scenario
    measures, contracts = scenario.measures.values(), list(scenario.all_contracts)
    called = np.zeros(len(contracts))
    np.add.at(called, network.parts_of_contract, base.called)
    parts = network.parts_of_contract
    flow = base.quiet.flow[network.part_link]
    whole = np.bincount(parts, flow, len(contracts))[parts]
    even = 1.0 / np.bincount(parts, minlength=len(contracts))[parts]
    by_flow = np.divide(flow, whole, out=even, where=whole > 0)
    by_call = np.divide(base.called, called[parts], out=by_flow, where=called[parts] > 0)
    return {
        "lane_hold": column(m.refused_orders == "held" for m in measures),
        "counted_share": column(m.counted_share for m in measures),
        "measure_ceiling": column(m.rent_ceiling_factor or np.inf for m in measures),
        "permit_to_treasury": column(m.permit_holder == "treasury" for m in measures),
        "contract_called": column(called),
        "contract_notice": column(c.notice_months for c in scenario.all_contracts.values()),
        "part_share": column(by_call),
        "project_capacity": column(
            p.capacity_t_per_year / 12.0 for p in scenario.projects.values()
        ),
        "project_cost": column(p.cost_musd * 1000.0 for p in scenario.projects.values()),
        "project_lead": column(p.lead_months for p in scenario.projects.values()),
        "project_ramp": column(max(p.ramp_months, 1.0) for p in scenario.projects.values()),
    }
