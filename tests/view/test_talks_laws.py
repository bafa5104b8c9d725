"""What holds of the form and the page of talks at every table, whoever sits there."""

import math
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.view.seated import at_all_tables

from realm.model.chair import Chair
from realm.model.place import Place
from realm.play.asked import asked
from realm.play.match import Match
from realm.play.sight import Sight
from realm.view.picture.negotiation import Negotiation
from realm.view.picture.of_zones import LIKELY
from realm.view.picture.page import Bargain
from realm.view.picture.words import amount


def check_price(match: Match, sight: Sight, chair: Chair, talk: Negotiation, page: str) -> None:
    """Where goods change hands the form says at which price, and the page what that is made of."""
    found = asked(match, sight, chair, talk.id)
    noted = [told for row in talk.issues for told in (row.note, row.settings[0]) if "$" in told]
    assert bool(noted) is (found is not None)
    sold = any(issue.id == "volume" and not issue.shut for issue in talk.issues)
    assert ("WHAT THE GOODS COST" in page) is (found is not None and sold)
    if found is None or not sold:
        return
    assert f"${amount(found.asked)}" in noted[0]
    assert all(f"${amount(price)} a kg" in page for price in (found.asked, found.elsewhere))
    assert f"${amount(found.mean)} a kg: what is quoted" in page
    if found.course is not None:
        change = math.fsum(cause.part for cause in found.course.causes)
        moved = math.log(found.asked / found.course.before)
        assert abs(change - moved) < 0.02, "the parts make up the whole but for what is not told"


def check_rows(chair: Chair, place: Place, talk: Negotiation, page: str) -> None:
    """A term has a row where it can be settled in more than one way; the others are named."""
    open_now = place.agenda.choices[chair.sayable(place.table)]
    for number, issue in enumerate(talk.issues):
        choice = len(np.unique(open_now[:, number])) > 1
        assert issue.shut is not (choice or issue.yours > 0 or bool(issue.theirs)), issue.id
        assert (issue.label in talk.closed) is issue.shut
    assert talk.closed in page


def check_marks(chair: Chair, place: Place, talk: Negotiation) -> None:
    """Whole lines mark what is likely signed near the form, dashes else what is best for them."""
    odds, gain, sayable = (
        chair.odds(talk.id),
        chair.reckon(place.table).their_gain(place.agenda),
        chair.sayable(talk.id),
    )
    at = [issue.yours for issue in talk.issues]
    signed = place.agenda.choices[odds >= LIKELY]
    assert all(bool(issue.likely) is (place.mine and len(signed) > 0) for issue in talk.issues)
    if len(signed):
        check_likely(talk, signed)
        return
    for number, issue in enumerate(talk.issues):
        around = {}
        for setting in range(len(issue.settings)):
            choice = [*at[:number], setting, *at[number + 1 :]]
            around[setting] = int(np.flatnonzero((place.agenda.choices == choice).all(axis=1))[0])
        if issue.closest:
            best = max(gain[outcome] for outcome in around.values() if sayable[outcome])
            ends = [gain[around[setting]] for setting in issue.closest]
            assert all(math.isclose(one, best, rel_tol=1e-3) for one in ends)


def check_likely(talk: Negotiation, signed: NDArray[np.intp]) -> None:
    """What has to change to be likely signed is as little as it may be, and what is marked may be.

    Args:
        talk: the talks.
        signed: what is likely signed, (outcome, issue).
    """
    zones = [issue.likely or (0, -1) for issue in talk.issues]
    outside = [n for n, i in enumerate(talk.issues) if not zones[n][0] <= i.yours <= zones[n][1]]
    yours = np.array([issue.yours for issue in talk.issues])

    assert len(outside) <= int((signed != yours).sum(axis=1).min())
    for number, (first, last) in enumerate(zones):
        assert {first, last} <= set(signed[:, number].tolist())


@pytest.mark.parametrize("seat", ["china", "india", "japan", "korea", "toyota_tsusho", "irel"])
def test_every_table_of_every_seat_can_be_shown(tmp_path: Path, seat: str) -> None:
    sitting = at_all_tables(tmp_path, seat)
    match, places = sitting.session.match, sitting.sight().talks or ()

    assert places
    for place in places:
        sitting.turn_to(place.table)
        page = sitting.page("talks")
        talk = next(b.talk for c in page.columns for b in c.blocks if isinstance(b, Bargain))
        chair = match.chair(seat)
        assert chair is not None
        check_price(match, sitting.sight(), chair, talk, str(page))
        check_rows(chair, place, talk, str(page))
        check_marks(chair, place, talk)
        worth, least = chair.worth(place.table)
        theirs = chair.reckon(place.table).their_gain(place.agenda)
        gains = (worth > least) & (theirs > 0.0) & chair.sayable(place.table)
        said = "would serve you both" in str(page)
        assert said is (place.mine and not gains.any())
    sitting.close()
