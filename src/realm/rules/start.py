"""The first state: the quiet fixed point at the scenario's start."""

import numpy as np

from realm.core.arrays import Array
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.core.state_goods import BUILD_STAGES, DELAY_LAGS
from realm.core.terms import SIZE_KEYS, Measure
from realm.core.words import months_between
from realm.rules.split import spot_part


def first_state(network: Network, params: Params, worlds: int) -> State:
    """Lay out the quiet fixed point: stocks at target, pipelines full, prices at rest."""

    def spread(values: Array) -> Array:
        return np.repeat(values[..., :1], worlds, axis=-1)

    def flat(value: float, *shape: int) -> Array:
        return np.full((*shape, worlds), value)

    facilities, lanes = network.facility_count, len(network.lanes)
    links, abroad = len(network.links), len(network.lane_of)
    stock_in = spread(params.cover_in * params.base_use)
    piles = list(network.scenario.stockpiles.values())
    stock_in[network.stockpile_intakes] = spread(_column([pile.stock_t for pile in piles]))
    stock_out = np.zeros((len(network.offers), worlds))
    stock_out[network.facility_offers] = params.cover_out * params.base_sales
    later = np.flip(np.cumsum(np.flip(params.transit, axis=0), axis=0), axis=0)
    pipeline = np.zeros((len(params.transit), links, worlds))
    pipeline[:] = later * params.base_flow
    open_now = _open_at_start(network)
    slot_flow = network.links_of_intake @ params.base_flow
    used = slot_flow[network.link_intake] > 0.0
    parts = params.part_share * params.contract_called[network.parts_of_contract]
    spot = params.base_weight * open_now
    spot[network.bound_links] *= spot_part(network, params, network.parts_of_bound @ parts)
    spot = np.where((params.base_flow > 0.0) | ~used, spot, 0.0)
    whole = (network.links_of_intake @ spot)[network.link_intake]
    share = np.divide(spot, whole, out=np.zeros_like(spot), where=whole > 0.0)
    entered = (params.base_flow > 0.0) | (~used & (open_now > 0.0))
    return State(
        month=0,
        stock_in=stock_in,
        stock_out=stock_out,
        pipeline=pipeline,
        waiting=flat(0.0, DELAY_LAGS, abroad),
        queue=flat(0.0, abroad),
        ask=spread(params.base_ask),
        rent=flat(0.0, lanes),
        smuggling=flat(0.0, lanes),
        transshipment=flat(0.0, lanes),
        price=spread(params.base_price),
        price_smooth=spread(params.base_price),
        price_trend=flat(0.0, len(network.intakes)),
        risk=spread(params.base_risk),
        expected_use=spread(params.base_use),
        expected_sales=spread(params.base_sales),
        share=spread(share),
        log_price_ref=spread(params.base_log_price),
        entered=spread(entered.astype(np.float64)),
        link_ready=spread(np.where(open_now > 0.0, 0.0, np.inf)),
        fill=flat(1.0, links),
        link_open=spread(open_now),
        shipped=spread(params.base_flow),
        declared=spread(params.base_flow[network.abroad]),
        customs=spread(params.base_flow[network.abroad]),
        substitution=flat(0.0, network.sector_count),
        demand_factor=flat(1.0, network.sector_count),
        capacity=spread(params.base_capacity),
        building=flat(0.0, BUILD_STAGES, facilities),
        mothballed=flat(0.0, facilities),
        idle=flat(0.0, facilities),
        throughput=spread(params.base_throughput),
        capacity_factor=flat(1.0, facilities),
        cost_factor=flat(1.0, facilities),
        shut=flat(0.0, facilities),
        hold=flat(1.0, len(network.firms)),
        absorb=flat(0.0, len(network.firms)),
        outage=flat(0.0, facilities),
        quota_left=flat(np.inf, len(network.pools)),
        quota_yearly=flat(np.inf, len(network.pools)),
        **_measures(network, worlds),
        dispute_month=flat(np.inf, len(network.measures)),
        contract_volume=spread(params.contract_called),
        **_contracts(network, worlds),
        contract_deliver=flat(1.0, len(network.contracts)),
        directive=flat(0.0, len(network.directives)),
        directive_month=flat(np.inf, len(network.directives)),
        directive_answer=flat(0.0, len(network.directives)),
        project_approved=spread(
            _column(
                [p.status in ("approved", "under_way") for p in network.scenario.projects.values()]
            )
        ),
        project_opens=spread(_openings(network)),
        project_paid=spread(np.isfinite(_openings(network)).astype(np.float64)),
        stock_target=spread(
            _column([p.stock_t if p.target_t is None else p.target_t for p in piles])
        ),
        stock_purchase=spread(_column([p.purchase_t_per_month for p in piles])),
        stock_release=spread(_column([p.release_t_per_month for p in piles])),
        project_partner=flat(-1.0, len(network.projects)),
        project_partner_share=flat(0.0, len(network.projects)),
        political_capital=np.full((len(network.countries), worlds), params.rules.political_capital),
        coalition=flat(0.0, len(network.countries)),
        trust=spread(params.base_trust),
        waiver=flat(0.0, len(network.relations)),
        waiver_ends=flat(np.inf, len(network.relations)),
        know_how=flat(0.0, len(network.countries)),
        deal=flat(-1.0, len(network.tables)),
        deal_ends=flat(np.inf, len(network.tables)),
        deal_let=flat(1.0, len(network.tables)),
        loan_left=flat(0.0, len(network.tables)),
        breached=flat(0.0, len(network.tables)),
        talked=flat(-np.inf, len(network.tables)),
        money=spread(_balances(network)),
        waste=flat(0.0, len(params.base_sales)),
        memory=flat(0.0, 0),
        fault=np.zeros(worlds),
    )


