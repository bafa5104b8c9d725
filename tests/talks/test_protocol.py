"""Round by round: who speaks, what falls back, what is refused and what would be wanted."""

from typing import Any

import numpy as np
import pytest
from tests.talks.tables import agenda_of, say, sit

from realm.core.agenda import MOST_OUTCOMES, OUTCOME_LIMIT, Agenda, Issue, Option
from realm.core.talks import Status, Tables
from realm.errors import RealmError, UnknownNameError
from realm.rules.talks import allowed, play_round
from realm.rules.talks_reason import put, refusal_reason, would_want
from realm.rules.talks_signing import restrain
from realm.rules.talks_value import utilities
from realm.strategies.tactics.base import Tactic
from realm.strategies.tactics.play import ask, play_tables
from realm.strategies.tactics.registry import find, names
from realm.strategies.tactics.sight import sight

OPEN, AGREED, LEFT, LAPSED = Status


def two_tables(*, deadline: int = 20, free: float = 1.0) -> Tables:
    """Seat 0 opened talks with seats 1 and 2; every outcome costs it what it has, once."""
    worth = np.tile(np.array([0.3, 0.6, 0.9])[:, None, None], (2, 1, 2, 1))
    worth[1] = worth[1, ::-1]
    need = np.zeros((1, 2, 3, 2, 1))
    need[0, 0] = 1.0
    return sit(
        agenda_of(3), worth, seats=[[0, 0], [1, 2]], deadline=deadline,
        need=need, free=np.array([free, 0.0, 0.0]).reshape(1, 3, 1),
    )  # fmt: skip


def test_who_opened_speaks_first_and_if_both_did_luck_decides() -> None:
    opened = np.zeros((2, 4, 400), dtype=bool)
    opened[0, 0] = opened[1, 1] = opened[:, 2] = True
    tables = sit(agenda_of(2), np.zeros((2, 2, 4, 1)), worlds=400, opened=opened)

    assert np.all(tables.turn[0] == 0)
    assert np.all(tables.turn[1] == 1)
    assert 150 < np.count_nonzero(tables.turn[2]) < 250
    assert np.all(tables.status[3] == LAPSED)  # nobody opened
    renamed = sit(
        agenda_of(2),
        np.zeros((2, 2, 4, 1)),
        worlds=400,
        opened=opened,
        names=["x", "y", "table 2", "z"],
    )
    assert np.array_equal(tables.turn[2], renamed.turn[2])


def test_offers_alternate_until_one_is_signed() -> None:
    tables = two_tables(free=2.0)
    tables = play_round(tables, say(tables, offer=[2, 1]))
    assert tables.turn.ravel().tolist() == [1, 1]
    tables = play_round(tables, say(tables, offer=[0, -1], accept=[False, True]))
    assert tables.status.ravel().tolist() == [OPEN, AGREED]
    assert tables.agreed.ravel().tolist() == [-1, 1]
    assert tables.free[0, 0, 0] == 1.0
    assert tables.heard.ravel()[0] == 0
    tables = play_round(tables, say(tables, leave=True))
    assert tables.status.ravel().tolist() == [LEFT, AGREED]


def test_a_signature_makes_what_it_reserved_illegal_elsewhere() -> None:
    tables = two_tables(free=1.0)
    tables = play_round(tables, say(tables, offer=[2, 2]))
    tables = play_round(tables, say(tables, offer=[-1, 0], accept=[True, False]))
    assert tables.status.ravel().tolist() == [AGREED, OPEN]
    assert not tables.legal[:, 1].any()
    signed = play_round(tables, say(tables, accept=True))
    assert signed.status[1, 0] == LEFT
    assert play_round(tables, say(tables, offer=1)).status[1, 0] == LEFT


def test_signatures_of_one_seat_that_collide_all_fall_back_to_its_next_round() -> None:
    """Seat 0 offered its one tonne twice; both sign in one round."""
    tables = two_tables(free=1.0)
    tables = play_round(tables, say(tables, offer=[2, 1]))
    tables = play_round(tables, say(tables, accept=True))
    assert tables.status.ravel().tolist() == [OPEN, OPEN]
    assert tables.turn.ravel().tolist() == [0, 0]
    assert tables.heard.ravel().tolist() == [2, 1]
    assert tables.free[0, 0, 0] == 1.0
    # It takes back the word and signs one.
    tables = play_round(tables, say(tables, accept=[True, False], leave=[False, True]))
    assert tables.status.ravel().tolist() == [AGREED, LEFT]
    assert tables.agreed.ravel().tolist() == [2, -1]
    assert tables.free[0, 0, 0] == 0.0


