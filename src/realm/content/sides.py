"""Who deals with whom: relations and tables of a scenario, as rows of arrays."""

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import numpy as np

from realm.content.parts import Parts, index
from realm.core.arrays import Index
from realm.core.bargains import Bargains
from realm.core.incidence import Incidence
from realm.core.scenario import Scenario
from realm.core.table import SLOTS, Table

Pair = tuple[str, str]
"""Who trusts, and whom."""


def tables_of(scenario: Scenario, parts: Parts, accounts: Sequence[str]) -> dict[str, Any]:
    """Lay out relations and tables."""
    actors = (*scenario.countries, *scenario.firms)
    pairs = relations_of(scenario)
    lanes = [(exporter, destination) for exporter, _, destination in parts.lanes]
    order = list(pairs.values())
    there, back = index(lanes, order), index([lane[::-1] for lane in lanes], order)
    rows = np.arange(len(lanes))
    return {
        "relations": tuple(pairs),
        "relation_of": index([of for of, _ in order], actors),
        "relation_towards": index([towards for _, towards in order], actors),
        "lane_relation": there,
        "lane_return": back,
        "lanes_of_relation": Incidence.of(there, len(order), rows, len(lanes)),
        **_buyers(scenario, parts, order),
        "tables": tuple(scenario.tables),
        "sides": tuple(f"{name}:{side}" for name, t in scenario.tables.items() for side in t.sides),
        "bargains": _bargains(scenario, order, accounts),
    }


def _buyers(scenario: Scenario, parts: Parts, order: list[Pair]) -> dict[str, Incidence]:
    """Lay out who buys on which links: the country, and the firm where another sells to it."""
    actors = (*scenario.countries, *scenario.firms)
    firm = {name: plant.firm for name, plant in scenario.facilities.items()}
    links, country = np.arange(len(parts.relays)), parts.node_country
    firms = [
        firm.get(r.buyer) if firm.get(r.buyer) != firm.get(r.seller) else None for r in parts.relays
    ]
    buyers = [*(country[r.buyer] for r in parts.relays), *firms]
    first, abroad = len(links) - len(parts.abroad), np.arange(len(parts.abroad))
    pairs = [(country[r.buyer], country[r.seller]) for r in parts.abroad]
    pairs += [
        (name or "", country[r.seller]) for name, r in zip(firms[first:], parts.abroad, strict=True)
    ]
    return {
        "links_of_buyer": Incidence.of(
            index(buyers, actors), len(actors), np.tile(links, 2), len(links)
        ),
        "abroad_of_relation": Incidence.of(
            index(pairs, order), len(order), np.tile(abroad, 2), len(abroad)
        ),
    }


def relations_of(scenario: Scenario) -> dict[str, Pair]:
    """Name every pair that can move: the scenario's, countries, seats, the sides of tables.

    And who buys at a table of a firm towards its government.
    """
    given = {(r.of, r.towards): name for name, r in scenario.relations.items()}
    seats = [seat.actor for seat in scenario.seats.values()]
    found = {name: pair for pair, name in given.items()}
    groups = [tuple(scenario.countries), seats, *(t.sides for t in scenario.tables.values())]
    pairs = [pair for group in groups for pair in permutations(group, 2)]
    pairs += [pair for table in scenario.tables.values() if (pair := _above(scenario, table))]
    for of, towards in pairs:
        if of != towards and (of, towards) not in given:
            found[f"{of}>{towards}"] = (of, towards)
    return found


def home_of(scenario: Scenario, actor: str) -> str:
    """Name the country of a country or firm."""
    return scenario.firms[actor].country if actor in scenario.firms else actor


def selling_side(scenario: Scenario, table: Table) -> int:
    """Find the side that sells or whose firm does, -1 where none is."""
    facility = scenario.facilities.get(table.seller or "")
    return side_of(scenario, table, facility.firm if facility else table.seller)


def side_of(scenario: Scenario, table: Table, firm: str | None) -> int:
    """Find the side that is a firm, or else its government; -1 where neither sits there."""
    if firm not in scenario.firms:
        return -1
    for name in (firm, home_of(scenario, firm)):
        if name in table.sides:
            return table.sides.index(name)
    return -1


def _bargains(scenario: Scenario, pairs: list[Pair], accounts: Sequence[str]) -> Bargains:
    tables = list(scenario.tables.values())
    countries, actors = tuple(scenario.countries), (*scenario.countries, *scenario.firms)
    contracts, projects = tuple(scenario.all_contracts), tuple(scenario.projects)
    measures = tuple(scenario.measures)
    home = [[home_of(scenario, side) for side in table.sides] for table in tables]
    ends = [list(permutations(table.sides, 2)) for table in tables]
    ways = [
        [
            pair if side in table.eases else None
            for side, pair in zip(table.sides, permutations(at, 2), strict=True)
        ]
        for table, at in zip(tables, home, strict=True)
    ]
    slots = [[f"{name}#{n}" for n in range(1, SLOTS + 1)] for name in scenario.tables]
    return Bargains(
        sides=_two(tables, [list(table.sides) for table in tables], actors),
        kinds=tuple(table.kind for table in tables),
        accounts=_two(tables, [list(table.sides) for table in tables], accounts),
        home=_two(tables, home, countries),
        seller=_row([selling_side(scenario, table) for table in tables]),
        slots=_two(tables, slots, contracts),
        tolling=index([table.tolling for table in tables], projects),
        plant=index([table.plant for table in tables], projects),
        partner=np.stack(
            [_partners(scenario, tables, "tolling"), _partners(scenario, tables, "plant")]
        ),
        trust=_two(tables, ends, pairs),
        above=index([_above(scenario, table) for table in tables], pairs),
        waiver=_two(tables, ways, pairs),
        eased=tuple(
            (index(table.eases.get(table.sides[0], ()), measures),
             index(table.eases.get(table.sides[1], ()), measures))
            for table in tables
        ),
        giver=_row([
            table.sides.index(table.technology) if table.technology in table.sides else -1
            for table in tables
        ]),
        volume=np.array([table.volume_t_per_year / 12.0 for table in tables]),
        loan=np.array([table.loan_musd * 1000.0 for table in tables]),
    )  # fmt: skip


def _above(scenario: Scenario, table: Table) -> Pair | None:
    """Pair the other side with the government of the firm that sells."""
    side = selling_side(scenario, table)
    if side < 0 or table.sides[side] not in scenario.firms:
        return None
    return table.sides[1 - side], home_of(scenario, table.sides[side])


def _partners(scenario: Scenario, tables: list[Table], thing: str) -> Index:
    """Find the side that does not build the tolling line or plant, -1 where none does."""
    rows = []
    for table in tables:
        project = scenario.projects.get(getattr(table, thing) or "")
        builder = side_of(scenario, table, project.firm) if project else -1
        rows.append(1 - builder if builder >= 0 else -1)
    return _row(rows)


def _two(tables: list[Table], names: list[list[Any]], keys: Sequence[Any]) -> Index:
    """Find two rows of each table, (2, table)."""
    flat = index([name for pair in names for name in pair], keys)
    return np.ascontiguousarray(flat.reshape(len(tables), 2).T)


def _row(rows: list[int]) -> Index:
    return np.array(rows, dtype=np.intp)
