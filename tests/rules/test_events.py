"""Events tell what the ledger holds, and causes add up to what they explain."""

import dataclasses
from functools import cache

import numpy as np
import pytest

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.chance import Luck
from realm.core.ledger import DRIVERS, Ledger
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.rules import market, turn
from realm.rules.event import Event, Look
from realm.rules.event_permits import Permits, permits_behind
from realm.rules.event_prices import top_driver
from realm.rules.events import events, most_important
from realm.rules.explain import ABROAD, Quantity, explain, explain_asks
from realm.rules.start import first_state


@cache
def calm(scenario: str) -> tuple[Network, Params]:
    """Compile a scenario without luck."""
    loaded = load(scenario)
    quiet = dataclasses.replace(
        loaded.luck, demand_noise=0.0, outages_per_year=0.0, project_delay=0.0, approval_noise=0.0
    )
    return compile_scenario(dataclasses.replace(loaded, luck=quiet))


@cache
def game(scenario: str, turns: int) -> tuple[Network, Params, list[State], list[Ledger]]:
    network, params = calm(scenario)
    luck = Luck(seed=0, worlds=np.arange(2))
    states = [first_state(network, params, 2)]
    ledgers = []
    for number in range(turns + 1):
        if number:
            after, ledger = turn.step(network, params, states[-1], Orders.none(states[-1]), luck)
        else:
            months = network.first_turn_month
            after, ledger = turn.play(network, params, states[0], luck, months)
        states.append(after)
        ledgers.append(ledger)
    return network, params, states, ledgers


def told(scenario: str, turns: int) -> list[list[Event]]:
    network, params, states, ledgers = game(scenario, turns)
    found = []
    for number, ledger in enumerate(ledgers):
        previous = ledgers[number - 1] if number else None
        before, after = states[number], states[number + 1]
        found.append(events(network, params, before, ledger, after, previous=previous))
    return found


def month_of(scenario: str, date: str) -> int:
    from realm.core.words import months_between

    return months_between(calm(scenario)[0].scenario.starts, date)


@pytest.mark.parametrize("scenario", ["small-world", "june-2025"])
@pytest.mark.parametrize("quantity", ["inside", "outside"])
@pytest.mark.parametrize("span", [(0, 0), (0, 5), (2, 9), (0, 14)])
def test_named_terms_add_up_to_the_change_of_a_price(
    scenario: str, quantity: Quantity, span: tuple[int, int]
) -> None:
    network, params, _, ledgers = game(scenario, 3)
    months = [month for ledger in ledgers for month in ledger.months][span[0] : span[1] + 1]
    why = explain(network, params, months, quantity)

    whole = np.zeros_like(why.start)
    for term in why.terms.values():
        whole = whole + term
    known = np.isfinite(why.start) & np.isfinite(why.end)
    assert known.any()
    np.testing.assert_allclose(whole[known], why.change[known], rtol=0, atol=1e-9)
    assert set(why.terms) == {*DRIVERS, *(ABROAD if quantity == "outside" else ())}


def test_terms_of_asks_add_up() -> None:
    network, _, _, ledgers = game("june-2025", 2)
    months = [month for ledger in ledgers for month in ledger.months]
    whole = np.zeros_like(months[0].drivers[0])
    for term in explain_asks(months).values():
        whole = whole + term
    offers = network.facility_offers
    change = np.log(months[-1].ask_after[offers] / months[0].ask[offers])
    np.testing.assert_allclose(whole, change, rtol=0, atol=1e-9)


def test_the_quoted_price_is_a_mean_of_what_its_strands_ask() -> None:
    network, _, _, ledgers = game("june-2025", 1)
    month = ledgers[0].months[-1]
    strand = market.strands(network)
    found = market.outside(network, strand, month)
    prices = market.parts(network, strand, month).price
    for row in range(len(network.commodities)):
        mine = prices[strand.commodity == row, 0]
        assert mine.min() - 1e-9 <= found[row, 0] <= mine.max() + 1e-9


def test_the_top_driver_pulls_the_way_the_price_went() -> None:
    assert top_driver({"orders": 0.1, "supply": 0.3, "cost": -0.05}) == ("supply", 0.3)
    assert top_driver({"orders": 0.1, "supply": -0.3, "cost": -0.05}) == ("supply", -0.3)


def test_dated_events_are_told_in_their_month_with_their_text() -> None:
    news = [one for page in told("small-world", 8) for one in page if one.kind == "news"]
    assert [one.subject for one in news] == ["flood", "pumped_dry"]
    assert news[0].month == month_of("small-world", "2025-10")
    assert news[0].text == "A flood halves the output of the north mine"
    assert all(one.importance > 0 for one in news)


def test_a_flood_makes_ore_dear_for_want_of_supply() -> None:
    moves = [one for page in told("small-world", 3) for one in page if one.kind == "price"]
    ore = next(one for one in moves if one.subject == "ore")
    assert ore.size > 0.1
    assert ore.actors == ("aland",)
    assert ore.driver == "sellers had less to offer than was ordered"


def test_a_measure_is_told_when_a_seat_takes_it_and_when_it_lifts_it() -> None:
    network, params, states, ledgers = game("small-world", 1)
    row = network.measures.index("aland_licence")
    luck = Luck(seed=0, worlds=np.arange(2))
    state, previous, found = states[-1], ledgers[-1], []
    for wanted in (1.0, np.nan, 0.0):
        orders = Orders.none(state)
        orders.measure_on[row] = wanted
        after, ledger = turn.step(network, params, state, orders, luck)
        found.append(events(network, params, state, ledger, after, previous=previous))
        state, previous = after, ledger
    measures = [[one for one in page if one.kind == "measure"] for page in found]

    assert [len(page) for page in measures] == [1, 0, 1]
    taken, lifted = measures[0][0], measures[2][0]
    assert taken.text == "Aland puts its export licence for metal into force: 50 % of orders pass"
    assert taken.actors == ("aland",)
    assert taken.importance > 0
    assert lifted.text == "Aland lifts its export licence for metal"
    assert any(
        one.subject == "metal abroad" and one.size > 0 and "permits" in one.driver
        for one in found[0]
    )