def test_who_signs_too_much_itself_has_the_word_again() -> None:
    tables = two_tables(free=1.0)
    tables = play_round(tables, say(tables, offer=[2, 2]))
    tables = play_round(tables, say(tables, offer=[1, 1]))
    tables = play_round(tables, say(tables, accept=True))
    assert tables.status.ravel().tolist() == [OPEN, OPEN]
    assert tables.turn.ravel().tolist() == [0, 0]
    assert tables.heard.ravel().tolist() == [1, 1]


def test_signatures_that_fit_together_stand() -> None:
    tables = two_tables(free=2.0)
    tables = play_round(tables, say(tables, offer=[2, 1]))
    tables = play_round(tables, say(tables, accept=True))
    assert tables.status.ravel().tolist() == [AGREED, AGREED]


def test_signatures_that_collide_in_the_last_round_lapse() -> None:
    tables = two_tables(deadline=2)
    tables = play_round(tables, say(tables, offer=[2, 1]))
    tables = play_round(tables, say(tables, accept=True))
    assert tables.status.ravel().tolist() == [LAPSED, LAPSED]
    assert tables.free[0, 0, 0] == 1.0


def test_who_acts_for_a_seat_signs_what_gains_it_most() -> None:
    tables = two_tables(free=1.0)
    tables = play_round(tables, say(tables, offer=[2, 2]))
    tables = play_round(tables, say(tables, offer=[0, 1]))
    kept = restrain(tables, say(tables, offer=2, accept=True))
    assert kept.accept.ravel().tolist() == [False, True]
    enough = two_tables(free=2.0)
    enough = play_round(enough, say(enough, offer=[2, 2]))
    enough = play_round(enough, say(enough, offer=[0, 1]))
    assert restrain(enough, say(enough, offer=2, accept=True)).accept.all()


@pytest.mark.parametrize("name", names())
def test_a_seat_of_tactics_sells_its_one_tonne_once(name: str) -> None:
    done = play_tables(two_tables(free=1.0), find(name), find(name))
    assert np.count_nonzero(done.status == AGREED) <= 1
    assert done.free[0, 0, 0] >= 0.0


def test_who_would_repeat_an_exchange_moves_or_leaves() -> None:
    tables = sit(agenda_of(3), np.zeros((2, 3, 1, 1)))
    for offer in (2, 0, 2, 1):
        tables = play_round(tables, say(tables, offer=offer))
    # It answered nothing with 2, then 0 with 2, and now hears 1: 2 is a new exchange.
    assert allowed(tables)[:, 0, 0].tolist() == [True, True, True]
    tables = play_round(tables, say(tables, offer=2))
    # The other side answered 2 with 0 and with 1 before.
    assert allowed(tables)[:, 0, 0].tolist() == [False, False, True]
    assert play_round(tables, say(tables, offer=2)).status[0, 0] == OPEN
    assert play_round(tables, say(tables, offer=1)).status[0, 0] == LEFT
    assert play_round(tables, say(tables, offer=0)).status[0, 0] == LEFT


def test_silence_and_outcomes_there_are_not_end_talks() -> None:
    tables = sit(agenda_of(3), np.zeros((2, 3, 1, 1)))
    for message in ({}, {"offer": 3}, {"offer": -2}, {"accept": True}, {"leave": True}):
        assert play_round(tables, say(tables, **message)).status[0, 0] == LEFT


def test_worth_that_is_no_number_is_never_signed() -> None:
    worth = np.array([[0.2, np.nan, 0.9], [0.9, 0.5, -np.inf]])[:, :, None, None]
    tables = sit(agenda_of(3), worth)
    assert tables.possible[:, 0, 0].tolist() == [True, False, False]
    assert play_tables(tables, find("linear"), find("linear")).agreed[0, 0] == 0
    lost = sit(agenda_of(3), np.full((2, 3, 1, 2), np.nan), worlds=2)
    assert np.all(play_tables(lost, find("linear"), find("linear")).status == LEFT)


