"""What comes together over a turn is what its months have, and what each country refused of it."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from realm.play.match import Match
from realm.play.session import Session
from realm.play.sums import added, refused, refusers


@pytest.fixture(scope="module")
def match(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Match]:
    folder: Path = tmp_path_factory.mktemp("sums")
    session = Session.begin("june-2025", folder / "a.realm", seed=1, people=["india"])
    session.sit("india", "india")
    for turn in range(2):
        session.end_turn("india", turn)
    yield session.match
    session.close()


@pytest.mark.parametrize("turn", [0, 1, 2])
def test_as_many_months_are_added_as_a_turn_has(match: Match, turn: int) -> None:
    network, page = match.model.network, match.pages[turn]
    months = page.ledger.months[-network.months_per_turn :]
    assert len(months) == network.months_per_turn
    for link, whole in enumerate(added(network, page, "orders")):
        parts = [float(month.orders[link, 0]) for month in months]
        assert math.isclose(whole, math.fsum(parts), rel_tol=1e-12)


@pytest.mark.parametrize("turn", [1, 2])
def test_all_that_was_refused_was_refused_by_some_country_to_some_node(
    match: Match, turn: int
) -> None:
    """Good by good and node by node it adds up, and nobody refuses what its own users order."""
    network, page = match.model.network, match.pages[turn]
    whole, nodes, goods = 0.0, len(network.node_country), range(len(network.commodities))
    for country in range(len(network.countries)):
        buyers = network.node_country == country
        for good in goods:
            each = refusers(network, page, good, buyers)
            assert each[country] == 0.0
            whole += math.fsum(each)
    assert math.isclose(whole, math.fsum(refused(network, page)), rel_tol=1e-9)
    assert whole > 0.0
    assert not any(refusers(network, page, good, np.zeros(nodes, dtype=np.bool_)).any()
                   for good in goods)  # fmt: skip
