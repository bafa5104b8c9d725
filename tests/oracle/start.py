"""What the file gives to each object, and the first state (README 5.2's table, 5.3)."""

from math import inf

from tests.oracle.base import LAGS, on_at_start, price_start
from tests.oracle.chain import solve_chain
from tests.oracle.nouns import Facility, Intake
from tests.oracle.terms import Contract, Measure, Project
from tests.oracle.world import World, lay_out

from realm.core.scenario import Scenario
from realm.core.terms import SIZE_KEYS
from realm.core.words import months_between


def begin(scenario: Scenario, seed: int = 0, index: int = 0) -> World:
    """Start a world of a scenario at rest."""
    world = lay_out(scenario, seed, index)
    for plant in world.facilities.values():
        _describe_plant(world, plant)
    for sector in world.sectors.values():
        terms = scenario.sectors[sector.name]
        sector.use_multiplier = scenario.commodities[terms.commodity].demand_multiplier
        sector.use_growth = terms.growth_per_year
        sector.lost_output = terms.lost_output_musd_per_t
        sector.intakes[0].cover_in = terms.cover_months
    for offer in world.offers.values():
        offer.price_ceiling = scenario.commodities[offer.commodity].price_ceiling_factor
    for contract in world.contracts.values():
        _describe_contract(world, contract)
    solve_chain(world)
    price_start(world)
    for project in world.projects.values():
        _describe_project(world, project)
    for measure in world.measures.values():
        _describe_measure(world, measure)
    _rest(world)
    world.events_on = dict.fromkeys(scenario.events, 1.0)
    return world


def _describe_plant(world: World, plant: Facility) -> None:
    terms = world.scenario.facilities[plant.name]
    recipe = world.scenario.recipes[terms.recipe]
    plant.base_capacity = terms.capacity_t_per_year / 12.0
    built = sum(world.scenario.projects[p.name].capacity_t_per_year for p in plant.projects)
    plant.reference_capacity = plant.base_capacity or built / 12.0 or 1.0
    plant.own_cost, plant.margin_slope = terms.cost_usd_per_kg, terms.margin_slope
    plant.planned_growth = (1.0 + terms.growth_per_year) ** (1.0 / 12.0) - 1.0
    seats = {seat.actor for seat in world.scenario.seats.values()}
    follows = terms.firm in seats or plant.followed is not None
    plant.expansion_rate = 0.0 if follows else terms.expansion_per_year
    plant.expansion_months = terms.expansion_months
    for intake in plant.intakes:
        intake.input_ratio = recipe.inputs[intake.commodity]
        intake.cover_in = terms.cover_in_months
    for offer in plant.offers:
        offer.output_ratio = recipe.outputs[offer.commodity]
        offer.cover_out = terms.cover_out_months


def _describe_contract(world: World, contract: Contract) -> None:
    terms = world.scenario.contracts.get(contract.name)
    if terms is None:
        return
    if terms.ends is not None:
        contract.contract_ends = float(months_between(world.scenario.starts, terms.ends))
    contract.contract_fixed = float(terms.price_rule == "fixed")
    contract.contract_index = terms.index_factor if terms.price_rule == "index" else 0.0
    contract.contract_price = terms.price_usd_per_kg or 0.0
    contract.contract_floor = terms.floor_usd_per_kg
    contract.contract_ceiling = terms.ceiling_usd_per_kg or inf
    contract.contract_penalty = terms.penalty_usd_per_kg
    contract.contract_notice = terms.notice_months


