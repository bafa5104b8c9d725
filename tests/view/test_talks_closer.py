"""Of who says no or stays away a person is told what would change that, by what they know."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.view.seated import at_all_tables, sit_down

from realm.play.prospects import prospect, serves_both
from realm.view.game.sitting import Sitting
from realm.view.picture.of_closer import closer, others_told
from realm.view.picture.of_cold import would_gain
from realm.view.picture.of_scales import LEAST
from realm.view.picture.of_terms import terms_of
from realm.view.picture.of_zones import LIKELY
from realm.view.picture.page import Item, Text, Told
from realm.view.picture.words import dollars


@pytest.fixture(scope="module", params=["india", "china"])
def sitting(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sitting]:
    found = at_all_tables(tmp_path_factory.mktemp("closer"), request.param)
    yield found
    found.close()


def forms(sitting: Sitting) -> Iterator[tuple[str, dict[str, int], str]]:
    """Try some forms at every table: its name, the settings, what is told."""
    match, sight, luck = sitting.session.match, sitting.sight(), np.random.default_rng(5)
    for place in sight.talks or ():
        for _ in range(6):
            yours = {i.name: int(luck.integers(len(i.options))) for i in place.agenda.issues}
            yield place.table, yours, closer(match, sight, place, yours, sitting.messages)


def test_the_term_that_is_named_raises_the_odds_as_far_as_any_single_one(sitting: Sitting) -> None:
    chair = sitting.session.match.chair(sitting.seat)
    assert chair is not None
    told_of = 0
    for table, yours, told in forms(sitting):
        place = sitting.place(table)
        assert place is not None
        agenda, odds = place.agenda, np.nan_to_num(chair.odds(table))
        now = odds[agenda.outcome(**terms_of(place, yours))]
        at = np.array(list(yours.values()))
        best = odds[(agenda.choices != at).sum(axis=1) == 1].max()
        assert (not told) == (now >= LIKELY)
        if told.startswith("What would raise"):
            told_of += 1
            assert f"({100.0 * best:.0f} %)" in told
            assert best > now
        elif told:
            assert best < now + 0.01
    assert told_of or sitting.seat == "india"


def test_it_is_said_that_no_term_helps_only_where_none_leaves_them_better_off(
    sitting: Sitting,
) -> None:
    match, sight = sitting.session.match, sitting.sight()
    chair = match.chair(sitting.seat)
    assert chair is not None
    away = set(match.asked[sitting.seat]) - {place.table for place in sight.talks or ()}
    assert away
    for table in away:
        seen = prospect(match, sight, table)
        told = would_gain(match, sight, table, sitting.messages)
        assert told.startswith("As far as you know, nothing") == (not (seen.theirs > 0.0).any())
        if "serve you both" in told:
            assert ((seen.theirs > 0.0) & (seen.yours > 0.0)).any()
    quiet = [b for b in sitting.page("talks").columns[0].blocks if isinstance(b, Told)]
    assert all("gain most by this" in b.lines[0] or "nothing that" in b.lines[0] for b in quiet)


def test_who_would_gain_by_a_deal_is_named_beside_who_does_not_talk(sitting: Sitting) -> None:
    match, sight = sitting.session.match, sitting.sight()
    chair = match.chair(sitting.seat)
    assert chair is not None
    table, *rest = [place.table for place in sight.talks or ()]
    told = others_told(match, sight, table, sitting.messages)
    serves = [bool(chair.mutual(one).any()) for one in rest]
    assert bool(told) == any(serves)
    if told:
        blocks = sitting.page("talks").columns[0].blocks
        assert any(isinstance(b, Text) and b.text == told for b in blocks)


def test_what_is_told_comes_from_what_the_seat_may_know(sitting: Sitting) -> None:
    match = sitting.session.match
    chair, parley = match.chair(sitting.seat), match.model.parley
    assert chair is not None
    assert parley is not None
    before = [told for *_, told in forms(sitting)]
    for one in parley.sittings:
        for cell, row in enumerate(one.cells.table):
            sides = match.model.network.bargains.sides[:, row]
            actors = (*match.model.network.countries, *match.model.network.firms)
            actor = match.model.network.scenario.seats[sitting.seat].actor
            if actors.index(actor) not in sides:
                continue
            theirs = int(sides[0] == actors.index(actor))
            one.tables.utility[theirs, :, cell] += 1e6 * np.arange(one.agenda.size)[:, None]
    assert [told for *_, told in forms(sitting)] == before


def test_it_is_said_whom_a_deal_would_serve_before_talks_begin(tmp_path: Path) -> None:
    sitting = sit_down(tmp_path, "india")
    said = {
        block.id.partition(":")[2]: "some deal may serve you both" in block.lines[-1]
        for block in sitting.page("whom").columns[0].blocks
        if isinstance(block, Item)
    }
    match, sight = sitting.session.match, sitting.sight()
    assert said == {table: serves_both(match, sight, table) for table in sight.tables}
    assert set(said.values()) == {True, False}
    sitting.close()


def test_what_a_signature_costs_them_is_told_by_what_it_comes_of(tmp_path: Path) -> None:
    sitting = sit_down(tmp_path, "india")
    match, sight = sitting.session.match, sitting.sight()
    for table in sight.tables:
        seen = prospect(match, sight, table)
        assert math.isclose(sum(seen.their_causes), seen.their_least)
        told = would_gain(match, sight, table, sitting.messages)
        if not (seen.theirs > 0.0).any():
            assert ("distrust" in told) == (seen.their_causes[1] >= LEAST)
            assert dollars(seen.their_least) in told
    sitting.close()
