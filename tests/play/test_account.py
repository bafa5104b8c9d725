"""What is told of orders, accounts, supply and points adds up to what the numbers say."""

import itertools
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from realm.core.actions import Announce, SetTariff, Stockpile, Tighten
from realm.play.account import LEAST_KUSD, LOANS, Deed, deeds, given_in, moved
from realm.play.against import REFUSED, TARIFF, against
from realm.play.lacks import supplies, wants
from realm.play.match import Match
from realm.play.merits import merits
from realm.play.past import remember
from realm.play.session import Session
from realm.rules.event_terms import SHARE_FAMILIES

ORDERS = {
    "korea": (
        SetTariff(measure="korea_tariff_magnets", share=0.25),
        Stockpile(stockpile="korea_magnet", target_t=1800.0, purchase_t_per_month=300.0),
        Stockpile(stockpile="korea_dytb_oxide", release_t_per_month=1.0),
    ),
    "india": (
        Tighten(measure="india_export_licence", size=0.5),
        Tighten(measure="india_export_tax", size=0.25),
        Announce(measure="india_minimum_price"),
    ),
}
TURNS = 3
SEATS = ("korea", "india", "japan", "irel", "toyota_tsusho", "china")


@pytest.fixture(scope="module")
def match(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Match]:
    folder: Path = tmp_path_factory.mktemp("account")
    session = Session.begin("june-2025", folder / "game.realm", seed=1, people=list(ORDERS))
    for seat in ORDERS:
        session.sit(seat, seat)
    for turn in range(TURNS):
        for seat, orders in ORDERS.items():
            for action in orders if turn == 0 else ():
                assert session.submit(seat, 0, action).__class__.__name__ != "No", action
            session.end_turn(seat, turn)
    yield session.match
    session.close()


def deed(match: Match, turn: int, seat: str, name: str) -> Deed:
    return next(one for one in deeds(match, turn, seat) if one.name == name)


@pytest.mark.parametrize("seat", SEATS)
def test_what_moved_an_account_adds_up_to_how_it_moved(match: Match, seat: str) -> None:
    network = match.model.network
    row = network.accounts.index(network.scenario.seats[seat].actor)
    for turn in range(1, TURNS + 1):
        page, lines = match.pages[turn], moved(match, turn, seat)
        by = float(page.after.money[row, 0] - page.before.money[row, 0])

        added = math.fsum(float(line.kusd[0]) for line in lines)

        assert added == pytest.approx(by, abs=8 * LEAST_KUSD)
        assert [abs(float(x.kusd[0])) for x in lines] == sorted(
            (abs(float(x.kusd[0])) for x in lines), reverse=True
        )


def test_what_a_firm_earned_adds_up_to_its_profit(match: Match) -> None:
    for seat in ("irel", "toyota_tsusho"):
        profits = remember(match, seat).indicators["profit"]
        for turn in range(1, TURNS + 1):
            lines = moved(match, turn, seat)

            added = math.fsum(float(line.kusd[0]) for line in lines if line.cause != LOANS)

            assert added == pytest.approx(1000.0 * profits[turn], abs=8 * LEAST_KUSD)


def test_a_government_knows_every_dollar_by_its_cause(match: Match) -> None:
    for seat in ("korea", "india", "japan", "china"):
        for turn in range(1, TURNS + 1):
            assert "other" not in {line.cause for line in moved(match, turn, seat)}


def test_a_duty_on_imports_brings_its_part_of_what_came_under_it(match: Match) -> None:
    found = deed(match, 1, "korea", "korea_tariff_magnets")
    network, price = match.model.network, 0.0
    links = network.lane_of
    for month in match.pages[1].ledger.months:
        for place, link in enumerate(range(network.abroad.start, network.abroad.stop)):
            seller, buyer = network.link_seller[link], network.link_buyer[link]
            good = network.commodities[network.offer_commodity[network.link_offer[link]]]
            ends = [network.countries[network.node_country[node]] for node in (seller, buyer)]
            if good == "magnet" and ends == ["china", "korea"]:
                freight = float(match.model.params.freight[link, 0])
                border = float(month.quote[place, 0]) + freight
                price += 0.25 * border * float(month.shipped[link, 0])
    assert len(links)
    assert found.kusd == pytest.approx(price)
    assert found.passed > 0.0


def test_a_store_tells_what_it_bought_let_out_and_holds(match: Match) -> None:
    bought = [deed(match, turn, "korea", "korea_magnet") for turn in range(1, TURNS + 1)]
    start = match.model.network.scenario.stockpiles["korea_magnet"].stock_t

    assert bought[0].bought > 0.0
    assert bought[0].paid > 0.0
    assert bought[-1].stock + bought[-1].coming == pytest.approx(
        start + sum(one.bought for one in bought)
    )
    out = [deed(match, turn, "korea", "korea_dytb_oxide") for turn in range(1, TURNS + 1)]
    held = match.model.network.scenario.stockpiles["korea_dytb_oxide"].stock_t
    assert out[0].sold > 0.0
    assert out[-1].stock == pytest.approx(held - sum(one.sold for one in out), abs=1e-9)


def test_a_curb_tells_what_it_refused_and_what_is_not_in_force_tells_nothing(
    match: Match,
) -> None:
    found = deed(match, 1, "india", "india_export_licence")

    assert 0.0 < found.refused < found.ordered
    assert found.refused == pytest.approx(0.5 * found.ordered, rel=0.3)
    assert found.passed < found.before
    assert "india_minimum_price" not in {one.name for one in deeds(match, 1, "india")}
    assert given_in(match, "india", "measure", "india_export_licence") == 1
    assert given_in(match, "india", "measure", "india_magnet_tariff") == 0
    assert deeds(match, 1, "irel") == ()
    assert math.isnan(deed(match, 1, "china", "china_vat_rebate").kusd), "a tax of 0 is none"


