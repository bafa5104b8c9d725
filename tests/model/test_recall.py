"""Worlds imagined from all that a seat saw: it may know no more, and what comes is near them."""

import dataclasses

import numpy as np
import pytest
from tools.foresight import forecasts

from realm.core.arrays import notes
from realm.core.state import State
from realm.model.imagine import Imagination
from realm.model.model import RealmModel
from realm.rules.observe import bands, own_rows
from realm.strategies.observation import Observation


def eyes(model: RealmModel, name: str, state: State | None = None) -> Observation:
    actors = np.array([model.roster.number(name)], dtype=np.intp)
    return Observation(model.roster, model.params, state or model.state, actors=actors)


def poisoned(model: RealmModel, actor: str) -> State:
    """Put NaN, or another number of the same band, where an actor may not look."""
    own, changes = own_rows(model.network, actor), {}
    for note in notes(State):
        values = getattr(model.state, note.attribute)
        if note.seen == "public":
            continue
        bad = np.full_like(values, np.nan)
        if note.seen == "banded":
            low, high = bands(values, model.params.rules.band_factor)
            bad = low + 0.3 * (high - low)
        if note.seen != "hidden":
            mine = own[note.axes[-1]]
            bad[..., mine, :] = values[..., mine, :]
        changes[note.attribute] = bad
    return model.state.replace(**changes)


@pytest.fixture(scope="module")
def small() -> tuple[RealmModel, list[Observation], list[Observation]]:
    model = RealmModel("small-world", 3, seed=5, strategies="aland=escalate cland=random")
    true, bad = [eyes(model, "cland")], [eyes(model, "cland", poisoned(model, "cland"))]
    for _ in range(3):
        model.step()
        true.append(eyes(model, "cland"))
        bad.append(eyes(model, "cland", poisoned(model, "cland")))
    return model, true, bad


def test_poison_in_what_it_may_not_know_changes_nothing(
    small: tuple[RealmModel, list[Observation], list[Observation]],
) -> None:
    model, *looks = small
    imagination = Imagination(model.roster, model.params)
    one, other = (imagination.of_all(seen, model.luck, 2, "test").state for seen in looks)

    for field in dataclasses.fields(State):
        first, second = getattr(one, field.name), getattr(other, field.name)
        np.testing.assert_allclose(first, second, rtol=1e-9, atol=1e-12, err_msg=field.name)
        assert not np.isnan(first).any(), field.name


def test_what_is_seen_is_as_it_is_and_the_rest_within_its_band(
    small: tuple[RealmModel, list[Observation], list[Observation]],
) -> None:
    model, seen, _ = small
    state = Imagination(model.roster, model.params).of_all(seen, model.luck, 2, "test").state
    now = seen[-1]
    low, high = (np.repeat(bound, 2, axis=-1) for bound in now.band("stock_in"))
    known = ~np.isnan(now.stock_in[:, 0])

    assert state.month == model.state.month
    np.testing.assert_array_equal(state.ask, np.repeat(now.ask, 2, axis=-1))
    np.testing.assert_array_equal(state.stock_in[known], np.repeat(now.stock_in[known], 2, axis=-1))
    assert ((state.stock_in >= low * (1 - 1e-9)) & (state.stock_in <= high * (1 + 1e-9))).all()


@pytest.mark.parametrize(("seat", "name"), [("japan", "lost_output"), ("toyota_tsusho", "profit")])
def test_the_next_turn_is_foreseen_better_by_who_remembers(seat: str, name: str) -> None:
    """Forecasts from all that was seen miss by less than half, and most truths lie in them."""
    found = forecasts(seat, [name], (3, 7), worlds=8, seed=11)[name]
    today, all_seen = np.sum([one.misses for one in found], axis=0)

    assert all_seen < 0.5 * today
    assert np.mean([one.inside(0) for one in found]) >= 0.5