def test_agendas_say_what_is_wrong() -> None:
    assert agenda_of(16, 16).size == MOST_OUTCOMES
    assert agenda_of(64, 64, limit=OUTCOME_LIMIT).size == OUTCOME_LIMIT
    with pytest.raises(RealmError, match=r"17 x 16 options make 272 outcomes; .* 256"):
        agenda_of(17, 16)
    with pytest.raises(RealmError, match="4096 outcomes, found 5000"):
        agenda_of(2, limit=5000)
    with pytest.raises(RealmError, match="different names"):
        Agenda((Issue("a", "t", (Option("1", 1.0),)),) * 2)
    with pytest.raises(RealmError, match="'a' has no options"):
        Agenda((Issue("a", "t", ()),))
    with pytest.raises(RealmError, match="1 to 20 rounds, found 21"):
        sit(agenda_of(2), np.zeros((2, 2, 1, 1)), deadline=21)
    with pytest.raises(RealmError, match="utility of talks"):
        sit(agenda_of(2), np.zeros((2, 3, 1, 1)))
    with pytest.raises(RealmError, match="different names"):
        sit(agenda_of(2), np.zeros((2, 2, 2, 1)), names=["x", "x"])


def trade() -> Agenda:
    volumes = tuple(Option(f"{t} t", float(t)) for t in (10, 20, 40))
    prices = tuple(Option(f"{p} $/kg", float(p)) for p in (50, 56, 60))
    return Agenda((Issue("volume", "t/month", volumes), Issue("price", "$/kg", prices)))


def test_outcomes_have_words() -> None:
    agenda = trade()
    assert agenda.describe(4) == {"volume": "20 t", "price": "56 $/kg"}
    assert agenda.outcome(price="56 $/kg", volume="20 t") == 4
    with pytest.raises(UnknownNameError, match="did you mean 'price'"):
        agenda.outcome(prise="56 $/kg", volume="20 t")
    with pytest.raises(UnknownNameError, match="option of volume"):
        agenda.outcome(price="56 $/kg", volume="30 t")
    with pytest.raises(RealmError, match="'price' is left out"):
        agenda.outcome(volume="20 t")


def test_a_refusal_names_the_issue_on_which_its_answer_gains_most() -> None:
    agenda = trade()
    weights = np.array([0.4, 0.6]).reshape(-1, 1, 1)
    values = np.array([0.0, 0.5, 1.0, 1.0, 0.4, 0.0]).reshape(-1, 1, 1)  # a buyer's
    worth = utilities(agenda, weights, values)

    def said(refused: tuple[str, str], rather: tuple[str, str], **more: Any) -> tuple[str, str]:
        one, other = (
            np.array([[agenda.outcome(volume=volume, price=price)]])
            for volume, price in (refused, rather)
        )
        reason = refusal_reason(agenda, worth, one, other, **more)
        issue = int(reason.issue[0, 0])
        if issue < 0:
            return "", ""
        return agenda.issues[issue].name, agenda.issues[issue].options[reason.wanted[0, 0]].label

    assert said(("20 t", "56 $/kg"), ("20 t", "50 $/kg")) == ("price", "50 $/kg")
    assert said(("10 t", "56 $/kg"), ("40 t", "60 $/kg")) == ("volume", "40 t")
    assert said(("10 t", "60 $/kg"), ("20 t", "50 $/kg")) == ("price", "50 $/kg")
    assert said(("20 t", "56 $/kg"), ("20 t", "56 $/kg")) == ("", "")
    only = np.array([True, False]).reshape(2, 1, 1)
    assert said(("10 t", "60 $/kg"), ("20 t", "50 $/kg"), means=only) == ("volume", "20 t")
    assert said(("20 t", "60 $/kg"), ("20 t", "50 $/kg"), means=only) == ("price", "50 $/kg")


