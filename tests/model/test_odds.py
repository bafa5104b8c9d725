"""How likely an offer is said to be signed: from one's own knowledge, and about as often."""

import numpy as np
import pytest
from tools import fit_odds

import realm
from realm.model.chair import Chair
from realm.strategies.odds import FITTED, MEASURED, Look, chance


def look(**given: float) -> Look:
    base = {"gain": 0.3, "heard": 0.6, "late": 0.5, "same": 0.5, "spoken": 1.0} | given
    return Look(**{name: np.array([value]) for name, value in base.items()})


def test_more_for_the_other_is_likelier_and_what_it_nearly_asked_for_the_later() -> None:
    plain = chance(look())
    assert 0.0 < plain < 1.0
    assert chance(look(gain=0.6)) > plain
    assert chance(look(same=0.9)) > plain
    assert chance(look(same=0.9, late=0.9)) > chance(look(same=0.9))


@pytest.mark.slow
def test_what_is_shown_comes_about() -> None:
    """Thousands of offers of another seed than the fit's: those shown at 60 to 70 % are signed
    in 50 to 80 %, nearly none of those shown under 10 %, and about as many as shown between."""
    found = fit_odds.offers(range(1000, 1060), 11)
    assert found.shape[1] > 2000
    shares = {low: (share, n) for low, share, n in fit_odds.reliability(found, FITTED, MEASURED)}
    assert shares[0.0][0] < 0.05
    share, count = shares[0.6]
    assert count >= 100
    assert 0.5 <= share <= 0.8
    often = {low: share for low, (share, count) in shares.items() if count >= 100}
    assert len(often) >= 5
    assert all(abs(share - low - 0.05) <= 0.15 for low, share in often.items()), often
    seen = np.array(list(often.values()))
    assert np.all(np.diff(seen) > -0.1), often


def test_a_line_never_falls_and_keeps_what_was_signed() -> None:
    dice = np.random.default_rng(1)
    said = dice.uniform(size=6000)
    signed = (dice.uniform(size=6000) < said**2) * 1.0
    line = fit_odds.rising(said, signed)

    assert np.all(np.diff(line.signed) >= 0.0)
    assert np.all(np.diff(line.said) > 0.0)
    shown = np.interp(said, line.said, line.signed)
    assert shown.mean() == pytest.approx(signed.mean(), abs=0.01)
    assert np.abs(shown - said**2).max() < 0.15


def test_a_person_sees_the_odds_of_what_may_be_offered() -> None:
    model = realm.RealmModel("june-2025", rng=1, strategies="japan=diversify")
    parley = model.convene(people=["india"], opens={"india_japan": "india"})
    parley.run()
    chair = Chair(parley, "india")
    shown = chair.odds("india_japan")
    worth, _ = chair.worth("india_japan")
    assert np.all(np.isnan(shown[np.isnan(worth)]))
    known = shown[~np.isnan(shown)]
    assert len(known) > 10
    assert np.all((known >= 0.0) & (known <= 1.0))
    assert np.ptp(known) > 0.0
    with pytest.raises(KeyError):
        chair.odds("china_japan")
