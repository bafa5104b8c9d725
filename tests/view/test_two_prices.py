"""A price says which it is: what plants ask, what is quoted abroad, or what is paid at home."""

import pytest
from tests.view.scenes import _sitting

from realm.play.past import both_prices, outside, remember
from realm.rules.event import short
from realm.view.picture.words import amount


@pytest.mark.parametrize("seat", ["india", "china"])
def test_whatever_has_two_prices_names_both_at_the_start_and_now(seat: str) -> None:
    sitting = _sitting("june-2025", seat)
    match = sitting.session.match
    scenario, past = match.model.network.scenario, remember(match, seat)
    home = short(scenario.countries[scenario.reference_exporter].name)
    both = 0
    for price in sitting.table().top.prices:
        found = both_prices(match, price.id)
        assert bool(found) <= outside(match, price.id)
        if not found:
            continue
        both += 1
        first, now = found["outside"]
        assert now == past.prices[price.id][-1], "the top bar shows the one outside"
        assert first == past.early_prices[price.id][0]
        assert f"Outside {home} ${amount(first)} a kg in {scenario.starts}" in price.why
        assert all(f"${amount(one)}" in price.why for pair in found.values() for one in pair)
    assert both
    assert "at the start" not in str(sitting.table().top)
