"""What strategies see and may set: their own and what is public, and nothing else."""

import dataclasses
from collections.abc import Iterator

import numpy as np
import pytest

from realm.core.arrays import notes
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.errors import UnknownNameError
from realm.model.model import RealmModel
from realm.rules.observe import bands, own_rows
from realm.strategies import memory, registry
from realm.strategies.base import Strategy
from realm.strategies.legal import COLUMNS, legal_for
from realm.strategies.observation import Observation


@pytest.fixture(scope="module")
def model() -> RealmModel:
    made = RealmModel("small-world", 2, rng=3)
    made.step()
    return made


@pytest.fixture(scope="module")
def world() -> RealmModel:
    made = RealmModel("june-2025", 2, rng=3, strategies="china=leverage india=conserve")
    made.step()
    made.step()
    return made


def look(model: RealmModel, *names: str) -> Observation:
    actors = np.array([model.roster.number(name) for name in names], dtype=np.intp)
    return Observation(model.roster, model.params, model.state, actors=actors)


def poisoned(model: RealmModel, actor: str) -> State:
    """Make a state that looks the same to an actor: NaN, or elsewhere in the same band."""
    own = own_rows(model.network, actor)
    changes = {}
    for note in notes(State):
        values = getattr(model.state, note.attribute)
        if note.seen == "public":
            continue
        changes[note.attribute] = np.full_like(values, np.nan)
        if note.seen == "banded":
            low, high = bands(values, model.params.rules.band_factor)
            changes[note.attribute] = low + 0.3 * (high - low)
        if note.seen != "hidden":
            mine = own[note.axes[-1]]
            changes[note.attribute][..., mine, :] = values[..., mine, :]
    return model.state.replace(**changes)


def everything(seen: Observation) -> Iterator[bytes]:
    """List all that an observation shows."""
    for holder in (State, Params):
        for note in notes(holder):
            if note.seen != "hidden" and note.axes:
                yield note.attribute.encode() + getattr(seen, note.attribute).tobytes()
            if note.seen == "banded":
                for bound in seen.band(note.attribute):
                    yield np.round(bound, 9).tobytes()


def decisions(model: RealmModel, seen: Observation, strategy: Strategy) -> dict[str, bytes]:
    """Let a strategy decide."""
    held = memory.blank(strategy, actors=len(seen.actors), worlds=seen.world_count)
    legal = legal_for(model.roster, seen.actors)
    made = strategy.decide(seen, legal, memory.unpack(strategy, held), model.luck)
    return {n: np.asarray(v).tobytes() for n, v in {**made.columns, **made.drivers}.items()}


@pytest.mark.parametrize("seat", ["china", "india", "japan", "korea", "toyota_tsusho", "irel"])
def test_poison_in_what_a_seat_may_not_know_changes_no_byte(world: RealmModel, seat: str) -> None:
    actor = world.network.scenario.seats[seat].actor
    bad, actors = poisoned(world, actor), np.array([world.roster.number(actor)], dtype=np.intp)
    true = Observation(world.roster, world.params, world.state, actors=actors)
    poison = Observation(world.roster, world.params, bad, actors=actors)

    assert list(everything(true)) == list(everything(poison))
    for name in registry.names():
        strategy = registry.find(name)
        assert decisions(world, true, strategy) == decisions(world, poison, strategy), name


def test_own_and_public_are_exact(model: RealmModel) -> None:
    mine, own = look(model, "cland"), own_rows(model.network, "cland")

    for holder, noun in ((model.state, State), (model.params, Params)):
        for note in notes(noun):
            if note.seen == "hidden" or not note.axes:
                continue
            shown, true = getattr(mine, note.attribute), getattr(holder, note.attribute)
            known = own[note.axes[-1]] | (note.seen == "public")
            np.testing.assert_array_equal(shown[..., known, :], true[..., known, :])
            assert np.isnan(shown[..., ~known, :]).all()


def test_rivals_are_known_within_a_band(model: RealmModel) -> None:
    mine = look(model, "cland_metals")
    low, high = mine.band("stock_in")
    own = ~np.isnan(mine.stock_in)
    full = model.state.stock_in > 1.0

    assert (low[own] == model.state.stock_in[own]).all()
    assert (high[own] == model.state.stock_in[own]).all()
    assert ((low < model.state.stock_in) & (model.state.stock_in < high))[~own & full].all()
    assert high[~own & full] == pytest.approx(2.0 * low[~own & full])
    with pytest.raises(UnknownNameError, match="banded field of the state named 'risk'"):
        mine.band("risk")


