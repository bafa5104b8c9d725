"""Each family of measures, and what else is rare, goes as in plain Python."""

from dataclasses import replace

import pytest
from tests.oracle.together import Shaken, first_differences, told

from realm.content.load import load
from realm.core.coefficients import Coefficients
from realm.core.events import ContractPatch, Event, SectorPatch
from realm.core.scenario import Scenario
from realm.core.terms import SIZE_KEYS, Measure

MADE = "assumption: made for a test"
SIZES = {
    "prohibition": 0.1,
    "quota": 600.0,
    "licence": 0.6,
    "export_tax": 0.4,
    "minimum_export_price": 60.0,
    "vat_rebate_withdrawal": 0.13,
    "domestic_market_obligation": 0.7,
    "import_tariff": 0.25,
    "price_floor": 45.0,
    "output_subsidy": 2.5,
    "capital_subsidy": 0.7,
    "production_quota": 900.0,
}
SUPPORTS = {"price_floor", "output_subsidy", "capital_subsidy"}
RESTRICTS = list(SIZES)[:7]


def under(family: str, *, twice: bool = False) -> Scenario:
    """Every country of the cobalt scenario takes this measure, one after another."""
    plain = load("tests/scenarios/cobalt.yaml")
    made = {}
    for i, country in enumerate(plain.countries):
        measure = Measure(
            name=family,
            country=country,
            family=family,  # type: ignore[arg-type]
            in_force=f"2025-0{2 + i % 5}",
            until="2025-11" if i % 2 else None,
            delay_working_days=28.0 if family == "licence" else None,
            refused_orders="held" if i % 2 else "lost",
            queue_release_share=0.25,
            severity=0.4,
            enforcement=0.8 if family in RESTRICTS else None,
            period_months=6,
            counted_share=0.9,
            budget_musd=3.0 if family in SUPPORTS else None,
            permit_holder="treasury" if i % 3 else "seller",
            source=MADE,
        )
        measure = replace(measure, **{SIZE_KEYS[family]: SIZES[family]})
        made[f"{family}_{country}"] = measure
        if twice:
            made[f"second_{country}"] = replace(measure, in_force="2025-06", until=None)
    return replace(plain, starts="2025-01", first_turn="2025-01", measures=made)


@pytest.mark.parametrize("family", SIZES)
def test_a_family_of_measures_goes_as_in_plain_python(family: str) -> None:
    found = first_differences(under(family), 14)
    assert not found, told(found)


@pytest.mark.parametrize("family", SIZES)
def test_and_so_do_two_of_a_kind_with_seats_that_start_projects(family: str) -> None:
    shaken = Shaken(0.3, 0.4, seed=12)
    found = first_differences(under(family, twice=True), 14, seed=2, shaken=shaken)
    assert not found, told(found)


def test_plants_that_stand_idle_are_mothballed_and_come_back() -> None:
    plain = load("tests/scenarios/cobalt.yaml")
    slump = {name: SectorPatch(demand_factor=0.1) for name in plain.sectors}
    boom = {name: SectorPatch(demand_factor=1.5) for name in plain.sectors}
    scenario = replace(
        plain,
        coefficients=Coefficients(idle_share=0.8, idle_months=3.0, capacity_order_margin=0.05),
        events={
            "slump": Event(date="2025-03", text="Slump.", sectors=slump, source=MADE),
            "boom": Event(date="2025-11", text="Boom.", sectors=boom, source=MADE),
        },
    )
    found = first_differences(scenario, 24)
    assert not found, told(found)


def test_a_contract_that_changes_by_an_event() -> None:
    plain = load("tests/scenarios/cobalt.yaml")
    calls = {name: ContractPatch(volume_t_per_year=20_000.0) for name in plain.contracts}
    more = Event(date="2025-04", text="More.", contracts=calls, source=MADE)
    found = first_differences(replace(plain, events={"more": more}), 12)
    assert not found, told(found)
