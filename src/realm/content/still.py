"""A scenario in which nothing happens: its quiet start for ever."""

from dataclasses import replace

from realm.core.coefficients import Chances
from realm.core.scenario import Scenario
from realm.core.words import months_between

LUCKLESS = Chances(
    demand_noise=0.0,
    outages_per_year=0.0,
    project_delay=0.0,
    approval_noise=0.0,
    source="assumption: no luck",
)
"""Nothing is left to chance."""

_KEPT = frozenset({"export_tax", "vat_rebate_withdrawal", "import_tariff", "minimum_export_price"})


def still(scenario: Scenario) -> Scenario:
    """Take out whatever moves a scenario from its quiet start.

    Duties, tariffs and minimum prices in force at the start stay for ever, and so do its
    contracts; events, other measures, projects, purchases, growth and luck go.
    """
    starts = scenario.starts
    duties = {
        name: replace(measure, until=None, enforcement=None, severity=None)
        for name, measure in scenario.measures.items()
        if measure.family in _KEPT
        and measure.in_force is not None
        and months_between(starts, measure.in_force) <= 0
    }
    running = {
        name: replace(contract, ends=None)
        for name, contract in scenario.contracts.items()
        if contract.starts is None or months_between(starts, contract.starts) <= 0
    }
    return replace(
        scenario,
        luck=LUCKLESS,
        events={},
        measures=duties,
        contracts=running,
        projects={
            name: replace(project, status="proposed", opens=None)
            for name, project in scenario.projects.items()
        },
        facilities={
            name: replace(facility, growth_per_year=0.0)
            for name, facility in scenario.facilities.items()
        },
        sectors={
            name: replace(sector, growth_per_year=0.0) for name, sector in scenario.sectors.items()
        },
        stockpiles={
            name: replace(pile, target_t=None, purchase_t_per_month=0.0, release_t_per_month=0.0)
            for name, pile in scenario.stockpiles.items()
        },
        links={
            name: replace(link, weight_when_open=0.0)
            if link.opens == "now" and link.base_flow_t_per_year == 0.0
            else link
            for name, link in scenario.links.items()
        },
    )
