"""Tell what the scenario tells by date, with the changes of measures that belong to it."""

import numpy as np

from realm.core.arrays import Array
from realm.core.events import Event as Dated
from realm.rules.event import MUSD, Event, Look, total
from realm.rules.groups import nodes_of

SECTIONS = ("measures", "facilities", "sectors", "links", "contracts", "projects", "stockpiles")
"""What a dated event may change."""

TALK = 0.25
"""What a dated text without numbers counts for: this part of its actor's trade in the turn."""


def told(look: Look, measures: list[Event]) -> tuple[list[Event], list[Event]]:
    """Tell the scenario's dated events, each with the changes of measures that belong to it.

    Importance: what its measures, plants, users, links and projects have at stake together (a
    project: a year's output); an event without numbers: `TALK` of its actor's trade in the turn.

    Returns:
        The events, and the changes of measures that no event tells.
    """
    network = look.network
    months = {month.month for month in look.ledger.months}
    rest = list(measures)
    found = []
    for row, name in enumerate(network.events):
        dated = network.scenario.events[name]
        month = look.month_of_event(dated)
        if month not in months or look.at(look.params.event_on)[row] <= 0.0:
            continue
        mine = [one for one in rest if _belongs(look, one, row, dated, month)]
        if not mine and _is_void(look, dated):
            continue
        rest = [one for one in rest if one not in mine]
        stake = _stakes(look, dated)
        for one in mine:
            stake += one.importance
        if not mine and not any(getattr(dated, section) for section in SECTIONS):
            stake = TALK * _trade(look, dated.actor)
        found.append(
            Event(
                month=month,
                kind="news",
                actors=(dated.actor,) if dated.actor else (),
                subject=name,
                size=float(len(mine)),
                text=dated.text.rstrip("."),
                driver="; ".join(one.text for one in mine[:1]),
                importance=stake,
            )
        )
    return found, rest


def _belongs(look: Look, change: Event, event: int, dated: Dated, month: int) -> bool:
    """Say whether a change of a measure is an event's: set by it, or by a date of its actor's.

    What somebody ordered in the same month has nothing to do with it.
    """
    row = look.network.measures.index(change.subject)
    setters = {
        patch.event
        for patch in look.network.calendar.get(change.month, ())
        if patch.field in ("measure_on", "measure_size") and row in patch.rows
    }
    by_date = -1 in setters and dated.actor == change.actors[0] and change.month == month
    return event in setters or by_date


def _is_void(look: Look, dated: Dated) -> bool:
    """Say whether all that an event would change are measures that nobody has in force."""
    if not dated.measures or any(getattr(dated, other) for other in SECTIONS[1:]):
        return False
    rows = [look.network.measures.index(name) for name in dated.measures]
    in_force = (look.at(look.before.measure_on) > 0.0) | (look.at(look.after.measure_on) > 0.0)
    return not in_force[rows].any()


def _stakes(look: Look, dated: Dated) -> float:
    """Value at stake in what an event changes besides measures, M$."""
    network, params = look.network, look.params
    months = len(look.ledger.months)
    worth = facility_worth(look)
    nodes = network.nodes
    stake = 0.0
    for name, change in dated.facilities.items():
        row = nodes.index(name)
        if change.capacity_factor is not None:
            gap = abs(change.capacity_factor - float(look.at(look.before.capacity_factor)[row]))
            stake += gap * float(look.at(params.base_capacity)[row]) * months * worth[row]
        if change.cost_factor is not None:
            gap = abs(change.cost_factor - float(look.at(look.before.cost_factor)[row]))
            cost = float(look.at(params.own_cost)[row])
            stake += gap * cost * float(look.added("throughput")[row]) * MUSD
    for name, use in dated.sectors.items():
        if use.demand_factor is not None:
            row = list(network.scenario.sectors).index(name)
            gap = abs(use.demand_factor - float(look.at(look.before.demand_factor)[row]))
            sector = network.scenario.sectors[name]
            price = network.scenario.commodities[sector.commodity].price_usd_per_kg
            stake += gap * sector.demand_t_per_year * months / 12.0 * price * MUSD
    for name in dated.links:
        row = network.links.index(name)
        ask = look.at(look.before.ask)[network.link_offer[row]]
        stake += float(look.at(params.base_flow)[row] * months * ask) * MUSD
    for name, project in dated.projects.items():
        if project.status is not None:
            row = network.projects.index(name)
            added = float(look.at(params.project_capacity)[row]) * 12.0
            stake += added * worth[int(network.project_node[row])]
    return float(stake)


def _trade(look: Look, actor: str | None) -> float:
    """Value of what a country or firm bought and sold in the turn, M$."""
    network = look.network
    if actor not in network.countries and actor not in network.firms:
        return 0.0
    mine = nodes_of(network, actor)
    touched = mine[network.link_seller] | mine[network.link_buyer]
    ask = look.at(look.ledger.months[-1].ask)[network.link_offer]
    return total(look.added("shipped") * ask * touched) * MUSD


def facility_worth(look: Look) -> Array:
    """Value of a tonne of throughput at the asks of the turn's start, M$/t, (facility,)."""
    network = look.network
    ask = look.at(look.before.ask)[network.facility_offers]
    ratio = look.at(look.params.output_ratio)
    return np.asarray(network.offers_of_node @ (ratio * ask)) * MUSD
