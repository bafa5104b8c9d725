"""What is used up is used up to the bit: no dust is left that a rule could take for something."""

from dataclasses import replace

import numpy as np
from tests.plain import MADE, world

from realm.content.compile import compile_scenario
from realm.core.actors import Link
from realm.core.chance import Luck
from realm.core.events import Event, FacilityPatch
from realm.core.scenario import Scenario
from realm.core.terms import Contract, Measure
from realm.rules import turn
from realm.rules.split import calls
from realm.rules.start import first_state

LUCK = Luck(1, np.arange(1))


def trade() -> Scenario:
    contract = Contract(
        name="all", seller="mine", buyers=("here",), commodity="ore", volume_t_per_year=120.0,
        source=MADE,
    )  # fmt: skip
    return world(
        {"ore": 10.0},
        {"mine": ("home", {}, {"ore": 1.0})},
        {"here": ("home", "ore"), "there": ("abroad", "ore")},
        {("mine", "here", "ore"): 120.0, ("mine", "there", "ore"): 120.0},
        contracts={"all": contract},
    )


def test_a_buyer_under_contract_for_all_it_wants_orders_nothing_besides() -> None:
    network, _ = compile_scenario(trade())
    wanted = np.tile(np.linspace(0.1, 9.9, 100), (len(network.intakes), 1))

    _, free = calls(network, np.full((1, 100), 9.9), wanted)

    assert np.max(free[network.intakes.index("here:ore")]) == 0.0


def test_a_budget_that_is_spent_is_empty() -> None:
    subsidy = Measure(
        name="subsidy", country="home", family="output_subsidy", subsidy_usd_per_kg=1.3,
        budget_musd=0.005, in_force="2025-01", source=MADE,
    )  # fmt: skip
    network, params = compile_scenario(replace(trade(), measures={"subsidy": subsidy}))
    start = first_state(network, params, 200)
    start = start.replace(measure_left=np.linspace(0.01, 20.0, 200)[None])

    after, _ = turn.play(network, params, start, Luck(1, np.arange(200)), 1)

    assert np.all(after.measure_left == 0.0)


def test_a_newcomer_that_stops_keeps_its_ask() -> None:
    plain = trade()
    mine = plain.facilities["mine"]
    stop = Event(
        date="2026-01", text="It stops.", facilities={"new": FacilityPatch(capacity_factor=0.0)},
        source=MADE,
    )  # fmt: skip
    scenario = replace(
        plain,
        facilities={**plain.facilities, "new": replace(mine, name="new")},
        links={
            **plain.links,
            "late": Link(
                seller="new", buyer="there", commodity="ore", weight_when_open=0.5, source=MADE
            ),
        },
        events={"stop": stop},
    )
    network, params = compile_scenario(scenario)
    start = first_state(network, params, 1)

    after, _ = turn.play(network, params, start, LUCK, 15)

    assert after.fault[0] == 0.0
    assert np.all(np.isfinite(after.ask))
