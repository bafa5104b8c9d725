"""What a government tells a state firm: when it is done, what it stops, and what that costs."""

import dataclasses

import numpy as np
import pytest

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.actors import Firm
from realm.core.chance import Luck
from realm.core.ledger import Ledger
from realm.core.network import Network
from realm.core.params import Params
from realm.core.scenario import Scenario
from realm.core.state import State
from realm.rules import turn
from realm.rules.start import first_state

LUCK = Luck(3, np.arange(2))
COMPLY, DELAY, CONTEST = 1.0, 2.0, 3.0
SUSPEND = "south_ore_2024:suspend"
Game = tuple[Network, Params, State]


def small(notice: float = 0.0, **changes: float) -> Game:
    """Small world whose south mine is a state firm; two worlds, things happen in the second."""
    scenario = load("small-world")
    firms: dict[str, Firm] = dict(scenario.firms)
    firms["south_mining"] = dataclasses.replace(firms["south_mining"], kind="state")
    contracts = dict(scenario.contracts)
    contracts["south_ore_2024"] = dataclasses.replace(
        contracts["south_ore_2024"], notice_months=notice, ends=None
    )
    quiet = dataclasses.replace(scenario.luck, outages_per_year=0.0, demand_noise=0.0)
    made: Scenario = dataclasses.replace(
        scenario, firms=firms, contracts=contracts, luck=quiet, events={},
        coefficients=dataclasses.replace(scenario.coefficients, **changes),
    )  # fmt: skip
    network, params = compile_scenario(made)
    return network, params, first_state(network, params, 2)


def told(game: Game, directive: str, answer: float) -> State:
    network, _, state = game
    row = network.directives.index(directive)
    given, month, reply = (
        np.zeros_like(state.directive), np.full_like(state.directive, np.inf),
        np.zeros_like(state.directive),
    )  # fmt: skip
    given[row, 1], month[row, 1], reply[row, 1] = 1.0, 0.0, answer
    return state.replace(directive=given, directive_month=month, directive_answer=reply)


def months(game: Game, state: State, count: int) -> tuple[State, Ledger]:
    network, params, _ = game
    return turn.play(network, params, state, LUCK, count)


def flows(game: Game, ledger: Ledger, link: str) -> list[float]:
    row = game[0].links.index(link)
    assert all(page.shipped[row, 0] > 1.0 for page in ledger.months)
    return [float(page.shipped[row, 1]) for page in ledger.months]


def stops(game: Game, state: State, count: int = 20) -> int:
    """Count the months in which the ore still went out before it stopped for good."""
    _, ledger = months(game, state, count)
    gone = [flow > 1e-9 for flow in flows(game, ledger, "south_ore")]
    first = gone.index(False) if False in gone else count
    assert not any(gone[first:])
    return first


@pytest.mark.parametrize(
    ("answer", "notice", "waits"),
    [(COMPLY, 0, 0), (0.0, 0, 3), (DELAY, 0, 6), (CONTEST, 0, 12), (CONTEST, 15, 15),
     (COMPLY, 15, 0), (DELAY, 15, 6)],
)  # fmt: skip
def test_a_contract_stops_when_its_seller_carries_the_directive_out(
    answer: float, notice: float, waits: int
) -> None:
    game = small(notice)

    assert stops(game, told(game, SUSPEND, answer)) == waits


def test_before_the_notice_has_passed_it_is_a_breach_and_after_it_none() -> None:
    game = small(notice=4.0)
    _, ledger = months(game, told(game, SUSPEND, COMPLY), 8)
    row = game[0].contracts.index("south_ore_2024")
    kept = [float(page.withheld[row, 1]) for page in ledger.months]

    assert all(tonnes == pytest.approx(20.0) for tonnes in kept[:4])
    assert kept[4:] == [0.0] * 4


def test_who_waits_for_the_notice_never_breaks_the_contract() -> None:
    game = small(notice=14.0)
    _, ledger = months(game, told(game, SUSPEND, CONTEST), 18)

    assert all(not page.withheld.any() for page in ledger.months)


def test_the_penalty_is_paid_for_the_breach_alone() -> None:
    """Double the penalty: only the months of the breach cost the seller more."""
    paid = []
    for penalty in (0.5, 1.0):
        game = small(notice=4.0)
        state = told(game, SUSPEND, COMPLY)
        state = state.replace(contract_penalty=np.full_like(state.contract_penalty, penalty))
        _, ledger = months(game, state, 8)
        row = game[0].accounts.index("south_mining")
        paid.append(np.array([page.paid[row, 1] for page in ledger.months]))

    assert paid[0] - paid[1] == pytest.approx([0.5 * 20.0] * 4 + [0.0] * 4)


def test_a_directive_withdrawn_lets_the_contract_run_again() -> None:
    game = small()
    state, _ = months(game, told(game, SUSPEND, COMPLY), 3)
    state = state.replace(directive=np.zeros_like(state.directive))
    _, ledger = months(game, state, 3)

    assert all(flow > 15.0 for flow in flows(game, ledger, "south_ore"))


def test_home_first_serves_home_before_anyone_abroad() -> None:
    scenario = load("small-world")
    firms = dict(scenario.firms)
    firms["aland_metals"] = dataclasses.replace(firms["aland_metals"], kind="state")
    network, params = compile_scenario(dataclasses.replace(scenario, firms=firms, events={}))
    game = network, params, first_state(network, params, 2)
    state = told(game, "aland_metals:home_first", COMPLY)
    half = state.capacity.copy()
    half[network.nodes.index("aland_smelter")] *= 0.2
    stock = state.stock_out * 0.0
    _, ledger = months(game, state.replace(capacity=half, stock_out=stock), 2)
    page = ledger.months[1]
    home, abroad = (network.links.index(n) for n in ("aland_metal_home", "aland_metal_to_bland"))

    share = page.shipped / np.maximum(page.orders, 1e-9)
    assert share[home, 1] > share[home, 0] + 0.2
    assert share[abroad, 1] < 1e-9 < share[abroad, 0]
