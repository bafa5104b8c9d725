"""Imagined futures: from what a seat knows, and from nothing else."""

import dataclasses
from typing import Any

import numpy as np
import pytest

from realm.content.load import load
from realm.core.arrays import notes
from realm.core.chance import Luck
from realm.core.state import State
from realm.model.imagine import Imagination, guess
from realm.model.model import RealmModel
from realm.rules.observe import bands, own_rows
from realm.rules.start import first_state
from realm.strategies import registry
from realm.strategies.base import Decision
from realm.strategies.look_ahead import LookAhead
from realm.strategies.observation import Observation

COPIES = 3


@pytest.fixture(scope="module")
def model() -> RealmModel:
    made = RealmModel("small-world", 4, seed=5, strategies="aland=escalate cland=random")
    made.step()
    made.step()
    return made


def eyes(model: RealmModel, name: str, state: State | None = None) -> Observation:
    actors = np.array([model.roster.number(name)], dtype=np.intp)
    return Observation(model.roster, model.params, state or model.state, actors=actors)


def dream(model: RealmModel, seen: Observation, salt: str = "test") -> State:
    return Imagination(model.roster, model.params)(seen, model.luck, COPIES, salt).state


def poisoned(model: RealmModel, actor: str) -> State:
    """Put NaN, or another number of the same band, where an actor may not look."""
    own, changes = own_rows(model.network, actor), {}
    for note in notes(State):
        if note.seen == "public":
            continue
        values = getattr(model.state, note.attribute)
        bad = np.full_like(values, np.nan)
        if note.seen == "banded":
            low, high = bands(values, model.params.rules.band_factor)
            bad = low + 0.3 * (high - low)
        if note.seen != "hidden":
            mine = own[note.axes[-1]]
            bad[..., mine, :] = values[..., mine, :]
        changes[note.attribute] = bad
    return model.state.replace(**changes)


def test_poison_in_what_it_may_not_know_changes_no_future(model: RealmModel) -> None:
    true, bad = eyes(model, "cland"), eyes(model, "cland", poisoned(model, "cland"))
    one, other = dream(model, true), dream(model, bad)

    for field in dataclasses.fields(State):
        first, second = getattr(one, field.name), getattr(other, field.name)
        np.testing.assert_allclose(first, second, rtol=1e-9, atol=1e-12, err_msg=field.name)
    imagination = Imagination(model.roster, model.params)
    futures = [imagination(seen, model.luck, COPIES, "test") for seen in (true, bad)]
    scores = [future.play(registry.find("diversify"), 2) for future in futures]
    np.testing.assert_allclose(scores[0], scores[1], rtol=1e-6)
    assert ((scores[0] > 0.0) & (scores[0] < 100.0)).all()


def test_what_is_known_is_as_it_is_and_the_rest_within_its_band(model: RealmModel) -> None:
    seen, state = eyes(model, "cland"), dream(model, eyes(model, "cland"))
    low, high = (np.repeat(bound, COPIES, axis=-1) for bound in seen.band("stock_in"))
    known = ~np.isnan(seen.stock_in[:, 0])

    np.testing.assert_array_equal(state.ask, np.repeat(seen.ask, COPIES, axis=-1))
    np.testing.assert_array_equal(
        state.stock_in[known], np.repeat(seen.stock_in[known], COPIES, axis=-1)
    )
    assert ((state.stock_in >= low * (1 - 1e-9)) & (state.stock_in <= high * (1 + 1e-9))).all()
    copies = state.stock_in[~known][:, :COPIES]
    assert (np.ptp(copies, axis=1) > 0.0).any()
    assert not any(np.isnan(getattr(state, f.name)).any() for f in dataclasses.fields(State))
    assert state.month == model.state.month


def test_a_world_imagines_the_same_alone_and_among_others(model: RealmModel) -> None:
    among = dream(model, eyes(model, "aland"))
    alone = RealmModel("small-world", [2], seed=5, strategies="aland=escalate cland=random")
    alone.step()
    alone.step()
    one = dream(alone, eyes(alone, "aland"))

    for field in dataclasses.fields(State):
        if field.metadata.get("axes") is not None:
            mine = getattr(among, field.name)[..., 2 * COPIES : 3 * COPIES]
            np.testing.assert_array_equal(mine, getattr(one, field.name), err_msg=field.name)


def test_another_question_draws_another_luck(model: RealmModel) -> None:
    seen = eyes(model, "cland")
    one, other = dream(model, seen, "one"), dream(model, seen, "other")

    assert (one.stock_in != other.stock_in).any()
    assert (one.ask == other.ask).all()
    true = Luck(model.luck.seed, model.luck.worlds)
    fresh = Imagination(model.roster, model.params)(seen, true, 1, "one").luck
    assert (fresh.uniform("x", 3, ["a"]) != true.uniform("x", 3, ["a"])).all()


def test_rivals_in_an_imagined_world_do_not_look_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = load("small-world")
    seats = {
        n: dataclasses.replace(seat, strategy="look_ahead") for n, seat in scenario.seats.items()
    }
    asked: list[tuple[str, bool]] = []
    decide = LookAhead.decide

    def watched(self: LookAhead, observation: Observation, *rest: Any) -> Decision:
        asked.append((observation.names[0], observation.imagine is not None))
        return decide(self, observation, *rest)

    monkeypatch.setattr(LookAhead, "decide", watched)
    RealmModel(dataclasses.replace(scenario, seats=seats), seed=1).step()

    assert [name for name, real in asked if real] == ["aland", "cland"]
    assert {name for name, real in asked if not real} == {"aland", "cland"}


def test_look_ahead_begins_what_promises_most() -> None:
    model = RealmModel("june-2025", 2, seed=4, strategies="toyota_tsusho=look_ahead")
    model.step()
    reason = next(one for one in model.reasons if one.strategy == "look_ahead")

    for world in range(2):
        drivers = reason.top("toyota_tsusho", world)
        assert len(drivers) <= 1, "one plan at most"
        acts = any((~np.isnan(v[..., world])).any() for v in reason.columns.values())
        assert acts <= bool(drivers)
        assert all(size > 0.2 for _, size in drivers)
    assert any(reason.top("toyota_tsusho", world) for world in range(2))


def test_who_has_no_score_does_nothing() -> None:
    model = RealmModel("small-world", seed=4, strategies="bland=look_ahead")
    model.step()
    reason = next(one for one in model.reasons if one.strategy == "look_ahead")

    assert dict(reason.columns) == {}


def test_goods_under_way_are_guessed_from_customs(model: RealmModel) -> None:
    seen, links = eyes(model, "cland"), model.network.abroad
    state = guess(model.network, model.params, seen, Luck(1, np.arange(4)), 1)
    start = first_state(model.network, model.params, 4).pipeline[:, links]
    usual = model.params.base_flow[links]
    unknown = np.isnan(seen.pipeline[:, links]) & (usual > 0.0)
    guessed = start * seen.customs / np.where(usual > 0.0, usual, 1.0)

    assert (np.abs(seen.customs - usual) > 1e-3)[unknown[0]].any()
    np.testing.assert_allclose(state.pipeline[:, links][unknown], guessed[unknown])