@pytest.mark.parametrize("name", names())
def test_what_it_would_want_it_signs_in_the_same_turn(name: str) -> None:
    """Asked before each round of a talk, the answer is the asker's best that gets a signature."""
    tactic: Tactic = find(name)
    rng = np.random.default_rng(8)
    tables = sit(agenda_of(5, 4), rng.random((2, 20, 1, 30)), worlds=30, reservation=(0.4, 0.4))
    while tables.open.any():
        asked = sight(tables, 1, both=tactic.knows_both)
        answer = would_want(tables, 0, tactic.least(asked))
        for world in np.flatnonzero(tables.open[0] & (answer[0] >= 0)):
            worth = tables.utility[:, :, 0, world]
            best = worth[0][worth[1] >= tactic.least(asked)[0, world]].max()
            assert worth[0, answer[0, world]] == best
            assert worth[1, answer[0, world]] >= 0.4
        # The asker offers just that, and the tactic signs when it is still the same moment.
        mine = tables.open & (tables.turn == 0) & (answer >= 0)
        if mine.any():
            laid = put(tables, 1, answer)
            assert np.array_equal(laid.heard[mine], answer[mine])
            signed = play_round(laid, say(laid, accept=True))
            assert np.all(signed.status[mine] == AGREED)
            assert np.array_equal(signed.agreed[mine], answer[mine])
        one, other = (ask(tables, find(t), s) for s, t in enumerate(("linear", name)))
        turn = tables.turn == 0
        tables = play_round(
            tables,
            type(one)(
                offer=np.where(turn, one.offer, other.offer),
                accept=np.where(turn, one.accept, other.accept),
                leave=np.where(turn, one.leave, other.leave),
            ),
        )


def test_an_answer_holds_what_the_asker_wants_or_is_the_nearest_to_it() -> None:
    agenda = trade()
    worth = np.stack([np.arange(9) / 8.0, 1.0 - np.arange(9) / 8.0])[:, :, None, None]
    tables = sit(agenda, worth)
    first, last = (np.abs(agenda.choices[:, :1] - most)[..., None] for most in (0, 2))
    half, much = np.full((1, 1), 0.5), np.full((1, 1), 0.7)
    assert would_want(tables, 0, half)[0, 0] == 4
    assert would_want(tables, 0, half, first)[0, 0] == 2
    assert would_want(tables, 0, half, last)[0, 0] == 4
    assert would_want(tables, 0, much, last)[0, 0] == 2
    assert would_want(tables, 0, np.full((1, 1), 1.1), first)[0, 0] == -1


@pytest.mark.parametrize(
    "both", [(a, b) for a in names() for b in names() if "rubinstein" not in (a, b)]
)
def test_speaking_at_once_is_asking_one_by_one(both: tuple[str, str]) -> None:
    """`play_tables` chooses once for both sides; tables played by `ask` go the same way."""
    rng = np.random.default_rng(4)
    opened = rng.random((2, 3, 20)) < 0.7
    tables = sit(
        agenda_of(5, 4), rng.random((2, 20, 3, 20)), worlds=20, reservation=(0.4, 0.3),
        opened=opened, seats=[[0, 0, 0], [1, 2, 3]], need=rng.random((1, 2, 20, 3, 1)),
        free=np.full((1, 4, 20), 1.2),
    )  # fmt: skip
    one, other = (find(name) for name in both)
    whole = play_tables(tables, one, other)
    while tables.open.any():
        said = [ask(tables, tactic, side) for side, tactic in enumerate((one, other))]
        turn = tables.turn == 0
        merged = type(said[0])(
            offer=np.where(turn, said[0].offer, said[1].offer),
            accept=np.where(turn, said[0].accept, said[1].accept),
            leave=np.where(turn, said[0].leave, said[1].leave),
        )
        tables = play_round(tables, restrain(tables, merged))
    assert np.array_equal(tables.status, whole.status)
    assert np.array_equal(tables.agreed, whole.agreed)
    assert np.array_equal(tables.history, whole.history)


def test_tactics_say_what_they_are() -> None:
    for name in names():
        tactic = find(name)
        assert tactic.name == name
        assert tactic.source
        assert repr(tactic).startswith(type(tactic).__name__)
        with pytest.raises(AttributeError, match="frozen"):
            tactic.extra = 1
    with pytest.raises(UnknownNameError, match="did you mean 'boulware'"):
        find("bulware")
    with pytest.raises(UnknownNameError, match="parameter of boulware"):
        type(find("boulware"))(gamma=1.0)