def test_contracts_end_and_the_licences_of_april_are_told_once() -> None:
    ended = [one for page in told("small-world", 8) for one in page if one.kind == "contract"]
    assert [(one.subject, one.month) for one in ended] == [
        ("south_ore_2024", month_of("small-world", "2027-01"))
    ]
    first = told("june-2025", 1)[0]
    april = [one for one in first if one.month == month_of("june-2025", "2025-04")]
    licences = [one for one in april if "china_licences_2025_04" in one.subject]
    assert len(licences) == 1
    assert " into force: " in licences[0].driver
    assert not [one for one in april if one.kind == "measure" and one.actors == ("china",)]


def test_a_shortage_names_who_refused() -> None:
    short = [one for page in told("june-2025", 1) for one in page if one.kind == "shortage"]
    india = next(one for one in short if one.actors == ("india",))
    assert india.size > 0.1
    assert india.driver.startswith("export controls refused")
    assert india.driver.endswith("most by China")
    assert india.importance > 100


def test_the_choice_is_in_order_of_time_and_does_not_repeat_itself() -> None:
    def event(month: int, subject: str, importance: float) -> Event:
        return Event(month, "price", (), subject, 0.2, "", "", importance)

    found = [event(m, "magnet", 10.0 + m) for m in range(9)] + [event(4, "ore", 3.0)]
    chosen = most_important(found, 4)
    assert [one.month for one in chosen] == sorted(one.month for one in chosen)
    assert "ore" in {one.subject for one in chosen}
    assert most_important(found, 99) == sorted(found, key=lambda one: (one.month, -one.importance))


def test_a_world_among_others_is_told_as_it_is_alone() -> None:
    network, params, states, ledgers = game("june-2025", 1)
    alone = Luck(seed=0, worlds=np.array([1]))
    first = first_state(network, params, 1)
    state, ledger = turn.play(network, params, first, alone, network.first_turn_month)
    expected = events(network, params, first, ledger, state)
    assert events(network, params, states[0], ledgers[0], states[1], world=1) == expected


def test_texts_name_no_ids_and_numbers_are_finite() -> None:
    for page in told("june-2025", 4):
        for one in page:
            assert one.text
            assert "_" not in one.text, one
            assert np.isfinite(one.importance), one
            assert one.importance >= 0, one


def test_a_ruling_is_told_in_its_month_and_a_levy_counts() -> None:
    network, params, states, ledgers = game("june-2025", 1)
    row = network.measures.index("myanmar_tax")
    filed = states[-1].month + 1.0 - float(np.atleast_1d(params.rules.dispute_months)[0])
    state = states[-1].replace(dispute_month=states[-1].dispute_month.copy())
    state.dispute_month[row] = filed
    luck = Luck(seed=0, worlds=np.arange(2))
    after, ledger = turn.step(network, params, state, Orders.none(state), luck)
    found = events(network, params, state, ledger, after, previous=ledgers[-1])

    (fell,) = [one for one in found if one.kind == "measure" and one.subject == "myanmar_tax"]
    assert fell.month == state.month + 1
    assert fell.driver == "the WTO ruled against it"
    assert fell.importance > 1.0, "a tax by weight is worth what it takes"


@pytest.mark.parametrize("curbed", [True, False])
def test_what_goes_round_a_border_without_a_curb_is_no_work_of_the_price_gap(curbed: bool) -> None:
    network, params, states, ledgers = game("june-2025", 2)
    state, ledger = states[-1], ledgers[-1]
    if not curbed:
        off = np.zeros_like(state.measure_on)
        state = state.replace(measure_on=off)
    lanes = [lane for lane in network.lanes if lane.startswith("china")]
    found = np.zeros((len(network.lanes), 2))
    found[[network.lanes.index(lane) for lane in lanes if lane.endswith("magnet")]] = 1.0
    months = tuple(dataclasses.replace(month, found=found) for month in ledger.months)
    told = events(network, params, state, Ledger(months, ledger.accord), state)

    drivers = {one.driver for one in told if one.kind == "transshipment"}
    gap = "the price gap across the border"
    assert (drivers == {gap}) if curbed else (drivers and gap not in drivers)


def test_permits_that_are_worth_less_name_what_let_more_through_or_nothing() -> None:
    network, params, states, ledgers = game("june-2025", 1)
    row, state = network.commodities.index("dytb_oxide"), states[-1]

    def found(after: State, *, rises: bool = False) -> Permits:
        look = Look(network, params, state, ledgers[-1], after, (), 0)
        return permits_behind(look, row, rises=rises)

    curb = network.measures.index("china_licence_heavy")
    name = network.scenario.measures["china_licence_heavy"].name
    looser = state.measure_size.copy()
    looser[curb] = 0.9
    eased = state.waiver.copy()
    countries = network.countries
    pair = (network.relation_of == countries.index("china")) & (
        network.relation_towards == countries.index("japan")
    )
    eased[pair] = 1.0

    assert found(state, rises=True) == Permits("rent", name)
    assert found(state) == Permits("bids"), "nothing let more through"
    assert found(state.replace(measure_size=looser)) == Permits("rent", name)
    assert found(state.replace(waiver=eased)) == Permits(
        "rent", "deal of China and Japan", deal=True
    )
