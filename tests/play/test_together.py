"""What a coalition did is the difference to the same months without it; a complaint tells on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from realm.core.actions import Dispute, JoinCoalition
from realm.core.state import State
from realm.play.match import Match
from realm.play.outcome import Became, outcome
from realm.play.session import Session
from realm.play.since import Fate, _stands, since
from realm.play.together import together

COMPLAINT = Dispute(measure="china_licence_magnets", country="japan")


@pytest.fixture(scope="module")
def match(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Match]:
    """Japan is alone in it in the first turn, with Korea in the second."""
    folder: Path = tmp_path_factory.mktemp("together")
    session = Session.begin("june-2025", folder / "a.realm", seed=1, people=["japan", "korea"])
    for turn, seat in enumerate(("japan", "korea")):
        session.sit(seat, seat)
        session.submit(seat, turn, JoinCoalition(country=seat))
        if not turn:
            session.submit(seat, turn, COMPLAINT)
        for one in session.match.waiting_for:
            session.end_turn(one, turn)
    yield session.match
    session.close()


def test_alone_it_does_nothing(match: Match) -> None:
    found = together(match, 1, "japan")

    assert found is not None
    assert not found.stands
    assert found.others == ()
    assert found.goods == ()
    assert together(match, 1, "india") is None
    assert together(match, 1, "toyota_tsusho") is None


def test_two_order_less_for_fear(match: Match) -> None:
    found = together(match, 2, "japan")

    assert found is not None
    assert found.stands
    assert found.others == ("korea",)
    assert found.goods
    assert all(one.ordered < one.ordered_without for one in found.goods)


def test_a_complaint_says_what_is_refused_until_its_ruling_and_after(match: Match) -> None:
    (told,) = (one for one in since(match, "japan") if one.action == COMPLAINT)
    filed = outcome(match, 1, COMPLAINT)

    assert filed.became is Became.FILED
    assert told.fate is Fate.PENDING
    assert told.month == filed.opens
    assert 0.0 < told.refused < told.ordered
    assert np.isnan(told.before)

    page, months = match.pages[2], float(match.model.params.rules.dispute_months)
    row = match.model.network.measures.index(COMPLAINT.measure)

    def at(month: float, on: float, before: State = page.before) -> Fate | None:
        """Say how it stands where it was filed so that the ruling comes in a month."""
        rows = page.after.dispute_month.copy()
        rows[row] = month - months
        measure = page.after.measure_on.copy(), page.after.measure_known.copy()
        for one in measure:
            one[row] = on
        after = page.after.replace(
            dispute_month=rows, measure_on=measure[0], measure_known=measure[1]
        )
        stands = _stands(match, replace(page, after=after, before=before), COMPLAINT)
        return stands[0] if stands is not None else None

    nothing = np.zeros_like(page.before.measure_on)
    lifted = page.before.replace(measure_on=nothing, measure_known=nothing)
    assert at(page.after.month, 1.0) is Fate.PENDING
    assert at(page.after.month, 0.0) is Fate.DROPPED
    assert at(page.after.month, 0.0, lifted) is None, "it was told when it was lifted"
    assert at(page.after.month - 1, 0.0) is Fate.STRUCK
    assert at(page.after.month - 1, 0.0, lifted) is Fate.RULED
    assert at(page.before.month - 1, 0.0) is Fate.WON
