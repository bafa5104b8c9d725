"""Before talks a seat is promised no deal over goods or money that are no longer free to give."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from realm.core.bargains import AGENDAS
from realm.model.glance import glance
from realm.model.purse import free, needs, purses, supposed
from realm.model.wishes import Glance
from realm.play.prospects import serves_both
from realm.play.session import Session
from realm.strategies.observation import Observation
from realm.strategies.situation import situation

SEATS = ["india", "irel", "toyota_tsusho"]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path: Path = tmp_path_factory.mktemp("prospects") / "game.realm"
    found = Session.begin("june-2025", path, seed=1, people=SEATS)
    for seat in SEATS:
        found.sit(seat, "ana")
    yield found
    found.close()


def seen_with(session: Session, seat: str, table: str, each: float) -> Glance:
    """Look at a table as if everybody had as much free of everything."""
    model, sight = session.match.model, session.observe(seat)
    has = np.full((2, purses(model.network).count, 1), each)
    actor = model.roster.number(sight.actor)
    return glance(model.network, model.state, situation(sight.observation), has, actor, table)


def guessed(session: Session, seat: str, **changes: object) -> np.ndarray:
    """Guess what is free with the eyes of a seat, if the state were another."""
    model, sight = session.match.model, session.observe(seat)
    state = model.state.replace(**changes)
    actors = np.array([model.roster.number(sight.actor)])
    eyes = Observation(model.roster, model.params, state, actors=actors)
    return np.asarray(supposed(model.network, model.params, model.start, eyes))


@pytest.mark.parametrize("seat", SEATS)
def test_where_nothing_is_free_only_what_needs_none_of_it_is_in_prospect(
    session: Session, seat: str
) -> None:
    network = session.match.model.network
    for table in session.observe(seat).tables:
        row = network.tables.index(table)
        kind = next(kind for kind in AGENDAS if row in network.bargains.of_kind(kind))
        given = needs(network, AGENDAS[kind], np.array([row])) > 0.0
        given = np.logical_or.reduce(given, axis=(0, 1))[:, 0, 0]
        nothing, all_of_it = (seen_with(session, seat, table, each) for each in (0.0, np.inf))

        assert np.isnan(nothing.yours[given]).all()
        assert np.array_equal(nothing.yours[~given], all_of_it.yours[~given], equal_nan=True)
        assert np.array_equal(nothing.theirs[~given], all_of_it.theirs[~given], equal_nan=True)


def test_what_is_ones_own_is_known_to_be_free_as_it_is(session: Session) -> None:
    model = session.match.model
    network, held = model.network, purses(model.network)
    really, told = free(network, model.params, model.state), guessed(session, "irel")
    mine = [
        purse for purse, table in enumerate(held.first)
        if table >= 0 and network.scenario.tables[network.tables[table]].seller == "irel"
    ]  # fmt: skip
    assert mine
    assert told[0, mine] == pytest.approx(really[0, mine])
    lends = np.flatnonzero(held.account == network.accounts.index("toyota_tsusho"))
    assert len(lends)
    assert guessed(session, "toyota_tsusho")[1, lends] == pytest.approx(really[1, lends])


def test_what_others_keep_secret_moves_no_guess_and_their_deals_do(session: Session) -> None:
    model = session.match.model
    network, bargains, state = model.network, model.network.bargains, model.state
    hidden = np.isnan(session.observe("india").observation.contract_volume)
    assert hidden.any()
    before = guessed(session, "india")
    secret = np.where(hidden, 2.0 * state.contract_volume + 1.0, state.contract_volume)
    assert np.array_equal(guessed(session, "india", contract_volume=secret), before)

    table = network.tables.index("irel_tsusho")
    agenda, deal = AGENDAS["supply"], state.deal.copy()
    place = [issue.name for issue in agenda.issues].index("volume")
    deal[table] = np.flatnonzero(bargains.possible[table] & (agenda.choices[:, place] > 0))[0]
    sold = (bargains.amount("volume", deal) * bargains.volume[:, None])[table, 0]
    purse = purses(network).of[int(bargains.seller[table]), table]
    after = guessed(session, "india", deal=deal)
    assert sold > 0.0
    assert after[0, purse, 0] == pytest.approx(max(before[0, purse, 0] - sold, 0.0))


@pytest.mark.parametrize(("seat", "turns", "table"), [
    ("irel", 0, "irel_tsusho"), ("irel", 0, "irel_posco"), ("japan", 3, "india_japan"),
])  # fmt: skip
def test_no_deal_is_promised_that_the_table_then_calls_no_longer_free(
    seat: str, turns: int, table: str, tmp_path: Path
) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=[seat])
    session.sit(seat, "ana")
    for turn in range(turns):
        session.end_turn(seat, turn)
    promised = serves_both(session.match, session.observe(seat), table)
    session.begin_talks(seat, turns, [table])
    chair = session.match.chair(seat)
    assert chair is not None
    worth, least = chair.worth(table)
    agenda = next(place.agenda for place in chair.tables if place.table == table)
    both = (worth > least) & (chair.reckon(table).their_gain(agenda) > 0.0)
    session.close()

    assert both.any(), "some deal would serve both"
    assert not (both & chair.sayable(table)).any(), "if the goods were free"
    assert not promised
