"""What indicators are made of gives back the indicators, and causes add up to what prices did."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from realm.play import causes as causes_of
from realm.play.causes import OPPOSED, REST, causes
from realm.play.parts import parts
from realm.play.past import remember
from realm.play.session import Session
from realm.rules.event import short
from realm.rules.explain import Quantity, explain
from realm.rules.market import gather
from realm.rules.movers import strands
from realm.rules.reading import DAYS_PER_MONTH


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder: Path = tmp_path_factory.mktemp("parts")
    session = Session.begin("june-2025", folder / "game.realm", seed=1, people=["india"])
    session.sit("india", "ana")
    session.end_turn("india", 0)
    yield session
    session.close()


@pytest.mark.parametrize("turn", [0, 1])
@pytest.mark.parametrize("seat", ["india", "irel"])
def test_parts_give_back_the_indicator(played: Session, turn: int, seat: str) -> None:
    numbers = played.match.pages[turn].numbers
    found = parts(played.match, turn, seat)

    assert found
    for name, (one, other) in found.items():
        value = put_together(name, one.now, other.now)
        assert value == pytest.approx(numbers[f"{seat} {name}"], rel=1e-9, abs=1e-9)
        if turn:
            earlier = played.match.pages[0].numbers[f"{seat} {name}"]
            was = put_together(name, one.before, other.before)
            assert was == pytest.approx(earlier, rel=1e-9, abs=1e-9)


def put_together(name: str, one: float, other: float) -> float:
    if name == "lost_output":
        return one - other
    return one / other * (DAYS_PER_MONTH if name == "days_of_cover" else 1.0)


@pytest.mark.parametrize("turn", [0, 1])
def test_causes_of_a_price_add_up_to_its_change(played: Session, turn: int) -> None:
    memory = remember(played.match, "india")
    months = played.match.model.network.months_per_turn
    found = causes(played.match, turn)

    assert found
    for name, told in found.items():
        before = memory.prices[name][0] if turn else memory.early_prices[name][-1 - months]
        change = math.log(memory.prices[name][turn] / before)
        assert math.fsum(cause.part for cause in told) == pytest.approx(change, abs=0.006)


@pytest.mark.parametrize("quantity", ["inside", "outside"])
def test_what_each_seller_and_buyer_did_to_a_price_adds_up_to_its_causes(
    played: Session, quantity: Quantity
) -> None:
    model = played.match.model
    months = (*played.match.pages[0].ledger.months[-1:], *played.match.pages[1].ledger.months)
    whole = explain(model.network, model.params, months, quantity)
    laid = strands(model.network, model.params, months, quantity)

    assert laid.terms.keys() == whole.terms.keys()
    for driver, terms in whole.terms.items():
        found = gather(laid.commodity, len(model.network.commodities), laid.terms[driver])
        known = np.isfinite(terms)
        assert known.any()
        assert found[known] == pytest.approx(terms[known], rel=1e-9, abs=1e-12), driver


def test_causes_name_who_made_most_of_them(played: Session) -> None:
    told = [cause for found in causes(played.match, 1).values() for cause in found]
    scenario = played.match.model.network.scenario
    known = [short(one.name) for one in (*scenario.countries.values(), *scenario.firms.values())]
    known += [one.name for one in scenario.measures.values()]

    named = [cause.who for cause in told if cause.who]
    assert named
    assert all(any(who.startswith(name) for name in known) for who in named)
    assert all(not cause.who for cause in told if cause.driver == REST)
    assert all(len(set(who.split(", "))) == len(who.split(", ")) for who in named)


@pytest.mark.parametrize(("whose", "left"), [
    (("Ana", "Ana"), {"orders": 0.06, "cost": 0.02}),
    (("Ana", "Ben"), {"orders": 0.1, "supply": -0.04, "cost": 0.02}),
    (("", ""), {"orders": 0.1, "supply": -0.04, "cost": 0.02}),
])  # fmt: skip
def test_orders_and_offers_that_undo_each_other_at_one_seller_are_told_as_one(
    played: Session,
    monkeypatch: pytest.MonkeyPatch,
    whose: tuple[str, str],
    left: dict[str, float],
) -> None:
    names = dict(zip(OPPOSED, whose, strict=True))
    monkeypatch.setattr(causes_of, "_who", lambda *given: names[given[-1]])
    before = {"orders": 0.1, "supply": -0.04, "cost": 0.02}

    found = causes_of._net(played.match, None, 0, before)

    assert found == pytest.approx(left)
    assert math.fsum(found.values()) == pytest.approx(math.fsum(before.values()))
