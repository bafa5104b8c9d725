"""What is guessed of the other side never contradicts what it asked for at the same table."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from tests.view.seated import at_all_tables

from realm.model.chair import Chair
from realm.model.place import Place
from realm.model.wishes import Reckoning
from realm.view.game.sitting import Sitting
from realm.view.picture.of_guess import GIVEN, guess
from realm.view.picture.of_scales import added, weighed
from realm.view.picture.of_wish import offered
from realm.view.picture.page import Scales

ROUNDS = 4


@pytest.fixture(scope="module", params=["india", "korea"])
def talked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sitting]:
    """Talk some rounds at every table that opens, with offers of any kind."""
    found = at_all_tables(tmp_path_factory.mktemp("guess"), request.param)
    luck = np.random.default_rng(3)
    for _ in range(ROUNDS):
        for place in found.sight().talks or ():
            chair = found.session.match.chair(found.seat)
            if chair is not None and place.mine:
                open_now = np.flatnonzero(chair.sayable(place.table))
                outcome = int(luck.choice(open_now))
                terms = place.agenda.describe(outcome)
                found.session.talk(found.seat, 0, place.table, "offer", terms)
    yield found
    found.close()


class Gloomy:
    """A place at the tables where whatever the other side gets is guessed to be a loss to it."""

    def __init__(self, chair: Chair) -> None:
        self._chair = chair

    def reckon(self, table: str) -> Reckoning:
        found = self._chair.reckon(table)
        return replace(found, theirs=found.theirs - np.max(np.abs(found.theirs)) - 1e3)


def places(sitting: Sitting) -> list[tuple[Chair, Place]]:
    chair = sitting.session.match.chair(sitting.seat)
    assert chair is not None
    return [(chair, place) for place in sitting.sight().talks or () if offered(place)]


@pytest.mark.parametrize("gloomy", [False, True])
def test_what_they_ask_for_and_do_not_get_is_guessed_to_be_no_loss_to_them(
    talked: Sitting, gloomy: bool
) -> None:
    """For each term of their last offer that the form has not; but for what they would give."""
    assert places(talked)
    for chair, place in places(talked):
        seen = Gloomy(chair) if gloomy else chair
        found = guess(seen, place).found  # type: ignore[arg-type]
        asks = offered(place)
        at = {i.name: [o.label for o in i.options].index(asks[i.name]) for i in place.agenda.issues}
        theirs, yours = (added(place.agenda, at, parts) for parts in (found.theirs, found.yours))
        for number, issue in enumerate(place.agenda.issues):
            if issue.name not in GIVEN or yours[number] <= 0.0:
                assert theirs[number] >= 0.0, (place.table, issue.name)


def test_a_guess_that_what_they_said_corrects_is_said_to_be(talked: Sitting) -> None:
    """Nothing else of the guess moves, and none goes down."""
    for chair, place in places(talked):
        before, after = chair.reckon(place.table), guess(Gloomy(chair), place)  # type: ignore[arg-type]
        dark = Gloomy(chair).reckon(place.table)
        assert np.array_equal(before.yours, after.found.yours)
        assert np.all(after.found.theirs >= dark.theirs)
        moved, first = set(), 0
        for issue in place.agenda.issues:
            here = slice(first, first + len(issue.options))
            if np.any(after.found.theirs[here] != dark.theirs[here]):
                moved.add(issue.name)
            first += len(issue.options)
        assert moved == set(after.raised)
        form = dict.fromkeys((issue.name for issue in place.agenda.issues), 0)
        blocks = weighed(Gloomy(chair), talked.sight(), place, form, talked.messages)  # type: ignore[arg-type]
        texts = talked.messages.texts
        for name in after.raised:
            assert texts[f"game.issue_{name}"] in str(blocks[2:])
        assert any(isinstance(block, Scales) for block in blocks)