def _column(values: list[float] | list[bool]) -> Array:
    """Make numbers an array with a last axis of 1."""
    return np.array(values, dtype=np.float64).reshape(-1, 1)


def _open_at_start(network: Network) -> Array:
    """1 for links that need nobody's request, (link, 1)."""
    links = network.scenario.links
    asked = {name for name, link in links.items() if link.opens == "on_request"}
    return _column([name not in asked for name in network.links])


def _contracts(network: Network, worlds: int) -> dict[str, Array]:
    """Terms of contracts as the scenario gives them."""
    scenario = network.scenario
    contracts = list(scenario.all_contracts.values())

    def each(values: list[float] | list[bool]) -> Array:
        return np.repeat(_column(values), worlds, axis=-1)

    return {
        "contract_fixed": each([c.price_rule == "fixed" for c in contracts]),
        "contract_index": each(
            [c.index_factor if c.price_rule == "index" else 0.0 for c in contracts]
        ),
        "contract_price": each([c.price_usd_per_kg or 0.0 for c in contracts]),
        "contract_floor": each([c.floor_usd_per_kg for c in contracts]),
        "contract_ceiling": each([c.ceiling_usd_per_kg or np.inf for c in contracts]),
        "contract_penalty": each([c.penalty_usd_per_kg for c in contracts]),
        "contract_ends": each(
            [float(months_between(scenario.starts, c.ends)) if c.ends else np.inf
             for c in contracts]
        ),
    }  # fmt: skip


def _measures(network: Network, worlds: int) -> dict[str, Array]:
    """Measures as they stand at the start; what the calendar brings later is off."""
    scenario = network.scenario

    def due(date: str | None) -> bool:
        return date is not None and months_between(scenario.starts, date) <= 0

    def each(value: list[float] | list[bool]) -> Array:
        return np.repeat(_column(value), worlds, axis=-1)

    def size(measure: Measure) -> float:
        given = getattr(measure, SIZE_KEYS[measure.family])
        return 0.0 if given is None else float(given)

    measures = list(scenario.measures.values())
    over = [due(m.until) for m in measures]
    return {
        "measure_on": each(
            [due(m.in_force) and not o for m, o in zip(measures, over, strict=True)]
        ),
        "measure_known": each(
            [due(m.announced or m.in_force) and not o for m, o in zip(measures, over, strict=True)]
        ),
        "measure_size": each([size(m) for m in measures]),
        "measure_levy": each([m.levy_usd_per_kg or 0.0 for m in measures]),
        "measure_delay": each([m.delay_working_days or 0.0 for m in measures]),
        "measure_severity": each([m.severity or 0.0 for m in measures]),
        "measure_enforcement": each([m.enforcement or 0.0 for m in measures]),
        "measure_release": each(
            [0.0 if m.queue_release_share is None else m.queue_release_share for m in measures]
        ),
        "measure_left": each(
            [np.inf if m.budget_musd is None else m.budget_musd * 1000.0 for m in measures]
        ),
    }


def _openings(network: Network) -> Array:
    """Month of first output of what is under way, inf for the rest, (project, 1)."""
    scenario = network.scenario
    opens = []
    for project in scenario.projects.values():
        month = np.inf
        if project.status == "under_way":
            month = project.lead_months
            if project.opens is not None:
                month = months_between(scenario.starts, project.opens)
        opens.append(float(month))
    return _column(opens)


def _balances(network: Network) -> Array:
    """Opening balances, k$, (account, 1)."""
    scenario = network.scenario
    firms = [firm.cash_musd * 1000.0 for firm in scenario.firms.values()]
    treasuries = [country.treasury_musd * 1000.0 for country in scenario.countries.values()]
    return _column([*firms, *treasuries, 0.0, 0.0, 0.0])
