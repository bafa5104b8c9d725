"""Scenario -> what changes in which month: events, dated measures, contracts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from realm.core.network import Patch
from realm.core.scenario import Scenario
from realm.core.terms import SIZE_KEYS
from realm.core.words import months_between

Change = tuple[int, str, int, float, int]
"""(month, field of the state, row, value, event or -1)."""

_MEASURE_FIELDS = {
    "levy_usd_per_kg": "measure_levy",
    "delay_working_days": "measure_delay",
    "severity": "measure_severity",
    "enforcement": "measure_enforcement",
    "queue_release_share": "measure_release",
}


def calendar_of(scenario: Scenario, links: Sequence[str]) -> dict[int, tuple[Patch, ...]]:
    """Gather the dated changes of a scenario by month since its start.

    `links` are the names along the link axis. Changes of one field by one event in one month make one patch; they apply in the order of
    the file, the calendar's own before those of events.
    """
    gathered: dict[int, dict[tuple[str, int], list[tuple[int, float]]]]
    gathered = defaultdict(lambda: defaultdict(list))
    for month, field, row, value, event in [*_dated(scenario), *_events(scenario, links)]:
        gathered[month][field, event].append((row, value))
    return {
        month: tuple(
            Patch(
                field=field,
                rows=np.array([row for row, _ in cells], dtype=np.intp),
                values=np.array([value for _, value in cells]),
                event=event,
            )
            for (field, event), cells in gathered[month].items()
        )
        for month in sorted(gathered)
    }


def _dated(scenario: Scenario) -> list[Change]:
    """List what measures and contracts bring by their own dates after the start."""
    changes: list[Change] = []
    for row, measure in enumerate(scenario.measures.values()):
        known = measure.announced or measure.in_force
        for date, field, value in (
            (known, "measure_known", 1.0),
            (measure.in_force, "measure_on", 1.0),
            (measure.until, "measure_on", 0.0),
            (measure.until, "measure_known", 0.0),
        ):
            if date and months_between(scenario.starts, date) > 0:
                changes.append((months_between(scenario.starts, date), field, row, value, -1))
    for row, contract in enumerate(scenario.contracts.values()):
        for date, value in (
            (contract.starts, contract.volume_t_per_year / 12.0),
            (contract.ends, 0.0),
        ):
            if date and months_between(scenario.starts, date) > 0:
                month = months_between(scenario.starts, date)
                changes.append((month, "contract_volume", row, value, -1))
    return changes


def _events(scenario: Scenario, links: Sequence[str]) -> list[Change]:
    """List what events change."""
    changes: list[Change] = []
    for number, event in enumerate(scenario.events.values()):
        month = months_between(scenario.starts, event.date)

        def add(section: Iterable[str], name: str, field: str, value: float) -> None:
            row = list(section).index(name)
            changes.append((month, field, row, float(value), number))  # noqa: B023 - used at once

        for name, change in event.measures.items():
            family = scenario.measures[name].family
            for key in vars(change):
                value = getattr(change, key)
                if value is None:
                    continue
                if key == "in_force":
                    add(scenario.measures, name, "measure_on", value)
                    add(scenario.measures, name, "measure_known", value)
                elif key == SIZE_KEYS[family]:
                    add(scenario.measures, name, "measure_size", value)
                else:
                    add(scenario.measures, name, _MEASURE_FIELDS[key], value)
        for name, facility in event.facilities.items():
            if facility.capacity_factor is not None:
                add(scenario.facilities, name, "capacity_factor", facility.capacity_factor)
            if facility.cost_factor is not None:
                add(scenario.facilities, name, "cost_factor", facility.cost_factor)
        for name, sector in event.sectors.items():
            if sector.demand_factor is not None:
                add(scenario.sectors, name, "demand_factor", sector.demand_factor)
        for name, link in event.links.items():
            if link.open is not None:
                add(links, name, "link_open", link.open)
        for name, contract in event.contracts.items():
            if contract.volume_t_per_year is not None:
                volume = contract.volume_t_per_year / 12.0
                add(scenario.contracts, name, "contract_volume", volume)
        for name, project in event.projects.items():
            if project.status is not None:
                add(scenario.projects, name, "project_approved", 1.0)
            if project.status == "under_way":
                add(scenario.projects, name, "project_start", 1.0)
        for name, pile in event.stockpiles.items():
            for key, field in (
                ("target_t", "stock_target"),
                ("purchase_t_per_month", "stock_purchase"),
                ("release_t_per_month", "stock_release"),
            ):
                value = getattr(pile, key)
                if value is not None:
                    add(scenario.stockpiles, name, field, value)
    return changes
