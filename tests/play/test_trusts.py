"""What moved trust adds up to how it moved."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from realm.core.actions import Tighten
from realm.play import trusts
from realm.play.session import Session


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder: Path = tmp_path_factory.mktemp("trusts")
    session = Session.begin("june-2025", folder / "game.realm", seed=1, people=["india"])
    session.sit("india", "ana")
    session.submit("india", 0, Tighten(measure="india_suspend_japan", size=0.0))
    for turn in range(2):
        session.end_turn("india", turn)
    yield session
    session.close()


@pytest.mark.parametrize("turn", [1, 2])
def test_terms_add_up_to_how_trust_moved(
    played: Session, turn: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trusts, "LEAST", 0.0)
    match = played.match
    before, now = (match.pages[turn - i].numbers["india trust"] for i in (1, 0))

    found = trusts.trust_in_seat(match, turn, "india")

    assert math.fsum(one.by for one in found) == pytest.approx(now - before, abs=1e-12)
    sizes = [abs(one.by) for one in found]
    assert sizes == sorted(sizes, reverse=True)


def test_terms_of_one_trust_add_up_to_how_it_moved(
    played: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trusts, "LEAST", 0.0)
    match, network = played.match, played.match.model.network
    row = network.relations.index("india_to_china")
    before, after = match.pages[1].before.trust[row, 0], match.pages[1].after.trust[row, 0]

    found = trusts.trust_of_seat(match, 1, "india", "china")

    assert math.fsum(one.by for one in found) == pytest.approx(after - before, abs=1e-12)
    assert found[0].driver == "curbs"


def test_a_curb_costs_trust_and_slight_terms_are_left_out(
    played: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = trusts.trust_in_seat(played.match, 1, "india")
    monkeypatch.setattr(trusts, "LEAST", 0.0)
    found = trusts.trust_in_seat(played.match, 1, "india")

    assert any(one.driver == "curbs" and one.by < 0.0 for one in found)
    assert told == tuple(one for one in found if abs(one.by) >= 0.005)
    assert trusts.trust_in_seat(played.match, 0, "india") == ()
