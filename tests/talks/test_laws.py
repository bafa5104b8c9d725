"""Laws of talks, on generated tables."""

import dataclasses
import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.talks.tables import agenda_of, cases, open_case, sit

from realm.core.arrays import notes
from realm.core.talks import Messages, Status, Tables, at
from realm.rules.talks import allowed, play_round
from realm.rules.talks_reason import refusal_reason
from realm.strategies.tactics.base import Tactic
from realm.strategies.tactics.play import Voices, play_tables, speak
from realm.strategies.tactics.registry import find, names
from realm.strategies.tactics.sight import Words, sight

TACTICS = st.sampled_from(names())
FIELDS = [note.attribute for note in notes(Tables)]


def check_no_exchange_repeated(tables: Tables) -> None:
    """Each side makes an offer in answer to the same offer once at most."""
    rounds, count, worlds = tables.history.shape
    for table, world in itertools.product(range(count), range(worlds)):
        said = [
            (tables.speakers[r, table, world], tables.answered[r, table, world],
             tables.history[r, table, world])
            for r in range(rounds) if tables.history[r, table, world] >= 0
        ]  # fmt: skip
        assert len(said) == len(set(said))


def check_alternation(tables: Tables) -> None:
    """The record answers what the other side offered last, when nothing fell back."""
    for r in range(1, tables.history.shape[0]):
        spoke = tables.speakers[r] >= 0
        other = spoke & (tables.speakers[r - 1] == 1 - tables.speakers[r])
        assert np.all(tables.answered[r][other] == tables.history[r - 1][other])


@given(cases(), TACTICS, TACTICS)
@settings(max_examples=150)
def test_talks_end_and_a_deal_is_worth_no_less_than_none_to_both(
    case: dict[str, Any], first: str, second: str
) -> None:
    tables = open_case(case)
    done = play_tables(tables, find(first), find(second))

    assert not done.open.any()
    assert done.round <= int(np.max(case["deadline"]))
    signed = done.status == Status.AGREED
    for side in (0, 1):
        worth = at(done.utility[side], done.agreed)
        assert np.all(worth[signed] >= done.reservation[side][signed] - 1e-9)
    assert np.all(at(tables.legal, done.agreed)[signed])
    assert np.all((done.agreed >= 0) == signed)
    # No side offered less than its own reservation either.
    for r, side in itertools.product(range(done.history.shape[0]), (0, 1)):
        spoke = done.speakers[r] == side
        worth = at(done.utility[side], done.history[r].astype(np.intp))
        assert np.all(worth[spoke] >= done.reservation[side][spoke] - 1e-9)
    check_no_exchange_repeated(done)
    check_alternation(done)


@given(cases(), TACTICS, TACTICS)
@settings(max_examples=100)
def test_what_is_signed_fits_what_the_seats_have(
    case: dict[str, Any], first: str, second: str
) -> None:
    done = play_tables(open_case(case), find(first), find(second))

    signed = done.status == Status.AGREED
    used = np.zeros_like(done.free)
    for resource, side in itertools.product(range(done.free.shape[0]), (0, 1)):
        amount = np.where(signed, at(done.need[resource, side], done.agreed), 0.0)
        np.add.at(used[resource], done.seats[side], amount)
    assert np.all(done.free >= -1e-9)
    np.testing.assert_allclose(case["free"] - used, done.free, atol=1e-9)


