"""Hypothesis strategies for tables, and random signatures for their deals."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from realm.core.arrays import Array
from realm.core.network import Network
from realm.core.scenario import Scenario
from realm.core.table import Table

MADE = "assumption: generated"

Draw = Any


def pick(draw: Draw, *values: Any) -> Any:
    """Draw one of the values; the first is the plainest."""
    return draw(st.sampled_from(values))


def tables(draw: Draw, scenario: Scenario) -> dict[str, Table]:
    """Draw up to three tables, between governments or between a seller and its buyer."""
    found: dict[str, Table] = {}
    seated = set()
    for i in range(draw(st.integers(0, 3))):
        link = scenario.links[pick(draw, *scenario.links)]
        make = pick(draw, _supply, _state)
        table = make(draw, scenario, link.seller, link.buyer, link.commodity)
        if table is not None and (frozenset(table.sides), table.kind) not in seated:
            seated.add((frozenset(table.sides), table.kind))
            found[f"table{i}"] = table
    return found


def _supply(draw: Draw, scenario: Scenario, seller: str, buyer: str, good: str) -> Table | None:
    """Seat a firm that sells and who buys: a firm, or the government of a sector."""
    firm, user = _owner(scenario, seller), _owner(scenario, buyer)
    if firm == user:
        return None
    return Table(
        sides=pick(draw, (firm, user), (user, firm)),
        kind="supply",
        loan_musd=pick(draw, 0.0, 0.5, 20.0),
        **_goods(draw, scenario, seller, buyer, good, pick(draw, False, True)),
        **_projects(draw, scenario, {firm, user}),
        source=MADE,
    )


def _state(draw: Draw, scenario: Scenario, seller: str, buyer: str, good: str) -> Table | None:
    """Seat two governments, of those who trade or of any two countries."""
    here, there = _home(scenario, seller), _home(scenario, buyer)
    if here == there:
        here, there = tuple(scenario.countries)[:2]
    firms = {name for name, firm in scenario.firms.items() if firm.country in {here, there}}
    home = scenario.firms[_owner(scenario, seller)].country
    sells = {home} <= {here, there} and _home(scenario, buyer) in {here, there}
    eases = {
        side: tuple(n for n, m in scenario.measures.items() if m.country == side)
        for side in (here, there)
    }
    return Table(
        sides=(here, there),
        kind="state",
        technology=pick(draw, here, there),
        eases={side: rows for side, rows in eases.items() if rows},
        **(_goods(draw, scenario, seller, buyer, good, False) if sells else {}),
        **_projects(draw, scenario, firms),
        source=MADE,
    )


def _goods(
    draw: Draw, scenario: Scenario, seller: str, buyer: str, good: str, whole: bool
) -> dict[str, Any]:
    yearly = max(link.base_flow_t_per_year for link in scenario.links.values())
    return {
        "seller": _owner(scenario, seller) if whole else seller,
        "buyers": (buyer,),
        "commodity": good,
        "volume_t_per_year": yearly * pick(draw, 0.3, 0.05, 2.0),
    }


def _projects(draw: Draw, scenario: Scenario, firms: set[str]) -> dict[str, str]:
    mine = [name for name, project in scenario.projects.items() if project.firm in firms]
    things = {"tolling": mine[:1], "plant": mine[1:2]}
    return {thing: names[0] for thing, names in things.items() if names and pick(draw, True, False)}


def _owner(scenario: Scenario, node: str) -> str:
    if node in scenario.facilities:
        return scenario.facilities[node].firm
    return scenario.sectors[node].country


def _home(scenario: Scenario, node: str) -> str:
    nodes: dict[str, Any] = {**scenario.facilities, **scenario.sectors}
    return str(nodes[node].country)


def signatures(network: Network, worlds: int, *, random: np.random.Generator, part: float) -> Array:
    """Sign random possible outcomes at some tables, NaN at the others, (table, world)."""
    signed = np.full((len(network.tables), worlds), np.nan)
    for table, possible in enumerate(network.bargains.possible):
        outcomes = np.flatnonzero(possible)
        some = random.uniform(size=worlds) < part
        signed[table] = np.where(some, random.choice(outcomes, worlds), np.nan)
    return signed
