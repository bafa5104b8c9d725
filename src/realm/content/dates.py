"""Scenario -> what changes in which month: events, dated measures, contracts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

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

_FIELDS: dict[str, dict[str, str]] = {
    "facilities": {"capacity_factor": "capacity_factor", "cost_factor": "cost_factor"},
    "sectors": {"demand_factor": "demand_factor"},
    "links": {"open": "link_open"},
    "contracts": {"volume_t_per_year": "contract_volume"},
    "projects": {},
    "stockpiles": {
        "target_t": "stock_target",
        "purchase_t_per_month": "stock_purchase",
        "release_t_per_month": "stock_release",
    },
}


def dates_of(scenario: Scenario, links: Sequence[str]) -> dict[int, tuple[Patch, ...]]:
    """Gather the dated changes of a scenario by month since its start.

    Changes of one field by one event in one month make one patch; they apply in the order of
    the file, the calendar's own before those of events. `links` are the names along the link
    axis.
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
    rows = {section: list(getattr(scenario, section)) for section in ("measures", *_FIELDS)}
    rows["links"] = list(links)
    return [
        (months_between(scenario.starts, event.date), field, rows[section].index(name), value, i)
        for i, event in enumerate(scenario.events.values())
        for section in rows
        for name, patch in getattr(event, section).items()
        for field, value in _changes(scenario, section, name, patch)
    ]


def _changes(
    scenario: Scenario, section: str, name: str, patch: object
) -> Iterator[tuple[str, float]]:
    """Name the fields of the state that one patch sets, with their values."""
    for key, value in vars(patch).items():
        if value is None:
            continue
        if key == "in_force":
            yield "measure_on", float(value)
            yield "measure_known", float(value)
        elif key == "status":
            yield "project_approved", 1.0
            if value == "under_way":
                yield "project_start", 1.0
        elif section == "measures":
            main = key == SIZE_KEYS[scenario.measures[name].family]
            yield "measure_size" if main else _MEASURE_FIELDS[key], float(value)
        elif section == "contracts":
            yield _FIELDS[section][key], float(value) / 12.0
        else:
            yield _FIELDS[section][key], float(value)
