"""A duty on what home does not make is paid at home: it wins nobody output, approval or points."""

from dataclasses import replace

import numpy as np
import pytest

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.scenario import Scenario
from realm.core.terms import Measure
from realm.rules import turn
from realm.rules.indicators import INDICATORS
from realm.rules.reading import Turn
from realm.rules.score import Yardstick
from realm.rules.start import first_state

DUTIES = (0.0, 0.075, 0.25, 0.5, 1.0, 2.0)
"""One a world; all worlds have the same luck."""
TURNS = 12


def small() -> Scenario:
    """The small world, where Bland makes no metal and taxes it."""
    scenario = load("small-world")
    duty = Measure(
        name="Duty on metal",
        country="bland",
        family="import_tariff",
        commodities=("metal",),
        source="assumption: a test",
    )
    sectors = {n: replace(s, lost_output_musd_per_t=1.0) for n, s in scenario.sectors.items()}
    return replace(scenario, sectors=sectors, measures={**scenario.measures, "duty": duty})


def over_a_game(
    scenario: Scenario, country: str, measure: str, let_through: float = 1.0
) -> dict[str, Array]:
    """Play with one duty a world; sums of indicators and scores over the game, (world,)."""
    network, params = compile_scenario(scenario)
    state = first_state(network, params, len(DUTIES))
    on, size = state.measure_on.copy(), state.measure_size.copy()
    row = network.measures.index(measure)
    on[row], size[row] = 1.0, DUTIES
    if let_through < 1.0:
        curb = network.measures.index("aland_licence")
        on[curb], size[curb] = 1.0, let_through
    state = state.replace(measure_on=on, measure_known=on, measure_size=size)
    home, luck = network.countries.index(country), Luck(5, np.zeros(len(DUTIES), dtype=np.int64))
    names = ("lost_output", "industry_approval", "treasury")
    found = {name: np.zeros(len(DUTIES)) for name in (*names, "score")}
    yardstick, seats = Yardstick.of(network, params), list(network.scenario.seats)
    for _ in range(TURNS):
        state, ledger = turn.play(network, params, state, luck, 3)
        reading = Turn.of(network, params, ledger, state)
        for name in names:
            found[name] += INDICATORS[name].function(reading)[home]
        if country in seats:
            seat = seats.index(country)
            of = {name: INDICATORS[name].function(reading) for name in yardstick.weights[seat]}
            found["score"] += yardstick.of_seat(seat, of, len(DUTIES))
    assert not state.fault.any()
    return found


@pytest.mark.parametrize("let_through", [1.0, 0.6, 0.2])
def test_a_duty_on_what_home_does_not_make_costs_output_and_approval(let_through: float) -> None:
    found = over_a_game(small(), "bland", "duty", let_through)

    assert (np.diff(found["lost_output"]) > 0.0).all()
    assert (np.diff(found["industry_approval"]) < 0.0).all()


def test_who_starves_for_magnets_gains_nothing_by_taxing_them() -> None:
    found = over_a_game(load("june-2025"), "india", "india_magnet_tariff")

    assert found["lost_output"][0] > 0.0
    assert (np.diff(found["lost_output"]) > 0.0).all()
    assert (np.diff(found["industry_approval"]) < 0.0).all()
    assert (np.diff(found["treasury"]) <= 1e-6).all(), "customs go into the general budget"
    assert (np.diff(found["score"]) < 0.0).all()
