"""What seats can turn does what it says: shut, hold, absorb, deliver, complain, quotas."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from tests.laws.cases import Case, cases, examples, played

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.content.still import LUCKLESS
from realm.core.arrays import total
from realm.core.chance import Luck
from realm.core.ledger import Ledger
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.rules import dates, decisions, turn
from realm.rules.start import first_state

Game = tuple[Network, Params, State]
LUCK = Luck(3, np.arange(2))


@pytest.fixture
def game() -> Game:
    """Small world at rest, two worlds; what a test sets, it sets in the second only."""
    network, params = compile_scenario(load("small-world"))
    return network, params, first_state(network, params, 2)


def put(state: State, field: str, row: int, value: float) -> State:
    array = getattr(state, field).copy()
    array[row, 1] = value
    return state.replace(**{field: array})


def months(game: Game, state: State, count: int) -> tuple[State, Ledger]:
    network, params, _ = game
    return turn.play(network, params, state, LUCK, count)


@given(cases())
@examples(15)
def test_who_keeps_back_more_than_nothing_pays_for_it(case: Case) -> None:
    bound = case.network.bound_links
    for month in played(case, 3):
        kept = total(month.page.withheld) > 0.0
        due = total(month.shipping["result"].withheld)
        assert np.allclose(total(month.page.withheld), due, rtol=1e-9, atol=1e-9)
        assert np.all(month.page.withheld >= 0.0)
        called = total(month.shipping["terms"].called) if len(bound) else np.zeros(3)
        assert np.all(due <= called * (1.0 + 1e-9) + 1e-12)
        willing = np.all(month.before.contract_deliver == 1.0, axis=0)
        told = np.any(month.shipping["terms"].stopped, axis=0)
        assert not np.any(kept & willing & ~told)


@given(cases())
@examples(15)
def test_a_plant_that_is_shut_makes_and_moves_nothing(case: Case) -> None:
    network = case.network
    for month in played(case, 3):
        shut = month.before.shut > 0.0
        assert np.all(month.page.throughput[shut] == 0.0)
        seller = network.link_seller < network.facility_count
        closed = shut[np.where(seller, network.link_seller, 0)] & seller[:, None]
        assert np.all(month.page.shipped[closed] == 0.0)


def test_a_plant_kept_shut_is_mothballed_and_stays_so_until_it_is_opened(game: Game) -> None:
    network, _, state = game
    row = network.nodes.index("aland_smelter")
    before, _ = months(game, put(state, "shut", row, 1.0), 23)
    after, _ = months(game, before, 1)
    dear = put(after, "ask", network.offers.index("aland_smelter:metal"), 20.0)
    still, _ = months(game, dear, 1)
    opened, _ = months(game, put(dear, "shut", row, 0.0), 1)

    assert list(before.idle[row]) == [0.0, 23.0]
    assert list(after.capacity[row] == 0.0) == [False, True]
    assert after.mothballed[row, 1] == pytest.approx(0.5 * before.capacity[row, 1])
    assert (still.mothballed[row, 1], still.capacity[row, 1]) == (after.mothballed[row, 1], 0.0)
    assert opened.capacity[row, 1] == pytest.approx(after.mothballed[row, 1] / 6.0)


def test_a_contract_cut_by_its_seller_costs_the_penalty_and_the_buyer_falls_short(
    game: Game,
) -> None:
    network, _, state = game
    row = network.contracts.index("south_ore_2024")
    _, ledger = months(game, put(state, "contract_deliver", row, 0.25), 1)
    page = ledger.months[0]

    assert page.withheld[row, 0] == 0.0
    assert page.withheld[row, 1] == pytest.approx(0.75 * 20.0)
    assert page.shipped[network.links.index("south_ore"), 1] == pytest.approx(50.0 - 15.0)
    seller = network.accounts.index("south_mining")
    ask = float(page.ask[network.offers.index("south_mine:ore"), 0])
    price = 2.0
    lost = 15.0 * price + 15.0 * 0.5  # goods not sold, and the penalty of 0.5 $/kg
    assert ask == price
    assert page.paid[seller, 0] - page.paid[seller, 1] == pytest.approx(lost)


def test_holding_more_raises_stocks_and_holding_less_lowers_them(game: Game) -> None:
    network, _, state = game
    row = network.firms.index("cland_metals")
    slot = network.intakes.index("cland_smelter:ore")
    stocks = []
    for factor in (0.5, 2.0):
        after, _ = months(game, put(state, "hold", row, factor), 6)
        stocks.append(float(after.stock_in[slot, 1] - after.stock_in[slot, 0]))

    assert stocks[0] < -1.0
    assert stocks[1] > 1.0


def test_who_absorbs_cost_asks_less_when_it_rises(game: Game) -> None:
    network, _, state = game
    plant = network.nodes.index("aland_smelter")
    dear = state.cost_factor.copy()
    dear[plant] = 2.0
    state = put(state.replace(cost_factor=dear), "absorb", network.firms.index("aland_metals"), 0.8)
    after, _ = months(game, state, 6)
    offer = network.offers.index("aland_smelter:metal")

    assert after.ask[offer, 1] < 0.99 * after.ask[offer, 0]


def test_a_complaint_ends_the_measure_after_34_months_for_good(game: Game) -> None:
    network, params, state = game
    row = network.measures.index("aland_licence")
    on = state.measure_on.copy()
    on[row] = 1.0
    state = put(state.replace(measure_on=on, measure_known=on), "dispute_month", row, 1.0)
    stands: list[list[float]] = []
    for _ in range(36):
        state, _ = turn.month(network, params, state, LUCK)
        stands.append(list(state.measure_on[row]))

    assert all(world == 1.0 for world, _ in stands)
    assert [month for month, (_, world) in enumerate(stands) if world == 0.0] == [35]
    again = state.replace(measure_on=on)
    after, _ = turn.month(network, params, again, LUCK)
    assert list(after.measure_on[row]) == [1.0, 0.0]


def test_a_ruling_within_a_turn_acts_in_its_month(game: Game) -> None:
    network, _, state = game
    row = network.measures.index("aland_licence")
    on = state.measure_on.copy()
    on[row] = 1.0
    struck = put(state.replace(measure_on=on, measure_known=on), "dispute_month", row, -32.0)
    _, ledger = months(game, struck, 3)
    refused = [total(page.refused) for page in ledger.months]

    assert [bool(world[1] > 0.0) for world in refused] == [True, True, False]
    assert [bool(world[0] > 0.0) for world in refused] == [True, True, True]


QUOTA: list[tuple[str, Callable[[float], float], float]] = [
    ("more", lambda size: 2.0 * size, 0.5),
    ("less", lambda size: 0.5 * size, -0.25),
]


@pytest.mark.parametrize(("change", "new", "part"), QUOTA)
def test_a_quota_that_changes_in_its_period_acts_at_once_for_what_is_left_of_it(
    game: Game, change: str, new: Callable[[float], float], part: float
) -> None:
    network, _, state = game
    row = network.measures.index("aland_quota")
    pool = network.pools.index("aland:metal")
    on = state.measure_on.copy()
    on[row] = 1.0
    state, _ = months(game, state.replace(measure_on=on, measure_known=on), 6)
    size = float(state.measure_size[row, 0])
    changed = put(state, "measure_size", row, new(size))
    left = dates.turn_page(network, game[1], changed, LUCK).quota_left[pool]

    assert left[1] - left[0] == pytest.approx(part * size), change


def joined(game: Game, *countries: str) -> State:
    network, _, state = game
    rows = [network.countries.index(name) for name in countries]
    coalition = state.coalition.copy()
    coalition[rows, 1] = 1.0
    return state.replace(coalition=coalition)


@pytest.mark.parametrize(("countries", "months_"), [(("bland",), 12.0), (("bland", "cland"), 6.0)])
def test_two_who_qualify_together_need_half_the_time_and_one_alone_does_not(
    game: Game, countries: tuple[str, ...], months_: float
) -> None:
    network, params, _ = game
    state = joined(game, *countries)
    orders = Orders.none(state)
    row = network.links.index("cland_metal_to_bland")
    orders.link_open[row] = 1.0
    after = decisions.apply(network, params, state, orders, LUCK)

    assert list(after.link_ready[row]) == [12.0, months_]


def test_members_who_are_afraid_order_less_than_they_would_alone(game: Game) -> None:
    network, _, alone = game
    state = joined(game, "bland", "cland")
    orders = []
    for one in (alone, state):
        _, ledger = months(game, one.replace(risk=one.risk + 0.5), 1)
        orders.append(ledger.months[0].orders[:, 1])
    inside = network.node_country[network.link_buyer] != network.countries.index("aland")

    assert np.array_equal(orders[0][~inside], orders[1][~inside])
    assert float(np.sum(orders[1][inside])) < 0.97 * float(np.sum(orders[0][inside]))


def test_members_share_what_a_seller_sends_them_by_need() -> None:
    """Bland is in fear and orders far more than it uses; the calm of members is left out."""
    plain = load("small-world")
    rules = replace(plain.coefficients, coalition_calm=0.0)
    network, params = compile_scenario(replace(plain, coefficients=rules, luck=LUCKLESS))
    game = network, params, first_state(network, params, 2)
    state = joined(game, "bland", "cland")
    risk, left = state.risk.copy(), state.stock_out.copy()
    risk[network.intakes.index("bland_use:metal")] = 1.0
    left[network.offers.index("aland_smelter:metal")] = 0.0
    factor = state.capacity_factor.copy()
    factor[network.nodes.index("aland_smelter")] = 0.4
    scarce = state.replace(risk=risk, stock_out=left, capacity_factor=factor)
    page = months(game, scarce, 1)[1].months[0]
    home, bland, cland = (
        page.shipped[network.links.index(f"aland_metal_{end}")]
        for end in ("home", "to_bland", "to_cland")
    )

    assert home[0] == home[1]
    assert bland[1] < 0.95 * bland[0]
    assert cland[1] > 1.05 * cland[0]
    assert bland[1] + cland[1] == pytest.approx(bland[0] + cland[0], rel=1e-12)