@pytest.mark.parametrize("seat", SEATS)
def test_goods_explain_all_of_supply_security_and_of_what_was_lost(match: Match, seat: str) -> None:
    for turn in range(1, TURNS + 1):
        now, before = (match.pages[one].numbers for one in (turn, turn - 1))
        secure, lost = f"{seat} supply_security", f"{seat} lost_output"
        goods = supplies(match, turn, seat)
        if secure in now and secure in before:
            assert sum(a.weight * a.secure for a, _, _ in goods) == pytest.approx(now[secure])
            by = sum(moved for _, _, moved in goods)
            assert by == pytest.approx(now[secure] - before[secure], abs=1e-9)
        if lost in now:
            lacking = wants(match, turn, seat)
            assert sum(a.lost for a, _, _ in lacking) == pytest.approx(now[lost], abs=1e-9)
            by = sum(moved for _, _, moved in lacking)
            assert by == pytest.approx(now[lost] - before[lost], abs=1e-9)


@pytest.mark.parametrize("seat", SEATS)
def test_goods_explain_how_much_of_demand_was_met(match: Match, seat: str) -> None:
    scenario = match.model.network.scenario
    if scenario.seats[seat].actor not in scenario.countries:
        return
    for turn in range(1, TURNS + 1):
        found = [(a, scenario.commodities[a.good].price_usd_per_kg)
                 for a, _, _ in wants(match, turn, seat)]  # fmt: skip
        asked = math.fsum(price * one.asked for one, price in found)
        met = math.fsum(price * one.met for one, price in found)
        assert asked > 0.0
        assert met / asked == pytest.approx(
            match.pages[turn].numbers[f"{seat} fill_rate"], rel=1e-6
        )


@pytest.mark.parametrize("seat", SEATS)
def test_points_of_objectives_add_up_to_what_a_turn_was_worth(match: Match, seat: str) -> None:
    score = remember(match, seat).score
    for turn in range(1, TURNS + 1):
        found = merits(match, turn, seat)
        assert sum(one.points for one in found) == pytest.approx(score[turn])
        assert sum(one.by for one in found) == pytest.approx(score[turn] - score[turn - 1])


def test_nothing_is_told_of_the_months_before_the_first_turn(match: Match) -> None:
    for seat in SEATS:
        assert moved(match, 0, seat) == deeds(match, 0, seat) == merits(match, 0, seat) == ()
        assert supplies(match, 0, seat) == wants(match, 0, seat) == ()


@pytest.mark.parametrize("seat", SEATS)
def test_what_is_held_against_a_seat_is_by_others_and_part_of_its_own_trade(
    match: Match, seat: str
) -> None:
    scenario = match.model.network.scenario
    actor = scenario.seats[seat].actor
    home = actor if actor in scenario.countries else scenario.firms[actor].country
    for turn in range(1, TURNS + 1):
        for one in against(match, turn, seat):
            assert one.country != home or actor in scenario.firms
            assert 0.0 < one.share <= 1.0
            assert one.hit <= one.tonnes * 1.001 or one.what != REFUSED
            assert all(scenario.measures[name].country == one.country for name in one.measures)


def test_a_duty_on_what_others_sell_is_told_to_them_with_what_it_took(match: Match) -> None:
    taken = deed(match, 1, "korea", "korea_tariff_magnets").kusd
    found = [
        one for one in against(match, 1, "china")
        if one.what == TARIFF and "korea_tariff_magnets" in one.measures
    ]  # fmt: skip

    assert [one.country for one in found] == ["korea"]
    assert found[0].hit == pytest.approx(taken)
    assert found[0].fresh
    later = [one for one in against(match, 2, "china") if one.country == "korea"]
    assert not any(one.fresh for one in later)


def test_what_a_seat_was_refused_is_what_borders_refused_of_its_orders(match: Match) -> None:
    network = match.model.network
    korea = network.countries.index("korea")
    buys = network.node_country[network.link_buyer[network.abroad]] == korea
    refused = sum(
        float((month.refused[:, 0] * buys).sum()) for month in match.pages[1].ledger.months
    )

    told = [one.hit for one in against(match, 1, "korea") if one.what == REFUSED]

    assert sum(told) == pytest.approx(refused, rel=0.02)
    assert sum(told) <= refused * (1.0 + 1e-9)


def test_what_licences_refused_is_the_part_that_they_do_not_let_through(match: Match) -> None:
    network = match.model.network
    measures = network.scenario.measures
    told = 0
    for turn, seat in itertools.product(range(1, TURNS + 1), SEATS):
        page = match.pages[turn]
        for one in against(match, turn, seat):
            rows = [network.measures.index(name) for name in one.measures]
            sizes = page.after.measure_size[rows, 0]
            alike = (page.before.measure_size[rows, 0] == sizes).all()
            shares = all(measures[name].family in SHARE_FAMILIES for name in one.measures)
            if one.what == REFUSED and len(rows) == 1 and shares and alike and not one.fresh:
                told += 1
                assert one.hit / one.tonnes == pytest.approx(
                    1.0 - sizes[0], abs=0.1
                )  # luck swings it
    assert told


def test_a_duty_is_its_rate_of_what_goods_were_worth_at_the_border(match: Match) -> None:
    for seat, name, rate in (
        ("korea", "korea_tariff_magnets", 0.25),
        ("india", "india_export_tax", 0.25),
    ):
        found = deed(match, 2, seat, name)
        assert found.passed > 0.0
        assert found.kusd == pytest.approx(rate * found.base * found.passed, rel=1e-9)
