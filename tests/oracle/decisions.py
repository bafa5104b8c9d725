"""What the seats decided takes effect, as far as they can afford it (README 7.2)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil, inf, isfinite

from tests.oracle.terms import Measure
from tests.oracle.world import World, members

Rows = dict[str, float]
Orders = dict[str, Rows]

MEASURE = ("measure_on", "measure_known", "measure_size", "measure_delay")
STORE = ("stock_target", "stock_purchase", "stock_release")
PLAIN = {
    "measure_on": "measures", "measure_known": "measures", "measure_size": "measures",
    "measure_delay": "measures", "stock_target": "stores", "stock_purchase": "stores",
    "stock_release": "stores", "contract_volume": "contracts", "contract_deliver": "contracts",
    "shut": "facilities", "hold": "firms", "absorb": "firms", "coalition": "countries",
}  # fmt: skip
"""Columns that are written as they are, and where."""


@dataclass
class Act:
    """One thing that somebody asks for, with what it takes."""

    payer: str
    cells: list[tuple[str, str]]
    """(column, row)."""
    capital: float = 0.0
    money: float = 0.0


@dataclass
class Purse:
    """What one actor has asked for so far."""

    capital: float = 0.0
    money: float = 0.0
    spent: float = 0.0
    acts: list[Act] = field(default_factory=list)


def decide(world: World, orders: Mapping[str, Rows]) -> None:
    """Let what the seats decided, and can afford, take effect."""
    given: Orders = defaultdict(dict, {column: dict(rows) for column, rows in orders.items()})
    afford(world, given)
    for name, value in given["link_open"].items():
        open_link(world, name, value)
    for name, value in given["dispute"].items():
        measure = world.measures[name]
        country = list(world.scenario.countries)[int(value) - 1]
        open_to = measure.measure_on > 0.0 and measure.dispute_month == inf
        if open_to and country in borne_by(world, measure):
            measure.dispute_month = float(world.month)
    for column, where in PLAIN.items():
        for name, value in given[column].items():
            if column != "contract_volume" or "#" not in name:
                setattr(getattr(world, where)[name], column, value)
    for name, value in given["measure_on"].items():
        if value > 0.0:
            world.measures[name].measure_known = 1.0
    for name, value in given["project_start"].items():
        project = world.projects[name]
        if value > 0.0 and project.project_approved > 0.0 and project.project_opens == inf:
            project.project_opens = world.opening(name)
    for name, value in given["project_approve"].items():
        world.projects[name].project_approved = value
    _direct(world, given)


def borne_by(world: World, measure: Measure) -> set[str]:
    """Name the destinations whose buyers a restriction of exports touches."""
    return {
        lane.name.split(">")[1].split(":")[0]
        for lane in world.lanes.values()
        if measure in lane.restrictions
    }


def open_link(world: World, name: str, value: float) -> None:
    """Open or close a link; a seller on request is qualified first."""
    link, month = world.links[name], world.month
    if link.link_open > 0.0:
        link.link_ready = min(link.link_ready, month - 1.0)
    if value > 0.0:
        if link.link_ready == inf:
            shared = link.intake.node.country in members(world)
            part = world.rules.coalition_qualification if shared else 1.0
            link.link_ready = float(month + ceil(part * link.qualification))
        if link.link_ready <= month:
            link.link_open = 1.0
    else:
        link.link_open = 0.0
        if link.link_ready >= month:
            link.link_ready = inf


def _direct(world: World, orders: Orders) -> None:
    stood = {d.name for d in world.directives.values() if d.directive > 0.0}
    for name, value in orders["directive"].items():
        directive = world.directives[name]
        if value > 0.0 and name not in stood:
            directive.directive, directive.directive_month = 1.0, float(world.month)
            directive.directive_answer = 0.0
        elif value <= 0.0:
            directive.directive, directive.directive_month = 0.0, inf
            directive.directive_answer = 0.0
    for name, value in orders["directive_answer"].items():
        directive = world.directives[name]
        if name in stood and directive.directive > 0.0:
            directive.directive_answer = value


def afford(world: World, orders: Orders) -> None:
    """Strike out what political capital, treasuries and cash do not cover, first come first."""
    purses: dict[str, Purse] = defaultdict(Purse)
    left = {c.name: c.political_capital for c in world.countries.values()}
    for act in list(_acts(world, orders)):
        if act.capital == 0.0 and act.money == 0.0:
            continue
        purse = purses[act.payer]
        purse.capital += act.capital
        purse.money += act.money
        held = max(world.accounts[act.payer].money, 0.0)
        pays = act.money == 0.0 or purse.money <= held * (1.0 + 1e-9)
        if act.payer in left and purse.capital > left[act.payer] * (1.0 + 1e-9):
            pays = False
        if pays:
            purse.spent += act.capital
            continue
        for column, row in act.cells:
            orders[column].pop(row, None)
    for name, country in world.countries.items():
        country.political_capital = max(left[name] - purses[name].spent, 0.0)


def _acts(world: World, orders: Orders) -> Iterator[Act]:
    """List what is asked for, in the order in which it is paid."""
    rules = world.rules
    for measure in world.measures.values():
        yield _measure(world, measure, orders)
    for store in world.stores.values():
        act = Act(store.country, [(column, store.name) for column in STORE])
        if any(_new(orders, column, store) for column in STORE):
            act.capital = rules.political_stockpile
        if _new(orders, "stock_purchase", store):
            tonnes = orders["stock_purchase"][store.name] * world.scenario.months_per_turn
            act.money = tonnes * store.intakes[0].price
        yield act
    for project in world.projects.values():
        act = Act(project.facility.country, [("project_approve", project.name)])
        wanted = orders["project_approve"].get(project.name)
        if wanted is not None and wanted != project.project_approved:
            act.capital = rules.political_approve
        yield act
    for directive in world.directives.values():
        act = Act(directive.firm.country, [("directive", directive.name)])
        act.capital = rules.political_direct * _new(orders, "directive", directive)
        yield act
    countries = list(world.scenario.countries)
    for measure in world.measures.values():
        if measure.name in orders["dispute"]:
            payer = countries[int(orders["dispute"][measure.name]) - 1]
            yield Act(payer, [("dispute", measure.name)], rules.political_dispute)
    for country in world.countries.values():
        act = Act(country.name, [("coalition", country.name)])
        act.capital = rules.political_coalition * _new(orders, "coalition", country)
        yield act
    for project in world.projects.values():
        if orders["project_start"].get(project.name, 0.0) > 0.0:
            free = project.project_approved > 0.0 and project.project_opens == inf
            aid = sum(m.measure_size for m in project.subsidies if m.measure_on > 0.0)
            cost = project.project_cost * max(1.0 - aid, 0.0) if free else 0.0
            yield Act(project.account.name, [("project_start", project.name)], 0.0, cost)


def _measure(world: World, measure: Measure, orders: Orders) -> Act:
    """Find what a change of one measure costs."""
    rules, on = world.rules, measure.measure_on > 0.0
    wanted = orders["measure_on"].get(measure.name)
    act = Act(measure.terms.country, [(column, measure.name) for column in MEASURE])
    sized = _new(orders, "measure_size", measure) or _new(orders, "measure_delay", measure)
    if on and wanted is not None and wanted <= 0.0:
        act.capital = rules.political_lift
    elif not on and wanted is not None and wanted > 0.0:
        act.capital = rules.political_measure
        supports = {"price_floor", "output_subsidy", "capital_subsidy"}
        if measure.terms.family in supports and isfinite(measure.measure_left):
            act.money = measure.measure_left
    elif on and sized:
        act.capital = rules.political_measure
    elif _new(orders, "measure_known", measure):
        act.capital = rules.political_announce
    return act


def _new(orders: Orders, column: str, holder: object) -> bool:
    """Say whether a column asks for something else than there is."""
    wanted = orders[column].get(holder.name)  # type: ignore[attr-defined]
    return wanted is not None and wanted != getattr(holder, column)
