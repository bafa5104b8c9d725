"""What is used up is used up to the bit: no dust is left that a rule could take for something."""

from dataclasses import replace

import numpy as np
import pytest
from tests.plain import MADE, world

from realm.content.compile import compile_scenario
from realm.core.actors import Link
from realm.core.chance import Luck
from realm.core.scenario import Scenario
from realm.core.terms import Contract, Event, FacilityPatch, Measure
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


@pytest.mark.xfail(
    strict=True,
    reason="split.calls: wanted - whole * (wanted / whole) leaves up to 1e-15 t, which then is "
    "ordered, and asks._outlet and memory take it for orders; max(wanted - whole, 0) mends it",
)
def test_a_buyer_under_contract_for_all_it_wants_orders_nothing_besides() -> None:
    network, _ = compile_scenario(trade())
    wanted = np.tile(np.linspace(0.1, 9.9, 100), (len(network.intakes), 1))

    _, free = calls(network, np.full((1, 100), 9.9), wanted)

    assert np.max(free[network.intakes.index("here:ore")]) == 0.0


@pytest.mark.xfail(
    strict=True,
    reason="money: left - owed * (left / owed) leaves dust of either sign; a subsidy with 1e-16 k$ "
    "left counts in margins a month longer; max(left - owed, 0) mends it (twice)",
)
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


@pytest.mark.xfail(
    strict=True,
    reason="asks: usual = 0 with expected sales left counts as alive, so to_sell is 0 and its log "
    "-inf, and the world ends in NaN; alive needs usual > 0 as well",
)
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
