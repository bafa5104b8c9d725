"""What a deal promises goes away from those who got it: nobody loses what they never had."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from realm.model.place import Place
from realm.play.session import Session
from realm.play.sight import Sight, look
from realm.play.takes import Takes, takes

Asked = tuple[Session, Sight, Place]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    folder: Path = tmp_path_factory.mktemp("takes")
    session = Session.begin("june-2025", folder / "a.realm", seed=1, people=["india"])
    session.sit("india", "somebody")
    session.begin_talks("india", 0, ["india_japan"])
    sight = look(session.match, "india")
    (place,) = (one for one in sight.talks or () if one.table == "india_japan")
    yield session, sight, place
    session.close()


def _takes(asked: Asked, volume: str) -> Takes | None:
    session, sight, place = asked
    terms = {issue.name: issue.options[0].label for issue in place.agenda.issues}
    return takes(session.match, sight, place, terms | {"volume": volume})


@pytest.mark.parametrize("volume", ["half", "full"])
def test_what_is_promised_is_found_somewhere(asked: Asked, volume: str) -> None:
    found = _takes(asked, volume)

    assert found is not None
    noun = asked[0].match.model.network.scenario.tables["india_japan"]
    part = {"half": 0.5, "full": 1.0}[volume]
    assert found.volume == pytest.approx(part * noun.volume_t_per_year / 4.0)
    assert found.firm == "irel"
    assert all(0.0 < one.less <= one.got + 1e-9 for one in found.losers)
    more = max(0.0, found.volume - found.already) + found.promised
    given = found.kept + sum(one.less for one in found.losers) + found.bound
    assert given == pytest.approx(more)
    assert more == found.more


def test_no_goods_take_nothing_and_more_takes_more(asked: Asked) -> None:
    half, full = _takes(asked, "half"), _takes(asked, "full")

    assert _takes(asked, "none") is None
    assert half is not None
    assert full is not None
    less = {one.country: one.less for one in full.losers}
    assert all(less[one.country] >= one.less for one in half.losers)


def test_who_buys_takes_nothing_from_its_own(asked: Asked) -> None:
    session, _, place = asked
    terms = {issue.name: issue.options[-1].label for issue in place.agenda.issues}

    assert takes(session.match, look(session.match, "japan"), place, terms) is None
