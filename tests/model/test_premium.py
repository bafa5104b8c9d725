"""A premium on the price of goods: what one side gains by it the other loses."""

from dataclasses import replace

import numpy as np
import pytest

import realm
from realm.core.agenda import Agenda
from realm.core.bargains import AGENDAS
from realm.strategies.observation import Observation
from realm.strategies.situation import situation
from realm.strategies.worth import Worth, worth

AGENDA = AGENDAS["state"]
PLACES = {issue.name: place for place, issue in enumerate(AGENDA.issues)}


@pytest.fixture(scope="module")
def values() -> dict[str, tuple[int, Worth]]:
    """Return what outcomes are worth at the tables of governments: table -> seller, worth."""
    model = realm.RealmModel("june-2025", rng=4)
    network = model.network
    eyes = Observation(
        model.roster, model.params, model.state, actors=np.unique(network.bargains.sides)
    )
    return {
        network.tables[row]: (
            int(network.bargains.seller[row]),
            worth(situation(eyes), network, AGENDA, np.array([row]), np.zeros(1, dtype=np.intp)),
        )
        for row in network.bargains.of_kind("state")
    }


def rising(agenda: Agenda, values: np.ndarray) -> np.ndarray:
    """Say by how much each step of the premium changes a value, all else alike, with goods."""
    shape = [len(issue.options) for issue in agenda.issues]
    sorted_by = np.moveaxis(values.reshape(shape), PLACES["premium"], -1)
    goods = np.moveaxis(sorted_by, PLACES["volume"], 0)[1:]
    return np.diff(goods, axis=-1)


def test_a_premium_is_as_good_for_who_sells_as_it_is_bad_for_who_buys(
    values: dict[str, tuple[int, Worth]],
) -> None:
    checked = 0
    for seller, value in values.values():
        moved = [rising(AGENDA, value.utility(AGENDA, side)[:, 0]) for side in (0, 1)]
        if seller < 0:
            assert all(np.all(one == 0.0) for one in moved), "nothing is sold here"
            continue
        assert np.all(moved[seller] > 0.0)
        assert np.all(moved[1 - seller] < 0.0)
        checked += 1
    assert checked >= 3


def test_without_goods_a_premium_means_nothing(values: dict[str, tuple[int, Worth]]) -> None:
    empty = AGENDA.choices[:, PLACES["volume"]] == 0
    for _, value in values.values():
        for side in (0, 1):
            found = value.utility(AGENDA, side)[empty, 0]
            others = [p for n, p in PLACES.items() if n not in ("volume", "premium", "years")]
            _, group = np.unique(AGENDA.choices[empty][:, others], axis=0, return_inverse=True)
            for one in range(int(group.max()) + 1):
                assert len(set(found[group == one].tolist())) == 1


def test_a_buyer_who_pays_for_nothing_but_price_wants_none() -> None:
    """Of deals in goods alone the seller likes the highest premium best, the buyer none."""
    model = realm.RealmModel("june-2025", rng=4)
    network = model.network
    row = network.tables.index("india_japan")
    eyes = Observation(
        model.roster, model.params, model.state, actors=np.unique(network.bargains.sides)
    )
    seen = situation(eyes)
    found = worth(seen, network, AGENDA, np.array([row]), np.zeros(1, dtype=np.intp))
    only = np.array([
        outcome for outcome in range(AGENDA.size)
        if AGENDA.describe(outcome) | {"volume": "", "premium": "", "years": ""}
        == {"volume": "", "premium": "", "years": "", "technology": "no", "tolling": "no",
            "plant": "no", "easing": "none"}
    ])  # fmt: skip
    seller = int(network.bargains.seller[row])
    best = [
        AGENDA.describe(int(only[np.argmax(found.utility(AGENDA, side)[only, 0])]))
        for side in (seller, 1 - seller)
    ]
    assert [one["premium"] for one in best] == ["+60%", "market"]
    free = replace(found, parts=np.zeros_like(found.parts))
    assert np.ptp(free.utility(AGENDA, seller)) == 0.0
