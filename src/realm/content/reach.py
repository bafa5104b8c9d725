"""Which lanes, pools, offers, facilities and projects each measure touches."""

from collections.abc import Callable

import numpy as np

from realm.content.parts import Parts
from realm.core.network import Entries
from realm.core.scenario import Scenario
from realm.core.terms import Measure

EXPORT = frozenset(
    {
        "prohibition",
        "quota",
        "licence",
        "export_tax",
        "minimum_export_price",
        "vat_rebate_withdrawal",
        "domestic_market_obligation",
    }
)
"""Families that restrict exports."""


LANE_INSTRUMENTS: dict[str, frozenset[str]] = {
    "share": frozenset({"prohibition", "licence"}),
    "duty": frozenset({"export_tax", "vat_rebate_withdrawal"}),
    "minimum": frozenset({"minimum_export_price"}),
    "covered": frozenset({"quota"}),
    "restricts": EXPORT,
    "tariff": frozenset({"import_tariff"}),
}
"""Families behind each instrument at a border."""


def regimes_of(scenario: Scenario, parts: Parts) -> tuple[list[int], list[frozenset[int]]]:
    """Sort lanes by the set of measures that touch them.

    Returns:
        Regime of each lane, and the measures of each regime.
    """
    touches = _lane_test(scenario, parts)
    measures = list(scenario.measures.values())
    border = set().union(*LANE_INSTRUMENTS.values())
    sets = [
        frozenset(i for i, m in enumerate(measures) if m.family in border and touches(m, lane))
        for lane in range(len(parts.lanes))
    ]
    regimes = list(dict.fromkeys(sets))
    return [regimes.index(one) for one in sets], regimes


def entries_of(
    scenario: Scenario, parts: Parts, regimes: list[frozenset[int]]
) -> dict[str, Entries]:
    """List (measure, row) pairs for each instrument of `rules.instruments`."""
    numbers = {id(m): i for i, m in enumerate(scenario.measures.values())}

    def in_regime(measure: Measure, row: int) -> bool:
        return numbers[id(measure)] in regimes[row]

    table = {
        name: _pairs(scenario, set(families), len(regimes), in_regime)
        for name, families in LANE_INSTRUMENTS.items()
    }
    offers = [slot for slot in parts.offers if slot[0] in scenario.facilities]
    offer_test = _offer_test(scenario, offers)
    for name, families in {
        "obliged": {"domestic_market_obligation"},
        "floor": {"price_floor"},
        "subsidy": {"output_subsidy"},
    }.items():
        table[name] = _pairs(scenario, families, len(offers), offer_test)
    table["quota"] = _pairs(scenario, {"quota"}, len(parts.pools), _pool_test(scenario, parts))
    table["production"] = _pairs(
        scenario, {"production_quota"}, len(scenario.facilities), _production_test(scenario)
    )
    table["capital"] = _pairs(
        scenario, {"capital_subsidy"}, len(scenario.projects), _project_test(scenario)
    )
    return table


def uses_of(scenario: Scenario, entries: dict[str, Entries]) -> frozenset[str]:
    """Name what the scenario's measures can make happen at all, now or by an event or order."""
    uses = {name for name, one in entries.items() if len(one.measures)}
    measures = scenario.measures
    changes = [event.measures for event in scenario.events.values()]
    delays = [m.delay_working_days for m in measures.values()]
    delays += [patch.delay_working_days for change in changes for patch in change.values()]
    if any(delays):
        uses.add("delay")
    if any(m.refused_orders == "held" for m in measures.values()):
        uses.add("queue")
    if any(table.eases for table in scenario.tables.values()):
        uses.add("waiver")
    if uses & {"floor", "subsidy"}:
        uses.add("support")
    return frozenset(uses)


def _pairs(
    scenario: Scenario, families: set[str], rows: int, touches: Callable[[Measure, int], bool]
) -> Entries:
    """Collect the pairs of some families, sorted by row."""
    numbered = [(i, m) for i, m in enumerate(scenario.measures.values()) if m.family in families]
    pairs = [(row, i) for row in range(rows) for i, m in numbered if touches(m, row)]
    targets, starts = np.unique(
        np.array([row for row, _ in pairs], dtype=np.intp), return_index=True
    )
    return Entries(
        measures=np.array([i for _, i in pairs], dtype=np.intp),
        targets=targets.astype(np.intp),
        starts=starts.astype(np.intp),
    )


def _groups(measure: Measure, scenario: Scenario) -> set[str]:
    """Name the measure groups a measure covers."""
    named = measure.commodities or tuple(scenario.commodities)
    return {scenario.commodities[c].measure_group for c in named}


def _lane_test(scenario: Scenario, parts: Parts) -> Callable[[Measure, int], bool]:
    """Say whether a border measure touches a lane: at the exporter, or at the importer."""

    def touches(measure: Measure, row: int) -> bool:
        exporter, group, destination = parts.lanes[row]
        here, there = exporter, destination
        if measure.family == "import_tariff":
            here, there = destination, exporter
        bloc = scenario.countries[there].bloc
        named = not measure.destinations or there in measure.destinations
        return (
            measure.country == here
            and group in _groups(measure, scenario)
            and (named or bloc in measure.destinations)
        )

    return touches


def _pool_test(scenario: Scenario, parts: Parts) -> Callable[[Measure, int], bool]:
    """Say whether a quota counts under a pool."""

    def touches(measure: Measure, row: int) -> bool:
        country, group = parts.pools[row]
        return measure.country == country and group in _groups(measure, scenario)

    return touches


def _benefits(measure: Measure, country: str, firm: str, facility: str) -> bool:
    """Say whether a support reaches a facility; those abroad must be named."""
    if measure.beneficiaries:
        return bool({country, firm, facility} & set(measure.beneficiaries))
    return country == measure.country


def _offer_test(
    scenario: Scenario, offers: list[tuple[str, str]]
) -> Callable[[Measure, int], bool]:
    """Say whether an obligation or support touches an offer."""

    def touches(measure: Measure, row: int) -> bool:
        name, commodity = offers[row]
        facility = scenario.facilities[name]
        if measure.commodities and commodity not in measure.commodities:
            return False
        if measure.family == "domestic_market_obligation":
            return facility.country == measure.country
        return _benefits(measure, facility.country, facility.firm, name)

    return touches


def _production_test(scenario: Scenario) -> Callable[[Measure, int], bool]:
    """Say whether a production quota binds a facility."""
    names = tuple(scenario.facilities)

    def touches(measure: Measure, row: int) -> bool:
        facility = scenario.facilities[names[row]]
        outputs = scenario.recipes[facility.recipe].outputs
        return (
            facility.country == measure.country
            and scenario.firms[facility.firm].licensed
            and (not measure.commodities or bool(set(outputs) & set(measure.commodities)))
        )

    return touches


def _project_test(scenario: Scenario) -> Callable[[Measure, int], bool]:
    """Say whether a capital subsidy reaches a project."""
    names = tuple(scenario.projects)

    def touches(measure: Measure, row: int) -> bool:
        project = scenario.projects[names[row]]
        facility = scenario.facilities[project.facility]
        outputs = scenario.recipes[facility.recipe].outputs
        if measure.commodities and not set(outputs) & set(measure.commodities):
            return False
        return _benefits(measure, facility.country, project.firm, project.facility)

    return touches
