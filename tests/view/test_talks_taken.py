"""From whom goods are signed away is told in parts that add up to what is promised."""

import re
from pathlib import Path

import numpy as np
import pytest
from tests.view.scenes import _answered
from tests.view.seated import sit_down

from realm.play.takes import takes
from realm.view.picture.of_signing import NAMED, rounded, takes_text
from realm.view.picture.words import amount


@pytest.mark.parametrize("seed", range(8))
def test_parts_as_written_add_up_to_the_whole_as_written(seed: int) -> None:
    luck = np.random.default_rng(seed)
    parts = [float(one) for one in luck.uniform(0.0, 10.0 ** luck.integers(0, 4), 1 + seed)]
    whole = amount(sum(parts))

    told = rounded(parts, whole)

    digits = len(whole.partition(".")[2])
    unit = 10.0**-digits
    got = round(sum(float(one.replace(",", "")) for one in told) / unit)
    assert got == round(float(whole.replace(",", "")) / unit)
    worst = max(
        abs(float(one.replace(",", "")) - part) for one, part in zip(told, parts, strict=True)
    )
    assert worst <= unit * (1.0 + len(parts) / 2.0)


@pytest.mark.parametrize("volume", ["half", "full"])
def test_the_line_is_short_and_its_parts_are_what_is_promised(tmp_path: Path, volume: str) -> None:
    sitting = sit_down(tmp_path, "india")
    sitting.picked = ("india_japan",)
    sitting.begin_talks()
    match = sitting.session.match
    (place,) = sitting.sight().talks or ()
    terms = {issue.name: issue.options[0].label for issue in place.agenda.issues}
    terms |= {"volume": volume}
    found = takes(match, sitting.sight(), place, terms)
    told = takes_text(match, sitting.sight(), place, terms, sitting.messages)
    sitting.close()

    assert found is not None
    more = amount(found.more)
    parts = told.partition(f"{more} t a turn come from others: ")[2].partition(". ")[0]
    tonnes = [float(one) for one in re.findall(r"([0-9.]+[0-9]) t", parts)]
    assert len(tonnes) <= NAMED + 3
    assert sum(tonnes) == pytest.approx(float(more), abs=1e-9)


def test_nobody_gets_more_and_less_at_once() -> None:
    """Of the country that the goods are for other firms may get less: they are told by name."""
    sitting = _answered()
    (place,) = sitting.sight().talks or ()
    found = takes(sitting.session.match, sitting.sight(), place, place.heard)

    assert found is not None
    assert found.buyers == ("toyota_tsusho",)
    losers = [(one.country, one.firm) for one in found.losers]
    assert len(set(losers)) == len(losers)
    assert not {one.firm or one.country for one in found.losers} & {*found.buyers, "japan"}
    assert any(country == "japan" for country, _ in losers)
    assert all((country == "japan") is bool(firm) for country, firm in losers)
