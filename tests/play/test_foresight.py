"""What is expected of an order: compared in the same futures, soon and at the end, with reasons."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from realm.core.actions import Approve, Dispute, Hold, Lift, Start
from realm.play.foresight import SCORE, TURNS, Foresight, GivenUpError, foresee
from realm.play.match import Pending
from realm.play.session import Session
from realm.rules.goods import FLOWS, PRICES, goods
from realm.rules.groups import group
from realm.rules.reading import Turn


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder: Path = tmp_path_factory.mktemp("foresight")
    session = Session.begin("june-2025", folder / "game.realm", seed=1, people=["india"])
    session.sit("india", "somebody")
    yield session
    session.close()


def test_a_plant_that_opens_late_tells_at_the_end_of_the_game(session: Session) -> None:
    found = foresee(session.match, "india", [Approve(project="tsusho_india_magnets")])

    assert found.score is not None
    assert found.turns == TURNS
    assert found.score[1] == pytest.approx(found.score[0])
    later = found.later
    assert later is not None
    assert later.score is not None
    assert later.turns == session.match.head.turns
    assert later.score[1] > later.score[0]
    made = next(one for one in later.moved if (one.what, one.commodity) == ("made", "magnet"))
    assert made.after > made.without


def test_points_of_objectives_add_up_to_the_score(session: Session) -> None:
    near = foresee(session.match, "india", [Lift(measure="india_magnet_tariff")])
    for found in (near, near.later):
        assert isinstance(found, Foresight)
        assert found.score is not None
        for side in (0, 1):
            whole = math.fsum(points[side] for points in found.points.values())
            assert whole == pytest.approx(found.score[side])


def test_reasons_come_by_what_they_are_worth(session: Session) -> None:
    found = foresee(session.match, "india", [Lift(measure="india_magnet_tariff")])

    worth = [one.worth for one in found.moved]
    assert worth == sorted(worth, reverse=True)
    first = found.moved[0]
    assert (first.what, first.commodity) == ("paid", "magnet")
    assert first.after < first.without  # a lower duty makes them cheaper


def test_what_is_queued_beside_an_order_is_done_in_both(session: Session) -> None:
    lift = Lift(measure="india_magnet_tariff")
    alone = foresee(session.match, "india", [lift])
    pending = session.submit("india", 0, Approve(project="tsusho_india_magnets"))
    beside = foresee(session.match, "india", [lift])
    session.withdraw("india", 0, pending.number)  # type: ignore[union-attr]

    assert alone.later is not None
    assert beside.later is not None
    assert alone.later.score is not None
    assert beside.later.score is not None
    assert beside.later.score[0] > alone.later.score[0]


def test_goods_of_a_country_are_those_of_its_plants_and_users(session: Session) -> None:
    model, page = session.match.model, session.match.pages[0]
    network = model.network
    turn = Turn.of(network, model.params, page.ledger, page.after, group(network))
    countries = [goods(turn, row) for row in range(len(network.countries))]

    crossed = turn.added("shipped")[network.abroad]
    good = network.offer_commodity[network.link_offer[network.abroad]]
    for row in range(len(network.commodities)):
        whole = crossed[good == row].sum()
        assert sum(float(one["got"][row, 0]) for one in countries) == pytest.approx(whole)
        assert sum(float(one["sent"][row, 0]) for one in countries) == pytest.approx(whole)
    refused = sum(float(np.sum(one["refused"])) for one in countries)
    assert refused == pytest.approx(float(np.sum(turn.added("refused"))))
    made = sum(float(np.sum(one["made"])) for one in countries)
    output = turn.added("produced") - turn.added("wasted")
    assert made == pytest.approx(float(np.sum(output)))
    assert set(countries[0]) == {*FLOWS, *PRICES}


def test_what_only_the_rest_of_the_orders_bars_is_told_apart(session: Session) -> None:
    asked = [
        session.submit("india", 0, option.action)
        for option in session.observe("india").options
        if isinstance(option.action, Dispute) and not option.refusal
    ]
    barred = [option for option in session.observe("india").options if option.refusal]
    for one in asked:
        if isinstance(one, Pending):
            session.withdraw("india", 0, one.number)

    beside = {option.action for option in barred if option.beside}
    alone = {option.action for option in session.observe("india").options if option.refusal}
    assert beside
    assert beside.isdisjoint(alone)
    assert {option.action for option in barred if not option.beside} == alone


def test_what_a_plant_costs_shows_after_the_next_turn(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=3, people=["india"])
    session.sit("india", "somebody")
    seat = "toyota_tsusho"
    network = session.match.model.network
    plant = next(
        name
        for name, project in network.scenario.projects.items()
        if project.firm == network.scenario.seats[seat].actor
    )
    session.match.model.state.project_approved[network.projects.index(plant)] = 1.0
    found = foresee(session.match, seat, [Start(project=plant)])
    session.close()

    soon, cost = found.soon, network.scenario.projects[plant].cost_musd
    support = network.scenario.measures["india_repm_capital"]  # India is expected to grant it
    cost *= 1.0 - (support.cost_share or 0.0)
    assert soon is not None
    assert soon.turns == 1
    for name in ("profit", "cash"):
        without, after = soon.indicators[name]
        assert after - without == pytest.approx(-cost, rel=0.02)
    assert soon.score is not None
    assert soon.score[1] < soon.score[0] - 1.0


def test_most_futures_lie_in_the_span_and_the_mean_too(session: Session) -> None:
    found = foresee(session.match, "india", [Lift(measure="india_magnet_tariff")])

    for one in (found.soon, found, found.later):
        assert one is not None
        assert one.score is not None
        for side, bounds in enumerate((one.spans[SCORE].without, one.spans[SCORE].after)):
            assert bounds[0] < one.score[side] < bounds[1]


def test_what_was_signed_this_turn_is_done_in_all_futures(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=3, people=["toyota_tsusho"])
    session.sit("toyota_tsusho", "somebody")
    match = session.match
    action = Hold(firm="toyota_tsusho", factor=2.0)
    before = foresee(match, "toyota_tsusho", [action])
    session.begin_talks("toyota_tsusho", 0, ["lynas_tsusho", "mp_tsusho"])
    for table in ("lynas_tsusho", "mp_tsusho"):
        assert session.talk("toyota_tsusho", 0, table, "want")
        assert session.talk("toyota_tsusho", 0, table, "accept") is None
    after = foresee(match, "toyota_tsusho", [action])
    session.close()

    assert after.indicators["supply_hhi"][0] < before.indicators["supply_hhi"][0] - 0.1


def test_looking_ahead_says_how_far_it_is_and_can_be_given_up(session: Session) -> None:
    action = Lift(measure="india_magnet_tariff")
    session.match.kept.clear()
    parts: list[float] = []

    def once(part: float) -> None:
        parts.append(part)
        if part > 0.3:
            raise GivenUpError

    with pytest.raises(GivenUpError):
        foresee(session.match, "india", [action], once)
    assert parts[0] == 0.0
    assert parts == sorted(parts)

    parts.clear()
    found = foresee(session.match, "india", [action], parts.append)
    assert parts[-1] == 1.0
    assert found.points == foresee(session.match, "india", [action]).points