def _describe_measure(world: World, measure: Measure) -> None:
    starts, terms = world.scenario.starts, measure.terms
    measure.lane_hold = float(terms.refused_orders == "held")
    measure.counted_share = terms.counted_share
    measure.measure_ceiling = terms.rent_ceiling_factor or inf
    measure.permit_to_treasury = float(terms.permit_holder == "treasury")
    known = terms.announced or terms.in_force
    ended = terms.until is not None and months_between(starts, terms.until) <= 0
    announced = known is not None and months_between(starts, known) <= 0
    measure.measure_known = float(announced and not ended)
    measure.measure_on = float(on_at_start(world, measure))
    measure.measure_size = getattr(terms, SIZE_KEYS[terms.family]) or 0.0
    measure.measure_levy = terms.levy_usd_per_kg or 0.0
    measure.measure_delay = terms.delay_working_days or 0.0
    measure.measure_severity = terms.severity or 0.0
    measure.measure_enforcement = terms.enforcement or 0.0
    measure.measure_release = terms.queue_release_share or 0.0
    budget = terms.budget_musd
    measure.measure_left = inf if budget is None else 1000.0 * budget


def _describe_project(world: World, project: Project) -> None:
    terms = world.scenario.projects[project.name]
    project.project_capacity = terms.capacity_t_per_year / 12.0
    project.project_cost = 1000.0 * terms.cost_musd
    project.project_lead = terms.lead_months
    project.project_ramp = max(1.0, terms.ramp_months)
    project.project_approved = float(terms.status in {"approved", "under_way"})
    if terms.status == "under_way":
        project.project_paid = 1.0
        project.project_opens = terms.lead_months
        if terms.opens is not None:
            project.project_opens = float(months_between(world.scenario.starts, terms.opens))


def _rest(world: World) -> None:
    """Put everything at rest."""
    scenario = world.scenario
    for plant in world.facilities.values():
        plant.capacity, plant.throughput = plant.base_capacity, plant.base_throughput
        plant.building = [0.0, 0.0, 0.0]
        if plant.followed is not None:
            made = [o.output_ratio * p.base_throughput for p, o in plant.followed]
            plant.base_followed = sum(made)
    for offer in world.sold:
        offer.expected_sales = offer.base_sales
        offer.stock_out = offer.cover_out * offer.base_sales
    for store in world.stores.values():
        pile = scenario.stockpiles[store.name]
        store.stock_target = pile.stock_t if pile.target_t is None else pile.target_t
        store.stock_purchase = pile.purchase_t_per_month
        store.stock_release = pile.release_t_per_month
    for contract in world.contracts.values():
        contract.contract_volume = contract.contract_called
    for country in world.countries.values():
        country.political_capital = world.rules.political_capital
    for intake in world.intakes.values():
        _rest_intake(world, intake)
    for name, country in scenario.countries.items():
        world.accounts[name].money = 1000.0 * country.treasury_musd
    for name, firm in scenario.firms.items():
        world.accounts[name].money = 1000.0 * firm.cash_musd
    for name, relation in scenario.relations.items():
        world.relations[name].base_trust = world.relations[name].trust = relation.trust


def _rest_intake(world: World, intake: Intake) -> None:
    intake.price = intake.price_smooth = intake.base_price
    intake.expected_use = intake.base_use
    pile = world.scenario.stockpiles.get(intake.node.name)
    intake.stock_in = intake.cover_in * intake.base_use if pile is None else pile.stock_t
    flow = sum(link.base_flow for link in intake.links)
    whole = 0.0
    for link in intake.links:
        given = world.scenario.links.get(link.name)
        link.partner_share = given.contract_share if given else 0.0
        link.link_open = float(not given or given.opens != "on_request")
        link.link_ready = 0.0 if link.link_open > 0.0 else inf
        link.qualification = given.qualification_months if given else 0.0
        link.shipped = link.declared = link.customs = link.base_flow
        link.log_price_ref = link.base_log_price
        link.pipeline = [link.base_flow * sum(link.transit[lag:]) for lag in range(LAGS)]
        link.waiting = [0.0] * 7
        spot = max(link.base_weight - link.called, 0.01 * link.base_weight) * link.link_open
        link.entered = float(link.base_flow > 0.0 if flow > 0.0 else link.link_open > 0.0)
        link.share = 0.0 if link.is_release or (flow > 0.0 and link.base_flow == 0.0) else spot
        whole += link.share
    for link in intake.links:
        link.share = link.share / whole if whole > 0.0 else 0.0