def test_customs_come_a_month_late_and_do_not_count_what_leaked(world: RealmModel) -> None:
    page = world.ledger.months[-2]
    seen = look(world, "japan").customs

    assert page.leaked.any()
    np.testing.assert_array_equal(seen, page.shipped[world.network.abroad] - page.leaked)


def test_what_is_hidden_is_not_there(model: RealmModel) -> None:
    mine = look(model, "cland")

    for note in notes(State):
        if note.seen == "hidden":
            assert not hasattr(mine, note.attribute)
    with pytest.raises(AttributeError, match="an observation shows no 'secret'"):
        _ = mine.secret


def test_many_see_what_each_may(model: RealmModel) -> None:
    both = look(model, "north_mining", "aland_metals")

    assert both.names == ("north_mining", "aland_metals")
    assert (~np.isnan(both.capacity)).all(axis=1).tolist() == [True, False, True, False]
    assert both.own("facility").tolist() == [0, 2]


def test_nobody_writes_into_a_state_by_what_it_sees(model: RealmModel) -> None:
    mine = look(model, "aland")

    for name in ("ask", "money"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(mine, name)[:] = 0.0


def test_columns_are_those_of_orders(model: RealmModel) -> None:
    legal = legal_for(model.roster, np.array([0], dtype=np.intp))

    assert [*vars(legal)] == [*COLUMNS, "link_close"]
    assert list(COLUMNS) == [f.name for f in dataclasses.fields(Orders)]


def test_who_may_set_what(model: RealmModel) -> None:
    net = model.network

    def may(name: str, column: str) -> set[str]:
        legal = legal_for(model.roster, np.array([model.roster.number(name)], dtype=np.intp))
        rows = np.flatnonzero(getattr(legal, column)[:, 0])
        names = net.along(COLUMNS.get(column, "link"))
        return {names[row] for row in rows}

    assert may("aland", "measure_on") == {"aland_licence", "aland_quota"}
    assert may("cland", "measure_on") == set()
    assert may("cland", "stock_target") == {"cland_store"}
    assert may("south_mining", "link_open") == set()  # a contract covers it
    assert may("cland_metals", "link_open") >= {"south_ore", "cland_metal_home"}
    assert may("cland_metals", "project_start") == {"cland_smelter_2"}
    assert may("cland", "project_start") == set()
    assert may("cland_metals", "contract_volume") == {"south_ore_2024"}
    assert may("south_mining", "contract_volume") == may("north_mining", "contract_volume") == set()
    slots = {"south_ore#1", "south_ore#2"}
    assert may("south_mining", "contract_deliver") == {"south_ore_2024", *slots}
    assert may("cland_metals", "contract_deliver") == set()
    assert may("cland", "project_approve") == {"cland_smelter_2"}
    assert may("cland_metals", "project_approve") == may("aland", "project_approve") == set()
    assert may("aland", "directive") == {"north_mining:home_first"}
    assert may("north_mining", "directive_answer") == {"north_mining:home_first"}
    assert may("north_mining", "directive") == may("aland", "directive_answer") == set()
    assert may("cland", "dispute") == {"aland_licence", "aland_quota"}
    assert may("aland", "dispute") == set()
    assert may("north_mining", "shut") == {"north_mine"}
    assert may("north_mining", "hold") == may("north_mining", "absorb") == {"north_mining"}
    assert may("cland", "coalition") == {"cland"}
    assert may("bland_use", "link_open") == {"aland_metal_to_bland", "cland_metal_to_bland"}
    assert may("bland_use", "link_close") == {"aland_metal_to_bland", "cland_metal_to_bland"}
    # A government opens what crosses its border; it closes nothing.
    assert may("aland", "link_close") == may("bland", "link_close") == set()
    assert "aland_metal_to_bland" in may("aland", "link_open")
    assert "aland_metal_to_cland" not in may("aland", "link_open")  # a deal may cover it
    assert "north_ore" not in may("aland", "link_open")
    assert "aland_metal_to_bland" in may("bland", "link_open")
    assert "south_ore" not in may("bland", "link_open")  # its buyer's contract covers it
    assert "cland_metal_home" not in may("bland", "link_open")
