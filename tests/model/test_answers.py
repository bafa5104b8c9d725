"""What a person may conclude from answers: what is refused still, what reasons tell of worth."""

from dataclasses import replace

import numpy as np
import pytest

import realm
from realm.core.talks import Status
from realm.model.answers import exchanges, heed, unmoved
from realm.model.chair import Chair
from realm.model.parley import Parley
from realm.model.place import Place
from realm.model.sitting import Sitting

TABLES = ("india_japan", "india_korea")


def talked(world: int) -> tuple[Parley, Chair]:
    """Let a person play India and ask for talks."""
    model = realm.RealmModel("june-2025", rng=3, first_world=world)
    parley = model.convene(people=["india"], opens=dict.fromkeys(TABLES, "india"))
    parley.run()
    return parley, Chair(parley, "india")


def seated(parley: Parley, place: Place) -> tuple[Sitting, int]:
    """Find the sitting of a table, and the person's side there."""
    row = parley.network.tables.index(place.table)
    (sitting,) = (one for one in parley.sittings if list(one.cells.table) == [row])
    return sitting, int(np.flatnonzero(parley.network.bargains.sides[:, row] != place.other)[0])


def offers(chair: Chair, table: str) -> list[dict[str, str]]:
    """List what may be said at a table, the best for the person first."""
    worth, _ = chair.worth(table)
    place = next(one for one in chair.tables if one.table == table)
    open_now = np.flatnonzero(np.isfinite(chair.odds(table)) & ~chair.named(table))
    return [place.agenda.describe(int(o)) for o in sorted(open_now, key=lambda o: -worth[o])]


@pytest.mark.parametrize("world", [0, 1])
def test_what_is_refused_still_is_what_was_answered_by_what_they_offer_now(world: int) -> None:
    """By the record alone; it has no odds, and is free again once they offer something new."""
    parley, chair = talked(world)
    checked = freed = 0
    for name in [place.table for place in chair.tables]:
        answers: dict[int, dict[str, str]] = {}
        while (place := next(p for p in chair.tables if p.table == name)).mine:
            still = {offer for offer, answer in answers.items() if answer == place.heard}
            assert set(np.flatnonzero(chair.unmoved(name))) == still - named(chair, name)
            assert np.all(np.isnan(chair.odds(name)[chair.unmoved(name)]))
            checked, freed = checked + len(still), freed + len(answers) - len(still)
            said = offers(chair, name)
            if not said:
                break
            assert chair.offer(name, **said[0]) is None
            parley.run()
            now = next(p for p in chair.tables if p.table == name)
            if now.status is Status.OPEN:
                answers[place.agenda.outcome(**said[0])] = now.heard
    assert checked > 3
    assert freed > 0


def named(chair: Chair, table: str) -> set[int]:
    return set(np.flatnonzero(chair.named(table)))


@pytest.mark.parametrize("world", [0, 1])
def test_a_guess_that_heeds_reasons_agrees_with_them_and_else_stays(world: int) -> None:
    """What they said they would rather have is better for them; a guess that knew it is kept."""
    parley, chair = talked(world)
    corrected = 0
    for name in [place.table for place in chair.tables]:
        while (place := next(p for p in chair.tables if p.table == name)).mine:
            sitting, side = seated(parley, place)
            actor = int(parley.network.bargains.sides[side, sitting.cells.table[0]])
            guess = parley.guess(actor, sitting, 0)
            wrong = replace(guess, parts=-guess.parts)
            for first in (guess, wrong):
                heeded = heed(first, sitting, 0, side)
                told = preferred(sitting, side)
                for better, worse in told:
                    assert heeded.parts[1 - side, better, 0] > heeded.parts[1 - side, worse, 0]
                assert np.array_equal(heeded.parts[side], first.parts[side])
                agrees = all(first.parts[1 - side, b, 0] > first.parts[1 - side, w, 0]
                             for b, w in told)  # fmt: skip
                moved = not np.array_equal(heeded.parts, first.parts)
                assert not (agrees and not told and moved)
                corrected += moved
            said = offers(chair, name)
            if not said:
                break
            assert chair.offer(name, **said[0]) is None
            parley.run()
    assert corrected > 0


@pytest.mark.parametrize("world", [0, 1])
def test_what_a_reason_speaks_against_is_not_shown_as_likely(world: int) -> None:
    """No offer is likely signed that is no better for them than one they refused, by reasons."""
    parley, chair = talked(world)
    checked = 0
    for name in [place.table for place in chair.tables]:
        while (place := next(p for p in chair.tables if p.table == name)).mine:
            odds = np.where(chair.named(name), np.nan, chair.odds(name))
            parts = chair.reckon(name).theirs[place.agenda.columns]
            for refused in np.flatnonzero(chair.unmoved(name)):
                no_better = np.all(parts <= parts[refused], axis=1) & np.isfinite(odds)
                assert np.all(odds[no_better] < 0.5)
                checked += int(no_better.sum())
            said = offers(chair, name)
            if not said:
                break
            assert chair.offer(name, **said[0]) is None
            parley.run()
    assert checked > 0


def preferred(sitting: Sitting, side: int) -> list[tuple[int, int]]:
    """List what the last reason told: the option wanted, and the one refused, as columns."""
    agenda, tables = sitting.agenda, sitting.tables
    worth = tables.utility[1 - side, :, 0, 0]
    found = []
    for offer, answer in exchanges(sitting, 0, side)[-1:]:
        here, there = agenda.choices[offer], agenda.choices[answer]
        gains = []
        for place in np.flatnonzero(here != there):
            one = here.copy()
            one[place] = there[place]
            outcome = int(np.flatnonzero((agenda.choices == one).all(axis=1))[0])
            gains.append((worth[outcome] - worth[offer], place))
        gain, place = max(gains)
        if gain > 0.0:
            found.append((int(agenda.columns[answer, place]), int(agenda.columns[offer, place])))
    return found


def test_nobody_reads_a_person_s_mind() -> None:
    """Where a person answers, nothing is known to be refused still."""
    model = realm.RealmModel("june-2025", rng=3)
    parley = model.convene(people=["india", "japan"], opens={"india_japan": "india"})
    chairs = Chair(parley, "india"), Chair(parley, "japan")
    parley.run()
    for chair in (*chairs, *chairs):
        (place,) = (one for one in chair.tables if one.table == "india_japan")
        sitting, side = seated(parley, place)
        assert not unmoved(sitting, 0, side).any()
        assert chair.offer(place.table, **offers(chair, place.table)[0]) is None
        parley.run()
