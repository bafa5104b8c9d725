"""Dated changes, quota periods, outages (README 7.3)."""

from math import floor, inf, log

from tests.oracle.terms import Contract, Measure
from tests.oracle.world import World

from realm.core.events import Event
from realm.core.terms import SIZE_KEYS
from realm.core.words import months_between

_MEASURE = {
    "levy_usd_per_kg": "measure_levy",
    "delay_working_days": "measure_delay",
    "severity": "measure_severity",
    "enforcement": "measure_enforcement",
    "queue_release_share": "measure_release",
}
_FACILITY = {"capacity_factor": "capacity_factor", "cost_factor": "cost_factor"}
_SECTOR = {"demand_factor": "demand_factor"}
_LINK = {"open": "link_open"}
_STORE = {
    "target_t": "stock_target",
    "purchase_t_per_month": "stock_purchase",
    "release_t_per_month": "stock_release",
}


def turn_page(world: World) -> None:
    """Bring the dated changes of the month, quota periods and outages."""
    starts, month = world.scenario.starts, world.month
    if month > 0:
        for measure in world.measures.values():
            _own_dates(measure, starts, month)
        for contract in world.contracts.values():
            _run(world, contract, starts, month)
    for name, event in world.scenario.events.items():
        if world.events_on[name] > 0.0 and months_between(starts, event.date) == month:
            _happen(world, event)
    _rule(world)
    _run_out(world)
    for pool in world.pools.values():
        if pool.quotas:
            on = [m.measure_size for m in pool.quotas if m.measure_on > 0.0]
            yearly = min(on, default=inf)
            gone = month % pool.period
            left = (pool.period - gone) / 12.0
            if gone == 0 or inf in {yearly, pool.quota_left, pool.quota_yearly}:
                pool.quota_left = yearly * left
            else:
                changed = (yearly - pool.quota_yearly) * left
                pool.quota_left = max(pool.quota_left + changed, 0.0)
            pool.quota_yearly = yearly
    if world.chances.outages_per_year > 0.0:
        _outages(world)


def _rule(world: World) -> None:
    """End what the WTO ruled against, and open links whose sellers are qualified now."""
    for measure in world.measures.values():
        if world.month >= measure.dispute_month + world.rules.dispute_months:
            measure.measure_on = measure.measure_known = 0.0
    for link in world.links.values():
        if link.link_ready == world.month and link.name in world.requested:
            link.link_open = 1.0


def _run_out(world: World) -> None:
    for contract in world.contracts.values():
        if contract.contract_ends <= world.month:
            contract.contract_volume = 0.0
    for relation in world.relations.values():
        if relation.waiver_ends <= world.month:
            relation.waiver = 0.0


def _own_dates(measure: Measure, starts: str, month: int) -> None:
    terms = measure.terms
    known = terms.announced or terms.in_force
    if known is not None and months_between(starts, known) == month:
        measure.measure_known = 1.0
    if terms.in_force is not None and months_between(starts, terms.in_force) == month:
        measure.measure_on = 1.0
    if terms.until is not None and months_between(starts, terms.until) == month:
        measure.measure_on = measure.measure_known = 0.0


def _run(world: World, contract: Contract, starts: str, month: int) -> None:
    terms = world.scenario.contracts.get(contract.name)
    if terms is None:
        return
    if terms.starts is not None and months_between(starts, terms.starts) == month:
        contract.contract_volume = terms.volume_t_per_year / 12.0
    if terms.ends is not None and months_between(starts, terms.ends) == month:
        contract.contract_volume = 0.0


def _happen(world: World, event: Event) -> None:
    """Let an event set what it names; words of its patches become numbers of the objects."""
    for name, patch in event.measures.items():
        measure = world.measures[name]
        if patch.in_force is not None:
            measure.measure_on = measure.measure_known = float(patch.in_force)
        _set(measure, patch, {SIZE_KEYS[measure.terms.family]: "measure_size", **_MEASURE})
    for name, change in event.facilities.items():
        _set(world.facilities[name], change, _FACILITY)
    for name, use in event.sectors.items():
        _set(world.sectors[name], use, _SECTOR)
    for name, way in event.links.items():
        _set(world.links[name], way, _LINK)
    for name, pile in event.stockpiles.items():
        _set(world.stores[name], pile, _STORE)
    for name, call in event.contracts.items():
        if call.volume_t_per_year is not None:
            world.contracts[name].contract_volume = call.volume_t_per_year / 12.0
    for name, step in event.projects.items():
        project = world.projects[name]
        if step.status is not None:
            project.project_approved = 1.0
        if step.status == "under_way":
            project.project_opens = min(world.opening(name), project.project_opens)


def _set(holder: object, patch: object, words: dict[str, str]) -> None:
    for word, attribute in words.items():
        if (value := getattr(patch, word)) is not None:
            setattr(holder, attribute, float(value))


def _outages(world: World) -> None:
    chance = world.chances.outages_per_year / 12.0
    mean = max(world.chances.outage_months, 1.0 + 1e-9)
    for plant in world.facilities.values():
        running = max(plant.outage - 1.0, 0.0)
        if running == 0.0:
            u = world.dice.uniform("outage", world.month, plant.name)
            if u < chance:
                running = 1.0 + floor(log(u / chance) / log(1.0 - 1.0 / mean))
        plant.outage = running
