"""What strategies see and may set: their own and what is public, and nothing else."""

import dataclasses

import numpy as np
import pytest

from realm.core.arrays import notes
from realm.core.orders import Orders
from realm.core.state import State
from realm.model.model import RealmModel
from realm.rules.observe import CUSTOMS, observe
from realm.strategies.legal import COLUMNS, legal_for
from realm.strategies.observation import Observation


@pytest.fixture(scope="module")
def model() -> RealmModel:
    made = RealmModel("small-world", 2, rng=3)
    made.step()
    return made


def look(model: RealmModel, *names: str) -> Observation:
    actors = np.array([model.roster.number(name) for name in names], dtype=np.intp)
    return Observation(model.roster, model.params, model.state, actors=actors)


def test_one_seat_sees_what_the_rules_say_it_knows(model: RealmModel) -> None:
    seat = observe(model.network, model.params, model.state, model.ledger, "cland")
    mine = look(model, "cland")

    for holder in (seat.state, seat.params):
        for name, known in holder.items():
            shown = getattr(mine, name)
            assert shown.shape == known.values.shape
            assert (shown[..., known.mask, :] == known.values[..., known.mask, :]).all()
            assert np.isnan(shown[..., ~known.mask, :]).all()


def test_what_is_hidden_is_not_there(model: RealmModel) -> None:
    mine = look(model, "cland")

    for note in notes(State):
        if note.seen == "hidden":
            assert not hasattr(mine, note.attribute)
    with pytest.raises(AttributeError, match="an observation shows no 'secret'"):
        _ = mine.secret
    assert {"shipped"} == CUSTOMS


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

    assert list(vars(legal)) == list(COLUMNS) == [f.name for f in dataclasses.fields(Orders)]


def test_who_may_set_what(model: RealmModel) -> None:
    net = model.network

    def may(name: str, column: str) -> set[str]:
        legal = legal_for(model.roster, np.array([model.roster.number(name)], dtype=np.intp))
        rows = np.flatnonzero(getattr(legal, column)[:, 0])
        names = {"measure": net.measures, "stockpile": net.stockpiles, "link": net.links,
                 "contract": net.contracts, "project": net.projects}[COLUMNS[column]]  # fmt: skip
        return {names[row] for row in rows}

    assert may("aland", "measure_on") == {"aland_licence", "aland_quota"}
    assert may("cland", "measure_on") == set()
    assert may("cland", "stock_target") == {"cland_store"}
    assert may("south_mining", "link_open") == {"south_ore"}
    assert may("cland_metals", "project_start") == {"cland_smelter_2"}
    assert may("cland", "project_start") == set()
    assert may("south_mining", "contract_volume") == {"south_ore_2024"}
    assert may("cland_metals", "contract_volume") == {"south_ore_2024"}
    assert may("north_mining", "contract_volume") == set()
    assert may("bland_use", "link_open") == {"aland_metal_to_bland", "cland_metal_to_bland"}
    # A government closes what crosses its border, and what its own users and stores buy.
    assert "aland_metal_to_cland" in may("aland", "link_open")
    assert "north_ore" not in may("aland", "link_open")
    assert {"south_ore", "aland_metal_to_bland"} <= may("bland", "link_open")
    assert "cland_metal_home" not in may("bland", "link_open")