@given(cases(), st.integers(0, 2**32 - 1))
@settings(max_examples=100)
def test_whatever_is_said_talks_end_legally_and_without_going_in_circles(
    case: dict[str, Any], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    tables = open_case(case)
    size, shape = tables.agenda.size, tables.status.shape
    while tables.open.any():
        before, may = tables, allowed(tables)
        tables = play_round(
            tables,
            Messages(
                offer=rng.integers(-1, size + 1, shape),
                accept=rng.random(shape) < 0.2,
                leave=rng.random(shape) < 0.02,
            ),
        )
        made = tables.history[before.round] >= 0
        assert np.all(at(may, np.maximum(tables.history[before.round], 0).astype(np.intp))[made])
        closed = ~before.open
        for field in ("turn", "status", "agreed"):
            after, then = getattr(tables, field), getattr(before, field)
            assert np.array_equal(after[closed], then[closed])
        assert tables.round <= 20
    assert np.all(tables.free >= -1e-9)
    check_no_exchange_repeated(tables)


@given(cases(), TACTICS, TACTICS, st.randoms())
@settings(max_examples=60)
def test_a_world_does_not_depend_on_the_others(
    case: dict[str, Any], first: str, second: str, chance: Any
) -> None:
    count = case["utility"].shape[-1]
    order = list(range(count))
    chance.shuffle(order)
    whole = play_tables(open_case(case), find(first), find(second))
    for worlds in (order, order[:1]):
        part = play_tables(open_case(case, worlds), find(first), find(second))
        check_same_worlds(part, whole, worlds)


@pytest.mark.parametrize("first", names())
def test_worlds_agree_to_the_bit_alone_and_among_64(first: str) -> None:
    rng = np.random.default_rng(3)
    agenda = agenda_of(5, 4, 3)
    case = {
        "agenda": agenda,
        "names": [f"table {row}" for row in range(5)],
        "seats": np.array([[0, 0, 1, 1, 1], [2, 3, 4, 5, 6]]),
        "opened": rng.random((2, 5, 64)) < 0.8,
        "utility": rng.random((2, agenda.size, 5, 64)),
        "reservation": rng.random((2, 5, 64)) * 0.6,
        "deadline": 20,
        "month": 0,
        "need": rng.random((2, 2, agenda.size, 5, 1)),
        "free": rng.random((2, 7, 64)) * 2.0,
        "possible": rng.random((agenda.size, 5, 1)) < 0.9,
    }
    for second in names():
        whole = play_tables(open_case(case), find(first), find(second))
        for worlds in ([0], [41], range(7), range(20, 27), rng.permutation(64)):
            part = play_tables(open_case(case, list(worlds)), find(first), find(second))
            check_same_worlds(part, whole, list(worlds))


def check_same_worlds(part: Tables, whole: Tables, worlds: list[int]) -> None:
    for field in FIELDS:
        wanted = getattr(whole, field)
        wanted = wanted[..., worlds] if wanted.shape[-1] > 1 else wanted
        found = getattr(part, field)
        found = np.broadcast_to(found, np.broadcast_shapes(found.shape, wanted.shape))
        assert np.array_equal(np.broadcast_to(wanted, found.shape), found), field


@given(cases(), TACTICS, TACTICS, st.randoms())
@settings(max_examples=60)
def test_the_order_of_the_tables_changes_nothing(
    case: dict[str, Any], first: str, second: str, chance: Any
) -> None:
    order = list(range(len(case["names"])))
    chance.shuffle(order)
    turned = dict(case) | {
        "names": [case["names"][row] for row in order],
        "seats": case["seats"][:, order],
        "opened": case["opened"][:, order],
        "utility": case["utility"][:, :, order],
        "reservation": case["reservation"][:, order],
        "deadline": case["deadline"][order],
        "need": case["need"][:, :, :, order],
        "possible": case["possible"][:, order],
    }
    one = play_tables(open_case(case), find(first), find(second))
    other = play_tables(open_case(turned), find(first), find(second))
    for field in ("status", "agreed", "turn", "lot"):
        assert np.array_equal(getattr(one, field)[order], getattr(other, field)), field
    for field in ("history", "speakers", "answered"):
        assert np.array_equal(getattr(one, field)[:, order], getattr(other, field)), field
    np.testing.assert_allclose(one.free, other.free, atol=1e-9)


@given(cases(), TACTICS, TACTICS)
@settings(max_examples=60)
def test_nobody_hears_another_table(case: dict[str, Any], first: str, second: str) -> None:
    """Without scarcity, a table alone goes as it goes among others."""
    case = dict(case) | {"free": case["free"] + 1e3}
    whole = play_tables(open_case(case), find(first), find(second))
    for row in range(len(case["names"])):
        one = slice(row, row + 1)
        alone = dict(case) | {
            "names": case["names"][one], "seats": case["seats"][:, one],
            "opened": case["opened"][:, one], "utility": case["utility"][:, :, one],
            "reservation": case["reservation"][:, one], "deadline": case["deadline"][one],
            "need": case["need"][:, :, :, one], "possible": case["possible"][:, one],
        }  # fmt: skip
        done = play_tables(open_case(alone), find(first), find(second))
        assert np.array_equal(done.status, whole.status[one])
        assert np.array_equal(done.agreed, whole.agreed[one])
        assert np.array_equal(done.history, whole.history[: len(done.history), one])


PLAIN = st.sampled_from([name for name in names() if name != "rubinstein"])


@given(cases(), PLAIN, PLAIN)
@settings(max_examples=80)
def test_an_offer_takes_nothing_back_and_strays_from_neither_last_offer_for_nothing(
    case: dict[str, Any], first: str, second: str
) -> None:
    tables = open_case(case)
    pair = [find(first), find(second)]
    while tables.open.any():
        said = speak(tables, Voices.pair(*pair, tables=len(tables.status)), Words.of(tables))
        for side, tactic in enumerate(pair):
            check_step(tables, side, tactic, said.offer)
        tables = play_round(tables, said)


def check_step(tables: Tables, side: int, tactic: Tactic, offer: Any) -> None:
    """Of what reaches the target and takes nothing back, nothing is nearer to both last offers."""
    eyes = sight(tables, side)
    fit = eyes.merit >= eyes.threshold(tactic.least(eyes))
    keeps = fit & (eyes.merit <= eyes.ceiling(eyes.worth(eyes.said, eyes.best)))
    here = tables.open & (tables.turn == side)
    bound = here & keeps.any(axis=0)
    assert np.all(at(keeps, np.maximum(offer, 0))[bound])
    assert np.all(at(fit, np.maximum(offer, 0))[here & fit.any(axis=0)])

    away = np.stack([apart(tables, eyes.heard), apart(tables, eyes.said)])
    chosen = np.take_along_axis(away, np.maximum(offer, 0)[None, None, None], axis=2)
    nearer = (away <= chosen).all(axis=(0, 1)) & (away < chosen).any(axis=(0, 1)) & keeps
    assert not np.any(nearer[:, bound])


@given(cases(), TACTICS, TACTICS)
@settings(max_examples=80)
def test_a_reason_is_about_an_issue_that_differs_in_the_answer(
    case: dict[str, Any], first: str, second: str
) -> None:
    """In the direction named, and on none of the others would the refuser gain more."""
    done = play_tables(open_case(case), find(first), find(second))
    agenda = done.agenda
    for r in range(done.history.shape[0]):
        refused, answer = (np.maximum(row[r], 0).astype(np.intp)
                           for row in (done.answered, done.history))  # fmt: skip
        there = (done.history[r] >= 0) & (done.answered[r] >= 0)
        utility = np.where(done.speakers[r] == 0, done.utility[0], done.utility[1])
        reason = refusal_reason(agenda, utility, refused, answer)
        assert np.array_equal(reason.issue[there] < 0, (refused == answer)[there])
        told = there & (reason.issue >= 0)
        issue = np.maximum(reason.issue, 0)[..., None]
        offered, wanted = (np.take_along_axis(agenda.choices[one], issue, axis=-1)[..., 0]
                           for one in (refused, answer))  # fmt: skip
        assert np.all((offered != wanted)[told])
        assert np.array_equal(reason.wanted[told], wanted[told])
        for place in range(len(agenda.issues)):
            moved = agenda.choices[refused].copy()
            moved[..., place] = agenda.choices[answer][..., place]
            one = np.ravel_multi_index(
                np.moveaxis(moved, -1, 0), [len(i.options) for i in agenda.issues]
            )
            gain = at(utility, one) - at(utility, refused)
            other = told & (one != refused)
            assert np.all(gain[other] <= reason.gain[other])


def apart(tables: Tables, other: Any) -> Any:
    """Options between each outcome and another, 0 for no other; (issue, outcome, table, world)."""
    choices = tables.agenda.choices
    steps = np.abs(choices[:, None, None] - choices[np.maximum(other, 0)][None])
    return np.moveaxis(steps, -1, 0) * (other >= 0)


def test_a_round_leaves_its_arguments_as_they_are() -> None:
    rng = np.random.default_rng(5)
    tables = sit(agenda_of(4, 3), rng.random((2, 12, 2, 3)), worlds=3)
    kept = {
        f.name: np.copy(getattr(tables, f.name))
        for f in dataclasses.fields(Tables)
        if f.name in FIELDS
    }
    play_tables(tables, find("linear"), find("tit_for_tat"))
    assert all(np.array_equal(getattr(tables, name), value) for name, value in kept.items())
